// The list of open work and substitutes, as people ask for them.
#include "api/town_fixture.h"

#include <gmock/gmock.h>

namespace dl::api {
namespace {

using accounts::Role;
using testing::ElementsAre;
using testing::IsEmpty;
using web::Verb;

constexpr const char* kSubstitute = "/api/v1/session/substitute";

class OpenWork : public testing::TestWithParam<test::Store> {
 protected:
  /// Lines as "title（whom it is done for）".
  std::vector<std::string> lines(Browser& as, const std::string& query = "") {
    const auto reply = town.get(as, "/api/v1/worklist" + query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    std::vector<std::string> all;
    for (const auto& one : reply.object().at("items").as_array())
      all.push_back(fmt::format("{}（{}）", std::string_view(one.at("title").as_string()),
                                std::string_view(one.at("instead_of").as_string())));
    next = reply.text("next");
    return all;
  }
  Town town = Town(GetParam());
  std::string next = {};
};
INSTANTIATE_TEST_SUITE_P(Engines, OpenWork, testing::Values(test::Store::SqliteMemory, test::Store::Postgres));

TEST_P(OpenWork, IsShownAPageAtATime) {
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  for (const char* title : {"甲", "乙", "丙"}) {
    town.draft(drafter, title);
    town.clock().advance_ms(1000);
  }
  EXPECT_THAT(lines(drafter, "?limit=2"), ElementsAre("甲（）", "乙（）"));
  EXPECT_THAT(lines(drafter, "?limit=2&after=" + next), ElementsAre("丙（）"));
  EXPECT_EQ(next, "");
  EXPECT_THAT(lines(drafter, "?task=document.review"), IsEmpty());
  EXPECT_EQ(town.get(drafter, "/api/v1/worklist?after=x").key(), "list.cursor");
  EXPECT_EQ(town.get(drafter, "/api/v1/worklist?limit=500").key(), "request.fields");
}

TEST_P(OpenWork, IsSeenByASubstituteWhoIsToldForWhom) {
  auto away = town.person("away", Role::Drafter, town.bureau());
  auto here = town.person("here", Role::Drafter, town.bureau());
  town.draft(away, "甲");
  town.draft(here, "乙");
  EXPECT_EQ(town.get(away, kSubstitute).body, R"({"substitute":null})");
  const json::object wish{{"login", "here"}, {"from", "2024-03-01"}, {"until", "2024-03-02"}};
  const auto named = town.put(away, kSubstitute, wish);
  EXPECT_EQ(named.status, 200) << named.body;
  EXPECT_EQ(named.object().at("substitute").at("name").as_string(), "〈here〉");
  EXPECT_THAT(lines(here), ElementsAre("甲（〈away〉）", "乙（）"));
  EXPECT_THAT(lines(away), ElementsAre("甲（）")) << "who is away loses nothing";
  EXPECT_EQ(town.ask(away, Verb::Delete, kSubstitute).status, 204);
  EXPECT_THAT(lines(here), ElementsAre("乙（）"));
  EXPECT_EQ(town.ask(away, Verb::Delete, kSubstitute).key(), "substitute.missing");
}

TEST_P(OpenWork, RefusesSubstitutesThatCannotBe) {
  auto away = town.person("away", Role::Drafter, town.bureau());
  const auto refusal = [&](const char* login, const char* from, const char* until) {
    return town.put(away, kSubstitute, {{"login", login}, {"from", from}, {"until", until}}).key();
  };
  EXPECT_EQ(refusal("away", "2024-03-01", "2024-03-02"), "substitute.self");
  EXPECT_EQ(refusal("nobody", "2024-03-01", "2024-03-02"), "person.missing");
  town.person("here", Role::Drafter, town.bureau());
  EXPECT_EQ(refusal("here", "2024-03-02", "2024-03-01"), "substitute.days");
  EXPECT_EQ(refusal("here", "2024-02-01", "2024-02-02"), "substitute.days");
}

TEST_P(OpenWork, StandsInTheListAndOnTheDashboard) {
  auto drafter = town.person("li.qing", Role::Drafter, town.bureau());
  auto reviewer = town.person("zhao", Role::Reviewer, town.bureau());
  auto id = town.draft(drafter, "甲");
  using Counts = std::map<std::string, std::int64_t>;
  const auto counts = [&](Browser& as) {
    Counts found;
    const auto reply = town.get(as, "/api/v1/worklist");
    for (const auto& one : reply.object().at("counts").as_array())
      found[std::string(one.at("task").as_string())] = one.at("count").as_int64();
    return found;
  };
  EXPECT_EQ(town.get(reviewer, "/api/v1/worklist").object().at("items").as_array().size(), 0U);
  EXPECT_EQ(counts(drafter), (Counts{{"document.draft", 1}}));
  const auto steps = fmt::format("/api/v1/documents/{}/steps", id);
  town.post(drafter, steps, {{"step", "submit"}});
  town.post(reviewer, steps, {{"step", "send-back"}, {"reason", "请补充"}});
  EXPECT_EQ(counts(drafter), (Counts{{"document.correct", 1}}));
  town.post(drafter, steps, {{"step", "submit"}});
  auto tasks = town.get(reviewer, "/api/v1/worklist");
  ASSERT_EQ(tasks.object().at("items").as_array().size(), 1U) << tasks.body;
  const auto& task = tasks.object().at("items").as_array().front();
  EXPECT_EQ(task.at("task").as_string(), "document.review");
  EXPECT_EQ(task.at("task_name").as_string(), "待审核");
  EXPECT_EQ(task.at("place").as_string(), fmt::format("/documents/{}", id));
  EXPECT_EQ(task.at("state_name").as_string(), "已送审");
  // 20 working days after 1 February 2024, with the Spring Festival of 10–17 February and its make-up days.
  EXPECT_EQ(task.at("due_on").as_string(), "2024-03-05");
  EXPECT_FALSE(task.at("late").as_bool());
  auto board = town.get(reviewer, "/api/v1/dashboard");
  ASSERT_EQ(board.status, 200) << board.body;
  EXPECT_EQ(board.object().at("published_by_month").as_array().size(), 12U);
  town.draft(drafter, "乙");
  board = town.get(reviewer, "/api/v1/dashboard");
  const auto& states = board.object().at("by_state").as_array();
  ASSERT_EQ(states.size(), 2U) << "in the order of a document's life";
  EXPECT_EQ(states[0].at("state").as_string(), "Draft");
  EXPECT_EQ(states[1].at("state").as_string(), "Submitted");
  auto stale = board.object().at("stale_columns").as_array().size();
  ASSERT_GT(stale, 0U);

  auto done =
      town.api().documents.publish(id, accounts::Principal::machine("operator:test"), publications::Force::Yes, "试验");
  ASSERT_TRUE(done) << describe(done.error());
  board = town.get(reviewer, "/api/v1/dashboard");
  EXPECT_EQ(board.object().at("published_by_month").as_array().back().at("count").as_int64(), 1);
  EXPECT_EQ(board.object().at("by_agency").as_array().front().at("count").as_int64(), 1);
  EXPECT_LT(board.object().at("stale_columns").as_array().size(), stale) << "its column has something new";
  auto stranger = town.person("sun", Role::Drafter, town.other());
  board = town.get(stranger, "/api/v1/dashboard");
  EXPECT_EQ(board.object().at("published_by_month").as_array().back().at("count").as_int64(), 0);
  EXPECT_TRUE(board.object().at("by_agency").as_array().empty());
}

}  // namespace
}  // namespace dl::api
