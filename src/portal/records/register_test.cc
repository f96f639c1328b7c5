// What visitors see of registers: lists, cards, tombstones, one row a request, through the router on a real database.
#include <gmock/gmock.h>

#include "agencies/column_plan.h"
#include "base/resources.h"
#include "portal/records/place_map.h"
#include "portal/records/register_fixture.h"

namespace dl::portal {
namespace {

using records::Step;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string record(std::int64_t id) { return fmt::format("/records/{}", id); }

TEST(Registers, WithoutARecordThereIsNothingToList) {
  RegisterSite site;
  expect_rows(site, {{"all", "/registers", 200, {"正在整理"}, {"/registers/penalties"}},
                     {"one", "/registers/penalties", 200, {"现在没有公开的处罚决定", "0 条"}, {"<table"}},
                     {"home", "/", 200, {}, {"/registers/penalties"}},
                     {"unknown", "/registers/lamps", 404, {}, {}},
                     {"no record", "/records/1", 404, {}, {}},
                     {"no number", "/records/x", 404, {}, {}}});
}

TEST(Registers, AreListedWithCountsAndNilDeclarations) {
  RegisterSite site;
  site.published("penalties", site.penalty(1));
  site.published("parking", site.lot());
  site.entered("powers", site.words("powers", "a power to punish"));
  ASSERT_TRUE(site.registers().declare_nil("penalties", site.agency(test::kBureau), "2025-08", site.clerk()));
  expect_rows(
      site, {{"all",
              "/registers",
              200,
              {"/registers/penalties", "1 条", "2025 年 8 月没有处罚决定", "停车场"},
              {"/registers/powers"}},
             {"list", "/registers/penalties", 200, {"2025 年 8 月没有处罚决定", "公开依据：行政处罚法第四十八条"}, {}},
             {"home", "/", 200, {"/registers/penalties", "/registers/parking"}, {"/registers/powers"}},
             {"map of the site", "/sitemap", 200, {"/registers\""}, {}},
             {"for engines",
              "/sitemap.xml",
              200,
              {"/registers</loc>", "/records/1</loc>", "/records/2</loc>"},
              {"/records/3<"}},
             {"disclosure", "/disclosure", 200, {"公示与清单"}, {}}});
}

TEST(Registers, APenaltyIsFoundByPartyFactFineAndDay) {
  RegisterSite site;
  const auto firm = site.published("penalties", site.penalty(1));
  site.published("penalties",
                 site.penalty(2, {{"decided_on", "2024-03-01"}, {"offence", "随意倾倒垃圾"}}, "a natural person"));
  site.entered("penalties", site.penalty(3, {{"offence", "还没有公布"}}));
  expect_rows(site, {{"list",
                      "/registers/penalties",
                      200,
                      {"平城区阳光餐饮有限公司", "张某某", "擅自占用城市道路", "0.02万元", "2025-09-10", "2 条",
                       "按处罚决定日期", "行政处罚公示 - 公示与清单 - 清州市城市管理局", "2025 年", "decided_on=2024",
                       "自然人"},
                      {"张三", "11010519491231002X", "还没有公布", "noindex"}},
                     {"party",
                      "/registers/penalties?q=阳光餐饮",
                      200,
                      {"阳光餐饮有限公司", record(firm), "noindex", "1 条"},
                      {"张某某"}},
                     {"name of a person", "/registers/penalties?q=张三", 200, {"没有符合条件的处罚决定"}, {"张某某"}},
                     {"year", "/registers/penalties?decided_on=2024", 200, {"张某某", "（2024 年）"}, {"阳光餐饮"}},
                     {"kind",
                      "/registers/penalties?kinds=fine&party_kind=natural",
                      200,
                      {"张某某", "罚款", "href=\"/registers/penalties?party_kind=natural\""},
                      {"阳光餐饮"}},
                     {"both",
                      "/registers/penalties?kinds=fine&q=倾倒",
                      200,
                      {"张某某", "name=\"kinds\" value=\"fine\""},
                      {"阳光餐饮"}}});
}

TEST(Registers, RefuseWhatNoListCanHave) {
  RegisterSite site;
  site.published("penalties", site.penalty(1));
  expect_rows(site,
              {{"unknown field", "/registers/penalties?colour=red", 200, {"阳光餐饮"}, {"noindex"}},
               {"field that is no facet", "/registers/penalties?party=x", 200, {"阳光餐饮"}, {}},
               {"sealed field", "/registers/penalties?party_number=11010519491231002X", 200, {"阳光餐饮"}, {}},
               {"unknown code", "/registers/penalties?kinds=gold", 404, {}, {}},
               {"no year", "/registers/penalties?decided_on=20x5", 404, {}, {}},
               {"cursor without a row", "/registers/penalties?after=abc", 404, {}, {}},
               {"cursor of nothing", "/registers/penalties?after=2025-09-10~0", 404, {}, {}},
               {"cursor behind all", "/registers/penalties?after=1900-01-01~1", 200, {"回到第一页"}, {"阳光餐饮"}},
               {"long words", "/registers/penalties?q=" + std::string(5000, 'x'), 200, {"没有符合条件"}, {}},
               {"marks", "/registers/penalties?q=%25%27%22--%3Cb%3E", 200, {"没有符合条件", "&lt;b&gt;"}, {"<b>"}},
               {"bytes", "/registers/penalties?q=%FF%00", 200, {}, {}}});
}

TEST(Registers, AreReadAPageAtATime) {
  RegisterSite site(test::Store::SqliteMemory, {.lines_a_page = 2});
  for (int i = 1; i <= 5; ++i)
    site.published("penalties", site.penalty(i, {{"decided_on", fmt::format("2025-09-0{}", i)}}));
  std::vector<std::string> seen;
  std::string target = "/registers/penalties";
  for (int page = 0; page < 9 && !target.empty(); ++page) {
    const auto body = site.get(target).body;
    for (int i = 5; i >= 1; --i)
      if (body.find(fmt::format("〔2025〕{}号", i)) != std::string::npos) seen.push_back(std::to_string(i));
    const auto next = body.find("rel=\"next\"");
    const auto at = next == std::string::npos ? next : body.rfind("href=\"", next);
    target = at == std::string::npos ? "" : body.substr(at + 6, body.find('"', at + 6) - at - 6);
  }
  EXPECT_THAT(seen, testing::ElementsAre("5", "4", "3", "2", "1"));
}

TEST(Registers, ACardHasWhatIsPublicAndNothingElse) {
  RegisterSite site;
  const auto id = site.published("penalties", site.penalty(7, {}, "a natural person"));
  const auto page = site.get(record(id));
  EXPECT_EQ(page.status, 200);
  for (const char* text : {"清城管罚决字〔2025〕7号 张某某", "行政相对人</h2>", "违法行为</h2>",
                           "<dt>处罚决定日期</dt>", "<time datetime=\"2025-09-10\">", "公开依据：行政处罚法第四十八条",
                           "来源：清州市城市管理局", "2025-10-09 09:30", "<b>公布</b>", "摆放桌椅占道经营"})
    EXPECT_THAT(page.body, HasSubstr(text));
  for (const char* text : {"张三", "11010519491231002X", "noindex", "查看某一天"})
    EXPECT_THAT(page.body, Not(HasSubstr(text)));
  EXPECT_THAT(page.topics, Contains(fmt::format("record:{}", id)));
  EXPECT_THAT(site.get("/registers/penalties").topics, Contains("register:penalties"));
  EXPECT_THAT(site.get("/").topics, Contains("register:parking"));
  EXPECT_THAT(site.get("/registers/penalties?q=x").topics, IsEmpty());
}

TEST(Registers, ACorrectionIsToldAndTheOldWordsAreThere) {
  RegisterSite site;
  const auto id = site.published("penalties", site.penalty(1));
  site.clock().set(Instant::at(Date(2025, 10, 13), 10, 0));
  site.correct(id, site.penalty(1, {{"content", "罚款人民币贰佰元整"}}), "金额的写法不全");
  expect_rows(
      site,
      {{"now",
        record(id),
        200,
        {"贰佰元整", "<b>更正</b>", "金额的写法不全", record(id) + "?at=2025-10-09", "查看某一天"},
        {"这是 "}},
       {"then", record(id) + "?at=2025-10-10", 200, {"罚款人民币贰佰元<", "这是 2025-10-10 公开的内容", "noindex"}, {}},
       {"after", record(id) + "?at=2026-01-01", 200, {"贰佰元整"}, {}},
       {"before all", record(id) + "?at=2025-10-08", 404, {}, {}},
       {"no day", record(id) + "?at=2025-13-01", 404, {}, {}}});
  EXPECT_THAT(site.get(record(id) + "?at=2025-10-10").topics, IsEmpty());
}

TEST(Registers, WhatWasWithdrawnLeavesNoNameAndIsNotShownAgain) {
  RegisterSite site;
  const auto id = site.published("penalties", site.penalty(1));
  ASSERT_TRUE(site.registers().take(id, Step::Withdraw, "处罚决定已被依法撤销", site.clerk()));
  expect_rows(site, {{"tombstone",
                      record(id),
                      410,
                      {"已撤下", "清城管罚决字〔2025〕1号", "处罚决定已被依法撤销", "noindex"},
                      {"阳光餐饮"}},
                     {"an older day", record(id) + "?at=2025-10-09", 410, {}, {"阳光餐饮"}},
                     {"list", "/registers/penalties", 200, {}, {"阳光餐饮"}}});
  site.clock().set(Instant::at(Date(2025, 10, 20), 10, 0));
  site.correct(id, site.penalty(1, {{"party", "平城区月光餐饮有限公司"}}), "当事人写错");
  expect_rows(site,
              {{"again", record(id), 200, {"月光餐饮", "<b>撤下</b>", "处罚决定已被依法撤销", "当事人写错"}, {"?at="}},
               {"before the withdrawal", record(id) + "?at=2025-10-09", 404, {}, {"阳光餐饮"}}});
}

TEST(Registers, WhatIsNoLongerShownByLawIsGoneOnItsDay) {
  RegisterSite site;
  const auto id = site.published("penalties", site.penalty(1, {{"dishonesty", "minor"}}));
  const auto row =
      site.read([&](db::Session& session) { return records::load_row(session, accounts::Scope::everywhere(), id); });
  ASSERT_TRUE(row && row->shown_until) << "a minor one has a last day";
  site.clock().set(Instant::at(*row->shown_until, 23, 0));
  EXPECT_EQ(site.get(record(id)).status, 200);
  EXPECT_THAT(site.get(record(id)).topics, Contains(std::string(kDayTopic)));
  site.clock().set(Instant::at(row->shown_until->plus_days(1), 1, 0));
  expect_rows(site, {{"card", record(id), 410, {"公示期满"}, {"阳光餐饮"}},
                     {"list", "/registers/penalties", 200, {}, {"阳光餐饮"}},
                     {"for engines", "/sitemap.xml", 200, {}, {"/records/"}}});
}

TEST(Registers, AnotherAgencysRecordsAreOnItsOwnSite) {
  RegisterSite site;
  site.found(test::kCulture);
  const auto id = site.published("penalties", site.penalty(1));
  expect_rows(site, {{"own", record(id), 200, {}, {}},
                     {"other", "/whj" + record(id), 404, {}, {"阳光餐饮"}},
                     {"other list", "/whj/registers/penalties", 200, {"现在没有"}, {"阳光餐饮"}},
                     {"other map", "/whj/sitemap.xml", 200, {}, {record(id)}}});
}

TEST(Registers, LotsAreDrawnAndListedAlike) {
  RegisterSite site;
  const auto id = site.published("parking", site.lot());
  site.published("parking", site.lot({{"lot", "P-0002"}, {"name", "北湖停车场"}, {"place", "113.3112,33.7451"}}));
  expect_rows(
      site,
      {{"list", "/registers/parking", 200, {"<svg viewBox", "人民广场地下停车场", "CGCS2000", "<circle", " 米"}, {}},
       {"card",
        record(id),
        200,
        {"东经 113.301200°", "CGCS2000", "泊位明细</h2>", "data-label=\"数量\"><span>40</span></td>",
         "<span>充电</span></td>"},
        {}}});
}

TEST(Registers, APowerLeadsToItsPartsAndBack) {
  RegisterSite site;
  const auto whole = site.published("powers", site.words("powers", "a power to punish"));
  const auto part = site.published("powers", site.words("powers", "a part of it"));
  expect_rows(site, {{"whole", record(whole), 200, {"本项下的权责事项", "href=\"" + record(part) + "\""}, {}},
                     {"part", record(part), 200, {"href=\"" + record(whole) + "\""}, {"本项下的"}},
                     {"by kind", "/registers/powers?kind=02", 200, {"（行政处罚）", "对擅自占用城市道路的处罚"}, {}}});
}

TEST(Registers, AColumnShowsTheNewestOfItsRegisterAboveItsDocuments) {
  RegisterSite site;
  const auto document = site.Site::publish(site.entry("penalties", "关于公布处罚裁量基准的通知", "2025-09-01 09:00"));
  const auto kept = fmt::format("/documents/{}", document);
  expect_rows(site,
              {{"without a record", "/columns/penalties", 200, {kept, "共 <b class=\"num\">1</b> 条"}, {"查看全部"}}});
  const auto first = site.published("penalties", site.penalty(1));
  for (int number = 2; number <= 9; ++number)
    site.published("penalties", site.penalty(number, {{"decided_on", "2025-09-20"}}));
  const auto page = site.get("/columns/penalties");
  for (const auto* text : {"href=\"/registers/penalties\"", "9 条", "2025-09-20", "相关信息", "/assets/registers"})
    EXPECT_THAT(page.body, HasSubstr(text));
  EXPECT_THAT(page.body, Not(HasSubstr(record(first) + '"'))) << "the oldest of nine is in the whole list";
  EXPECT_LT(page.body.find("/registers/penalties"), page.body.find(kept));
  for (const auto* topic : {"register:penalties", "day"}) EXPECT_THAT(page.topics, Contains(topic));
  expect_rows(site, {{"the document", kept, 200, {"裁量基准"}, {}},
                     {"narrowed", "/columns/penalties?year=2025", 200, {kept}, {"查看全部"}},
                     {"a column without a register", "/columns/news", 200, {}, {"查看全部"}},
                     {"a register without a record", "/columns/powers", 200, {"正在整理"}, {"查看全部"}}});
}

TEST(Registers, AColumnSaysThatThereWasNothing) {
  RegisterSite site;
  ASSERT_TRUE(site.registers().declare_nil("penalties", site.agency(test::kBureau), "2025-08", site.clerk()));
  expect_rows(site, {{"nil", "/columns/penalties", 200, {"2025 年 8 月没有处罚决定", "0 条"}, {"<table"}}});
}

TEST(Registers, EveryColumnOfANewSiteNamesARegisterThatThereIs) {
  const auto plan = agencies::read_column_plan(*find_resource("data/columns.toml"), "data/columns.toml");
  ASSERT_TRUE(plan) << describe(plan.error());
  int named = 0;
  for (const auto& [column, parent] : *plan) {
    if (column.register_code.empty()) continue;
    ++named;
    EXPECT_TRUE(records::registers().find(column.register_code)) << column.slug;
  }
  EXPECT_GE(named, 10);
}

TEST(Outlines, AreReadStrictly) {
  const auto own = load_outlines();
  ASSERT_TRUE(own) << describe(own.error());
  EXPECT_FALSE(own->empty());
  const std::string feature =
      R"({"properties":{"kind":"water"},"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]}})";
  const auto file = [](const std::string& text) { return R"({"features":[)" + text + "]}"; };
  const auto read = read_outlines(file(feature));
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_TRUE(read->front().closed);
  const std::pair<const char*, const char*> damages[] = {{"water", "sea"},   {"Polygon", "Point"},
                                                         {"[3,4]", "[3]"},   {"[3,4]", "[300,4]"},
                                                         {"[3,4]", "\"x\""}, {"coordinates", "c"}};
  for (const auto& [what, with] : damages) {
    SCOPED_TRACE(with);
    auto damaged = feature;
    damaged.replace(damaged.find(what), std::string_view(what).size(), with);
    EXPECT_FALSE(read_outlines(file(damaged)));
  }
  EXPECT_FALSE(read_outlines("{"));
  EXPECT_FALSE(read_outlines("[]"));
}

