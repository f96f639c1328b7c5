// What visitors get: one row a request, through the router, on a real database.
#include "portal/portal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "agencies/site_rules.h"
#include "base/resources.h"
#include "portal/accent.h"
#include "portal/leaving.h"
#include "portal/lines.h"
#include "portal/portal_fixture.h"

namespace dl::portal {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Portal, AnEmptySiteSaysWhatToExpect) {
  Site site;
  expect_rows(site,
              {{"home", "/", 200, {"首批信息", "依申请公开", "政府信息公开指南"}, {"公开进度", "block-"}},
               {"column", "/columns/news", 200, {"正在整理", "共 <b class=\"num\">0</b> 条"}, {"class=\"pager\""}},
               {"disclosure",
                "/disclosure",
                200,
                {"指南正在编制", "（15）", "20 个工作日", "次年 1 月 31 日前", "<span>历年政府信息公开工作报告</span>",
                 "第711号）第二十条，"},
                {}},
               {"map", "/sitemap", 200, {"行政处罚", "/columns/penalties"}, {}},
               {"search without words", "/search", 200, {"搜索正在准备中"}, {}},
               {"about", "/about", 200, {"隐私声明", "0000-1234567", "并在 3 个工作日内答复"}, {}},
               {"accessibility", "/accessibility", 200, {"长者模式"}, {}},
               {"feed", "/feed.xml", 200, {"<feed xmlns"}, {"<entry>"}},
               {"robots", "/robots.txt", 200, {"Sitemap: https://csglj.qingzhou.gov.cn/sitemap.xml"}, {}}});
}

TEST(Portal, DoesNotOpenWithoutWordsForAStatutoryColumn) {
  const std::string head = "title = \"t\"\nsource = \"s\"\ngrade = \"P\"\n";
  std::string terms;
  for (const auto type : agencies::kStatutoryTypes) {
    EXPECT_EQ(
        check_statutory(*Vocabulary::parse("column_types", head + terms + "[[term]]\ncode = \"X\"\nname = \"x\"\n"))
            .error()
            .key,
        "data.invalid");
    terms += fmt::format("[[term]]\ncode = \"{0}\"\nname = \"{0}\"\nnote = \"有\"\n", name_of(type));
  }
  EXPECT_TRUE(check_statutory(*Vocabulary::parse("column_types", head + terms)));
}

TEST(Portal, TakesTheTimesOfAnswersFromTheLaw) {
  const auto laws = records::carried().value();
  const auto times = request_times(laws->laws, {2024, 3, 1}).value();
  EXPECT_EQ(times.answer_time, "20 个工作日");
  EXPECT_EQ(times.completion_time, "7 个工作日");
  EXPECT_EQ(request_times({}, {2024, 3, 1}).error().key, "data.invalid");
  EXPECT_EQ(length_of(laws->laws, periods::kAnnualReport, {2024, 3, 1}).value(), "1 月 31 日");
  EXPECT_EQ(length_of(laws->laws, periods::kSiteErrorAnswer, {2024, 3, 1}).value(), "3 个工作日");
}

TEST(Portal, NoSiteCanHideItsAddresses) {
  for (const auto& route : kRoutes) EXPECT_TRUE(agencies::is_kept(route.pattern)) << route.pattern;
}

// 条例 art. 12: name, address, hours, telephone, fax and address on the net of the office.
TEST(Portal, NamesTheOfficeThatAnswersRequests) {
  Site site;
  expect_rows(site, {{"as the site says", "/disclosure", 200, {"0000-1234567"}, {"传真号码", "<dt>负责人"}}});
  agencies::OpennessOffice office{
      .name = "局办公室（政务公开办公室）", .head = "主任 甲", .phone = "0000-7654321", .fax = "0000-7654322"};
  site.organise(office);
  expect_rows(site, {{"as the agency says",
                      "/disclosure",
                      200,
                      {"局办公室（政务公开办公室）", "主任 甲", "tel:0000-7654321", "0000-7654322"},
                      {}}});
}

