#include "periods/walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace dl::periods {
namespace {

constexpr std::size_t kMostDays = 40'000;
constexpr std::int64_t kHourMs = 3'600'000;

bool is_paused(const std::vector<Pause>& pauses, Date day) {
  return std::ranges::any_of(pauses, [&](const Pause& pause) { return pause.after < day && day <= pause.until; });
}

/// The next day after `from` that has this month and day.
Date next_date(Date from, int month_and_day) {
  auto month = static_cast<unsigned>(month_and_day / 100);
  auto day = static_cast<unsigned>(month_and_day % 100);
  Date same_year(from.year(), month, day);
  return same_year > from ? same_year : Date(from.year() + 1, month, day);
}

/// How many days have to be counted; what the unit means stands here alone.
int needed_days(const Period& period, Date from) {
  const int sign = period.backward ? -1 : 1;
  switch (period.unit) {
    case Unit::Month: return sign * days_between(from, from.plus_months(sign * period.length));
    case Unit::Year: return sign * days_between(from, from.plus_months(sign * period.length * 12));
    case Unit::Date: return days_between(from, next_date(from, period.length));
    default: return period.length;
  }
}

Day look_at(Date date, bool working_days, const Calendar& calendar) {
  if (!working_days) return {.date = date, .counted = true, .reason = Reason::Calendar};
  const auto* named = calendar.named(date);
  if (calendar.is_working_day(date)) {
    const bool make_up = named != nullptr;
    return {date, true, 0, make_up ? Reason::MakeUp : Reason::WorkingDay, make_up ? named->name : std::string()};
  }
  return {date, false, 0, named != nullptr ? Reason::Holiday : Reason::Weekend,
          named != nullptr ? named->name : std::string()};
}

/// Fault::Invalid `period.too-long` for a walk that does not come to an end, `period.too-far` for one past the last
/// day.
Outcome<void> check_reach(const Walk& walked, Date day) {
  if (walked.days.size() > kMostDays) return fail(Fault::Invalid, "period.too-long");
  if (day > kLastDay) return fail(Fault::Invalid, "period.too-far");
  return {};
}

/// Goes on from a last day that is no working day, or is paused, to the first one that is neither.
Outcome<void> roll(Walk& walked, const std::vector<Pause>& pauses, const Calendar& calendar) {
  for (Date day = walked.due.date();; day = day.plus_days(1)) {
    DL_CHECK(check_reach(walked, day));
    if (day != walked.due.date())
      walked.days.push_back({day, false, walked.needed, is_paused(pauses, day) ? Reason::Paused : Reason::Rolled, {}});
    walked.provisional = walked.provisional || !calendar.is_settled(day);
    if (!calendar.is_working_day(day) || is_paused(pauses, day)) continue;
    walked.due = Instant::at(day);
    return {};
  }
}

Outcome<Walk> walk_days(const Period& period, Date from, const std::vector<Pause>& pauses, const Calendar& calendar) {
  const bool working_days = period.unit == Unit::WorkingDay;
  const int step = period.backward ? -1 : 1;
  Walk walked{.from = Instant::at(from), .due = Instant::at(from), .needed = needed_days(period, from)};
  if (!period.same_day) walked.days.push_back({.date = from});
  int counted = 0;
  for (Date date = period.same_day ? from : from.plus_days(step); counted < walked.needed;
       date = date.plus_days(step)) {
    DL_CHECK(check_reach(walked, date));
    auto day = look_at(date, working_days, calendar);
    walked.provisional = walked.provisional || (working_days && !calendar.is_settled(date));
    if (day.counted && is_paused(pauses, date)) day = {.date = date, .reason = Reason::Paused};
    day.number = counted += day.counted ? 1 : 0;
    walked.due = Instant::at(date);
    walked.days.push_back(std::move(day));
  }
  if (period.rolls) DL_CHECK(roll(walked, pauses, calendar));
  return walked;
}

Outcome<Walk> walk_hours(const Period& period, Instant from, const std::vector<Pause>& pauses) {
  Walk walked{.from = from, .due = from, .needed = period.length};
  const auto whole = period.length * kHourMs;
  auto left = whole;
  for (Date date = from.date(); left > 0; date = date.plus_days(1)) {
    DL_CHECK(check_reach(walked, date));
    Day day{.date = date, .counted = !is_paused(pauses, date), .reason = Reason::Paused};
    if (day.counted) {
      const auto begin = std::max(from, Instant::at(date)).milliseconds();
      const auto taken = std::min(left, Instant::at(date.plus_days(1)).milliseconds() - begin);
      left -= taken;
      walked.due = Instant(begin + taken);
      day.reason = Reason::Calendar;
    }
    day.number = static_cast<int>((whole - left) / kHourMs);
    walked.days.push_back(std::move(day));
  }
  return walked;
}

}  // namespace

