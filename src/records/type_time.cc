// Days, months, years, moments, and spans of days.
#include <charconv>

#include "base/numerals.h"
#include "base/text.h"
#include "records/families.h"

namespace dl::records {
namespace {

/// Four digits, with or without 年.
std::optional<int> year_of(std::string_view text) {
  const auto number = text::parse_number(text.ends_with("年") ? text.substr(0, text.size() - 3) : text);
  if (!number || *number < 1900 || *number > 2999) return std::nullopt;
  return static_cast<int>(*number);
}

}  // namespace

Parsed parse_day(std::string_view text, const Field& /*field*/) {
  const auto day = text::parse_date(text);
  if (!day || day->year() < 1900 || day->year() > 2999) return {.problem = "record.date"};
  return {.value = day->text()};
}

// A month is read as its first day: 2021-07, 2021/7, 2021年7月.
Parsed parse_month(std::string_view text, const Field& field) {
  auto day = std::string(text::trim(text));
  if (day.ends_with("月"))
    day += "1日";
  else if (day.find('/') != std::string::npos)
    day += "/1";
  else
    day += "-1";
  const auto parsed = parse_day(day, field);
  if (!parsed.problem.empty()) return {.problem = "record.month"};
  return {.value = parsed.value.text()->substr(0, 7)};
}

Parsed parse_year(std::string_view text, const Field& /*field*/) {
  const auto year = year_of(text);
  if (!year) return {.problem = "record.year"};
  return {.value = std::int64_t{*year}};
}

Parsed parse_moment(std::string_view text, const Field& /*field*/) {
  const auto moment = Instant::parse(text);
  if (!moment) return {.problem = "record.moment"};
  return {.value = moment->milliseconds()};
}

// 2021-01-01至2021-12-31, or as it is kept (ISO 8601): 2021-01-01/2021-12-31.
Parsed parse_period(std::string_view text, const Field& field) {
  for (std::string_view between : {"至", "..", "/", "~", "～"}) {
    const auto at = text.find(between);
    if (at == text.npos) continue;
    const auto from = parse_day(text.substr(0, at), field);
    const auto until = parse_day(text.substr(at + between.size()), field);
    if (!from.problem.empty() || !until.problem.empty()) continue;
    if (*until.value.text() < *from.value.text()) break;
    return {.value = *from.value.text() + "/" + *until.value.text()};
  }
  return {.problem = "record.period"};
}

std::string write_moment(const Value& value, const Field& /*field*/) {
  return Instant(*value.number()).text_with_seconds();
}

}  // namespace dl::records
