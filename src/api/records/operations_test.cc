// Registers over the API: what people enter and are told, who sees and does what, what was at a moment.
#include <gmock/gmock.h>

#include <fstream>

#include "api/town_fixture.h"
#include "tests/support/script.h"
#include "tests/support/temporary_folder.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

class RecordsApi : public testing::TestWithParam<test::Store> {
 protected:
  RecordsApi() : town(GetParam()) {
    town.clock().set(Instant::at(Date(2025, 10, 9), 9, 30));
    keeper = town.person("keeper", Role::RecordKeeper, town.bureau());
    publisher = town.person("checker", Role::RecordPublisher, town.bureau());
  }

  /// An example of a register with other words; an empty text takes one away.
  static json::object words(const std::string& code, std::string_view like,
                            const std::map<std::string, std::string>& but = {}) {
    for (const auto& one : town_registers().at(code).cases)
      if (one.name == like) {
        auto object = json::parse(one.record).as_object();
        for (const auto& [field, text] : but) {
          if (text.empty())
            object.erase(field);
          else
            object[field] = text;
        }
        return object;
      }
    return {};
  }
  static const std::map<std::string, records::Register, std::less<>>& town_registers() {
    return Town::registers().all();
  }
  static json::object penalty(int number, std::map<std::string, std::string> but = {}) {
    but.emplace("number", fmt::format("平城管罚决字〔2025〕{}号", number));
    return words("penalties", "a natural person", but);
  }
  Reply enter(Browser& as, json::object words, const char* code = "penalties", web::Fields headers = {}) {
    return town.post(as, "/api/v1/records",
                     json::object{{"register", code}, {"agency", town.bureau()}, {"words", std::move(words)}},
                     std::move(headers));
  }
  std::int64_t entered(json::object words, const char* code = "penalties") {
    const auto reply = enter(keeper, std::move(words), code);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.status == 201 ? reply.object().at("id").as_int64() : 0;
  }
  static std::string address(std::int64_t id, const char* behind = "") {
    return fmt::format("/api/v1/records/{}{}", id, behind);
  }
  Reply take(Browser& as, std::int64_t id, const char* step, const char* reason = nullptr) {
    json::object body{{"step", step}};
    if (reason != nullptr) body["reason"] = reason;
    return town.post(as, address(id, "/steps"), body);
  }
  Reply correct(Browser& as, std::int64_t id, json::object words, const char* reason,
                std::vector<std::string> keep = {}, std::string revision = {}) {
    if (revision.empty()) revision = town.get(as, address(id)).header("ETag");
    json::array kept(keep.begin(), keep.end());
    return town.put(as, address(id), json::object{{"words", std::move(words)}, {"keep", kept}, {"reason", reason}},
                    {{"If-Match", revision}});
  }
  void publish(std::int64_t id) {
    EXPECT_EQ(take(keeper, id, "Submit").status, 200);
    EXPECT_EQ(take(publisher, id, "Sign").status, 200);
    const auto reply = take(publisher, id, "Publish");
    EXPECT_EQ(reply.status, 200) << reply.body;
  }
  std::vector<std::string> titles(Browser& as, const std::string& query) {
    const auto reply = town.get(as, "/api/v1/records?" + query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    std::vector<std::string> all;
    if (reply.status == 200)
      for (const auto& item : reply.object().at("items").as_array())
        all.emplace_back(item.at("cells").at("number").as_string());
    return all;
  }
  static std::map<std::string, std::string> problems(const Reply& reply) {
    std::map<std::string, std::string> all;
    if (const auto* fields = reply.object().if_contains("fields"))
      for (const auto& field : fields->as_array())
        all[std::string(field.at("field").as_string())] = field.at("key").as_string();
    return all;
  }
  static std::map<std::string, bool> steps(const Reply& reply) {
    std::map<std::string, bool> all;
    for (const auto& step : reply.object().at("steps").as_array())
      all[std::string(step.at("step").as_string())] = step.at("allowed").as_bool();
    return all;
  }

  Town town;
  Browser keeper = {};
  Browser publisher = {};
};

TEST_P(RecordsApi, ARegisterTellsItsFormAndItsSchema) {
  const auto all = town.get(keeper, "/api/v1/registers");
  ASSERT_EQ(all.status, 200) << all.body;
  EXPECT_THAT(all.body, HasSubstr("停车场信息"));
  const auto one = town.get(keeper, "/api/v1/registers/penalties");
  ASSERT_EQ(one.status, 200) << one.body;
  EXPECT_TRUE(one.object().at("signed").as_bool());
  EXPECT_EQ(one.object().at("columns").as_array().size(), 5U);
  EXPECT_EQ(one.object().at("json_schema").at("title").as_string(), "行政处罚公示");
  for (const auto& field : one.object().at("fields").as_array()) {
    if (field.at("code").as_string() != "fine") continue;
    EXPECT_EQ(field.at("unit").as_string(), "万元");
    EXPECT_EQ(field.at("required_when"), json::parse(R"({"field":"kinds","has":"fine"})"));
  }
  EXPECT_EQ(town.get(keeper, "/api/v1/registers/lamps").key(), "register.unknown");
}

TEST_P(RecordsApi, AllMistakesAreToldAtTheirFields) {
  auto wrong = penalty(1, {{"fine", ""}, {"party_number", "110105194912310021"}, {"valid_until", "2025-01-01"}});
  const auto reply = enter(keeper, wrong);
  EXPECT_EQ(reply.status, 422) << reply.body;
  EXPECT_EQ(reply.key(), "record.problems");
  EXPECT_EQ(reply.events, 0);
  EXPECT_THAT(problems(reply), UnorderedElementsAre(Pair("fine", "record.required"), Pair("decided_on", "record.rule"),
                                                    Pair("party_number", "record.rule")));
  EXPECT_THAT(reply.body, HasSubstr("证件号码的校验位、地区或者出生日期不符"));
  wrong["colour"] = "red";
  EXPECT_THAT(problems(enter(keeper, wrong)), testing::Contains(Pair("colour", "record.unknown-field")));
}

TEST_P(RecordsApi, ASecondPersonChecksWhatOneHasEntered) {
  const auto id = entered(penalty(1));
  EXPECT_THAT(steps(town.get(keeper, address(id))), ElementsAre(Pair("Submit", true)));
  EXPECT_EQ(take(keeper, id, "Publish").key(), "record.chain");
  ASSERT_EQ(take(keeper, id, "Submit").status, 200);
  const auto mine = town.get(keeper, address(id));
  EXPECT_THAT(steps(mine), UnorderedElementsAre(Pair("Sign", false), Pair("TakeBack", true)));
  EXPECT_EQ(take(keeper, id, "Sign").key(), "right.missing");
  ASSERT_EQ(take(keeper, id, "TakeBack").status, 200);
  ASSERT_EQ(take(keeper, id, "Submit").status, 200);
  EXPECT_EQ(take(publisher, id, "SendBack").status, 422) << "without a reason";
  ASSERT_EQ(take(publisher, id, "SendBack", "请补写面积").status, 200);
  publish(id);
  const auto published = town.get(keeper, address(id)).object();
  EXPECT_TRUE(published.at("public").as_bool());
  EXPECT_EQ(published.at("state").as_string(), "Published");
  std::vector<std::string> taken;
  for (const auto& step : published.at("steps_taken").as_array()) taken.emplace_back(step.at("step_name").as_string());
  EXPECT_THAT(taken, ElementsAre("登记", "送签", "收回签批", "送签", "退签", "送签", "签批", "公布登记"));
}

TEST_P(RecordsApi, WhatIsSealedLeavesByItsOwnDoorAlone) {
  const auto id = entered(penalty(1));
  const auto seen = town.get(publisher, address(id));
  EXPECT_THAT(seen.body, Not(HasSubstr("11010519491231002X")));
  EXPECT_THAT(seen.body, HasSubstr("张某"));
  EXPECT_TRUE(seen.object().at("openable").as_bool());
  const auto ask = [&](Browser& as, const char* reason) {
    return town.post(as, address(id, "/opened"), json::object{{"field", "party_number"}, {"reason", reason}});
  };
  EXPECT_EQ(ask(keeper, "核对").key(), "right.missing");
  EXPECT_EQ(ask(publisher, " ").status, 422);
  const auto opened = ask(publisher, "核对证件");
  ASSERT_EQ(opened.status, 200) << opened.body;
  EXPECT_EQ(opened.text("text"), "11010519491231002X");
  EXPECT_EQ(opened.events, 1);
}

TEST_P(RecordsApi, ACorrectionKeepsWhatNobodyTypedAgain) {
  const auto id = entered(penalty(1));
  publish(id);
  auto better = penalty(1, {{"content", "罚款人民币贰佰元整"}, {"party", ""}, {"party_number", ""}});
  EXPECT_EQ(correct(keeper, id, better, "", {"party", "party_number"}).key(), "record.reason-owed");
  const auto before = town.get(keeper, address(id)).header("ETag");
  const auto reply = correct(keeper, id, better, "漏写整字", {"party", "party_number"});
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_TRUE(reply.object().at("corrected").as_bool());
  EXPECT_THAT(reply.body, HasSubstr("张某"));
  better["content"] = "另一种说法";
  const auto late = correct(keeper, id, better, "又改", {"party", "party_number"}, before);
  EXPECT_EQ(late.status, 412);
  EXPECT_THAT(late.body, HasSubstr("罚款人民币贰佰元整"));
}

TEST_P(RecordsApi, ThePastShowsTheNewestWordsAndThePublicOnes) {
  const auto id = entered(penalty(1));
  publish(id);
  town.clock().set(Instant::at(Date(2025, 10, 13), 9, 30));
  keeper = town.sign_in("keeper");
  publisher = town.sign_in("checker");
  ASSERT_EQ(correct(keeper, id, penalty(1, {{"content", "罚款人民币贰佰元整"}}), "漏写整字").status, 200);
  const auto at = [&](const char* moment) {
    return town.get(keeper, address(id, "/past?at=") + web::percent_encode(moment)).object();
  };
  EXPECT_TRUE(at("2025-10-01T00:00:00+08:00").at("newest").is_null());
  EXPECT_EQ(at("2025-10-10T00:00:00+08:00").at("newest"), at("2025-10-10T00:00:00+08:00").at("shown"));
  const auto now = at("2025-10-14T00:00:00+08:00");
  EXPECT_NE(now.at("newest"), now.at("shown"));
  EXPECT_THAT(json::serialize(now.at("shown")), Not(HasSubstr("贰佰元整")));
  ASSERT_EQ(take(publisher, id, "Withdraw", "决定被撤销").status, 200);
  const auto gone = town.get(keeper, address(id, "/past"));
  EXPECT_TRUE(gone.object().at("shown").is_null());
  EXPECT_EQ(gone.text("withdrawn_reason"), "决定被撤销");
}

TEST_P(RecordsApi, ListsAreSearchedFilteredAndPaged) {
  for (int i = 1; i <= 3; ++i) entered(penalty(i, {{"decided_on", fmt::format("2025-09-0{}", i)}}));
  auto warning = penalty(4, {{"fine", ""}});
  warning["kinds"] = json::array{"警告"};
  entered(warning);
  const auto number = [](int i) { return fmt::format("平城管罚决字〔2025〕{}号", i); };
  EXPECT_THAT(titles(keeper, "register=penalties&limit=2"), ElementsAre(number(4), number(3)));
  const auto first = town.get(keeper, "/api/v1/records?register=penalties&limit=2&facets=true");
  EXPECT_THAT(titles(keeper, "register=penalties&limit=2&after=" + first.text("next")),
              ElementsAre(number(2), number(1)));
  EXPECT_THAT(json::serialize(first.object().at("facets")), HasSubstr(R"("name":"罚款","count":3,"count_text":"3")"));
  const auto where = [&](const char* condition) {
    return titles(keeper, "register=penalties&where=" + web::percent_encode(condition));
  };
  EXPECT_THAT(where(R"({"kinds":"警告"})"), ElementsAre(number(4)));
  EXPECT_THAT(where(R"({"decided_on":{"from":"2025-09-02","until":"2025-09-03"}})"), ElementsAre(number(3), number(2)));
  EXPECT_THAT(titles(keeper, "register=penalties&text=" + web::percent_encode("〕2号")), ElementsAre(number(2)));
  EXPECT_THAT(titles(keeper, "register=penalties&state=Signing"), ElementsAre());
  EXPECT_EQ(
      town.get(keeper, "/api/v1/records?register=penalties&where=" + web::percent_encode(R"({"party_number":"1"})"))
          .key(),
      "list.filter");
  EXPECT_EQ(town.get(keeper, "/api/v1/records?register=penalties&where=x").status, 422);
}

TEST_P(RecordsApi, ListsAreInTheOrderOfAFieldAPageAtATime) {
  const char* days[] = {"2025-09-02", "2025-09-01", "2025-09-02", "2025-09-03"};
  for (int i = 0; i < 4; ++i) entered(penalty(i + 1, {{"decided_on", days[i]}}));
  const auto number = [](int i) { return fmt::format("平城管罚决字〔2025〕{}号", i); };
  const auto pages = [&](const std::string& sort) {
    std::vector<std::string> all;
    std::string after;
    do {
      const auto query = "register=penalties&limit=1&sort=" + sort + "&after=" + web::percent_encode(after);
      for (auto& title : titles(keeper, query)) all.push_back(std::move(title));
      const auto page = town.get(keeper, "/api/v1/records?" + query).object();
      after = page.at("next").is_null() ? "" : std::string(page.at("next").as_string());
    } while (!after.empty());
    return all;
  };
  EXPECT_THAT(pages("decided_on"), ElementsAre(number(2), number(1), number(3), number(4)));
  EXPECT_THAT(pages("-decided_on"), ElementsAre(number(4), number(3), number(1), number(2)));
  EXPECT_THAT(pages(""), ElementsAre(number(4), number(3), number(2), number(1)));
  const auto view = town.get(keeper, "/api/v1/registers/penalties").object();
  EXPECT_EQ(view.at("sorts"), (json::array{"party_kind", "decided_on"}));
  const struct {
    const char* query;
    const char* key;
  } wrong[] = {{"sort=kinds", "list.sort"},       // several values
               {"sort=dishonesty", "list.sort"},  // not everybody has one
               {"sort=offence", "list.sort"},     // no index
               {"sort=nothing", "list.sort"},
               {"sort=decided_on&after=5", "list.cursor"},
               {"sort=decided_on&after=x~y", "list.cursor"}};
  for (const auto& c : wrong)
    EXPECT_EQ(town.get(keeper, fmt::format("/api/v1/records?register=penalties&{}", c.query)).key(), c.key) << c.query;
}

TEST_P(RecordsApi, AnExportIsRecordedAndHoldsNoName) {
  entered(penalty(1));
  const json::object asked{{"register", "penalties"}, {"agency", town.bureau()}};
  const auto file = town.post(publisher, "/api/v1/exports/records", asked);
  ASSERT_EQ(file.status, 200) << file.body;
  EXPECT_EQ(file.events, 1);
  EXPECT_THAT(file.body, HasSubstr("平城管罚决字〔2025〕1号"));
  EXPECT_THAT(file.body, Not(HasSubstr("张三")));
  EXPECT_THAT(file.body, Not(HasSubstr("证件号码")));
  auto as_book = asked;
  as_book["form"] = "Xlsx";
  const auto book = town.post(publisher, "/api/v1/exports/records", as_book);
  EXPECT_EQ(book.status, 200);
  EXPECT_TRUE(book.body.starts_with("PK"));
  EXPECT_THAT(book.header("Content-Disposition"), HasSubstr(".xlsx"));
}

/// What csv and zipfile of Python's own library read in a file: the lines, a cell a "|".
std::string read_by_python(const std::string& bytes, const char* form) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "table";
  std::ofstream(file, std::ios::binary) << bytes;
  const auto said = test::run_script(fmt::format("tests/opendata/table.py {} {}", form, file.string()));
  EXPECT_EQ(said.status, 0) << said.text;
  return said.text;
}