Outcome<Pause> Pause::parse(std::string_view text) {
  auto dots = text.find("..");
  auto wrong = [&] { return fail(Fault::Invalid, "period.pause", std::string(text)); };
  if (dots == text.npos) return wrong();
  auto after = Date::parse(text.substr(0, dots));
  auto until = Date::parse(text.substr(dots + 2));
  if (!after || !until || *until < *after) return wrong();
  return Pause{*after, *until};
}

std::vector<Pause> united(std::vector<Pause> pauses) {
  std::ranges::sort(pauses);
  std::vector<Pause> joined;
  for (const auto& pause : pauses) {
    if (pause.until <= pause.after) continue;
    if (!joined.empty() && pause.after <= joined.back().until)
      joined.back().until = std::max(joined.back().until, pause.until);
    else
      joined.push_back(pause);
  }
  return joined;
}

std::string Day::because() const {
  constexpr std::string_view kWeekdays[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  switch (reason) {
    case Reason::Start: return "起算当日不计";
    case Reason::WorkingDay: return "工作日";
    case Reason::MakeUp: return holiday + "调休上班";
    case Reason::Calendar: return "日历日";
    case Reason::Weekend: return std::string(kWeekdays[date.weekday() - 1]) + "休息";
    case Reason::Holiday: return holiday + "放假";
    case Reason::Paused: return "期间中止，不计";
    case Reason::Rolled: return "末日为休息日，顺延";
  }
  return {};
}

Outcome<Walk> walk(const Period& period, Instant from, const std::vector<Pause>& pauses, const Calendar& calendar) {
  const auto stops = united(pauses);
  if (period.unit == Unit::Date && !stops.empty()) return fail(Fault::Invalid, "period.no-pause", period.id);
  if (period.unit == Unit::Hour) return walk_hours(period, from, stops);
  return walk_days(period, from.date(), stops, calendar);
}

Date due_on(const Period& period, Date from, const Calendar& calendar) {
  const auto walked = walk(period, Instant::at(from), {}, calendar);
  return walked ? walked->due.date() : kLastDay;
}

Standing standing(const Walk& walk, const Period& period, Date day, const Calendar& calendar) {
  Standing now;
  if (period.backward) {
    now.spent = static_cast<int>(
        std::ranges::count_if(walk.days, [&](const Day& one) { return one.counted && one.date < day; }));
  } else {
    for (const auto& one : walk.days)
      if (one.date <= day) now.spent = one.number;
  }
  now.left = walk.needed - now.spent;
  if (period.unit == Unit::Hour)
    now.overdue = static_cast<int>(
        std::max<std::int64_t>(0, Instant::at(day.plus_days(1)).milliseconds() - walk.due.milliseconds()) / kHourMs);
  else if (Date due = walk.due.date(); day > due)
    now.overdue =
        period.unit == Unit::WorkingDay ? calendar.working_days_between(due, day).days : days_between(due, day);
  return now;
}

}  // namespace dl::periods
