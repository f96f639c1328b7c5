// How the public asks and follows, through the router, on a real database.
#include <gtest/gtest.h>

#include "portal/matters/window_fixture.h"

namespace dl::portal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kKey(32, 'a');

/// The text between two pieces of a page; empty where they are not there.
std::string between(const std::string& page, const std::string& before, const std::string& after) {
  const auto from = page.find(before);
  if (from == std::string::npos) return {};
  const auto begin = from + before.size();
  return page.substr(begin, page.find(after, begin) - begin);
}

matters::Opened receipt_of(const web::Response& page) {
  return {.number = between(page.body, "id=\"receipt-number\">", "<"),
          .code = between(page.body, "id=\"receipt-code\">", "<")};
}

void expect_private(const web::Response& page) {
  EXPECT_TRUE(page.topics.empty());
  EXPECT_EQ(page.max_age, -1);
}

TEST(Asking, ASiteWithoutAWindowSaysHowToAskAndTakesNothing) {
  Site site;
  expect_rows(site, {{"entry", "/requests", 404, {}, {}},
                     {"form", "/requests/new", 404, {}, {}},
                     {"form on paper", "/requests/form.pdf", 404, {}, {}},
                     {"mailbox", "/mailbox", 404, {}, {}},
                     {"follow", "/follow", 404, {}, {}},
                     {"home", "/", 200, {"/disclosure#request"}, {"href=\"/requests\"", "href=\"/mailbox\""}}});
}

TEST(Asking, WhateverIsSentHasATokenALimitAndARate) {
  int posts = 0;
  for (const auto& route : kRoutes) {
    SCOPED_TRACE(route.pattern);
    if (route.verb != web::Verb::Post) {
      EXPECT_EQ(route.body_limit, 0u);
      continue;
    }
    ++posts;
    EXPECT_EQ(route.csrf, web::Csrf::Required);
    EXPECT_GT(route.body_limit, 0u);
    EXPECT_LE(route.body_limit, web::kSmallForm);
    EXPECT_TRUE(route.rate == web::Rate::Form || route.rate == web::Rate::SignIn);
  }
  EXPECT_EQ(posts, 3) << "the form with files asks who sends it by the head (portal::mount)";
}

TEST(Asking, TheEntrySaysHowAndHowLongByTheLaw) {
  AskingSite site;
  expect_rows(site,
              {{"entry",
                "/requests",
                200,
                {"20 个工作日内答复", "7 个工作日内一次性告知", "href=\"/requests/new\"", "href=\"/requests/form.pdf\"",
                 "href=\"/requests/form.docx\"", "href=\"/follow\"", "action=\"/search\"", "市城市管理局"},
                {}},
               {"home", "/", 200, {"href=\"/requests\"", "href=\"/mailbox\"", "href=\"/follow\""}, {}},
               {"map", "/sitemap", 200, {"href=\"/requests\"", "href=\"/mailbox\""}, {}},
               {"map for engines", "/sitemap.xml", 200, {"/requests</loc>", "/mailbox</loc>"}, {"/follow"}},
               {"robots", "/robots.txt", 200, {"Disallow: /follow\n"}, {}}});
}

// 条例 art. 29: nothing is owed but what it names.
TEST(Asking, OwesOnlyWhatTheLawNames) {
  AskingSite site;
  const auto page = site.get("/requests/new");
  EXPECT_EQ(page.status, 200);
  expect_private(page);
  std::vector<std::string> owed;
  for (auto at = page.body.find(" required"); at != std::string::npos; at = page.body.find(" required", at + 1)) {
    const auto from = page.body.rfind("name=\"", at) + 6;
    owed.push_back(page.body.substr(from, page.body.find('"', from) - from));
  }
  EXPECT_THAT(owed, testing::ElementsAre("contact.name", "contact.identity_number", "wanted"));
  EXPECT_EQ(between(page.body, "name=\"key\" value=\"", "\"").size(), kKey.size());
  EXPECT_THAT(page.body, HasSubstr("居民身份证"));
  EXPECT_THAT(page.body, HasSubstr("data-draft=\"/requests/new\""));
  // What tells who somebody is stays off the device.
  EXPECT_THAT(between(page.body, "id=\"contact-identity_number\"", ">"), Not(HasSubstr("data-kept")));
}