TEST(Portal, EveryPageHasHeadAndFoot) {
  Site site;
  const auto id = site.publish(site.entry("notices", "停水通告", "2024-02-01 08:30"));
  for (const std::string target :
       {"/", "/columns/notices", "/disclosure", "/search", "/sitemap", "/about", "/nothing"}) {
    SCOPED_TRACE(target);
    const auto page = site.get(target).body;
    for (const auto* part :
         {"<html lang=\"zh-CN\"", "name=\"SiteName\" content=\"清州市城市管理局\"",
          "name=\"SiteDomain\" content=\"csglj.qingzhou.gov.cn\"", "name=\"SiteIDCode\" content=\"4199000001\"",
          "role=\"search\"", "无障碍", "长者模式", "当前位置", "党政机关", "网站找错", "网站标识码：4199000001",
          "主办单位：", "https://beian.miit.gov.cn/", "https://beian.mps.gov.cn/", "站点地图", "隐私声明",
          "本站支持IPv6"})
      EXPECT_THAT(page, HasSubstr(part));
    EXPECT_THAT(page, Not(HasSubstr(" style=")));
    EXPECT_THAT(page, Not(HasSubstr("演示站点")));
  }
  EXPECT_THAT(site.get(fmt::format("/documents/{}", id)).body, HasSubstr("停水通告 - 清州市城市管理局"));
}

TEST(Portal, ShowsADocumentWithEverythingThatIsKnown) {
  Site site;
  auto entry = site.entry("normative", "餐厨垃圾管理办法", "2024-02-01 08:30");
  entry.index_number = "743719761/2024-00007";
  entry.metadata.document_number = "清城管〔2024〕7号";
  entry.metadata.kind = "通知";
  entry.metadata.themes = {"城乡建设、环境保护\\城乡建设（含住房）"};
  entry.metadata.issued_on = Date(2024, 1, 30);
  entry.metadata.validity = publications::Validity::Repealed;
  entry.metadata.validity_basis = "清城管〔2025〕1号";
  entry.body.blocks.push_back({.kind = content::BlockKind::Heading, .level = 3, .runs = {{.text = "总则"}}});
  entry.body.blocks.push_back({.runs = {{.text = "商业网站", .link = "https://shop.example.com/a?b=1"},
                                        {.text = "省政府", .link = "https://www.henan.gov.cn/"}}});
  entry.files = {{.name = "附件1.xls", .bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(2040, 'x')}};
  const auto document = site.publish(entry);
  auto reading = site.entry("interpretations", "一图读懂餐厨垃圾管理办法", "2024-02-02 09:00");
  const auto interpretation = site.publish(reading);
  ASSERT_TRUE(site.desk().link(interpretation, publications::Relation::Interprets, document,
                               accounts::Principal::machine("person:甲")));

  expect_rows(
      site,
      {{"document",
        fmt::format("/documents/{}", document),
        200,
        {"743719761/2024-00007", "清城管〔2024〕7号",
         "<time datetime=\"2024-02-01T08:30:00+08:00\">2024-02-01 08:30</time>",
         "name=\"PubDate\" content=\"2024-02-01 08:30\"", "name=\"ContentSource\" content=\"市城管局办公室\"",
         "name=\"ColumnType\"", "name=\"ArticleTitle\"", "依据：清城管〔2025〕1号", "<h2>总则</h2>", "附件1.xls",
         "XLS · 2.0 KB", "/leave?to=https%3A%2F%2Fshop.example.com%2Fa%3Fb%3D1", "href=\"https://www.henan.gov.cn/\"",
         "一图读懂", fmt::format("/qr/document/{}.svg", document)},
        {"修订记录"}},
       {"the other way", fmt::format("/documents/{}", interpretation), 200, {"解读的文件", "餐厨垃圾管理办法"}, {}},
       {"list", "/columns/policies", 200, {"餐厨垃圾管理办法", "清城管〔2024〕7号", "2024-02-01 08:30"}, {}},
       {"home", "/", 200, {"政策解读", "公开进度", "<table class=\"sheet\">"}, {}},
       {"code", fmt::format("/qr/document/{}.svg", document), 200, {"<svg", "viewBox"}, {}},
       {"no such document", "/documents/999", 404, {"没有找到这个页面"}, {}},
       {"no number", "/documents/abc", 404, {}, {}}});
}

