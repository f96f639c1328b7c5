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

}  // namespace
}  // namespace dl::api
