// Two thousand requests of a simulated year, counted from their rows by decision, clock and period of law: whatever the
// program's tables name has come, so that one added to them and never played fails here.
#include <gmock/gmock.h>

#include <map>

#include "app/simulated_year_fixture.h"
#include "appeals/table4_store.h"
#include "requests/clocks.h"

namespace dl::app {
namespace {

using Counts = std::map<std::string, int, std::less<>>;

constexpr std::size_t kRequests = 2'000;

std::string text_of(const Counts& counts) {
  std::string text;
  for (const auto& [name, count] : counts) text += fmt::format("{} {}, ", name, count);
  return text;
}
int of(const Counts& counts, std::string_view name) {
  const auto found = counts.find(name);
  return found == counts.end() ? 0 : found->second;
}

class SimulatedCounts : public testing::Test {
 protected:
  void SetUp() override {
    auto played = play(office_, wish_for(kRequests));
    ASSERT_TRUE(played) << describe(played.error());
    played_ = std::move(*played);
    auto carried = records::carried();
    ASSERT_TRUE(carried);
    carried_ = std::move(*carried);
    auto calendar = Calendar::load();
    ASSERT_TRUE(calendar);
    const matters::Times times{carried_->laws, *calendar};
    for (const auto& one : cases_of(office_)) {
      ++cases_;
      ++decisions_[one.matter.outcome];
      for (const auto& fact : one.facts) ++verbs_[fact.verb];
      const auto clocks = requests::clocks(one, times);
      ASSERT_TRUE(clocks) << describe(clocks.error());
      for (const auto& clock : *clocks) {
        ++kinds_[clock.code.substr(0, clock.code.find(':'))];
        ++periods_[clock.period];
      }
    }
  }

  /// Of reviews and suits: every result in every block of table 4 (requests-law 7.4), and what ends otherwise.
  void expect_every_result() {
    const auto table = office_.installation().database().read([](db::Session& session) {
      return appeals::load_table4(session, accounts::Scope::everywhere(), Date(kYear, 1, 1), Date(kYear, 12, 31));
    });
    ASSERT_TRUE(table) << describe(table.error());
    EXPECT_THAT(appeals::breaches(*table), testing::IsEmpty());
    for (const auto& block : appeals::kBlocks)
      for (const auto& column : appeals::kColumns) {
        if (!find_name<appeals::Result>(column.name)) continue;
        const auto& row = table->at(static_cast<std::size_t>(block.value));
        EXPECT_GT(row.at(static_cast<std::size_t>(column.value)), 0) << block.name << " " << column.name;
      }
    for (const auto* verb : {"review.withdrawn", "suit.withdrawn", "suit.ruled", "suit.appealed"}) {
      const auto count = office_.installation().database().read([&](db::Session& session) {
        return session.value<std::int64_t>("SELECT count(*) FROM matter_fact WHERE verb = :verb", std::string(verb));
      });
      ASSERT_TRUE(count) << describe(count.error());
      EXPECT_GT(*count, 0) << verb;
    }
  }

  Office office_ = {};
  SimulatedOutcome played_ = {};
  std::shared_ptr<const records::Carried> carried_ = {};
  std::size_t cases_ = 0;
  Counts decisions_ = {};
  Counts kinds_ = {};
  Counts periods_ = {};
  Counts verbs_ = {};
};

// One case, for playing them takes half a minute: requests-law 4.2 and 7.1.
TEST_F(SimulatedCounts, HaveEveryDecisionAndEveryClock) {
  EXPECT_EQ(played_.filed, kRequests);
  EXPECT_EQ(cases_, played_.filed + played_.parts);

  for (const auto& decision : requests::kDecisions)
    EXPECT_GT(of(decisions_, decision.name), 0) << decision.name << " of " << text_of(decisions_);
  for (const auto& [name, count] : decisions_)
    if (!name.empty()) {
      EXPECT_TRUE(find_name<requests::Decision>(name)) << name << " is in no table";
    }

  for (const auto& kind : requests::kClockKinds)
    EXPECT_GT(of(kinds_, kind.name), 0) << kind.name << " of " << text_of(kinds_);
  for (const auto& [name, count] : kinds_)
    EXPECT_TRUE(find_name<requests::ClockKind>(name)) << name << " is in no table";

  // By these no clock of its own runs: an extension moves the last day of the answer, a proposal is looked for among
  // those who ask for the same, and the last four propose a day that somebody sets.
  const std::map<std::string_view, const char*> by_fact = {
      {"request.extension", "request.extended"},        {"request.supplement", "request.supplement-asked"},
      {"request.other-agency", "request.agency-asked"}, {"request.reasons", "request.reasons-asked"},
      {"request.deferral", "request.deferred"},         {"request.transformation", "request.transform-proposed"}};
  for (const auto& period : carried_->laws.all()) {
    if (!period.id.starts_with("request.") || !period.on || !period.in_force(Date(kYear, 7, 1))) continue;
    const auto fact = by_fact.find(period.id);
    const auto count = fact == by_fact.end() ? of(periods_, period.id) : of(verbs_, fact->second);
    EXPECT_GT(count, 0) << period.id << " of " << text_of(periods_) << text_of(verbs_);
  }
  EXPECT_GT(of(periods_, ""), 0) << "days that somebody set: of a supplement, another agency, a deferral";
  EXPECT_GT(of(verbs_, "request.deferred"), 0) << "art. 35";
  EXPECT_GT(of(verbs_, "request.taken-over"), 0) << "an answer to an alike request";
  expect_every_result();
  EXPECT_GT(played_.late, 0U);
}

}  // namespace
}  // namespace dl::app