TEST_P(RecordsApi, AnExportInTheLayoutOfAnotherPlatformIsReadByOthers) {
  entered(penalty(1));
  const auto view = town.get(keeper, "/api/v1/registers/penalties").object();
  ASSERT_EQ(view.at("layouts").as_array().size(), 2U);
  json::object asked{{"register", "penalties"}, {"agency", town.bureau()}, {"layout", "credit-penalties"}};
  const auto file = town.post(publisher, "/api/v1/exports/records", asked);
  ASSERT_EQ(file.status, 200) << file.body;
  EXPECT_TRUE(file.body.starts_with("CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,")) << "no mark, no sign: it is for a program";
  EXPECT_THAT(file.body, Not(HasSubstr("张三")));
  const auto lines = read_by_python(file.body, "csv");
  EXPECT_THAT(lines, HasSubstr("平城管罚决字〔2025〕1号"));
  EXPECT_EQ(std::ranges::count(lines.substr(0, lines.find('\n')), '|'), 29);
  asked["form"] = "Xlsx";
  const auto book = town.post(publisher, "/api/v1/exports/records", asked);
  ASSERT_EQ(book.status, 200);
  EXPECT_EQ(read_by_python(book.body, "xlsx"), lines) << "heading first, no hidden row, the same cells";
  asked["layout"] = "credit-permits";
  EXPECT_EQ(town.post(publisher, "/api/v1/exports/records", asked).status, 422);
}

