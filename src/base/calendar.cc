#include "base/calendar.h"

#include <fmt/format.h>

#include <map>
#include <stdexcept>

#include "base/hash.h"
#include "base/resources.h"
#include "base/toml_file.h"

namespace dl {
namespace {

constexpr std::string_view kFolder = "data/calendar/";
constexpr int kMostDays = 100'000;

/// A day that a notice names, and where.
struct Named {
  bool working = false;
  std::string place = {};
};

struct Year {
  int year = 0;
  std::map<Date, Named> days = {};
};

bool is_weekday(Date date) { return date.weekday() <= 5; }

/// Reads "2026-01-01" or "2026-01-01..2026-01-03".
Outcome<std::vector<Date>> read_days(const TomlFile& file, const toml::node& node, std::string_view text) {
  auto dots = text.find("..");
  auto first = Date::parse(text.substr(0, dots));
  auto last = dots == text.npos ? first : Date::parse(text.substr(dots + 2));
  if (!first || !last) return file.wrong(node, fmt::format("'{}' is no date or range of dates", text));
  if (*last < *first || days_between(*first, *last) > 30)
    return file.wrong(node, fmt::format("'{}' is no range of at most 31 days", text));
  std::vector<Date> days;
  for (Date day = *first; day <= *last; day = day.plus_days(1)) days.push_back(day);
  return days;
}

Outcome<void> name_day(const TomlFile& file, const toml::node& node, Year& year, Date day, bool working) {
  if (day.year() != year.year && day < Date(year.year - 1, 12, 1))
    return file.wrong(node, fmt::format("{} is outside {} and the December before", day.text(), year.year));
  if (day > Date(year.year, 12, 31)) return file.wrong(node, fmt::format("{} is after {}", day.text(), year.year));
  if (working && is_weekday(day))
    return file.wrong(node, fmt::format("{} is a weekday, so it cannot be a make-up working day", day.text()));
  auto [it, added] = year.days.try_emplace(day, Named{working, file.place(node)});
  if (!added) return file.wrong(node, fmt::format("{} is already named at {}", day.text(), it->second.place));
  return {};
}

Outcome<void> read_holiday(const TomlFile& file, const toml::table& holiday, Year& year) {
  DL_CHECK(file.only(holiday, {"name", "off", "work"}));
  DL_CHECK(file.text(holiday, "name"));
  DL_TRY(auto off, file.texts(holiday, "off"));
  DL_TRY(auto work, file.texts(holiday, "work"));
  if (off.empty()) return file.wrong(holiday, "'off' names no day");
  for (const auto& range : off) {
    DL_TRY(auto days, read_days(file, *holiday.get("off"), range));
    for (Date day : days) DL_CHECK(name_day(file, *holiday.get("off"), year, day, false));
  }
  for (const auto& range : work) {
    DL_TRY(auto days, read_days(file, *holiday.get("work"), range));
    for (Date day : days) DL_CHECK(name_day(file, *holiday.get("work"), year, day, true));
  }
  return {};
}

Outcome<void> check_notices(const TomlFile& file) {
  DL_TRY(auto notices, file.tables(file.root(), "notice"));
  if (notices.empty()) return file.wrong(file.root(), "no [[notice]] names the source");
  for (const auto* notice : notices) {
    DL_CHECK(file.only(*notice, {"number", "issued", "source", "note"}));
    DL_CHECK(file.text(*notice, "source"));
    DL_CHECK(file.text_or(*notice, "number", ""));
    DL_CHECK(file.text_or(*notice, "note", ""));
    DL_CHECK(file.date(*notice, "issued"));
  }
  return {};
}

Outcome<Year> read_year(const TomlFile& file) {
  DL_CHECK(file.only(file.root(), {"year", "notice", "holiday"}));
  DL_TRY(auto number, file.integer(file.root(), "year"));
  const auto& node = *file.root().get("year");
  if (number < 1950 || number > 2200) return file.wrong(node, "'year' is not between 1950 and 2200");
  if (!file.name().ends_with(fmt::format("{}.toml", number)))
    return file.wrong(node, fmt::format("year {} does not fit the name of the file", number));
  Year year{static_cast<int>(number), {}};
  DL_CHECK(check_notices(file));
  DL_TRY(auto holidays, file.tables(file.root(), "holiday"));
  if (holidays.empty()) return file.wrong(file.root(), "no [[holiday]] is given");
  for (const auto* holiday : holidays) DL_CHECK(read_holiday(file, *holiday, year));
  return year;
}

}  // namespace

Outcome<Calendar> Calendar::load() {
  std::vector<Source> sources;
  for (auto& name : list_resources(kFolder)) {
    if (!name.ends_with(".toml")) continue;
    DL_TRY(auto text, load_resource(name));
    sources.push_back({std::move(name), text});
  }
  return create(sources);
}

Outcome<Calendar> Calendar::create(const std::vector<Source>& sources) {
  std::map<int, Year> years;
  std::map<Date, Named> named;
  Sha256 digest;
  for (const auto& source : sources) {
    DL_TRY(auto file, TomlFile::parse(source.name, source.text));
    DL_TRY(auto year, read_year(file));
    if (years.contains(year.year)) return file.wrong(file.root(), fmt::format("year {} comes twice", year.year));
    years.emplace(year.year, std::move(year));
    digest.update(source.name).update("\n").update(source.text);
  }
  if (years.empty()) return fail(Fault::Invalid, "data.invalid", fmt::format("{}: no calendar file is there", kFolder));
  int expected = years.begin()->first;
  for (auto& [number, year] : years) {
    if (number != expected++)
      return fail(Fault::Invalid, "data.invalid", fmt::format("{}{}.toml: the file is missing", kFolder, expected - 1));
    // Late days of December stand in two files: its own year's and the next one's.
    for (auto& [day, entry] : year.days) {
      auto [it, added] = named.try_emplace(day, entry);
      if (!added && it->second.working != entry.working)
        return fail(Fault::Invalid, "data.invalid",
                    fmt::format("{}: {} disagrees with {}", entry.place, day.text(), it->second.place));
    }
  }

  Calendar calendar;
  calendar.first_year_ = years.begin()->first;
  calendar.last_year_ = years.rbegin()->first;
  calendar.begin_ = Date(calendar.first_year_ - 1, 12, 1);
  int count = days_between(calendar.begin_, Date(calendar.last_year_, 12, 31)) + 1;
  calendar.working_.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Date day = calendar.begin_.plus_days(i);
    auto it = named.find(day);
    calendar.working_.push_back(it == named.end() ? is_weekday(day) : it->second.working);
  }
  calendar.version_ =
      fmt::format("{}-{} {}", calendar.first_year_, calendar.last_year_, digest.finish_hex().substr(0, 12));
  return calendar;
}

