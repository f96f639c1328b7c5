// A period that figures are told for: a year, a quarter or a month.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/outcome.h"
#include "base/time.h"

namespace dl::figures {

struct Period {
  std::string text = {};  ///< "2025", "2025-Q1", "2025-06"
  Date from = {};
  Date before = {};  ///< the first day after it

  /// Fault::Invalid `figures.period`.
  static Outcome<Period> parse(std::string_view text);
  /// The year, quarter or month that has these days, both included.
  static std::optional<Period> of(Date from, Date until);
  /// The year, quarter or month before it.
  Period previous() const;
};

}  // namespace dl::figures