TEST_P(RecordsApi, AMonthWithoutRecordsIsDeclared) {
  const auto declare = [&](const char* period) {
    return town.post(keeper, "/api/v1/nil-declarations",
                     json::object{{"register", "penalties"}, {"agency", town.bureau()}, {"period", period}});
  };
  EXPECT_EQ(declare("2025-09").status, 204);
  EXPECT_EQ(declare("2025-09").key(), "nil.repeated");
  EXPECT_EQ(declare("2025-10").key(), "nil.early");
  EXPECT_EQ(declare("2025").key(), "nil.period");
  const auto list = town.get(keeper, "/api/v1/nil-declarations?register=penalties").object();
  ASSERT_EQ(list.at("items").as_array().size(), 1U);
  EXPECT_EQ(list.at("items").at(0).at("period").as_string(), "2025-09");
}

TEST_P(RecordsApi, MonthsWithARecordAreTold) {
  entered(penalty(1, {{"decided_on", "2025-07-04"}}));
  entered(penalty(2, {{"decided_on", "2025-07-30"}}));
  entered(penalty(3, {{"decided_on", "2025-09-01"}}));
  const auto months = [&](Browser& as) {
    const auto target = fmt::format("/api/v1/nil-declarations/recorded?register=penalties&agency={}", town.bureau());
    return json::serialize(town.get(as, target).object().at("months"));
  };
  EXPECT_EQ(months(keeper), R"(["2025-09","2025-07"])");
  auto elsewhere = town.person("elsewhere", Role::RecordKeeper, town.other());
  EXPECT_EQ(months(elsewhere), "[]");
}

