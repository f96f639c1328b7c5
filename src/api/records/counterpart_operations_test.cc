// 对照 over the API: differences, counts and the rows behind them; who sees what, filters, pages, files, refusals.
#include <gmock/gmock.h>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Texts = std::map<std::string, std::string>;

constexpr const char* kHasToBe = "a case that has to be public";

class CounterpartApi : public testing::TestWithParam<test::Store> {
 protected:
  struct Staff {
    std::int64_t agency = 0;
    Browser keeper = {};
    Browser publisher = {};
  };

  CounterpartApi() : town(GetParam()) {
    town.clock().set(Instant::at(Date(2025, 10, 9), 9, 30));
    here = staff("here", town.bureau());
    there = staff("there", town.other());
  }
  Staff staff(const std::string& login, std::int64_t agency) {
    return {agency, town.person(login + ".keeper", Role::RecordKeeper, agency),
            town.person(login + ".publisher", Role::RecordPublisher, agency)};
  }

  std::int64_t entered(Staff& as, const std::string& code, const std::string& like, const Texts& but) {
    json::object words;
    for (const auto& one : Town::registers().all().at(code).cases)
      if (one.name == like) words = json::parse(one.record).as_object();
    for (const auto& [field, text] : but) words[field] = text;
    const json::object body{{"register", code}, {"agency", as.agency}, {"words", words}};
    const auto reply = town.post(as.keeper, "/api/v1/records", body);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.status == 201 ? reply.object().at("id").as_int64() : 0;
  }
  void take(Browser& as, std::int64_t id, const char* step) {
    const auto reply = town.post(as, fmt::format("/api/v1/records/{}/steps", id), {{"step", step}});
    EXPECT_EQ(reply.status, 200) << step << " " << reply.body;
  }
  void sign(Staff& as, std::int64_t id) {
    take(as.keeper, id, "Submit");
    take(as.publisher, id, "Sign");
  }
  static std::string number(int i) { return fmt::format("平城管罚决字〔2025〕{}号", i); }
  /// A case that the enforcement system has.
  std::int64_t decided(Staff& as, int i, const char* like = kHasToBe, Texts but = {}) {
    but.emplace("number", number(i));
    const auto id = entered(as, "enforcement_cases", like, but);
    sign(as, id);
    return id;
  }
  std::int64_t published(Staff& as, int i, Texts but = {}) {
    but.emplace("number", number(i));
    const auto id = entered(as, "penalties", "a firm is fined", but);
    sign(as, id);
    take(as.publisher, id, "Publish");
    return id;
  }
  /// Two missed, one late, one with another day, one to be judged, one of no influence, one public that nobody lists.
  void fill() {
    for (const int i : {1, 2}) missed.push_back(decided(here, i));
    late = decided(here, 3);
    ours = published(here, 3);
    decided(here, 4, kHasToBe, {{"decided_on", "2025-09-08"}});
    published(here, 4);
    open = decided(here, 5, "not judged yet");
    decided(here, 6, "of no influence");
    alone = published(here, 7);
  }

  Reply get(Browser& as, const std::string& what) {
    const auto reply = town.get(as, "/api/v1/" + what);
    EXPECT_EQ(reply.status, 200) << what << " " << reply.body;
    return reply;
  }
  /// A member of all rows of a list, read so many at a time.
  std::vector<std::int64_t> all(Browser& as, const std::string& list, int limit = 2) {
    std::vector<std::int64_t> records;
    std::string after;
    do {
      const auto page = get(as, fmt::format("{}&limit={}&after={}", list, limit, after)).object();
      EXPECT_LE(page.at("items").as_array().size(), static_cast<std::size_t>(limit));
      for (const auto& item : page.at("items").as_array()) records.push_back(item.at("record").as_int64());
      after = page.at("next").is_null() ? "" : std::string(page.at("next").as_string());
    } while (!after.empty());
    return records;
  }
  /// "Owed 4, Published 2": counts of a member of the answer.
  static std::string told(const Reply& reply, const char* member, const char* name) {
    std::string text;
    for (const auto& one : reply.object().at(member).as_array())
      if (const auto count = one.at("count").as_int64(); count > 0)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", std::string_view(one.at(name).as_string()), count);
    return text;
  }
  Reply file(Browser& as, const char* name, json::object asked) {
    asked["register"] = "penalties";
    return town.post(as, fmt::format("/api/v1/exports/{}", name), asked);
  }

  Town town;
  Staff here = {};
  Staff there = {};
  std::vector<std::int64_t> missed = {};
  std::int64_t late = 0;
  std::int64_t ours = 0;  ///< the record of `late`
  std::int64_t open = 0;
  std::int64_t alone = 0;
};

