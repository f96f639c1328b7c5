#include "base/calendar_year.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/toml_file.h"

namespace dl {
namespace {

namespace json = boost::json;

bool is_weekday(Date date) { return date.weekday() <= 5; }
bool is_year(std::int64_t number) { return number >= 1950 && number <= 2200; }

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

Failure wrong(std::string_view place, std::string_view what) {
  return fail(Fault::Invalid, "data.invalid", fmt::format("{}: {}", place, what));
}

Outcome<void> name_day(CalendarYear& year, Date day, NamedDay named) {
  if (day.year() != year.year && day < Date(year.year - 1, 12, 1))
    return wrong(named.place, fmt::format("{} is outside {} and the December before", day.text(), year.year));
  if (day > Date(year.year, 12, 31)) return wrong(named.place, fmt::format("{} is after {}", day.text(), year.year));
  if (named.working && is_weekday(day))
    return wrong(named.place, fmt::format("{} is a weekday, so it cannot be a make-up working day", day.text()));
  auto [it, added] = year.days.try_emplace(day, named);
  if (!added) return wrong(named.place, fmt::format("{} is already named at {}", day.text(), it->second.place));
  return {};
}

Outcome<void> read_holiday(const TomlFile& file, const toml::table& holiday, CalendarYear& year) {
  DL_CHECK(file.only(holiday, {"name", "off", "work"}));
  DL_TRY(const auto name, file.text(holiday, "name"));
  DL_TRY(auto off, file.texts(holiday, "off"));
  DL_TRY(auto work, file.texts(holiday, "work"));
  if (off.empty() && work.empty()) return file.wrong(holiday, "'off' names no day");
  for (const auto& range : off) {
    DL_TRY(auto days, read_days(file, *holiday.get("off"), range));
    for (Date day : days) DL_CHECK(name_day(year, day, {name, false, file.place(*holiday.get("off"))}));
  }
  for (const auto& range : work) {
    DL_TRY(auto days, read_days(file, *holiday.get("work"), range));
    for (Date day : days) DL_CHECK(name_day(year, day, {name, true, file.place(*holiday.get("work"))}));
  }
  return {};
}

Outcome<void> read_notices(const TomlFile& file, CalendarYear& year) {
  DL_TRY(auto notices, file.tables(file.root(), "notice"));
  if (notices.empty()) return file.wrong(file.root(), "no [[notice]] names the source");
  for (const auto* notice : notices) {
    DL_CHECK(file.only(*notice, {"number", "issued", "source", "note"}));
    Notice read;
    DL_TRY(read.source, file.text(*notice, "source"));
    DL_TRY(read.number, file.text_or(*notice, "number", ""));
    DL_TRY(read.note, file.text_or(*notice, "note", ""));
    DL_TRY(read.issued, file.date(*notice, "issued"));
    year.notices.push_back(std::move(read));
  }
  return {};
}

Outcome<CalendarYear> read_year(const TomlFile& file) {
  DL_CHECK(file.only(file.root(), {"year", "notice", "holiday"}));
  DL_TRY(auto number, file.integer(file.root(), "year"));
  const auto& node = *file.root().get("year");
  if (!is_year(number)) return file.wrong(node, "'year' is not between 1950 and 2200");
  CalendarYear year{.year = static_cast<int>(number)};
  DL_CHECK(read_notices(file, year));
  DL_TRY(auto holidays, file.tables(file.root(), "holiday"));
  if (holidays.empty()) return file.wrong(file.root(), "no [[holiday]] is given");
  for (const auto* holiday : holidays) DL_CHECK(read_holiday(file, *holiday, year));
  return year;
}

// ---- the form of holiday-cn: {year, papers: [url], days: [{name, date, isOffDay}]}

std::string text_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

Outcome<void> read_json_day(CalendarYear& year, const json::value& value, std::string place) {
  const auto* object = value.if_object();
  if (object == nullptr) return wrong(place, "this is no day with name, date and isOffDay");
  auto name = text_at(*object, "name");
  auto date = Date::parse(text_at(*object, "date"));
  const auto* off = object->if_contains("isOffDay");
  if (name.empty() || !date || off == nullptr || !off->is_bool())
    return wrong(place, "this is no day with name, date and isOffDay");
  return name_day(year, *date, {std::move(name), !off->as_bool(), std::move(place)});
}

Outcome<CalendarYear> read_json(const std::string& name, std::string_view text) {
  boost::system::error_code error;
  auto root = json::parse(text, error);
  if (error || !root.is_object()) return wrong(name + ":1", "this is no JSON object");
  const auto* number = root.as_object().if_contains("year");
  if (number == nullptr || !number->is_int64() || !is_year(number->as_int64()))
    return wrong(name + ":1", "'year' is not between 1950 and 2200");
  CalendarYear year{.year = static_cast<int>(number->as_int64())};
  if (const auto* papers = root.as_object().if_contains("papers"); papers != nullptr && papers->is_array())
    for (const auto& paper : papers->as_array())
      if (paper.is_string() && !paper.as_string().empty())
        year.notices.push_back({.source = std::string(paper.as_string())});
  if (year.notices.empty()) year.notices.push_back({.source = name});
  const auto* days = root.as_object().if_contains("days");
  if (days == nullptr || !days->is_array() || days->as_array().empty())
    return wrong(name + ":1", fmt::format("no day of {} is given: the notice is not out yet", year.year));
  for (std::size_t i = 0; i < days->as_array().size(); ++i)
    DL_CHECK(read_json_day(year, days->as_array()[i], fmt::format("{}: day {}", name, i + 1)));
  return year;
}

// ---- writing

/// A TOML string; control characters, which no name has, become spaces.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
  }
  return out + "\"";
}