TEST(Portal, SendsOnlyFilesOfPublicDocuments) {
  Site site;
  auto entry = site.entry("notices", "名单", "2024-02-01 08:30");
  entry.files = {{.name = "名单 1.csv", .bytes = "<script>1</script>"}};
  const auto id = site.publish(entry);
  const auto digest = std::string("3c9b1c6f8c0f4b3e");
  const auto page = site.get(fmt::format("/documents/{}", id)).body;
  const auto at = page.find("/files/") + 7;
  const auto address = fmt::format("/documents/{}/files/{}", id, page.substr(at, 64));
  const auto file = site.get(address + "/x");
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.type, "application/octet-stream");
  EXPECT_EQ(file.max_age, 0) << "asked for again each time, so that what is withdrawn leaves caches";
  EXPECT_EQ(file.source_size, 18);
  ASSERT_TRUE(file.source);
  EXPECT_EQ(file.source(1, 6).value(), "script");
  EXPECT_THAT(file.headers, Contains(std::pair<std::string, std::string>(
                                "Content-Disposition", "attachment; filename*=UTF-8''%E5%90%8D%E5%8D%95%201.csv")));
  EXPECT_EQ(site.get(fmt::format("/documents/{}/files/{}", id, digest)).status, 404);
  ASSERT_TRUE(site.desk().withdraw(id, accounts::Principal::machine("person:乙"), "名单有误"));
  EXPECT_EQ(site.get(address).status, 404);
}

TEST(Portal, LeavesATombstone) {
  Site site;
  const auto id = site.publish(site.entry("notices", "误发的通知", "2024-02-01 08:30"));
  ASSERT_TRUE(site.desk().withdraw(id, accounts::Principal::machine("person:乙"), "内容有误，重新核实"));
  const auto page = site.get(fmt::format("/documents/{}", id));
  EXPECT_EQ(page.status, 410);
  EXPECT_THAT(page.body, HasSubstr("内容有误，重新核实"));
  EXPECT_THAT(page.body, HasSubstr("2024-03-01 09:30"));
  EXPECT_THAT(page.body, Not(HasSubstr("各科室、各单位")));
  EXPECT_THAT(page.topics, Contains(fmt::format("document:{}", id)));
}

TEST(Portal, PagesThroughAListByKey) {
  Site site(test::Store::SqliteMemory, {.lines_a_page = 2});
  for (int day = 1; day <= 5; ++day)
    site.publish(
        site.entry("news", fmt::format("新闻{}", day), fmt::format("{}-01-0{} 10:00", day < 3 ? 2023 : 2024, day)));
  auto page = site.get("/columns/news").body;
  EXPECT_THAT(page, HasSubstr("新闻5"));
  EXPECT_THAT(page, Not(HasSubstr("新闻3")));
  EXPECT_THAT(page, HasSubstr("共 <b class=\"num\">5</b> 条"));
  const auto next = [](const std::string& html) {
    const auto at = html.find("rel=\"next\"");
    const auto from = html.rfind("href=\"", at) + 6;
    return html.substr(from, html.find('"', from) - from);
  };
  page = site.get(next(page)).body;
  EXPECT_THAT(page, HasSubstr("新闻3"));
  EXPECT_THAT(page, HasSubstr("上一页"));
  page = site.get(next(page)).body;
  EXPECT_THAT(page, HasSubstr("新闻1"));
  EXPECT_THAT(page, Not(HasSubstr("rel=\"next\"")));
  expect_rows(
      site,
      {{"year", "/columns/news?year=2023", 200, {"新闻2", "共 <b class=\"num\">2</b> 条", "取消此条件"}, {"新闻3"}},
       {"year without documents", "/columns/news?year=1999", 200, {"没有符合条件"}, {}},
       {"bad year", "/columns/news?year=x", 404, {}, {}},
       {"bad cursor", "/columns/news?after=x", 404, {}, {}},
       {"no column", "/columns/nowhere", 404, {}, {}}});
}

TEST(Portal, CountsAreDroppedWithTheirColumn) {
  Site site;
  site.publish(site.entry("news", "一", "2024-01-01 10:00"));
  EXPECT_THAT(site.get("/columns/news").body, HasSubstr("<b class=\"num\">1</b>"));
  site.publish(site.entry("news", "二", "2024-01-02 10:00"));
  const std::vector<std::string> other = {"column:999999"};
  forget(site.portal(), other);
  EXPECT_THAT(site.get("/columns/news").body, HasSubstr("<b class=\"num\">1</b>"));
  const std::vector<std::string> topics = {publications::topic_of_column(site.column("news"))};
  forget(site.portal(), topics);
  EXPECT_THAT(site.get("/columns/news").body, HasSubstr("<b class=\"num\">2</b>"));
}

