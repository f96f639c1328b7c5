#include "base/calendar.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/hash.h"
#include "base/resources.h"

namespace dl {
namespace {

constexpr std::string_view kFolder = "data/calendar/";
constexpr int kMostDays = 300'000;

bool is_weekday(Date date) { return date.weekday() <= 5; }

}  // namespace

Outcome<Calendar> Calendar::load(const std::map<int, std::string>& entered) {
  std::map<std::string, std::string_view> texts;
  for (auto& name : list_resources(kFolder)) {
    if (!name.ends_with(".toml")) continue;
    DL_TRY(texts[name], load_resource(name));
  }
  for (const auto& [year, text] : entered) texts[fmt::format("{}{}.toml", kFolder, year)] = text;
  std::vector<Source> sources;
  for (const auto& [name, text] : texts) sources.push_back({name, text});
  return create(sources);
}

Outcome<Calendar> Calendar::create(const std::vector<Source>& sources) {
  std::map<int, CalendarYear> years;
  std::map<Date, NamedDay> named;
  Sha256 digest;
  for (const auto& source : sources) {
    DL_TRY(auto year, CalendarYear::parse(source.name, source.text));
    if (!source.name.ends_with(fmt::format("{}.toml", year.year)))
      return fail(Fault::Invalid, "data.invalid",
                  fmt::format("{}:1: year {} does not fit the name of the file", source.name, year.year));
    if (years.contains(year.year))
      return fail(Fault::Invalid, "data.invalid", fmt::format("{}:1: year {} comes twice", source.name, year.year));
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
  calendar.named_ = std::move(named);
  calendar.version_ =
      fmt::format("{}-{} {}", calendar.first_year_, calendar.last_year_, digest.finish_hex().substr(0, 12));
  return calendar;
}

bool Calendar::is_working_day(Date date) const {
  int at = days_between(begin_, date);
  if (at < 0 || static_cast<std::size_t>(at) >= working_.size()) return is_weekday(date);
  return working_[static_cast<std::size_t>(at)];
}

const NamedDay* Calendar::named(Date date) const {
  auto found = named_.find(date);
  return found == named_.end() ? nullptr : &found->second;
}

bool Calendar::is_settled(Date date) const {
  return date >= Date(first_year_, 1, 1) && date <= Date(last_year_, 12, 28);
}

std::vector<ChangedDay> changed_days(const Calendar& before, const Calendar& after) {
  std::vector<ChangedDay> changed;
  auto first = std::min(before.first_year(), after.first_year()) - 1;
  auto last = std::max(before.last_year(), after.last_year());
  for (Date day(first, 12, 1); day <= Date(last, 12, 31); day = day.plus_days(1)) {
    if (before.is_working_day(day) == after.is_working_day(day)) continue;
    const auto* named = after.named(day) != nullptr ? after.named(day) : before.named(day);
    changed.push_back({day, after.is_working_day(day), named != nullptr ? named->name : std::string()});
  }
  return changed;
}

ReckonedDays Calendar::working_days_between(Date from, Date to) const {
  if (to < from) {
    // Counting back from `from`, the day `to` is counted and `from` is not.
    auto forward = working_days_between(to.plus_days(-1), from.plus_days(-1));
    return {-forward.days, forward.provisional};
  }
  if (days_between(from, to) > kMostDays) throw std::invalid_argument("too many days");
  ReckonedDays result;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) {
    result.days += is_working_day(day) ? 1 : 0;
    result.provisional = result.provisional || !is_settled(day);
  }
  return result;
}

}  // namespace dl
