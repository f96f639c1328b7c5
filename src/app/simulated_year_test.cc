// A simulated year as it lies in the rows afterwards: every decision and every clock has come, nothing was refused, and
// the table keeps its identities.
#include <gmock/gmock.h>

#include <set>

#include "accounts/people.h"
#include "app/command_line_fixture.h"
#include "app/simulated_year_fixture.h"
#include "requests/procedure.h"
#include "requests/request_store.h"

namespace dl::app {
namespace {

using requests::Line;
using testing::Contains;

/// By this seed the last of thirty requests is handed in at the counter on the last day of the year.
constexpr std::uint64_t kBusyDecember = 32;

std::string refusal(Office& office, const SimulationWish& wish) {
  const auto played = play(office, wish);
  return played ? "" : played.error().key;
}

std::int64_t total(const SimulatedOutcome& outcome, Line line) {
  return outcome.table.at(static_cast<std::size_t>(line) - 1).at(requests::kTotal);
}

/// What a year comes to, without what is secret.
std::vector<std::string> lines_of(Office& office) {
  std::vector<std::string> lines;
  for (const auto& one : cases_of(office))
    lines.push_back(fmt::format("{} {} {} {}", one.matter.number, one.matter.title, one.matter.outcome,
                                one.facts.back().at.text()));
  return lines;
}

TEST(SimulatedYear, HasEveryDecisionAndEveryClock) {
  Office office;
  const auto played = play(office, wish_for(kComplete));
  ASSERT_TRUE(played) << describe(played.error());
  EXPECT_EQ(played->filed, kComplete);

  auto carried = records::carried();
  ASSERT_TRUE(carried);
  auto calendar = Calendar::load();
  ASSERT_TRUE(calendar);
  const matters::Times times{(*carried)->laws, *calendar};
  std::set<std::string> outcomes;
  std::set<std::string> clocks;
  std::set<std::string> verbs;
  std::set<std::string> consents;
  const auto cases = cases_of(office);
  EXPECT_EQ(cases.size(), played->filed + played->parts);
  for (const auto& one : cases) {
    outcomes.insert(one.matter.outcome);
    const auto all = requests::clocks(one, times);
    ASSERT_TRUE(all) << describe(all.error());
    for (const auto& clock : *all) clocks.insert(clock.code.substr(0, clock.code.find(':')));
    for (const auto& fact : one.facts) {
      verbs.insert(fact.verb);
      if (find_name<requests::Consent>(fact.code)) consents.insert(fact.verb + " " + fact.code);
    }
  }
  for (const auto& decision : requests::kDecisions) EXPECT_THAT(outcomes, Contains(std::string(decision.name)));
  for (const auto& kind : requests::kClockKinds) EXPECT_THAT(clocks, Contains(std::string(kind.name)));
  // Kept elsewhere than among the facts of a case, but the last nine: nobody brings a ledger to a year that is played,
  // each of its notices leaves the house, what was ordered by a review or a court is done without a new round, what was
  // withheld or asked by many is not looked at again, nobody supervises, closes a channel, sends papers or redacts
  // any, applicants open no page of it, and nothing is erased.
  constexpr std::string_view kNoFacts[] = {
      "request.party-added", "request.bodies-set",         "request.seal-set",     "request.seal-used",
      "request.reported",    "request.notice-called-off",  "request.redecided",    "request.kept-closed",
      "request.opened-up",   "request.transform-declined", "request.channels-set", "request.papers-sent",
      "request.urged",       "request.retrieved",          "request.erased",       "request.areas-saved",
      "request.redacted"};
  for (const auto& event : requests::kEvents)
    if (std::ranges::find(kNoFacts, event.verb) == std::end(kNoFacts)) {
      EXPECT_THAT(verbs, Contains(std::string(event.verb)));
    }
  EXPECT_EQ(consents.size(), 2 * requests::kConsents.size()) << "third parties and joint makers";
  EXPECT_GT(played->late, 0U);
}

TEST(SimulatedYear, KeepsTheIdentitiesOfItsTable) {
  Office office;
  const auto played = play(office, wish_for(30, kBusyDecember));
  ASSERT_TRUE(played) << describe(played.error());
  EXPECT_THAT(requests::breaches(played->table), testing::IsEmpty());
  EXPECT_GT(total(*played, Line::All), 0);
  EXPECT_GT(total(*played, Line::CarriedOn), 0) << "what came in December is not answered yet";
  std::int64_t counted = 0;
  for (const auto& one : cases_of(office)) counted += requests::counted_of(one) ? 1 : 0;
  EXPECT_EQ(total(*played, Line::New), counted);
  const auto verdict = office.installation().journal().verify();
  ASSERT_TRUE(verdict) << describe(verdict.error());
  EXPECT_TRUE(verdict->intact) << verdict->problem;
}

TEST(SimulatedYear, IsThatOfItsSeed) {
  Office one;
  Office again;
  Office other;
  ASSERT_TRUE(play(one, wish_for(12)));
  ASSERT_TRUE(play(again, wish_for(12)));
  ASSERT_TRUE(play(other, wish_for(12, 8)));
  EXPECT_EQ(lines_of(one), lines_of(again));
  EXPECT_NE(lines_of(one), lines_of(other));
}

TEST(SimulatedYear, IsPlayedOnceAndFollowedByTheNext) {
  Office office;
  const auto first = play(office, wish_for(30, kBusyDecember));
  ASSERT_TRUE(first) << describe(first.error());
  const auto left = total(*first, Line::CarriedOn);
  ASSERT_GT(left, 0);
  EXPECT_EQ(refusal(office, wish_for(30)), "simulation.played");
  EXPECT_EQ(refusal(office, wish_for(30, 7, kYear - 1)), "simulation.played");
  const auto second = play(office, wish_for(5, 7, kYear + 1));
  ASSERT_TRUE(second) << describe(second.error());
  EXPECT_EQ(total(*second, Line::CarriedIn), left);
  EXPECT_THAT(requests::breaches(second->table), testing::IsEmpty());
  for (const auto& one : cases_of(office))
    if (one.matter.received_on && one.matter.received_on->year() == kYear) {
      EXPECT_TRUE(one.matter.ended_on) << one.matter.number << " is not left over twice";
    }
}

TEST(SimulatedYear, AsksForWhatItNeeds) {
  Office office;
  EXPECT_EQ(refusal(office, wish_for(0)), "simulation.requests");
  EXPECT_EQ(refusal(office, wish_for(5, 7, kFirstSimulatedYear - 1)), "simulation.year");
  EXPECT_EQ(refusal(office, wish_for(5, 7, 2090)), "simulation.no-calendar");
  auto elsewhere = wish_for(5);
  elsewhere.agency = "000014349";
  EXPECT_EQ(refusal(office, elsewhere), "agency.missing");
  EXPECT_TRUE(cases_of(office).empty());
}

TEST(SimulatedYear, LeavesAnInstallationInOrderWhereItIsCutOff) {
  struct CutOff {};
  Office office;
  EXPECT_THROW((void)play_year(office.installation(), wish_for(kComplete), [](std::size_t) { throw CutOff(); }),
               CutOff);
  office.open();
  const auto cases = cases_of(office);
  EXPECT_FALSE(cases.empty());
  EXPECT_LT(cases.size(), kComplete);
  const auto verdict = office.installation().journal().verify();
  ASSERT_TRUE(verdict) << describe(verdict.error());
  EXPECT_TRUE(verdict->intact) << verdict->problem;
  EXPECT_EQ(refusal(office, wish_for(5)), "simulation.played");
}

TEST(SimulatedYear, EntersPeopleWhosePasswordNobodyKnows) {
  Office office;
  const auto played = play(office, wish_for(1));
  ASSERT_TRUE(played) << describe(played.error());
  const auto done = office.installation().database().read([&](db::Session& session) -> Outcome<void> {
    for (const auto* login :
         {"sim.officer", "sim.officer2", "sim.reviewer", "sim.legal", "sim.secrecy", "sim.approver"}) {
      DL_TRY(const auto person, accounts::find_person(session, fmt::format("{}.{}", login, played->agency)));
      EXPECT_TRUE(person) << login;
      if (!person) continue;
      DL_TRY(const auto line, accounts::load_person(session, accounts::Scope::everywhere(), person->id));
      EXPECT_TRUE(line.must_change_password) << login;
      EXPECT_FALSE(line.signed_in_at) << login;
    }
    DL_TRY(const auto bodies, requests::load_bodies(session, played->agency));
    EXPECT_FALSE(bodies.reconsideration.empty());
    return {};
  });
  EXPECT_TRUE(done) << describe(done.error());
}

class SimulateCommand : public CommandLine {};

TEST_F(SimulateCommand, RefusesARealInstallation) {
  begin();
  const Case cases[] = {
      {"simulate --data DIR/d --requests 5 --year 2025 --seed 1", 1, "这是正式的安装"},
      {"simulate --data DIR/none --requests 5 --year 2025 --seed 1", 1, "没有安装"},
  };
  expect(cases);
}

TEST_F(SimulateCommand, PlaysAYearThatCanBeCounted) {
  must("init --data DIR/s --agency 743719761 --name 青石市城市管理局 --simulation=2025-01-01");
  const auto said = run("simulate --data DIR/s --requests 20 --year 2025 --seed 1");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, testing::HasSubstr("收到申请 20 件"));
  EXPECT_THAT(said.out, testing::HasSubstr("结转下年"));
  must("figures bundle --data DIR/s --period 2025 --out DIR/figures.zip");
}

}  // namespace
}  // namespace dl::app