TEST(Asking, MistakesBringTheFormAgainWithAllThatWasTyped) {
  AskingSite site;
  auto form = AskingSite::filled(kKey, std::string(requests::kLongestWanted + 1, 'x'));
  for (auto& [name, value] : form) {
    if (name == "contact.name") value = "  ";
    if (name == "contact.identity_number") value = "110105194912310021";
    if (name == "contact.phone") value = "\"><b>138";
    if (name == "way") value = "pigeon";
  }
  const auto page = site.post("/requests/new", form);
  EXPECT_EQ(page.status, 422);
  expect_private(page);
  for (const auto* part :
       {"<title>有误：", "role=\"alert\"", "href=\"#contact-name\"", "href=\"#contact-identity_number\"",
        "href=\"#wanted\"", "href=\"#way\"", "id=\"contact-name-problem\"",
        "aria-describedby=\"contact-name-hint contact-name-problem\"", "aria-invalid=\"true\"",
        "value=\"110105194912310021\"", "value=\"&quot;&gt;&lt;b&gt;138\"", "xxxxxxxxxx"})
    EXPECT_THAT(page.body, HasSubstr(part));
  EXPECT_EQ(between(page.body, "name=\"key\" value=\"", "\""), kKey) << "the same form";
  EXPECT_EQ(site.count("matter"), 0);
}

TEST(Asking, WithoutAWayToBeReachedTheFirstOfThemIsMarked) {
  AskingSite site;
  auto form = AskingSite::filled(kKey);
  std::erase_if(form, [](const auto& field) { return field.first == "contact.phone"; });
  EXPECT_THAT(site.post("/requests/new", form).body, HasSubstr("href=\"#contact-phone\""));
}

TEST(Asking, WhatNoFormSendsIsRefusedAtItsField) {
  AskingSite site;
  auto form = AskingSite::filled(kKey);
  form.emplace_back("document_number", "一\n二");
  const auto page = site.post("/requests/new", form);
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("href=\"#document_number\""));
}

TEST(Asking, AReceiptHasNumberCodeAndADrawingWithoutTheCode) {
  AskingSite site;
  const auto page = site.post("/requests/new", AskingSite::filled(kKey));
  ASSERT_EQ(page.status, 200);
  expect_private(page);
  const auto opened = receipt_of(page);
  EXPECT_EQ(opened.code.size(), 9u);
  EXPECT_THAT(page.body, HasSubstr("<svg xmlns"));
  EXPECT_THAT(page.body, HasSubstr("/follow?number=" + web::percent_encode(opened.number)));
  EXPECT_THAT(page.body, HasSubstr("data-sent=\"/requests/new\""));
  const auto code = page.body.find(opened.code);
  EXPECT_EQ(page.body.find(opened.code, code + 1), std::string::npos) << "once, and in no address";
}

TEST(Asking, SendingTwiceIsOneRequest) {
  AskingSite site;
  const auto first = receipt_of(site.post("/requests/new", AskingSite::filled(kKey)));
  const auto again = receipt_of(site.post("/requests/new", AskingSite::filled(kKey)));
  EXPECT_EQ(again.number, first.number);
  EXPECT_EQ(again.code, first.code);
  EXPECT_EQ(site.count("matter"), 1);
  EXPECT_NE(receipt_of(site.post("/requests/new", AskingSite::filled(kKey, "别的"))).number, first.number);
}

TEST(Asking, WhoeverFillsInWhatPeopleDoNotSeeSendsNothing) {
  AskingSite site;
  auto form = AskingSite::filled(kKey);
  form.emplace_back("website", "http://example.com");
  const auto page = site.post("/requests/new", form);
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("window.again"));
  EXPECT_THAT(page.body, HasSubstr("张三"));
  EXPECT_EQ(site.count("matter"), 0);
}

TEST(Asking, AFormThatWasOpenForTooLongSaysSo) {
  AskingSite site;
  const Error stale{Fault::Forbidden, "access.stale_form"};
  EXPECT_THAT(draw_error({}, 403, stale, site.portal()).body, HasSubstr("表单已过期"));
  EXPECT_THAT(draw_error({}, 403, {Fault::Forbidden, "right.missing"}, site.portal()).body,
              Not(HasSubstr("表单已过期")));
}

TEST(Asking, ThePublicIsTheActor) {
  AskingSite site;
  site.post("/requests/new", AskingSite::filled(kKey));
  const auto actor =
      site.read([](db::Session& session) { return session.value<std::string>("SELECT actor FROM matter_fact"); });
  EXPECT_EQ(*actor, "public:online");
}

