#include "base/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <stdexcept>

#include "base/resources.h"

namespace dl {
namespace {

using testing::HasSubstr;

const Calendar& calendar() {
  static const auto loaded = [] {
    auto laid = set_resource_overlay(DAYLIGHT_SOURCE_DIR);
    auto made = laid ? Calendar::load() : Outcome<Calendar>(Failure(laid.error()));
    if (!made) throw std::runtime_error(describe(made.error()));
    return std::move(*made);
  }();
  return loaded;
}

/// Working days from the text of one year's file.
Outcome<Calendar> from(std::string_view text, std::string name = "data/calendar/2030.toml") {
  return Calendar::create({{std::move(name), text}});
}

TEST(Calendar, CountsPeriodsInWorkingDays) {
  struct Case {
    const char* name;
    Date start;
    int days;
    Date due;
  } cases[] = {
      {"across the Spring Festival with two make-up days", {2026, 2, 10}, 20, {2026, 3, 16}},
      {"completion of a request", {2026, 2, 10}, 7, {2026, 2, 26}},
      {"received on the last Friday before the festival", {2026, 2, 13}, 7, {2026, 3, 2}},
      {"extended once", {2026, 2, 10}, 40, {2026, 4, 14}},
      {"letter to a third party before Labour Day", {2026, 4, 30}, 15, {2026, 5, 25}},
      {"across Mid-Autumn and National Day", {2026, 9, 18}, 20, {2026, 10, 22}},
      {"across National Day 2025", {2025, 9, 26}, 20, {2025, 10, 30}},
      {"across the end of a year", {2025, 12, 31}, 20, {2026, 1, 29}},
      {"across the Spring Festival 2025", {2025, 1, 24}, 20, {2025, 2, 27}},
      {"from a make-up Saturday", {2026, 2, 14}, 1, {2026, 2, 24}},
      {"no days at all", {2026, 2, 14}, 0, {2026, 2, 14}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_TRUE(calendar().is_working_day(c.due));
    EXPECT_EQ(calendar().working_days_between(c.start, c.due), (ReckonedDays{c.days, false}));
  }
}

TEST(Calendar, LeavesOutAPause) {
  EXPECT_EQ(calendar().working_days_between({2026, 3, 2}, {2026, 3, 30}), (ReckonedDays{20, false}));
  auto paused = calendar().working_days_between({2026, 3, 9}, {2026, 3, 24});
  EXPECT_EQ(paused, (ReckonedDays{11, false}));
  EXPECT_EQ(calendar().working_days_between({2026, 3, 30}, {2026, 4, 15}), paused);
}

TEST(Calendar, KnowsAmendmentsAndDaysOfTheDecemberBefore) {
  struct Case {
    const char* name;
    Date day;
    bool working;
  } cases[] = {
      {"a make-up Saturday of the 2007 Spring Festival", {2007, 2, 17}, true},
      {"Monday off by the notice of the next year", {2007, 12, 31}, false},
      {"Saturday worked by the notice of the next year", {2011, 12, 31}, true},
      {"Victory Day 2015, by a later notice", {2015, 9, 4}, false},
      {"Labour Day 2019 as amended", {2019, 5, 3}, false},
      {"Sunday worked as amended", {2019, 5, 5}, true},
      {"Spring Festival 2020 as extended", {2020, 1, 31}, false},
      {"no longer worked after the extension", {2020, 2, 1}, false},
      {"the eve of 2024 was an ordinary day", {2024, 2, 9}, true},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(calendar().is_working_day(c.day), c.working);
  }
  EXPECT_EQ(calendar().first_year(), 2007);
  EXPECT_GE(calendar().last_year(), 2026);
  EXPECT_THAT(calendar().version(), testing::MatchesRegex("2007-20[0-9][0-9] [0-9a-f]+"));
}

TEST(Calendar, MarksWhatNoNoticeSettles) {
  Date last(calendar().last_year(), 12, 28);
  EXPECT_FALSE(calendar().working_days_between(last.plus_days(-20), last).provisional);
  EXPECT_TRUE(calendar().working_days_between(last, last.plus_days(9)).provisional);
  EXPECT_TRUE(calendar().working_days_between({2006, 6, 1}, {2006, 6, 6}).provisional) << "before the data";
  EXPECT_EQ(calendar().working_days_between({2050, 1, 7}, {2050, 1, 10}).days, 1) << "weekends alone";
  EXPECT_THROW(static_cast<void>(calendar().working_days_between({1000, 1, 1}, {2026, 1, 1})), std::invalid_argument);
}

TEST(Calendar, PeriodsBehaveAsPeriods) {
  EXPECT_TRUE(rc::check([] {
    Date start = Date(2006, 11, 1).plus_days(*rc::gen::inRange(0, 7700));
    const auto due = start.plus_days(*rc::gen::inRange(0, 400));
    const auto later = due.plus_days(*rc::gen::inRange(0, 400));
    const auto between = [](Date from, Date to) { return calendar().working_days_between(from, to).days; };
    RC_ASSERT(between(start, due) + between(due, later) == between(start, later));
    RC_ASSERT(between(due, due.plus_days(1)) == (calendar().is_working_day(due.plus_days(1)) ? 1 : 0));
    if (calendar().is_working_day(start) == calendar().is_working_day(due))
      RC_ASSERT(between(due, start) == -between(start, due));
  }));
}

TEST(Calendar, AgreesWithCountingOnOnesFingers) {
  for (Date start(2025, 11, 1); start <= Date(2026, 3, 31); start = start.plus_days(1)) {
    Date day = start;
    for (int counted = 0; counted < 20;) {
      day = day.plus_days(1);
      counted += calendar().is_working_day(day) ? 1 : 0;
    }
    ASSERT_EQ(calendar().working_days_between(start, day).days, 20) << start.text();
  }
}

TEST(CalendarFile, IsRefusedWithItsLine) {
  const std::string head = "year = 2030\n[[notice]]\nsource = \"test\"\n";
  struct Case {
    const char* name;
    std::string text;
    const char* detail;
  } cases[] = {
      {"no TOML", "year = = 2030", "data/calendar/2030.toml:1: "},
      {"another year",
       "year = 2031\n" + head.substr(head.find('\n') + 1) + "[[holiday]]\nname = \"a\"\noff = [\"2031-01-01\"]",
       "2030.toml:1: year 2031 does not fit"},
      {"unknown key", "year = 2030\nholidy = 1", "2030.toml:2: unknown key 'holidy'; is 'holiday' meant?"},
      {"no source", "year = 2030", "no [[notice]]"},
      {"no holiday", head, "no [[holiday]]"},
      {"no such day", head + "[[holiday]]\nname = \"a\"\noff = [\"2030-02-30\"]",
       "2030.toml:6: '2030-02-30' is no date"},
      {"backwards", head + "[[holiday]]\nname = \"a\"\noff = [\"2030-02-03..2030-02-01\"]", "no range"},
      {"outside", head + "[[holiday]]\nname = \"a\"\noff = [\"2029-11-30\"]", "2029-11-30 is outside 2030"},
      {"after", head + "[[holiday]]\nname = \"a\"\noff = [\"2031-01-01\"]", "2031-01-01 is after 2030"},
      {"twice", head + "[[holiday]]\nname = \"a\"\noff = [\"2030-01-05\"]\nwork = [\"2030-01-05\"]",
       "2030.toml:7: 2030-01-05 is already named at data/calendar/2030.toml:6"},
      {"make-up weekday", head + "[[holiday]]\nname = \"a\"\noff = [\"2030-01-01\"]\nwork = [\"2030-01-02\"]",
       "2030-01-02 is a weekday"},
      {"wrong type", head + "[[holiday]]\nname = \"a\"\noff = 3", "'off' must be an array of strings"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto made = from(c.text);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().key, "data.invalid");
    EXPECT_THAT(made.error().detail, HasSubstr(c.detail));
  }
}

TEST(CalendarFile, YearsMustFollowEachOtherAndAgree) {
  auto text = [](int year, std::string_view holiday) {
    return fmt::format("year = {}\n[[notice]]\nsource = \"test\"\n[[holiday]]\nname = \"a\"\n{}", year, holiday);
  };
  auto y29 = text(2029, "off = [\"2029-12-31\"]");
  auto y30 = text(2030, "off = [\"2029-12-31..2030-01-01\"]\nwork = [\"2029-12-29\"]");
  auto y31 = text(2031, "off = [\"2031-01-01\"]\nwork = [\"2030-12-29\"]");
  auto clash = text(2030, "off = [\"2029-12-29\"]");
  auto clashed = text(2029, "off = [\"2029-12-31\"]\nwork = [\"2029-12-29\"]");

  auto made = Calendar::create({{"2029.toml", y29}, {"2030.toml", y30}});
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_TRUE(made->is_working_day({2029, 12, 29}));
  EXPECT_TRUE(made->is_settled({2029, 12, 31}));
  EXPECT_FALSE(made->is_settled({2030, 12, 31}));

  EXPECT_THAT(Calendar::create({{"2029.toml", y29}, {"2031.toml", y31}}).error().detail, HasSubstr("2030.toml"));
  EXPECT_THAT(Calendar::create({{"2029.toml", clashed}, {"2030.toml", clash}}).error().detail, HasSubstr("disagrees"));
  EXPECT_THAT(Calendar::create({}).error().detail, HasSubstr("no calendar file"));
}

}  // namespace
}  // namespace dl