TEST_P(RecordsApi, AnotherAgencyFindsNothingAndARepetitionDoesNothing) {
  auto elsewhere = town.person("elsewhere", Role::RecordPublisher, town.other());
  const web::Fields once = {{"Idempotency-Key", "7"}};
  const auto first = enter(keeper, penalty(1), "penalties", once);
  const auto again = enter(keeper, penalty(1), "penalties", once);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.events, 0);
  const auto id = first.object().at("id").as_int64();
  EXPECT_EQ(town.get(elsewhere, address(id)).status, 404);
  EXPECT_EQ(town.get(elsewhere, address(id, "/past")).status, 404);
  EXPECT_EQ(take(elsewhere, id, "Sign").status, 404);
  EXPECT_THAT(titles(elsewhere, "register=penalties"), ElementsAre());
}

TEST_P(RecordsApi, FiguresOfARegisterOpenToItsRecordsWithinTheRight) {
  const auto id = entered(penalty(1, {{"fine", "0.02"}}));
  publish(id);
  entered(penalty(2));
  const auto view = town.get(keeper, "/api/v1/figures/records.penalties.fines").object();
  EXPECT_EQ(view.at("records"), "行政处罚公示");
  EXPECT_EQ(view.at("condition"), "处罚类别包含“罚款”");
  const auto& cells = view.at("cells").as_array();
  ASSERT_EQ(cells.size(), 1U) << "only what is public is counted";
  EXPECT_EQ(cells[0].at("value"), json::value(20'000));
  EXPECT_EQ(json::serialize(view.at("deciding")),
            R"([{"name":"agency","title":"机关","unit":""},{"name":"fine","title":"罚款金额","unit":"分"},)"
            R"({"name":"decided_on","title":"处罚决定日期","unit":""},)"
            R"({"name":"decided_on.year","title":"处罚决定日期（年）","unit":""},)"
            R"({"name":"kinds","title":"处罚类别","unit":""}])");
  const auto rows = town.get(keeper, "/api/v1/figures/records.penalties.fines/rows?group=" +
                                         web::percent_encode(json::serialize(cells[0].at("group"))));
  ASSERT_EQ(rows.status, 200) << rows.body;
  const auto row = rows.object().at("items").as_array().at(0);
  EXPECT_EQ(row.at("address"), json::value(fmt::format("/records/{}", id)));
  EXPECT_FALSE(row.at("title").as_string().empty());
  EXPECT_EQ(row.at("values").at("kinds"), "罚款");
  EXPECT_THAT(rows.body, AllOf(HasSubstr("张某某"), Not(HasSubstr("张三")), Not(HasSubstr("11010519491231002X"))));
  auto elsewhere = town.person("elsewhere", Role::RecordKeeper, town.other());
  EXPECT_EQ(json::serialize(town.get(elsewhere, "/api/v1/figures/records.penalties.fines").object().at("cells")), "[]");
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  const auto list = town.get(drafter, "/api/v1/figures").body;
  const auto reach = town.get(drafter, "/api/v1/figures/records.penalties.fines");
  EXPECT_EQ(list.find("records.penalties.fines") != std::string::npos, reach.status == 200) << "as far as it opens";
}

INSTANTIATE_TEST_SUITE_P(Engines, RecordsApi, testing::Values(test::Store::SqliteMemory, test::Store::Postgres));

}  // namespace
}  // namespace dl::api
