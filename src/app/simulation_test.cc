// A simulation as a whole: made by `init` alone, its clock run forward by the command, what is due then, and what is
// not.
#include <gmock/gmock.h>

#include "app/command_line_fixture.h"
#include "app/installation.h"
#include "app/simulated_clock.h"
#include "publications/document_store.h"
#include "work/schedules.h"

namespace dl::app {
namespace {

using testing::HasSubstr;

constexpr const char* kPassword = "积雪清扫-2026-qingshi";
constexpr std::int64_t kYearMs = std::int64_t{365} * 86'400'000;

TEST(SimulatedClockTest, RunsOnWithTheRealOne) {
  FixedClock real(Instant(1'000));
  SimulatedClock clock(real, -400);
  EXPECT_EQ(clock.now(), Instant(600));
  real.advance_ms(50);
  EXPECT_EQ(clock.now(), Instant(650));
  clock.set_offset(kYearMs);
  EXPECT_EQ(clock.now(), Instant(1'050 + kYearMs));
}

class Simulation : public CommandLine {
 protected:
  void begin_simulation() {
    must("init --simulation=2026-03-01 --data DIR/d --agency 743719761 --name 青石市城市管理局");
  }
  std::unique_ptr<Installation> open() {
    auto opened = Installation::open(path("d"));
    EXPECT_TRUE(opened) << describe(opened.error());
    return opened ? std::move(*opened) : nullptr;
  }
  static void enter_person(Installation& installation) {
    const auto agency = installation.directory().current()->agencies().front().id;
    const auto entered = installation.people_desk().enter({"li.qing", "李青", agency, {}, kPassword},
                                                          accounts::Principal::machine("operator:test"));
    EXPECT_TRUE(entered) << describe(entered.error());
  }
  static void leap_a_year(Installation& installation) {
    const auto year = installation.clock().today().year();
    const auto leapt = installation.run_clock_to(later(installation.clock(), kYearMs));
    EXPECT_TRUE(leapt) << describe(leapt.error());
    EXPECT_EQ(installation.clock().today().year(), year + 1);
  }
  static Instant later(const Clock& clock, std::int64_t ms) { return Instant(clock.now().milliseconds() + ms); }
};

TEST_F(Simulation, ARealInstallationRefusesEverySetter) {
  begin();
  EXPECT_THAT(run("clock --data DIR/d").out, HasSubstr("正式安装"));
  EXPECT_EQ(run("clock --data DIR/d --forward 1d").code, 1);
  EXPECT_EQ(run("clock --data DIR/d --set 2099-01-01").code, 1);
  EXPECT_EQ(run("init --simulation --data DIR/d --agency 743719761 --name 青石市城市管理局").code, 1);
  const auto installation = open();
  ASSERT_NE(installation, nullptr);
  EXPECT_FALSE(installation->is_simulation());
  const auto run_to = installation->run_clock_to(later(installation->clock(), kYearMs));
  ASSERT_FALSE(run_to);
  EXPECT_EQ(run_to.error().key, "simulation.real");
  EXPECT_EQ(run_to.error().fault, Fault::Conflict);
  EXPECT_EQ(&installation->journal(), &installation->access_journal());
  EXPECT_EQ(&installation->clock(), &installation->real_clock());
  EXPECT_EQ(
      installation->database()
          .read([](db::Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM simulation"); })
          .value(),
      0);
}

TEST_F(Simulation, TheCommandSetsItsClockAndNeverBack) {
  begin_simulation();
  EXPECT_THAT(run("clock --data DIR/d").out, HasSubstr("模拟时间 2026-03-01 09:0"));
  EXPECT_THAT(run("clock --data DIR/d --forward 30d").out, HasSubstr("模拟时间 2026-03-31 09:0"));
  EXPECT_THAT(run("clock --data DIR/d --set 2026-04-20").out, HasSubstr("模拟时间 2026-04-20 00:00"));
  const auto back = run("clock --data DIR/d --set 2026-04-19");
  EXPECT_EQ(back.code, 1);
  EXPECT_THAT(back.err, HasSubstr("时间只能往后"));
  for (const char* span : {"3w", "0d", "-1d", "d", "99999999h"})
    EXPECT_EQ(run(fmt::format("clock --data DIR/d --forward={}", span)).code, 1) << span;
  EXPECT_THAT(run("clock --data DIR/d").out, HasSubstr("2026-04-20 00:00"));
}

TEST_F(Simulation, ASessionLastsByTheRealClock) {
  begin_simulation();
  const auto installation = open();
  ASSERT_NE(installation, nullptr);
  enter_person(*installation);
  const auto begun = installation->sign_in().sign_in({.login = "li.qing", .password = kPassword});
  ASSERT_TRUE(begun) << describe(begun.error());
  leap_a_year(*installation);
  EXPECT_TRUE(installation->sessions().load(begun->token));
  EXPECT_TRUE(installation->sign_in().sign_in({.login = "li.qing", .password = kPassword}))
      << "the first password, too";
  const auto entries = installation->journal().after(0, 1000).value();
  EXPECT_TRUE(std::ranges::is_sorted(entries, {}, &journal::Entry::at));
  EXPECT_TRUE(installation->journal().verify().value().intact);
}

TEST_F(Simulation, ALockLastsByTheRealClock) {
  constexpr const char* kNetwork = "192.0.2.0/24";
  begin_simulation();
  const auto installation = open();
  ASSERT_NE(installation, nullptr);
  enter_person(*installation);
  auto sign_in = installation->sign_in();
  const auto attempt = [&](const char* password) {
    const auto done = sign_in.sign_in({.login = "li.qing", .password = password, .network = kNetwork});
    return done ? std::string() : done.error().key;
  };
  for (int i = 0; i < installation->settings().lock_after; ++i) EXPECT_EQ(attempt("wrong"), "account.refused");
  EXPECT_EQ(attempt(kPassword), "account.locked");
  const auto before = sign_in.locked_until("li.qing", kNetwork);
  ASSERT_TRUE(before && *before);
  leap_a_year(*installation);
  EXPECT_EQ(attempt(kPassword), "account.locked") << "a leap opens no account to guesses";
  EXPECT_EQ(*sign_in.locked_until("li.qing", kNetwork), *before);
  EXPECT_LT((*before)->milliseconds(), later(installation->real_clock(), 3'600'000).milliseconds());
}

TEST_F(Simulation, TheKeyOfAnotherSystemLastsByTheRealClock) {
  begin_simulation();
  const auto installation = open();
  ASSERT_NE(installation, nullptr);
  const auto agency = installation->directory().current()->agencies().front().id;
  const auto by = accounts::Principal::machine("operator:test");
  const auto good_until = installation->real_clock().today().plus_days(2);
  const auto key =
      installation->keys().make({.name = "市协同办公平台", .agency = agency, .expires_on = good_until}, by);
  ASSERT_TRUE(key) << describe(key.error());
  leap_a_year(*installation);
  EXPECT_TRUE(installation->keys().load(*key));
  EXPECT_TRUE(installation->keys().make({.name = "另一个系统", .agency = agency, .expires_on = good_until}, by))
      << "a day to come by the real clock";
}

TEST_F(Simulation, TimeOutsGoByTheRealClock) {
  begin_simulation();
  const auto installation = open();
  ASSERT_NE(installation, nullptr);
  leap_a_year(*installation);
  for (auto* journal : {&installation->journal(), &installation->access_journal()})
    EXPECT_EQ(&journal->real_clock(), &installation->real_clock());
  const auto written = installation->journal().write([&](journal::Transaction& transaction) -> Outcome<void> {
    EXPECT_GT(transaction.now().milliseconds() - installation->clock().now().milliseconds(), -60'000);
    EXPECT_LE(transaction.real_now(), installation->real_clock().now());
    transaction.record({.actor = "system:test", .verb = "document.published", .subject = "test:1"});
    return {};
  });
  EXPECT_TRUE(written) << describe(written.error());
}

TEST_F(Simulation, AnotherProcessTakesItOver) {
  begin_simulation();
  const auto one = open();
  const auto other = open();
  ASSERT_TRUE(one && other);
  ASSERT_TRUE(one->run_clock_to(later(one->clock(), kYearMs)));
  EXPECT_EQ(other->clock().today().year(), 2026);
  ASSERT_TRUE(other->reread_clock());
  EXPECT_EQ(other->clock().today().year(), 2027);
}

TEST_F(Simulation, WhatIsScheduledComesDue) {
  begin_simulation();
  const auto installation = open();
  ASSERT_NE(installation, nullptr);
  const auto at = later(installation->clock(), 3'600'000);
  int met = 0;
  const auto meet = [&](journal::Transaction& transaction) -> Outcome<void> {
    ++met;
    transaction.record({.actor = "system:test", .verb = "document.published", .subject = "test:1"});
    return {};
  };
  work::Taker taker{.subject = &publications::kDocument};
  taker.lock = [](journal::Transaction&, std::int64_t) { return Outcome<void>(); };
  taker.take = [&](journal::Transaction& transaction, std::int64_t, const work::Schedule&, const accounts::Principal&) {
    return meet(transaction);
  };
  taker.refuse = [&](journal::Transaction& transaction, std::int64_t, const std::string&) { return meet(transaction); };
  work::Timetable timetable(installation->journal(), {taker});
  ASSERT_TRUE(installation->database().write([&](db::Session& session) {
    return work::set_schedule(session, "document:1", {"publish", at, "person:1"});
  }));
  ASSERT_TRUE(timetable.take_due());
  EXPECT_EQ(met, 0);
  ASSERT_TRUE(installation->run_clock_to(at));
  ASSERT_TRUE(timetable.take_due());
  EXPECT_EQ(met, 1);
}

}  // namespace
}  // namespace dl::app
