// The plans of a simulated year: made of the seed alone, legal by the table of requests, and complete.
#include "app/simulation_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "requests/procedure.h"

namespace dl::app {
namespace {

using requests::State;
using requests::Step;

constexpr int kYear = 2025;
constexpr std::size_t kDrawn = 1'500;

/// All that chance decides, as one text.
std::string drawn(const Plan& plan) {
  const auto& filing = plan.filing;
  auto text =
      fmt::format("{} {} {} {} {} {}", name_of(plan.decision), name_of(filing.channel), name_of(filing.applicant),
                  filing.contact.identity_number, filing.wanted, name_of(plan.delivery));
  for (const auto& stage : plan.script)
    text += fmt::format(" {}:{}:{}:{}:{}", static_cast<int>(stage.deed), name_of(stage.step), stage.days, stage.minute,
                        stage.pause);
  return text;
}

class SimulationPlanTest : public testing::Test {
 protected:
  void SetUp() override {
    auto data = SimulationData::load();
    ASSERT_TRUE(data) << describe(data.error());
    data_ = std::move(*data);
    auto calendar = Calendar::load();
    ASSERT_TRUE(calendar) << describe(calendar.error());
    calendar_ = std::move(*calendar);
  }
  Planner planner(std::uint64_t seed = 7) const { return {data_, seed, kYear}; }