// Sign-ins and autosaved drafts are entries of the journal too; only what names a column makes its count uncertain.
TEST(Portal, CountsStayWhenSomethingElseHappens) {
  Site site;
  site.publish(site.entry("news", "一", "2024-01-01 10:00"));
  const std::vector<std::string> other = {"person:7", "document:12", "column:999999", "site:1"};
  forget(site.portal(), other);
  EXPECT_THAT(site.get("/columns/news").body, HasSubstr("<b class=\"num\">1</b>"));
  site.publish(site.entry("news", "二", "2024-01-02 10:00"));
  forget(site.portal(), other);
  EXPECT_THAT(site.get("/columns/news").body, HasSubstr("<b class=\"num\">1</b>")) << "counted anew";
}

TEST(Portal, TheHomePageBeginsANewYearByItself) {
  Site site;
  site.clock().set(Instant::at(Date(2024, 12, 31), 23, 59));
  site.publish(site.entry("news", "一", "2024-05-01 10:00"));
  const auto before = site.get("/");
  EXPECT_THAT(before.body, HasSubstr("其中今年 1 条"));
  EXPECT_THAT(before.topics, testing::Contains(std::string(kDayTopic)));
  site.clock().set(Instant::at(Date(2025, 1, 1), 0, 0));
  const auto after = site.get("/").body;
  EXPECT_THAT(after, Not(HasSubstr("其中今年")));
  EXPECT_THAT(after, HasSubstr("已公开"));
}

TEST(Portal, HostileTitlesStayText) {
  Site site;
  const std::string title = "\"><script>alert('甲')</script>{{body}}&amp;";
  const auto id = site.publish(site.entry("news", title, "2024-01-01 10:00"));
  for (const auto& target : {std::string("/"), std::string("/columns/news"), fmt::format("/documents/{}", id),
                             std::string("/feed.xml"), "/search?q=" + web::percent_encode(title)}) {
    SCOPED_TRACE(target);
    const auto page = site.get(target).body;
    EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(page, HasSubstr("&amp;amp;"));
  }
}

TEST(Portal, SwitchesTheViewAndComesBack) {
  Site site;
  struct Case {
    const char* name;
    const char* target;
    const char* location;
  };
  const Case cases[] = {
      {"own page", "/view?mode=elder&back=%2Fcolumns%2Fnews%3Fyear%3D2023", "/columns/news?year=2023"},
      {"other host", "/view?mode=elder&back=https%3A%2F%2Fevil.example", "/"},
      {"other host without scheme", "/view?mode=elder&back=%2F%2Fevil.example", "/"},
      {"backslash", "/view?mode=elder&back=%2F%5Cevil.example", "/"},
      {"new line", "/view?mode=elder&back=%2Fa%0d%0aSet-Cookie:x", "/"},
      {"itself", "/view?mode=elder&back=%2Fview%3Fmode%3Dplain", "/"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto response = site.get(c.target);
    EXPECT_EQ(response.status, 303);
    EXPECT_THAT(response.headers, Contains(std::pair<std::string, std::string>("Location", c.location)));
  }
  EXPECT_EQ(site.get("/view?mode=x").status, 404);
  EXPECT_THAT(site.get("/", "elder").body, HasSubstr("data-view=\"elder\""));
  EXPECT_THAT(site.get("/", "elder").body, HasSubstr("退出长者模式"));
}

TEST(Portal, GuidesThroughTheDemonstrationUntilThatIsPutAway) {
  Site real;
  EXPECT_THAT(real.get("/").body, Not(HasSubstr("guide-title")));
  Site site(test::Store::SqliteMemory, {}, true);
  EXPECT_THAT(site.get("/").body, Not(HasSubstr("/console/"))) << "built without it";
  test::TemporaryFolder folder;
  std::ofstream(folder.path() / "index.html") << "the console";
  ASSERT_TRUE(add_resource_overlay("console", folder.path()));
  const auto home = site.get("/").body;
  ASSERT_TRUE(set_resource_overlay({}));
  for (const auto* part : {"guide-title", "市民", "经办人", "监督员", "href=\"/columns/policies\"",
                           "href=\"/console/\"", "href=\"/console/dashboard\"", "/view?mode=no-guide&amp;back=%2F"})
    EXPECT_THAT(home, HasSubstr(part));
  const auto off = site.get("/view?mode=no-guide&back=%2F");
  EXPECT_EQ(off.status, 303);
  EXPECT_THAT(off.headers, Contains(std::pair<std::string, std::string>(
                               "Set-Cookie", "guide=off; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000")));
  EXPECT_THAT(site.get("/", "no-guide").body, Not(HasSubstr("guide-title")));

  web::Request http{.path = "/", .cookies = {{"guide", "off"}}};
  EXPECT_EQ(variant_of(http), "+no-guide");
  http.path = "/about";
  EXPECT_EQ(variant_of(http), "") << "other pages are the same with it";
}

TEST(Portal, AsksBeforeLeaving) {
  Site site;
  expect_rows(site, {{"web", "/leave?to=https%3A%2F%2Fshop.example%2F", 200, {"https://shop.example/", "离开本站"}, {}},
                     {"script", "/leave?to=javascript%3Aalert(1)", 404, {}, {"javascript:"}},
                     {"nothing", "/leave", 404, {}, {}}});
  struct Case {
    const char* address;
    bool government;
  };
  const Case cases[] = {{"https://www.gov.cn/x", true},
                        {"http://a.b.gov.cn:80", true},
                        {"https://gov.cn.evil.example/", false},
                        {"https://evil.example/gov.cn", false},
                        {"https://www.gov.cn@evil.example/", false},
                        {"https://notgov.cn", false},
                        {"https://own.example/", true},
                        {"HTTPS://WWW.GOV.CN/", true}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.address);
    EXPECT_EQ(is_government(c.address, "own.example"), c.government);
  }
}

