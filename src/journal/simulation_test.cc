// The clock of a simulation on every engine: begun once, before anything else, and never set back.
#include "journal/simulation.h"

#include <gtest/gtest.h>

#include "db/schema.h"
#include "journal/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::journal {
namespace {

class SimulationTest : public test::DatabaseTest {
 public:
  SimulationTest() { migrate({&db::migrations(), &migrations()}); }

 protected:
  Outcome<void> record() {
    return journal_.write([](Transaction& transaction) -> Outcome<void> {
      transaction.record({.actor = "person:1", .verb = "document.drafted", .subject = "document:1"});
      return {};
    });
  }
  std::optional<std::int64_t> offset() {
    auto found = database().read(find_simulation);
    EXPECT_TRUE(found) << describe(found.error());
    return found.value_or(std::nullopt);
  }
  Instant later(std::int64_t ms) const { return Instant(real_.now().milliseconds() + ms); }

  static constexpr std::int64_t kYear = std::int64_t{365} * 86'400'000;
  FixedClock real_ = FixedClock(Instant::at(Date(2026, 3, 1), 9));
  Journal journal_ = Journal(database(), real_);
};

TEST_P(SimulationTest, ARealInstallationStaysReal) {
  ASSERT_TRUE(record());
  EXPECT_EQ(offset(), std::nullopt);
  const auto begun = begin_simulation(journal_, 0);
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().key, "simulation.real");
  EXPECT_EQ(begun.error().fault, Fault::Conflict);
  const auto set = set_simulated_clock(journal_, real_, later(kYear), "person:1");
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().key, "simulation.real");
  EXPECT_EQ(set.error().fault, Fault::Conflict);
  EXPECT_EQ(offset(), std::nullopt);
  EXPECT_EQ(journal_.last_sequence().value(), 1);
}

TEST_P(SimulationTest, IsSetForwardAndNeverBack) {
  ASSERT_TRUE(begin_simulation(journal_, 0));
  EXPECT_EQ(offset(), 0);
  EXPECT_FALSE(begin_simulation(journal_, 1)) << "once";
  const auto set = set_simulated_clock(journal_, real_, later(kYear), "person:1");
  ASSERT_TRUE(set) << describe(set.error());
  EXPECT_EQ(*set, kYear);
  EXPECT_EQ(offset(), kYear);
  const auto entries = journal_.after(1, 10).value();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].event.verb, "simulation.clock-set");
  EXPECT_EQ(entries[0].event.reason, "由 2026-03-01 09:00 调到 2027-03-01 09:00");
  EXPECT_EQ(entries[0].at, later(kYear)) << "dated by the new time";
  const auto back = set_simulated_clock(journal_, real_, later(kYear - 1), "person:1");
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().key, "clock.backwards");
  EXPECT_EQ(back.error().fault, Fault::Conflict);
  EXPECT_EQ(offset(), kYear);
}

TEST_P(SimulationTest, DatesEntriesByItWhoeverWritesByTheRealClock) {
  ASSERT_TRUE(begin_simulation(journal_, kYear));
  const FixedClock simulated(later(kYear));
  Journal access(database(), real_);
  access.date_entries_by(simulated);
  const auto written = access.write([&](Transaction& transaction) -> Outcome<void> {
    EXPECT_EQ(transaction.now(), real_.now());
    transaction.record({.actor = "person:1", .verb = "account.changed", .subject = "person:1"});
    return {};
  });
  ASSERT_TRUE(written) << describe(written.error());
  EXPECT_EQ(access.after(1, 1).value().at(0).at, simulated.now());
  EXPECT_TRUE(access.verify().value().intact);
}

TEST_P(SimulationTest, MeasuresTimeOutsByTheRealClock) {
  const FixedClock simulated(later(kYear));
  Journal journal(database(), simulated);
  const auto moments = [&]() -> Outcome<std::pair<Instant, Instant>> {
    return journal.keep([](Transaction& transaction) {
      return Outcome<std::pair<Instant, Instant>>(std::pair(transaction.now(), transaction.real_now()));
    });
  };
  EXPECT_EQ(moments().value(), std::pair(simulated.now(), simulated.now())) << "one clock, unless another is named";
  EXPECT_EQ(&journal.real_clock(), &simulated);
  journal.measure_by(real_);
  EXPECT_EQ(moments().value(), std::pair(simulated.now(), real_.now()));
  EXPECT_EQ(&journal.real_clock(), &real_);
}

DL_ON_EVERY_ENGINE(SimulationTest);

}  // namespace
}  // namespace dl::journal
