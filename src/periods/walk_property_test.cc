// The walk against a count that is made in another way: no walking, no interval, only sets of days and
// numbers of days in prefix sums; months by their lengths. Every start day of ten years.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "periods/fixture.h"
#include "periods/walk.h"

namespace dl::periods {
namespace {

constexpr Date kBegin{2015, 1, 1};  ///< of the sums
constexpr Date kFirst{2017, 1, 1};  ///< start days
constexpr Date kLast{2026, 12, 31};

using Days = std::set<int>;  ///< by their distance from kBegin

int at(Date day) { return days_between(kBegin, day); }

/// Of each day of 2015 to 2033 how many days up to and with it count.
std::vector<int> sums(bool working_days, const Days& excluded) {
  std::vector<int> sum;
  for (int i = 0; i < 19 * 365; ++i) {
    bool counts = !excluded.contains(i) && (!working_days || calendar().is_working_day(kBegin.plus_days(i)));
    sum.push_back((sum.empty() ? 0 : sum.back()) + (counts ? 1 : 0));
  }
  return sum;
}

/// The first day by which `needed` days after `from` have counted.
int nth(const std::vector<int>& sum, int from, int needed) {
  auto wanted = sum[static_cast<std::size_t>(from)] + needed;
  return std::max(from, static_cast<int>(std::ranges::lower_bound(sum, wanted) - sum.begin()));
}

/// The corresponding day, by the lengths of the months.
Date corresponding(Date from, int months) {
  constexpr unsigned kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int month = from.year() * 12 + static_cast<int>(from.month()) - 1 + months;
  int year = month / 12;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  unsigned length = kLengths[month % 12] + (month % 12 == 1 && leap ? 1 : 0);
  return Date(year, static_cast<unsigned>(month % 12 + 1), std::min(from.day(), length));
}

Period of(int length, Unit unit) {
  const bool rolls = unit == Unit::Day || unit == Unit::Month || unit == Unit::Year;
  return {.id = "test.period", .length = length, .unit = unit, .rolls = rolls, .source = "s"};
}

struct Sums {
  Days excluded;
  std::vector<int> working;   ///< working days that are not excluded
  std::vector<int> calendar;  ///< all days that are not excluded