TEST_P(CounterpartApi, CountsAreTheRowsBehindThem) {
  fill();
  const auto state = get(here.keeper, "counterpart?register=penalties");
  EXPECT_EQ(state.text("title"), "行政处罚公示");
  EXPECT_EQ(state.text("list"), "enforcement_cases");
  EXPECT_EQ(told(state, "counts", "kind"), "MissingHere 2, MissingThere 1, Otherwise 1, Unjudged 1");
  EXPECT_EQ(told(state, "shares", "share"), "Owed 4, Published 2, Late 2, Overdue 2, Unjudged 1");
  EXPECT_EQ(state.object().at("shares").at(0).at("share_name").as_string(), "应公开");
  for (const auto& share : state.object().at("shares").as_array()) {
    const std::string name(share.at("share").as_string());
    SCOPED_TRACE(name);
    for (const int limit : {1, 3, 200}) {
      const auto rows = all(here.keeper, "counterpart/rows?register=penalties&share=" + name, limit);
      EXPECT_EQ(std::ssize(rows), share.at("count").as_int64());
    }
  }
  EXPECT_EQ(all(here.keeper, "counterpart/rows?register=penalties&share=Overdue"), missed);
  EXPECT_THAT(all(here.keeper, "counterpart/rows?register=penalties&share=Unjudged"), ElementsAre(open));
  EXPECT_EQ(all(here.keeper, "counterpart/rows?register=penalties").size(), 6U) << "all that is accepted";

  const auto rows = get(here.keeper, "counterpart/rows?register=penalties&share=Late").object().at("items");
  const auto& row = rows.at(0).as_object();
  EXPECT_EQ(row.at("record").as_int64(), late);
  EXPECT_EQ(row.at("other").as_int64(), ours);
  EXPECT_EQ(row.at("duty"), "MetLate");
  EXPECT_EQ(row.at("duty_name"), "逾期公开");
  EXPECT_EQ(row.at("due_on"), "2025-09-19");
  EXPECT_EQ(row.at("published_on"), "2025-10-09");
  EXPECT_EQ(row.at("late_days").as_int64(), 20);
  EXPECT_EQ(row.at("agency").as_int64(), town.bureau());
}

TEST_P(CounterpartApi, DifferencesAreFilteredAndPaged) {
  fill();
  EXPECT_EQ(all(here.keeper, "differences?register=penalties").size(), 5U);
  EXPECT_EQ(all(here.keeper, "differences?register=penalties", 200).size(), 5U);
  EXPECT_EQ(all(here.keeper, "differences?register=penalties&kind=MissingHere"), missed);
  EXPECT_THAT(all(here.keeper, "differences?register=penalties&kind=MissingThere"), ElementsAre(alone));
  const auto otherwise = get(here.keeper, "differences?register=penalties&kind=Otherwise").object().at("items");
  ASSERT_EQ(otherwise.as_array().size(), 1U);
  EXPECT_EQ(otherwise.at(0).at("in"), (json::array{"处罚决定日期"}));
  EXPECT_GT(otherwise.at(0).at("other").as_int64(), 0);
  EXPECT_EQ(otherwise.at(0).at("kind_name"), "内容不一致");
}