TEST(PlaceMap, IsDrawnOnTheOutlines) {
  Outline lake{.kind = "water", .name = "湖", .at = Degrees{113.3, 33.7}, .closed = true};
  lake.lines = {{{113.3, 33.7}, {113.31, 33.7}, {113.3, 33.71}}};
  const auto map = draw_places({{1, {113.3, 33.7}, "甲", "/records/1"}}, {lake});
  ASSERT_TRUE(map && map->outlines.size() == 1);
  const auto& view = map->outlines.front();
  EXPECT_EQ(view.outline_degrees, "113.300000,33.700000 113.310000,33.700000 113.300000,33.710000");
  EXPECT_THAT(view.outline_path,
              testing::AllOf(testing::StartsWith(fmt::format("M{} ", map->map_width / 2)), testing::EndsWith("Z")));
  EXPECT_EQ(view.outline_x, map->points.front().point_x);
  EXPECT_EQ(view.outline_place, map->points.front().point_place);
}

TEST(PlaceMap, KeepsDistancesAndHasRoomForOnePlace) {
  EXPECT_FALSE(draw_places({}));
  EXPECT_FALSE(read_place(records::Value()));
  const auto at = read_place(records::Value(std::string("113.301200,33.735100")));
  ASSERT_TRUE(at);
  const auto one = draw_places({{1, *at, "甲", "/records/1"}});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->points.front().point_x, one->map_width / 2);
  // A kilometre to the north and one to the east are of one length on the drawing.
  const auto three = draw_places({{1, {113.3, 33.7}, "", ""},
                                  {2, {113.3, 33.7 + 1 / 111.195}, "", ""},
                                  {3, {113.3 + 1 / (111.195 * 0.83196), 33.7}, "", ""}});
  ASSERT_TRUE(three);
  const auto& points = three->points;
  EXPECT_NEAR(points[0].point_y - points[1].point_y, points[2].point_x - points[0].point_x, 2);
  EXPECT_GT(points[0].point_y, points[1].point_y) << "north is above";
  for (const auto& point : points) {
    EXPECT_GT(point.point_x, 15);
    EXPECT_LT(point.point_x, three->map_width - 15);
    EXPECT_GT(point.point_y, 15);
    EXPECT_LT(point.point_y, three->scale_text_y - 15);
  }
}

}  // namespace
}  // namespace dl::portal
