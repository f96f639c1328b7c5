// Dates and instants, which are different types, and the clock that tells them.
//
// All civil time is Asia/Shanghai, a fixed UTC+8 since 1991. Earlier summer time (1986–1991) is
// not modelled: no record of this program is older.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/outcome.h"

namespace dl {

/// A civil day. Stored as text "YYYY-MM-DD".
class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::chrono::sys_days days) : days_(days) {}
  constexpr Date(int year, unsigned month, unsigned day)
      : days_(std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)) {}

  /// Reads "YYYY-MM-DD"; fails with `date.format` on anything else, including 02-30.
  static Outcome<Date> parse(std::string_view text);

  constexpr int year() const { return static_cast<int>(ymd().year()); }
  constexpr unsigned month() const { return static_cast<unsigned>(ymd().month()); }
  constexpr unsigned day() const { return static_cast<unsigned>(ymd().day()); }
  /// 1 = Monday … 7 = Sunday.
  constexpr unsigned weekday() const { return std::chrono::weekday(days_).iso_encoding(); }
  constexpr std::chrono::sys_days days() const { return days_; }

  constexpr Date plus_days(int count) const { return Date(days_ + std::chrono::days(count)); }
  /// The corresponding day, or the last day of that month where there is none (民法典 art. 202).
  Date plus_months(int count) const;

  std::string text() const;

  friend constexpr auto operator<=>(const Date&, const Date&) = default;

 private:
  constexpr std::chrono::year_month_day ymd() const { return std::chrono::year_month_day(days_); }
  std::chrono::sys_days days_ = {};
};

/// Calendar days from `a` to `b`; negative when b is earlier.
constexpr int days_between(Date a, Date b) { return static_cast<int>((b.days() - a.days()).count()); }

/// A moment. Stored as milliseconds since 1970-01-01T00:00Z.
class Instant {
 public:
  constexpr Instant() = default;
  constexpr explicit Instant(std::int64_t milliseconds) : milliseconds_(milliseconds) {}
  static Instant at(Date date, int hour = 0, int minute = 0, int second = 0);

  /// Reads "YYYY-MM-DD", "YYYY-MM-DD HH:MM" or "YYYY-MM-DD HH:MM:SS" as Shanghai time.
  static Outcome<Instant> parse(std::string_view text);

  constexpr std::int64_t milliseconds() const { return milliseconds_; }
  Date date() const;
  /// "YYYY-MM-DD HH:MM", the form that pages show (国办发〔2017〕47号 annex).
  std::string text() const;
  /// "YYYY-MM-DD HH:MM:SS".
  std::string text_with_seconds() const;
  /// "2021-08-05T09:30:00+08:00", for feeds and machine-readable times.
  std::string rfc3339() const;
  /// "Thu, 05 Aug 2021 01:30:00 GMT", for HTTP.
  std::string http_date() const;

  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;

 private:
  std::int64_t milliseconds_ = 0;
};

/// Tells the time. The program has one SystemClock; tests set theirs.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  Date today() const { return now().date(); }
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// A clock that stands still until it is moved. For tests and for the demonstration's past.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now) : now_(now) {}
  Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }
  void advance_ms(std::int64_t by) { now_ = Instant(now_.milliseconds() + by); }

 private:
  Instant now_;
};

}  // namespace dl