TEST(Following, AnythingWrongIsSaidInTheSameWords) {
  AskingSite site;
  const auto opened = site.opened("取一本书");
  const auto wrong_code = site.post("/follow", {{"number", opened.number}, {"code", "AAAA-AAAA"}});
  const auto wrong_number = site.post("/follow", {{"number", "N-1"}, {"code", opened.code}});
  for (const auto* page : {&wrong_code, &wrong_number}) {
    EXPECT_EQ(page->status, 422);
    EXPECT_THAT(page->body, HasSubstr("matter.code"));
    EXPECT_THAT(page->body, Not(HasSubstr(opened.code)));
    EXPECT_THAT(page->body, Not(HasSubstr("取一本书")));
    expect_private(*page);
  }
  EXPECT_THAT(site.get("/follow?number=" + web::percent_encode("N\"1")).body, HasSubstr("value=\"N&quot;1\""));
}

TEST(Following, TellsTheStateTheTimeAndWhatWasDone) {
  AskingSite site;
  const auto opened = site.opened("取一本书");
  site.take(opened.id, "Accept", {.words = "内部意见", .department = "一科"});
  site.take(opened.id, "Ask", {.words = "要说明的", .until = Date(2024, 3, 8)});
  const auto page = site.post("/follow", {{"number", opened.number}, {"code", " " + opened.code + " "}});
  ASSERT_EQ(page.status, 200);
  expect_private(page);
  for (const auto* part : {"取一本书", "待说明", "请您说明。", "答复：2024 年", "最迟：2024 年 3 月 8 日",
                           "这个日期怎样算出来的", "<td class=\"num\">不计</td>"})
    EXPECT_THAT(page.body, HasSubstr(part));
  // The office's own words, and who has it in hand.
  for (const auto* part : {"内部意见", "要说明的", "一科", "person:"}) EXPECT_THAT(page.body, Not(HasSubstr(part)));
  EXPECT_THAT(page.body, Not(HasSubstr("name=\"stars\""))) << "nothing to rate yet";
}

/// An errand that was answered on the day, with a letter to whoever asked and one to somebody else.
matters::Opened answered(AskingSite& site) {
  auto opened = site.opened("取一本书");
  site.take(opened.id, "Accept", {.department = "一科"});
  const auto reply = site.letter(opened.id, "reply", "已经取来。\n请来领取。");
  const auto other = site.letter(opened.id, "consultation", "致第三方");
  site.letter(opened.id, "reply", "没有签发的");
  site.take(opened.id, "Submit", {.about = reply});
  site.take(opened.id, "Sign", {}, "乙");
  site.take(opened.id, "Answer", {.on = Date(2024, 3, 1), .code = "done"});
  site.issue(opened.id, reply, "办〔2024〕1号");
  site.issue(opened.id, other, "函〔2024〕1号");
  return opened;
}

TEST(Following, TellsNothingOfRemarksAndFilesOfTheOffice) {
  AskingSite site;
  const auto opened = site.opened("2023 年道路保洁预算");
  site.keep_inside(opened.id, "此人多次申请", "检索记录.txt");
  const auto page = site.post("/follow", {{"number", opened.number}, {"code", opened.code}});
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, testing::Not(HasSubstr("此人多次申请")));
  EXPECT_THAT(page.body, testing::Not(HasSubstr("检索记录")));
  EXPECT_THAT(page.body, testing::Not(HasSubstr("批注")));
}

TEST(Following, ShowsIssuedLettersThatWentToWhoeverAsked) {
  AskingSite site;
  const auto opened = answered(site);
  const auto page = site.post("/follow", {{"number", opened.number}, {"code", opened.code}});
  for (const auto* part : {"答复书", "办〔2024〕1号", "<p class=\"left\">张三：</p>", "<p>已经取来。</p>",
                           "<p>请来领取。</p>", "<p class=\"right\">市城管局<br>2024年3月1日</p>", "name=\"stars\""})
    EXPECT_THAT(page.body, HasSubstr(part));
  EXPECT_THAT(page.body, Not(HasSubstr("致第三方")));
  EXPECT_THAT(page.body, Not(HasSubstr("没有签发的")));
}

TEST(Following, TellsTheWordsOfAStepThatAreWrittenToWhoeverAsked) {
  AskingSite site;
  const auto opened = answered(site);
  site.take(opened.id, "File", {.words = "内部的说明"});
  site.take(opened.id, "Reopen", {.words = "来信另有新的情况，请到市政务服务大厅提出"});
  const auto page = site.post("/follow", {{"number", opened.number}, {"code", opened.code}});
  EXPECT_THAT(page.body, HasSubstr("<span class=\"said\">来信另有新的情况，请到市政务服务大厅提出</span>"));
  EXPECT_THAT(page.body, Not(HasSubstr("内部的说明")));
}