  explicit Sums(Days days)
      : excluded(std::move(days)), working(sums(true, excluded)), calendar(sums(false, excluded)) {}
};

Date expected(const Period& period, Date from, const Sums& sum) {
  if (period.unit == Unit::WorkingDay) return kBegin.plus_days(nth(sum.working, at(from), period.length));
  if (period.unit == Unit::Date) {
    for (int year = from.year();; ++year)
      if (Date day(year, static_cast<unsigned>(period.length / 100), static_cast<unsigned>(period.length % 100));
          day > from)
        return day;
  }
  int days = period.length;
  if (period.unit == Unit::Month) days = days_between(from, corresponding(from, period.length));
  if (period.unit == Unit::Year) days = days_between(from, corresponding(from, period.length * 12));
  int last = nth(sum.calendar, at(from), days);
  // From there to the first day that is worked and not excluded.
  return kBegin.plus_days(nth(sum.working, last - 1, 1));
}

Days days_of(const std::vector<Pause>& pauses) {
  Days days;
  for (const auto& pause : pauses)
    for (int day = at(pause.after) + 1; day <= at(pause.until); ++day) days.insert(day);
  return days;
}

const std::vector<Period>& periods() {
  static const std::vector<Period> all = [] {
    std::vector<Period> made;
    for (int length : {1, 2, 7, 15, 20, 45}) made.push_back(of(length, Unit::WorkingDay));
    for (int length : {1, 3, 10, 15, 30, 60}) made.push_back(of(length, Unit::Day));
    for (int length : {1, 3, 6, 12, 18}) made.push_back(of(length, Unit::Month));
    for (int length : {1, 2, 5}) made.push_back(of(length, Unit::Year));
    for (int date : {131, 331, 1231}) made.push_back(of(date, Unit::Date));
    return made;
  }();
  return all;
}

void check_every_start(const std::vector<Pause>& pauses, const std::vector<Period>& some) {
  const Sums sum(days_of(pauses));
  for (const auto& period : some)
    for (Date from = kFirst; from <= kLast; from = from.plus_days(1)) {
      auto walked =
          walk(period, Instant::at(from), period.unit == Unit::Date ? std::vector<Pause>() : pauses, calendar());
      ASSERT_TRUE(walked);
      ASSERT_EQ(walked->due.date(), expected(period, from, sum))
          << period.length << " " << name_of(period.unit) << " from " << from.text();
    }
}

TEST(WalkProperty, AgreesWithSumsOnEveryStartDayOfTenYears) { check_every_start({}, periods()); }

TEST(WalkProperty, AgreesWithSumsWithPauses) {
  // A pause of eleven days from the ninth of every month, and one that overlaps it in every third.
  std::vector<Pause> pauses;
  for (Date month = kFirst; month <= kLast; month = month.plus_months(1)) {
    pauses.push_back({month.plus_days(8), month.plus_days(19)});
    if (month.month() % 3 == 0) pauses.push_back({month.plus_days(14), month.plus_days(24)});
  }
  std::vector<Period> some;
  for (const auto& period : periods())
    if (period.length == 15 || period.length == 6 || period.length == 20) some.push_back(period);
  check_every_start(pauses, some);
}

TEST(WalkProperty, AgreesWithSumsOnAnyPauses) {
  rc::check([] {
    const auto from = kFirst.plus_days(*rc::gen::inRange(0, 3650));
    const auto& period = *rc::gen::elementOf(periods());
    RC_PRE(period.unit != Unit::Date);
    std::vector<Pause> pauses;
    for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
      auto after = from.plus_days(*rc::gen::inRange(-20, 80));
      pauses.push_back({after, after.plus_days(*rc::gen::inRange(0, 30))});
    }
    auto walked = walk(period, Instant::at(from), pauses, calendar());
    RC_ASSERT(walked.has_value());
    RC_ASSERT(walked->due.date() == expected(period, from, Sums(days_of(pauses))));
  });
}

// What holds for every walk: numbers run from one to the length, the days follow one another, spent and
// left make up the whole, and whoever has more time is never due earlier.
TEST(WalkProperty, IsInAgreementWithItself) {
  rc::check([] {
    const auto from = kFirst.plus_days(*rc::gen::inRange(0, 3650));
    const auto unit = *rc::gen::element(Unit::WorkingDay, Unit::Day, Unit::Month);
    const int length = *rc::gen::inRange(1, 40);
    auto after = from.plus_days(*rc::gen::inRange(0, 30));
    const std::vector<Pause> pauses = {{after, after.plus_days(*rc::gen::inRange(0, 30))}};
    const auto period = of(length, unit);
    auto walked = *walk(period, Instant::at(from), pauses, calendar());
    int number = 0;
    for (std::size_t i = 0; i < walked.days.size(); ++i) {
      RC_ASSERT(walked.days[i].date == from.plus_days(static_cast<int>(i)));
      if (walked.days[i].counted) RC_ASSERT(walked.days[i].number == ++number);
      auto now = standing(walked, period, walked.days[i].date, calendar());
      RC_ASSERT(now.spent == number);
      RC_ASSERT(now.spent + now.left == walked.needed);
      RC_ASSERT(now.overdue == 0);
    }
    RC_ASSERT(number == walked.needed);
    RC_ASSERT(walked.days.back().date == walked.due.date());
    RC_ASSERT(calendar().is_working_day(walked.due.date()));
    RC_ASSERT(walk(of(length + 1, unit), Instant::at(from), pauses, calendar())->due >= walked.due);
    RC_ASSERT(walk(period, Instant::at(from), {}, calendar())->due <= walked.due);
  });
}

// Twenty working days and twenty more from their last one are forty, whatever is paused.
TEST(WalkProperty, GoesOnFromItsLastDay) {
  rc::check([] {
    const auto from = kFirst.plus_days(*rc::gen::inRange(0, 3650));
    auto after = from.plus_days(*rc::gen::inRange(0, 60));
    const std::vector<Pause> pauses = {{after, after.plus_days(*rc::gen::inRange(0, 30))}};
    auto first = *walk(of(20, Unit::WorkingDay), Instant::at(from), pauses, calendar());
    auto second = *walk(of(20, Unit::WorkingDay), first.due, pauses, calendar());
    RC_ASSERT(second.due == walk(of(40, Unit::WorkingDay), Instant::at(from), pauses, calendar())->due);
  });
}

}  // namespace
}  // namespace dl::periods
