#include "periods/walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "periods/fixture.h"

namespace dl::periods {
namespace {

using testing::ElementsAre;

Period of(int length, Unit unit) {
  const bool rolls = unit == Unit::Day || unit == Unit::Month || unit == Unit::Year;
  return {.id = "test.period", .length = length, .unit = unit, .rolls = rolls, .source = "s"};
}

Walk walked(const Period& period, Date from, const std::vector<Pause>& pauses = {}) {
  return must(walk(period, Instant::at(from), pauses, calendar()));
}

const Period& law(std::string_view id) {
  const auto* period = laws().find(id, {2026, 1, 1});
  if (period == nullptr) throw std::runtime_error("no period " + std::string(id));
  return *period;
}

TEST(Walk, EndsWhereTheLawEndsAPeriod) {
  struct Case {
    const char* name;
    const char* id;
    Date from;
    Date due;
  } cases[] = {
      {"across the Spring Festival with two make-up days", "request.answer", {2026, 2, 10}, {2026, 3, 16}},
      {"notice of what to correct", "request.correction-notice", {2026, 2, 10}, {2026, 2, 26}},
      {"received on the last Friday before the festival", "request.correction-notice", {2026, 2, 13}, {2026, 3, 2}},
      {"extended, from the due day on", "request.extension", {2026, 3, 16}, {2026, 4, 14}},
      {"letter to a third party before Labour Day", "request.third-party", {2026, 4, 30}, {2026, 5, 25}},
      {"across Mid-Autumn and National Day", "request.answer", {2026, 9, 18}, {2026, 10, 22}},
      {"across National Day 2025", "request.answer", {2025, 9, 26}, {2025, 10, 30}},
      {"across the end of a year", "request.answer", {2025, 12, 31}, {2026, 1, 29}},
      {"across the Spring Festival 2025", "request.answer", {2025, 1, 24}, {2025, 2, 27}},
      {"submitted on a make-up Saturday", "request.online-confirm", {2026, 2, 14}, {2026, 2, 24}},
      {"60 days that end in the Spring Festival", "reconsideration.apply", {2025, 12, 20}, {2026, 2, 24}},
      {"60 days that end in National Day", "reconsideration.apply", {2026, 8, 3}, {2026, 10, 8}},
      {"15 days that end in the festival", "litigation.after-reconsideration", {2026, 2, 5}, {2026, 2, 24}},
      {"six months that end on a make-up Saturday", "litigation.direct", {2025, 8, 31}, {2026, 2, 28}},
      {"six months that end on Qingming", "litigation.direct", {2025, 10, 4}, {2026, 4, 7}},
      {"six months to a month without the day", "litigation.direct", {2026, 3, 31}, {2026, 9, 30}},
      {"a year from a leap day", "reconsideration.apply-untold", {2024, 2, 29}, {2025, 2, 28}},
      {"materials seven days before a hearing", "decision.hearing-materials", {2026, 3, 10}, {2026, 3, 3}},
      {"six months before a document expires", "normative.evaluate", {2026, 8, 31}, {2026, 2, 28}},
      {"a fixed date, from the end of the year before", "annual-report.department", {2025, 12, 31}, {2026, 1, 31}},
      {"a fixed date later in the same year", "annual-report.government", {2026, 1, 1}, {2026, 3, 31}},
      {"the next one, from the fixed date itself", "annual-report.department", {2026, 1, 31}, {2027, 1, 31}},
      {"before 1 April", "rule-of-law-report.publish", {2025, 12, 31}, {2026, 3, 31}},
      {"a rule comes into force on a rest day as well", "rule.in-force", {2026, 1, 15}, {2026, 2, 14}},
      {"the same day", "request.letter-confirm", {2026, 2, 15}, {2026, 2, 15}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto walk = walked(law(c.id), c.from);
    EXPECT_EQ(walk.due.date(), c.due) << walk.due.text();
    EXPECT_FALSE(walk.provisional);
  }
}

TEST(Walk, LeavesPausesOut) {
  struct Case {
    const char* name;
    std::vector<Pause> pauses;
    Date due;
  } cases[] = {
      {"none", {}, {2026, 3, 30}},
      {"letter sent, answer come", {{{2026, 3, 9}, {2026, 3, 24}}}, {2026, 4, 15}},
      {"two that overlap count once", {{{2026, 3, 9}, {2026, 3, 20}}, {{2026, 3, 16}, {2026, 3, 24}}}, {2026, 4, 15}},
      {"two that touch, in any order", {{{2026, 3, 16}, {2026, 3, 24}}, {{2026, 3, 9}, {2026, 3, 16}}}, {2026, 4, 15}},
      {"the same twice", {{{2026, 3, 9}, {2026, 3, 24}}, {{2026, 3, 9}, {2026, 3, 24}}}, {2026, 4, 15}},
      {"no day at all", {{{2026, 3, 9}, {2026, 3, 9}}}, {2026, 3, 30}},
      {"only a weekend", {{{2026, 3, 6}, {2026, 3, 8}}}, {2026, 3, 30}},
      {"before it began", {{{2026, 2, 2}, {2026, 3, 2}}}, {2026, 3, 30}},
      {"begun before, lasting into it", {{{2026, 2, 24}, {2026, 3, 3}}}, {2026, 3, 31}},
      {"from the day before the last", {{{2026, 3, 27}, {2026, 3, 30}}}, {2026, 3, 31}},
      {"after it ended", {{{2026, 3, 30}, {2026, 4, 20}}}, {2026, 3, 30}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto walk = walked(law("request.answer"), {2026, 3, 2}, c.pauses);
    EXPECT_EQ(walk.due.date(), c.due) << walk.due.text();
  }
}

TEST(Walk, DoesNotEndOnAPausedDay) {
  // Saturday 2026-03-14 is the fifteenth day; what would follow is paused up to Tuesday.
  auto walk = walked(of(15, Unit::Day), {2026, 2, 27}, {{{2026, 3, 14}, {2026, 3, 17}}});
  EXPECT_EQ(walk.due.date(), Date(2026, 3, 18));
}

std::vector<std::string> told(const Walk& walk) {
  std::vector<std::string> lines;
  for (const auto& day : walk.days)
    lines.push_back(fmt::format("{} {} {}", day.date.text(), day.counted ? day.number : 0, day.because()));
  return lines;
}

TEST(Walk, SaysDayByDayWhatCountedAndWhy) {
  EXPECT_THAT(
      told(walked(of(3, Unit::WorkingDay), {2026, 2, 12}, {{{2026, 2, 23}, {2026, 2, 24}}})),
      ElementsAre("2026-02-12 0 起算当日不计", "2026-02-13 1 工作日", "2026-02-14 2 春节调休上班",
                  "2026-02-15 0 春节放假", "2026-02-16 0 春节放假", "2026-02-17 0 春节放假", "2026-02-18 0 春节放假",
                  "2026-02-19 0 春节放假", "2026-02-20 0 春节放假", "2026-02-21 0 春节放假", "2026-02-22 0 春节放假",
                  "2026-02-23 0 春节放假", "2026-02-24 0 期间中止，不计", "2026-02-25 3 工作日"));
  EXPECT_THAT(told(walked(of(2, Unit::Day), {2026, 3, 5})),
              ElementsAre("2026-03-05 0 起算当日不计", "2026-03-06 1 日历日", "2026-03-07 2 日历日",
                          "2026-03-08 0 末日为休息日，顺延", "2026-03-09 0 末日为休息日，顺延"));
  EXPECT_THAT(told(walked(of(1, Unit::WorkingDay), {2026, 3, 6})),
              ElementsAre("2026-03-06 0 起算当日不计", "2026-03-07 0 周六休息", "2026-03-08 0 周日休息",
                          "2026-03-09 1 工作日"));
  auto backward = of(2, Unit::WorkingDay);
  backward.backward = true;
  EXPECT_THAT(told(walked(backward, {2026, 3, 10})),
              ElementsAre("2026-03-10 0 起算当日不计", "2026-03-09 1 工作日", "2026-03-08 0 周日休息",
                          "2026-03-07 0 周六休息", "2026-03-06 2 工作日"));
  auto same_day = of(2, Unit::Day);
  same_day.same_day = true;
  EXPECT_THAT(told(walked(same_day, {2026, 3, 4})), ElementsAre("2026-03-04 1 日历日", "2026-03-05 2 日历日"));
}

TEST(Walk, CountsHoursFromTheMoment) {
  struct Case {
    const char* name;
    int hours;
    const char* from;
    std::vector<Pause> pauses;
    const char* due;
  } cases[] = {
      {"within the day", 5, "2026-03-07 09:30", {}, "2026-03-07 14:30"},
      {"over midnight and on a Sunday", 24, "2026-03-07 09:30", {}, "2026-03-08 09:30"},
      {"two days from midnight", 48, "2026-03-07", {}, "2026-03-09 00:00"},
      {"with a day left out", 48, "2026-03-07 20:00", {{{2026, 3, 7}, {2026, 3, 8}}}, "2026-03-10 20:00"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto walk = must(dl::periods::walk(of(c.hours, Unit::Hour), *Instant::parse(c.from), c.pauses, calendar()));
    EXPECT_EQ(walk.due.text(), c.due);
    EXPECT_EQ(walk.days.back().number, c.hours);
  }
}

TEST(Walk, IsProvisionalWhereNoNoticeSaysWhatIsWorked) {
  struct Case {
    const char* name;
    const char* id;
    Date from;
    bool provisional;
  } cases[] = {
      {"settled", "request.answer", {2026, 11, 20}, false},
      {"working days beyond the last notice", "request.answer", {2026, 12, 10}, true},
      {"late December may still move", "request.online-confirm", {2026, 12, 28}, true},
      {"60 days that end beyond it", "reconsideration.apply", {2026, 12, 1}, true},
      {"a fixed date does not move", "annual-report.department", {2026, 12, 31}, false},
      {"nor does a period that never rolls", "rule.in-force", {2026, 12, 31}, false},
      {"back over the end of the year", "normative.evaluate", {2027, 3, 1}, false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(walked(law(c.id), c.from).provisional, c.provisional);
  }
}

TEST(Walk, TellsHowAPeriodStands) {
  struct Case {
    const char* name;
    const char* id;
    Date from;
    Date day;
    Standing standing;
  } cases[] = {
      {"before it began", "request.answer", {2026, 2, 10}, {2026, 2, 9}, {0, 20, 0}},
      {"on the start day", "request.answer", {2026, 2, 10}, {2026, 2, 10}, {0, 20, 0}},
      {"in the festival", "request.answer", {2026, 2, 10}, {2026, 2, 20}, {4, 16, 0}},
      {"on the last day", "request.answer", {2026, 2, 10}, {2026, 3, 16}, {20, 0, 0}},
      {"a weekend later", "request.answer", {2026, 2, 10}, {2026, 3, 22}, {20, 0, 4}},
      {"counted out, not yet over", "litigation.after-reconsideration", {2026, 2, 5}, {2026, 2, 22}, {15, 0, 0}},
      {"over", "litigation.after-reconsideration", {2026, 2, 5}, {2026, 3, 1}, {15, 0, 5}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto walk = walked(law(c.id), c.from);
    EXPECT_EQ(standing(walk, law(c.id), c.day, calendar()), c.standing);
  }
}

TEST(Walk, TellsHowABackwardOneAndHoursStand) {
  const auto& materials = law("decision.hearing-materials");
  auto before = walked(materials, {2026, 3, 10});
  EXPECT_EQ(standing(before, materials, {2026, 2, 1}, calendar()), (Standing{0, 7, 0}));
  EXPECT_EQ(standing(before, materials, {2026, 3, 3}, calendar()), (Standing{0, 7, 0}));
  EXPECT_EQ(standing(before, materials, {2026, 3, 5}, calendar()), (Standing{2, 5, 2}));
  const auto& conference = law("incident.press-conference");
  auto hours = must(walk(conference, *Instant::parse("2026-03-07 09:30"), {}, calendar()));
  EXPECT_EQ(standing(hours, conference, {2026, 3, 7}, calendar()), (Standing{14, 10, 0}));
  EXPECT_EQ(standing(hours, conference, {2026, 3, 8}, calendar()), (Standing{24, 0, 14}));
}

TEST(Walk, RefusesWhatCannotBe) {
  auto fixed =
      walk(law("annual-report.department"), Instant::at({2026, 1, 1}), {{{2026, 1, 2}, {2026, 1, 3}}}, calendar());
  ASSERT_FALSE(fixed);
  EXPECT_EQ(fixed.error().key, "period.no-pause");
  for (auto unit : {Unit::WorkingDay, Unit::Day, Unit::Hour}) {
    auto endless = walk(of(3, unit), Instant::at({2026, 1, 1}), {{{2025, 12, 31}, {9000, 1, 3}}}, calendar());
    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().key, "period.too-long");
    const auto late = of(unit == Unit::Hour ? 72 : 3, unit);
    const auto beyond = walk(late, Instant::at({9999, 12, 30}), {}, calendar());
    ASSERT_FALSE(beyond);
    EXPECT_EQ(beyond.error().key, "period.too-far");
    EXPECT_EQ(due_on(late, {9999, 12, 30}, calendar()), kLastDay);
  }
}

TEST(Walk, ReadsPauses) {
  EXPECT_EQ(must(Pause::parse("2026-03-09..2026-03-24")), (Pause{{2026, 3, 9}, {2026, 3, 24}}));
  for (const char* wrong : {"", "2026-03-09", "2026-03-09..", "..2026-03-09", "2026-03-24..2026-03-09",
                            "2026-03-09...2026-03-24", "2026-02-30..2026-03-24", "2026-03-09..2026-03-24 "}) {
    SCOPED_TRACE(wrong);
    auto pause = Pause::parse(wrong);
    ASSERT_FALSE(pause);
    EXPECT_EQ(pause.error().key, "period.pause");
  }
}

}  // namespace
}  // namespace dl::periods
