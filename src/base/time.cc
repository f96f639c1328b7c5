#include "base/time.h"

#include <fmt/format.h>

#include <charconv>

namespace dl {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kShanghaiMs = 8 * 3'600'000;

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
  if (from + count > text.size()) return std::nullopt;
  int value = 0;
  for (char c : text.substr(from, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

struct Parts {
  Date date = {};
  int hour = 0;
  int minute = 0;
  int second = 0;
  unsigned weekday = 1;
};

Parts split(std::int64_t milliseconds) {
  auto days = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(milliseconds)));
  auto seconds = (milliseconds - days.time_since_epoch().count() * kDayMs) / 1000;
  Date date{std::chrono::sys_days(days)};
  return {date, static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60),
          date.weekday()};
}

}  // namespace

Outcome<Date> Date::parse(std::string_view text) {
  auto year = digits(text, 0, 4);
  auto month = digits(text, 5, 2);
  auto day = digits(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !year || !month || !day)
    return fail(Fault::Invalid, "date.format", std::string(text));
  std::chrono::year_month_day ymd = std::chrono::year{*year} / *month / *day;
  if (!ymd.ok()) return fail(Fault::Invalid, "date.format", std::string(text));
  return Date(std::chrono::sys_days(ymd));
}

Date Date::plus_months(int count) const {
  auto moved = ymd() + std::chrono::months(count);
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  return Date(std::chrono::sys_days(moved));
}

std::string Date::text() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

Instant Instant::at(Date date, int hour, int minute, int second) {
  std::int64_t seconds = std::int64_t{hour} * 3600 + minute * 60 + second;
  return Instant(date.days().time_since_epoch().count() * kDayMs + seconds * 1000 - kShanghaiMs);
}

Outcome<Instant> Instant::parse(std::string_view text) {
  auto date = Date::parse(text.substr(0, 10));
  if (!date) return fail(Fault::Invalid, "instant.format", std::string(text));
  if (text.size() == 10) return Instant::at(*date);
  auto hour = digits(text, 11, 2);
  auto minute = digits(text, 14, 2);
  auto second = text.size() == 19 ? digits(text, 17, 2) : std::optional<int>(0);
  bool shaped = (text.size() == 16 || (text.size() == 19 && text[16] == ':')) && (text[10] == ' ' || text[10] == 'T') &&
                text[13] == ':';
  if (!shaped || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
    return fail(Fault::Invalid, "instant.format", std::string(text));
  return Instant::at(*date, *hour, *minute, *second);
}

Date Instant::date() const { return split(milliseconds_ + kShanghaiMs).date; }

std::string Instant::text() const {
  auto parts = split(milliseconds_ + kShanghaiMs);
  return fmt::format("{} {:02}:{:02}", parts.date.text(), parts.hour, parts.minute);
}

std::string Instant::text_with_seconds() const {
  return fmt::format("{}:{:02}", text(), split(milliseconds_ + kShanghaiMs).second);
}

std::string Instant::rfc3339() const {
  auto parts = split(milliseconds_ + kShanghaiMs);
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", parts.date.text(), parts.hour, parts.minute, parts.second);
}

std::string Instant::http_date() const {
  static constexpr const char* kDays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr const char* kMonths[] = {"",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto parts = split(milliseconds_);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[parts.weekday], parts.date.day(),
                     kMonths[parts.date.month()], parts.date.year(), parts.hour, parts.minute, parts.second);
}

Instant SystemClock::now() const {
  auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

}  // namespace dl