TEST(Following, SaysInItsOwnWordsWhereAMatterStands) {
  AskingSite site;
  const auto opened = site.opened("取一本书");
  const auto proof = web::Fields{{"number", opened.number}, {"code", opened.code}};
  site.window().standing = [](const matters::Case&) { return std::string(); };
  const auto usual = site.post("/follow", proof);
  site.window().standing = [](const matters::Case&) { return "您没有按期说明，不再办理。"; };
  const auto page = site.post("/follow", proof);
  constexpr const char* kState = "已经收到。";
  EXPECT_THAT(page.body, HasSubstr("您没有按期说明，不再办理。"));
  EXPECT_THAT(usual.body, HasSubstr(kState));
  EXPECT_THAT(page.body, Not(HasSubstr(kState)));
}

// 复议法 art. 23: what is withheld of an answer goes to reconsideration first, and has no last day of a suit.
TEST(Following, SaysWhatIsOpenAgainstEachPartOfAnAnswer) {
  AskingSite site;
  const auto opened = site.opened("取一本书");
  site.window().recourse = [](db::Session&, const matters::Case&, const std::vector<matters::Clock>&, Date,
                              const matters::Times& times) -> Outcome<requests::Recourse> {
    requests::Recourse told{.remedies = requests::remedies(requests::Decision::Partly, {"市政府", "法院", {}},
                                                           {times.laws, Date(2024, 3, 1)}),
                            .note = "期限自您收到之日起计算。"};
    requests::set_days(told.remedies, Date(2024, 3, 1), times);
    return told;
  };
  const auto proof = web::Fields{{"number", opened.number}, {"code", opened.code}};
  const auto page = site.post("/follow", proof).body;
  for (const auto* part : {"<b>对不予公开的部分：先申请行政复议</b><span>最后一日：2024 年 4 月 30 日</span>",
                           "<b>对不予公开的部分：提起行政诉讼</b><p>对行政复议决定不服的，",
                           "<b>对本答复的其他部分：提起行政诉讼</b><span>最后一日：2024 年 9 月 2 日</span>",
                           "应当自收到本答复之日起六十日内先向市政府申请行政复议（行政复议法第二十条、第二十三条）。",
                           "<p class=\"note\">期限自您收到之日起计算。</p>"})
    EXPECT_THAT(page, HasSubstr(part));
  site.window().recourse = [](db::Session&, const matters::Case&, const std::vector<matters::Clock>&, Date,
                              const matters::Times& times) -> Outcome<requests::Recourse> {
    requests::Recourse told{.remedies = requests::remedies(requests::Decision::Open, {"市政府", "法院", {}},
                                                           {times.laws, Date(2024, 3, 1)}),
                            .earliest = true};
    requests::set_days(told.remedies, Date(2024, 3, 1), times);
    return told;
  };
  EXPECT_THAT(site.post("/follow", proof).body,
              HasSubstr("<b>申请行政复议</b><span>最早于 2024 年 4 月 30 日届满</span>"));
}

TEST(Following, RatesOnceOrNotAtAll) {
  AskingSite site;
  const auto opened = answered(site);
  const auto rate = [&](const std::string& stars, const std::string& code) {
    return site.post("/follow/rating",
                     {{"number", opened.number}, {"code", code}, {"stars", stars}, {"words", "很快"}});
  };
  EXPECT_THAT(rate("0", opened.code).body, HasSubstr("您没有评价"));
  EXPECT_EQ(rate("5", "AAAA-AAAA").status, 422);
  EXPECT_EQ(rate("7", opened.code).status, 422);
  EXPECT_EQ(site.count("matter_rating"), 0);
  const auto rated = rate("4", opened.code);
  EXPECT_EQ(rated.status, 200);
  EXPECT_THAT(rated.body, HasSubstr("4 星"));
  EXPECT_THAT(rated.body, HasSubstr("很快"));
  EXPECT_THAT(rated.body, Not(HasSubstr("name=\"stars\"")));
  const auto again = rate("1", opened.code);
  EXPECT_EQ(again.status, 422) << "once";
  EXPECT_THAT(again.body, HasSubstr("matter.rated"));
  EXPECT_EQ(site.count("matter_rating"), 1);
}

}  // namespace
}  // namespace dl::portal