/// The days in ranges, as a TOML array.
std::string ranges(const std::vector<Date>& days) {
  std::string out;
  for (std::size_t i = 0; i < days.size();) {
    auto end = i;
    while (end + 1 < days.size() && days[end + 1] == days[end].plus_days(1) && end - i < 30) ++end;
    auto range = end == i ? days[i].text() : fmt::format("{}..{}", days[i].text(), days[end].text());
    out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", range);
    i = end + 1;
  }
  return "[" + out + "]";
}

}  // namespace

Outcome<CalendarYear> CalendarYear::parse(std::string name, std::string_view text) {
  if (auto begin = text.find_first_not_of(" \t\r\n\xef\xbb\xbf"); begin != text.npos && text[begin] == '{')
    return read_json(name, text.substr(begin));
  DL_TRY(auto file, TomlFile::parse(std::move(name), text));
  return read_year(file);
}

std::string CalendarYear::toml() const {
  auto text = fmt::format("year = {}\n", year);
  for (const auto& notice : notices) {
    text += "\n[[notice]]\n";
    if (!notice.number.empty()) text += fmt::format("number = {}\n", quoted(notice.number));
    if (notice.issued) text += fmt::format("issued = {}\n", notice.issued->text());
    text += fmt::format("source = {}\n", quoted(notice.source));
    if (!notice.note.empty()) text += fmt::format("note = {}\n", quoted(notice.note));
  }
  std::vector<std::pair<std::string, std::array<std::vector<Date>, 2>>> holidays;  // off, worked
  for (const auto& [date, day] : days) {
    auto found = std::ranges::find(holidays, day.name, [](const auto& row) { return row.first; });
    if (found == holidays.end()) found = holidays.insert(holidays.end(), {day.name, {}});
    found->second[day.working ? 1 : 0].push_back(date);
  }
  for (const auto& [name, dates] : holidays) {
    text += fmt::format("\n[[holiday]]\nname = {}\n", quoted(name));
    if (!dates[0].empty()) text += fmt::format("off = {}\n", ranges(dates[0]));
    if (!dates[1].empty()) text += fmt::format("work = {}\n", ranges(dates[1]));
  }
  return text;
}

}  // namespace dl
