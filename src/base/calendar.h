// The working days of state organs (工作日): weekdays, but for the days off and the make-up working
// days of the State Council's yearly notices, which are data in data/calendar/, a file a year.
//
// Answers which days are worked and counts them. Which period a law gives, and from when, is for
// those who ask. Pure once loaded; a loaded calendar may be used from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar_year.h"
#include "base/outcome.h"
#include "base/time.h"

namespace dl {

/// A number of working days. `provisional` when a day was counted for which no notice is loaded, so
/// that the number may change once there is one (weekends alone were taken as days off there).
struct ReckonedDays {
  int days = 0;
  bool provisional = false;

  friend bool operator==(const ReckonedDays&, const ReckonedDays&) = default;
};

class Calendar {
 public:
  /// One file of a year, as load() finds it.
  struct Source {
    std::string name = {};
    std::string_view text = {};
  };

  /// Reads data/calendar/YYYY.toml, built in or overlaid. Fails with `data.invalid` and file and line
  /// when a file is not right: an unknown key, a date that does not exist or lies outside its year
  /// and the December before, a day named twice in disagreement, a make-up day that is no weekend,
  /// a missing year between two others.
  /// `entered`: texts of years, in the same form, that stand in place of a file or come after the last one.
  static Outcome<Calendar> load(const std::map<int, std::string>& entered = {});
  static Outcome<Calendar> create(const std::vector<Source>& sources);

  bool is_working_day(Date date) const;
  /// What a notice says of the day; nullptr for ordinary weekdays and weekends.
  const NamedDay* named(Date date) const;
  /// False for days that no loaded notice settles: years without a file, and 29–31 December of the
  /// last year, which the next year's notice may still move.
  bool is_settled(Date date) const;

  /// The working days after `from`, which itself is not counted (民法典 art. 201), up to and including `to`; negative
  /// when `to` is earlier. Up to 300,000 days, else std::invalid_argument.
  ReckonedDays working_days_between(Date from, Date to) const;

  int first_year() const { return first_year_; }
  int last_year() const { return last_year_; }
  /// What the answers were taken from, such as "2007-2026 1f3a9c0d7b21"; to be stored with a date
  /// that was computed, so that it can be computed again when the data changed.
  const std::string& version() const { return version_; }

 private:
  int first_year_ = 0;
  int last_year_ = -1;
  std::string version_ = {};
  Date begin_ = {};  ///< the day that working_[0] stands for
  std::map<Date, NamedDay> named_ = {};
  std::vector<bool> working_ = {};  ///< up to 31 December of the last year
};

/// A day that is worked by one calendar and not by another.
struct ChangedDay {
  Date date = {};
  bool working = false;   ///< by the newer one
  std::string name = {};  ///< of the holiday; "" for a day that no notice names
};
std::vector<ChangedDay> changed_days(const Calendar& before, const Calendar& after);

}  // namespace dl