  SimulationData data_ = {};
  Calendar calendar_ = {};
};

// By the definition of the engine, which every compiler keeps.
TEST(Dice, ThrowWhatTheStandardSays) {
  Dice dice(20260101);
  std::vector<std::size_t> thrown;
  for (int i = 0; i < 6; ++i) thrown.push_back(dice.below(1000));
  EXPECT_THAT(thrown, testing::ElementsAre(874, 949, 994, 820, 311, 930));
}

TEST(Dice, KeepToTheirShares) {
  Dice dice(1);
  constexpr std::array kShares = {70, 0, 30};
  std::array<int, 3> counts = {};
  for (int i = 0; i < 10'000; ++i) ++counts.at(dice.pick_share(kShares));
  EXPECT_NEAR(counts[0], 7'000, 300);
  EXPECT_EQ(counts[1], 0);
  EXPECT_EQ(dice.below(0), 0U);
  for (int i = 0; i < 100; ++i) EXPECT_THAT(dice.between(3, 5), testing::AllOf(testing::Ge(3), testing::Le(5)));
}

TEST_F(SimulationPlanTest, OneSeedGivesOneYear) {
  const auto same = planner();
  const auto again = planner();
  const auto other = planner(8);
  std::size_t differ = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    EXPECT_EQ(drawn(same.plan(i)), drawn(again.plan(i)));
    differ += drawn(same.plan(i)) == drawn(other.plan(i)) ? 0 : 1;
  }
  EXPECT_GT(differ, 190U);
  EXPECT_EQ(same.arrivals(100, calendar_), again.arrivals(100, calendar_));
  EXPECT_NE(same.arrivals(100, calendar_), other.arrivals(100, calendar_));
}

TEST_F(SimulationPlanTest, FormsAreRightAndNameNobody) {
  std::set<std::string> channels;
  std::set<std::string> applicants;
  for (std::size_t i = 0; i < kDrawn; ++i) {
    const auto plan = planner().plan(i);
    const auto& filing = plan.filing;
    const auto checked = requests::check(filing);
    EXPECT_TRUE(checked) << i << " " << describe(checked.error());
    const bool natural = filing.applicant == requests::Applicant::Natural;
    EXPECT_EQ(filing.contact.identity_number.substr(natural ? 0 : 2, 6), natural ? "119999" : "990100");
    EXPECT_EQ(filing.wanted.find('{'), std::string::npos) << filing.wanted;
    EXPECT_EQ(filing.purpose, requests::row_of(plan.decision).purpose);
    channels.emplace(name_of(filing.channel));
    applicants.emplace(name_of(filing.applicant));
  }
  EXPECT_EQ(channels.size(), matters::kChannels.size() - 1) << "all but the inner one";
  EXPECT_EQ(applicants.size(), requests::kApplicants.size());
}

TEST_F(SimulationPlanTest, WalksThroughEveryDecisionAndTurn) {
  std::set<std::string_view> decisions;
  Turns turns;
  for (std::size_t i = 0; i < kWalk; ++i) {
    const auto plan = planner().plan(i);
    decisions.insert(name_of(plan.decision));
    for (std::size_t turn = 0; turn < kTurns; ++turn)
      if (plan.turns.has(static_cast<Turn>(turn))) turns = turns.with(static_cast<Turn>(turn));
  }
  EXPECT_EQ(decisions.size(), requests::kDecisions.size());
  for (std::size_t turn = 0; turn < kTurns; ++turn) EXPECT_TRUE(turns.has(static_cast<Turn>(turn))) << turn;
}

/// The state that a script ends in by the table of requests, where one signature is enough; each step has to lead on.
State end_of(const std::vector<Stage>& script, State state = State::Received) {
  for (const auto& stage : script) {
    if (stage.deed == SimulatedDeed::Divide) return State::Divided;
    if (stage.deed == SimulatedDeed::Draft) {
      EXPECT_EQ(state, State::Registered);
    }
    if (stage.deed != SimulatedDeed::Step) continue;
    const auto row = std::ranges::find_if(requests::kCycle,
                                          [&](const auto& one) { return one.from == state && one.step == stage.step; });
    EXPECT_NE(row, requests::kCycle.end()) << name_of(stage.step) << " from " << name_of(state);
    if (row == requests::kCycle.end()) return state;
    state = stage.step == Step::Sign ? State::Signed : row->to;
  }
  return state;
}

TEST_F(SimulationPlanTest, ScriptsLeadAlongTheTable) {
  using requests::Decision;
  for (std::size_t i = 0; i < kDrawn; ++i) {
    SCOPED_TRACE(i);
    const auto plan = planner().plan(i);
    ASSERT_FALSE(plan.script.empty());
    EXPECT_EQ(plan.script.front().deed, SimulatedDeed::File);
    auto end = State::Archived;
    if (plan.decision == Decision::SupplementLapsed || plan.decision == Decision::FeeLapsed) end = State::Lapsed;
    if (plan.decision == Decision::Withdrawn) end = State::Withdrawn;
    if (plan.decision == Decision::Divided) end = State::Divided;
    EXPECT_EQ(end_of(plan.script), end);
    EXPECT_EQ(end_of(planner().part_of(plan, i % 2).script), State::Archived);
  }
}

TEST_F(SimulationPlanTest, GoesOnWithWhatIsLeftOver) {
  for (const auto& row : requests::kStates) {
    SCOPED_TRACE(name_of(row.state));
    matters::Matter matter{.id = 12, .state = std::string(name_of(row.state)), .received_on = Date(2024, 12, 20)};
    const auto script = planner().left_over(matter, requests::Purpose::Information).script;
    EXPECT_EQ(script.empty(), row.phase == matters::Phase::Ended);
    if (script.empty()) continue;
    EXPECT_EQ(end_of(script, row.state), row.state == State::Supplement ? State::Lapsed : State::Archived);
  }
}

TEST_F(SimulationPlanTest, OfficesWorkOnWorkingDaysAndTimeGoesOn) {
  std::size_t at_rest = 0;
  const auto arrivals = planner().arrivals(400, calendar_);
  EXPECT_TRUE(std::ranges::is_sorted(arrivals));
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    EXPECT_EQ(arrivals[i].date().year(), kYear);
    const auto plan = planner().plan(i);
    auto at = moment_of_filing(plan, arrivals[i], calendar_);
    at_rest += calendar_.is_working_day(at.date()) ? 0 : 1;
    if (plan.filing.channel != matters::Channel::Online) {
      EXPECT_TRUE(calendar_.is_working_day(at.date()));
    }
    for (const auto& stage : std::span(plan.script).subspan(1)) {
      const auto next = moment_of(stage, at, calendar_);
      EXPECT_GT(next, at);
      EXPECT_TRUE(calendar_.is_working_day(next.date()));
      EXPECT_GE(calendar_.working_days_between(at.date(), next.date()).days, stage.days);
      at = next;
    }
  }
  EXPECT_GT(at_rest, 10U) << "people ask on days off, too";
}

}  // namespace
}  // namespace dl::app