bool Calendar::is_working_day(Date date) const {
  int at = days_between(begin_, date);
  if (at < 0 || static_cast<std::size_t>(at) >= working_.size()) return is_weekday(date);
  return working_[static_cast<std::size_t>(at)];
}

bool Calendar::is_settled(Date date) const {
  return date >= Date(first_year_, 1, 1) && date <= Date(last_year_, 12, 28);
}

Reckoned Calendar::add_working_days(Date start, int n) const {
  if (n > kMostDays || n < -kMostDays) throw std::invalid_argument("too many working days");
  Reckoned result{start, false};
  int step = n < 0 ? -1 : 1;
  for (int left = n; left != 0;) {
    result.date = result.date.plus_days(step);
    result.provisional = result.provisional || !is_settled(result.date);
    if (is_working_day(result.date)) left -= step;
  }
  return result;
}

ReckonedDays Calendar::working_days_between(Date from, Date to) const {
  if (to < from) {
    // Counting back from `from`, the day `to` is counted and `from` is not.
    auto forward = working_days_between(to.plus_days(-1), from.plus_days(-1));
    return {-forward.days, forward.provisional};
  }
  if (days_between(from, to) > 3 * kMostDays) throw std::invalid_argument("too many days");
  ReckonedDays result;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) {
    result.days += is_working_day(day) ? 1 : 0;
    result.provisional = result.provisional || !is_settled(day);
  }
  return result;
}

Reckoned Calendar::roll_to_working_day(Date date) const {
  Reckoned result{date, !is_settled(date)};
  while (!is_working_day(result.date)) {
    result.date = result.date.plus_days(1);
    result.provisional = result.provisional || !is_settled(result.date);
  }
  return result;
}

}  // namespace dl
