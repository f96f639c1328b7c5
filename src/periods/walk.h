// One walk over days, which says of each what it counts and why. When something is due and how much
// of a period is spent are both read off this walk, so they cannot disagree.
//
// Pure. The rules are those of 民法典 arts 201-203: the start day is not counted, months and years end
// on the corresponding day, a last day that is no working day goes to the next working day.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "periods/laws.h"

namespace dl::periods {

/// The days after `after` up to and with `until` do not count: from the day on which a letter is sent
/// to the day on which the answer comes.
struct Pause {
  Date after = {};
  Date until = {};

  /// Reads "2026-03-09..2026-03-24". Fails with `period.pause`.
  static Outcome<Pause> parse(std::string_view text);
  friend auto operator<=>(const Pause&, const Pause&) = default;
};

/// Sorted; what overlaps or touches is one, what is empty is left out.
std::vector<Pause> united(std::vector<Pause> pauses);

enum class Reason : std::uint8_t {
  Start,       ///< the start day is not counted
  WorkingDay,  ///< counted
  MakeUp,      ///< counted: a weekend day that is worked by a notice
  Calendar,    ///< counted: every day counts in this unit
  Weekend,     ///< not counted
  Holiday,     ///< not counted: off by a notice
  Paused,      ///< not counted
  Rolled,      ///< the last day was no working day: the period goes on to this one
};

struct Day {
  Date date = {};
  bool counted = false;
  int number = 0;  ///< how much is spent at the end of this day: days, or whole hours
  Reason reason = Reason::Start;
  std::string holiday = {};  ///< its name, of Holiday and MakeUp

  std::string because() const;  ///< in Chinese
};

struct Walk {
  Instant from = {};
  Instant due = {};            ///< midnight of the last day; a moment only where the unit is hours
  int needed = 0;              ///< how much has to be counted: days, or hours
  std::vector<Day> days = {};  ///< from the start to the due day; backwards for a period that runs so
  /// The date may move, because a day without a notice was asked whether it is worked.
  bool provisional = false;
};

/// Days are kept and sent with four digits for the year.
inline constexpr Date kLastDay(9999, 12, 31);

/// What a period comes to when it starts at `from` (its day alone, but for hours). Fails with
/// `period.no-pause` for a pause of a fixed date, with `period.too-long` after 40,000 days and with `period.too-far`
/// beyond kLastDay.
Outcome<Walk> walk(const Period& period, Instant from, const std::vector<Pause>& pauses, const Calendar& calendar);

/// The last day of a period without a pause that is counted in days or longer units; kLastDay where it lies beyond
/// that.
Date due_on(const Period& period, Date from, const Calendar& calendar);

/// How a period stands at the end of a day.
struct Standing {
  int spent = 0;    ///< days or hours that counted
  int left = 0;     ///< and those that are left
  int overdue = 0;  ///< days of the period's unit after the due day; whole hours for hours

  friend bool operator==(const Standing&, const Standing&) = default;
};
/// For a period that runs backward, `overdue` are the days between the due day and `day` as well.
Standing standing(const Walk& walk, const Period& period, Date day, const Calendar& calendar);

}  // namespace dl::periods
