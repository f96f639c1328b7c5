// Figures over the API: the numbers within what a right reaches, and as many rows as the number says.
#include <gmock/gmock.h>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Reach;
using accounts::Role;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kPublic = "/api/v1/figures/publications.public";

class Figures : public testing::Test {
 protected:
  Figures() {
    for (const auto* title : {"停水通告", "复水通告", "限行通告"}) town_.publish(town_.notice(town_.bureau(), title));
    town_.publish(town_.notice(town_.other(), "展览通告"));
  }

  json::object get(Browser& browser, const std::string& target) {
    auto answer = town_.get(browser, target);
    EXPECT_EQ(answer.status, 200) << target << " " << answer.body;
    return answer.status == 200 ? answer.object() : json::object();
  }
  std::string name_of(std::int64_t agency) { return town_.api().around.directory.current()->agency(agency)->name; }

  Town town_;
};

TEST_F(Figures, AreToldWithWhatTheyCountAndByWhichLaw) {
  auto drafter = town_.person("drafter", Role::Drafter, town_.bureau());
  const auto list = get(drafter, "/api/v1/figures").at("items").as_array();
  ASSERT_GT(list.size(), 3U);
  for (const auto& one : list) {
    EXPECT_FALSE(one.at("title").as_string().empty());
    EXPECT_FALSE(one.at("law").as_string().empty());
  }
  EXPECT_EQ(town_.get(drafter, "/api/v1/figures/nothing").key(), "figures.unknown");
}

TEST_F(Figures, CountWithinWhatTheRightReaches) {
  struct Row {
    const char* login;
    Reach reach;
    std::string query;
    std::vector<int> values;
  };
  const Row rows[] = {
      {"own", Reach::Own, "", {3}},
      {"all", Reach::All, "", {1, 3}},
      {"all.one", Reach::All, fmt::format("?agency={}", town_.other()), {1}},
      {"own.other", Reach::Own, fmt::format("?agency={}", town_.other()), {}},
      {"past", Reach::All, "?period=1999", {}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.login);
    auto one = town_.person(row.login, {{Role::Supervisor, town_.bureau(), row.reach}}, town_.bureau());
    std::vector<int> values;
    const auto view = get(one, kPublic + row.query);
    for (const auto& cell : view.at("cells").as_array())
      values.push_back(static_cast<int>(cell.at("value").as_int64()));
    std::ranges::sort(values);
    EXPECT_EQ(values, row.values);
  }
}

TEST_F(Figures, OpenToAsManyRowsAsTheNumberSaysPageByPage) {
  auto one = town_.person("all", {{Role::Supervisor, town_.bureau(), Reach::All}}, town_.bureau());
  const auto view = get(one, kPublic);
  const auto fields = view.at("fields").as_array();
  for (const auto& cell : view.at("cells").as_array()) {
    const auto group = json::serialize(cell.at("group"));
    SCOPED_TRACE(group);
    std::vector<std::string> titles;
    std::string after;
    do {
      const auto page =
          get(one, fmt::format("{}/rows?limit=2&group={}&after={}", kPublic, web::percent_encode(group), after));
      for (const auto& row : page.at("items").as_array()) {
        EXPECT_EQ(row.at("values").as_object().size(), fields.size());
        EXPECT_EQ(row.at("values").at("agency"), cell.at("group").as_array().at(0));
        titles.emplace_back(row.at("values").at("title").as_string());
      }
      after = page.at("next").is_null() ? "" : std::string(page.at("next").as_string());
    } while (!after.empty());
    EXPECT_EQ(std::ssize(titles), cell.at("value").as_int64());
    if (titles.size() == 3) {
      EXPECT_THAT(titles, ElementsAre("停水通告", "复水通告", "限行通告"));
    }
  }
}

TEST_F(Figures, AreClosedToWhoMayNotReadTheirRecords) {
  auto system = town_.person("system", Role::SystemAdministrator, town_.city());
  for (const auto* rest : {"", "/rows"})
    EXPECT_EQ(town_.get(system, kPublic + std::string(rest)).key(), "right.missing");
  auto own = town_.person("own", Role::Drafter, town_.bureau());
  const auto theirs = json::serialize(json::array{name_of(town_.other())});
  const auto none = get(own, fmt::format("{}/rows?group={}", kPublic, web::percent_encode(theirs)));
  EXPECT_TRUE(none.at("items").as_array().empty());
}

// A year is frozen by whoever manages the agency; its clerks take the bundle away, others neither see nor take it.
TEST_F(Figures, AreFrozenByWhoeverManagesTheAgency) {
  const auto of = fmt::format("?period=2024&agency={}", town_.bureau());
  const auto body = [&](const char* reason) {
    return json::serialize(json::object{{"period", "2024"}, {"agency", town_.bureau()}, {"reason", reason}});
  };
  auto drafter = town_.person("drafter", Role::Drafter, town_.bureau());
  auto manager = town_.person("manager", Role::AgencyAdministrator, town_.bureau());
  EXPECT_TRUE(get(drafter, "/api/v1/figure-freezes" + of).at("items").as_array().empty());
  EXPECT_EQ(town_.get(drafter, "/api/v1/figure-bundle" + of).key(), "figures.not-frozen");
  EXPECT_EQ(town_.ask(drafter, web::Verb::Post, "/api/v1/figure-freezes", body("")).key(), "right.missing");
  const auto frozen = town_.ask(manager, web::Verb::Post, "/api/v1/figure-freezes", body(""));
  EXPECT_EQ(frozen.events, 1) << frozen.body;
  EXPECT_EQ(town_.ask(manager, web::Verb::Post, "/api/v1/figure-freezes", body("")).key(), "figures.reason-owed");
  EXPECT_EQ(town_.ask(manager, web::Verb::Post, "/api/v1/figure-freezes", body("补录一件")).events, 1);
  EXPECT_EQ(get(drafter, "/api/v1/figure-freezes" + of).at("items").as_array().size(), 1U);
  const auto bundle = town_.get(drafter, "/api/v1/figure-bundle" + of);
  EXPECT_EQ(bundle.status, 200);
  auto other = town_.person("other", Role::Drafter, town_.other());
  for (const auto* path : {"/api/v1/figure-freezes", "/api/v1/figure-bundle"})
    EXPECT_EQ(town_.get(other, path + of).key(), "right.missing");
}

TEST_F(Figures, RefuseAGroupOrPeriodThatIsNone) {
  auto one = town_.person("drafter", Role::Drafter, town_.bureau());
  for (const auto* group : {"x", "[]", "[1]", "[\"a\",\"b\"]"})
    EXPECT_EQ(town_.get(one, fmt::format("{}/rows?group={}", kPublic, web::percent_encode(group))).key(),
              "figures.group");
  for (const auto* period : {"20261", "2026-13", "26"})
    EXPECT_EQ(town_.get(one, fmt::format("{}?period={}", kPublic, period)).key(), "figures.period");
}

}  // namespace
}  // namespace dl::api