TEST(Portal, ErrorsSayWhatToDoEvenWithoutASite) {
  Site site;
  agencies::DirectoryHolder nobody;
  const FixedClock clock{Instant()};
  auto bare = open_portal(site.portal().database, nobody, nullptr, clock);
  ASSERT_TRUE(bare) << describe(bare.error());
  web::Request http;
  http.id = "R-77";
  for (const int status : {400, 404, 405, 410, 413, 418, 429, 500, 503}) {
    SCOPED_TRACE(status);
    for (auto* portal : {&site.portal(), bare->get()}) {
      const auto page = draw_error(http, status, Error{.detail = "secret"}, *portal);
      EXPECT_EQ(page.status, status);
      EXPECT_THAT(page.body, HasSubstr("回到首页"));
      EXPECT_THAT(page.body, Not(HasSubstr("secret")));
      EXPECT_EQ(page.body.find("R-77") != std::string::npos, status >= 500);
      EXPECT_TRUE(page.topics.empty());
    }
  }
}

TEST(Portal, PagesNameTheirTopics) {
  Site site;
  const auto id = site.publish(site.entry("normative", "办法", "2024-02-01 08:30"));
  EXPECT_THAT(site.get(fmt::format("/documents/{}", id)).topics, Contains(fmt::format("document:{}", id)));
  EXPECT_THAT(site.get("/columns/policies").topics, Contains(publications::topic_of_column(site.column("normative"))));
  EXPECT_THAT(site.get("/").topics, Contains(fmt::format("site:{}", site.site())));
  EXPECT_TRUE(site.get("/search?q=x").topics.empty());
}

TEST(Accent, IsReadableWhateverColourIsChosen) {
  for (const auto* colour : {"#a8201a", "#0b5394", "#ffcc00", "#ffffff", "#000000", "red", ""}) {
    SCOPED_TRACE(colour);
    const auto accent = accent_of(colour);
    EXPECT_GE(contrast(accent, "#ffffff"), 4.5);
    const auto sheet = accent_sheet(colour);
    EXPECT_GE(contrast(sheet.substr(sheet.find("--accent-strong:") + 16, 7), "#ffffff"), 7.0);
    EXPECT_GE(contrast(accent, sheet.substr(sheet.find("--accent-soft:") + 14, 7)), 4.5);
  }
  EXPECT_EQ(accent_of("#a8201a"), "#a8201a");
  EXPECT_EQ(accent_of("#0b5394"), "#0b5394");
}

}  // namespace
}  // namespace dl::portal
