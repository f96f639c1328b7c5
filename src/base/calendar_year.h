// The days off and the make-up working days of one year, as the State Council's notices name them.
//
// A value, read strictly from a file. Whether the years fit together is for Calendar.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl {

/// A day that a notice names: off, or worked on a weekend.
struct NamedDay {
  std::string name = {};  ///< of the holiday: 春节
  bool working = false;
  std::string place = {};  ///< file and line
};

/// A notice of the State Council from which the days were taken.
struct Notice {
  std::string number = {};
  std::optional<Date> issued = {};
  std::string source = {};
  std::string note = {};
};

struct CalendarYear {
  int year = 0;
  std::vector<Notice> notices = {};
  std::map<Date, NamedDay> days = {};  ///< of the year and of the December before

  /// Reads the form of data/calendar/YYYY.toml, or the JSON of the data set holiday-cn. Fails with `data.invalid`
  /// and the place: a day outside the year and the December before it, named twice, a make-up day that is no
  /// weekend, no day at all.
  static Outcome<CalendarYear> parse(std::string name, std::string_view text);
  /// The text that parse() reads back.
  std::string toml() const;
};

}  // namespace dl