TEST_P(CounterpartApi, EachSeesWhatTheirRightReaches) {
  fill();
  const auto theirs = decided(there, 1);
  auto over = town.person("over", std::vector<accounts::Grant>{{Role::Supervisor, town.city(), accounts::Reach::All}},
                          town.city());
  const auto of = [&](std::int64_t agency) { return fmt::format("?register=penalties&agency={}", agency); };
  EXPECT_EQ(told(get(there.keeper, "counterpart?register=penalties"), "shares", "share"), "Owed 1, Overdue 1");
  EXPECT_THAT(all(there.keeper, "counterpart/rows?register=penalties&share=Owed"), ElementsAre(theirs));
  EXPECT_THAT(all(there.keeper, "differences?register=penalties"), ElementsAre(theirs));
  EXPECT_EQ(told(get(over, "counterpart?register=penalties"), "shares", "share"),
            "Owed 5, Published 2, Late 2, Overdue 3, Unjudged 1");
  EXPECT_THAT(all(over, "counterpart/rows" + of(town.other())), ElementsAre(theirs));
  EXPECT_THAT(all(over, "differences" + of(town.other())), ElementsAre(theirs));
  EXPECT_EQ(told(get(over, "counterpart" + of(town.other())), "counts", "kind"), "MissingHere 1");
  // Of another agency nothing, whoever asks for it by name.
  EXPECT_THAT(all(there.keeper, "counterpart/rows" + of(town.bureau())), IsEmpty());
  EXPECT_THAT(all(there.keeper, "differences" + of(town.bureau())), IsEmpty());
  EXPECT_EQ(told(get(there.keeper, "counterpart" + of(town.bureau())), "shares", "share"), "");
  for (const char* name : {"differences", "counterpart"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(file(there.keeper, name, {{"agency", town.bureau()}}).key(), "right.missing");
    const auto own = file(there.keeper, name, {{"agency", 0}});
    ASSERT_EQ(own.status, 200) << own.body;
    EXPECT_THAT(own.body, AllOf(HasSubstr(number(1)), Not(HasSubstr(number(2))))) << "as far as the right goes";
  }
}

TEST_P(CounterpartApi, FilesAreTheListsAndAreRecorded) {
  fill();
  const auto lines = [](const Reply& reply) {
    return std::ranges::count(std::string_view(reply.body).substr(0, reply.body.find_last_not_of("\r\n")), '\n');
  };
  const auto whole = file(here.publisher, "differences", {{"agency", town.bureau()}});
  ASSERT_EQ(whole.status, 200) << whole.body;
  EXPECT_EQ(whole.events, 1);
  EXPECT_EQ(lines(whole), 5) << "below the heading";
  const auto narrow = file(here.publisher, "differences", {{"agency", town.bureau()}, {"kind", "Unjudged"}});
  EXPECT_EQ(lines(narrow), 1);
  EXPECT_THAT(narrow.body, AllOf(HasSubstr("待判断应否公开"), HasSubstr(number(5))));
  const auto rows = file(here.publisher, "counterpart", {{"agency", town.bureau()}, {"share", "Late"}});
  ASSERT_EQ(rows.status, 200) << rows.body;
  EXPECT_EQ(rows.events, 1);
  EXPECT_EQ(lines(rows), 2);
  EXPECT_THAT(rows.body, AllOf(HasSubstr("逾期公开"), HasSubstr("2025-09-19"), HasSubstr(number(3))));
  EXPECT_THAT(rows.header("Content-Disposition"), HasSubstr(web::percent_encode("行政处罚公示公开情况")));
  EXPECT_EQ(lines(file(here.publisher, "counterpart", {{"agency", town.bureau()}})), 6);
}

TEST_P(CounterpartApi, RefusesWhatIsNotThere) {
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  const struct {
    const char* what;
    int status;
    const char* key;
  } wrong[] = {{"?register=parking", 404, "register.no-counterpart"},
               {"?register=enforcement_cases", 404, "register.no-counterpart"},
               {"?register=lamps", 404, "register.unknown"},
               {"?register=penalties&after=x", 422, "list.cursor"},
               {"?register=penalties&limit=0", 422, "request.fields"},
               {"?register=penalties&limit=201", 422, "request.fields"}};
  for (const char* list : {"differences", "counterpart/rows"}) {
    for (const auto& c : wrong) {
      SCOPED_TRACE(fmt::format("{}{}", list, c.what));
      const auto reply = town.get(here.keeper, fmt::format("/api/v1/{}{}", list, c.what));
      EXPECT_EQ(reply.status, c.status) << reply.body;
      EXPECT_EQ(reply.key(), c.key);
    }
    EXPECT_EQ(town.get(drafter, fmt::format("/api/v1/{}?register=penalties", list)).key(), "right.missing");
  }
  EXPECT_EQ(town.get(here.keeper, "/api/v1/counterpart?register=parking").key(), "register.no-counterpart");
  EXPECT_EQ(town.get(drafter, "/api/v1/counterpart?register=penalties").key(), "right.missing");
  EXPECT_EQ(town.get(here.keeper, "/api/v1/counterpart/rows?register=penalties&share=Most").status, 422);
  EXPECT_EQ(town.get(here.keeper, "/api/v1/differences?register=penalties&kind=Most").status, 422);
  for (const char* name : {"differences", "counterpart"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(file(drafter, name, {{"agency", town.bureau()}}).key(), "right.missing");
    EXPECT_EQ(file(here.keeper, name, {}).status, 422) << "whose is not said";
    const json::object other{{"register", "parking"}, {"agency", town.bureau()}};
    EXPECT_EQ(town.post(here.keeper, fmt::format("/api/v1/exports/{}", name), other).key(), "register.no-counterpart");
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, CounterpartApi, testing::Values(test::Store::SqliteMemory, test::Store::Postgres));

}  // namespace
}  // namespace dl::api
