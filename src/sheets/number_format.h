// Numbers of a workbook as its formats show them (ECMA-376, part 1, 18.8.30 and 18.8.31).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace dl::sheets {

/// The code of a format that every program knows by its number, in the forms of mainland China; empty for none.
std::string_view built_in_format(int id);

enum class DayOne : std::uint8_t { In1900, In1904 };

/// A day and the seconds of it.
struct Moment {
  Date date = {};
  int second = 0;

  friend bool operator==(const Moment&, const Moment&) = default;
};

/// The day that a number counts. Nothing for what is no day: 0 and a time of day alone in 1900's count, 1900-02-29
/// (number 60), what is negative or beyond 9999.
std::optional<Moment> moment_of(double value, DayOne day_one);

/// Whether the code shows a day: a year, or a month with a day.
bool shows_date(std::string_view code);

/// The number as the code shows it: decimals, thousands, percent, dates and times, words around it. Nothing for codes
/// that are not understood (fractions, powers of ten, Chinese numerals, conditions, names of days and months, words
/// between digits): then number_text() is the best there is. What is negative by its colour alone gets its sign.
std::optional<std::string> show_number(double value, std::string_view code, DayOne day_one);

/// A number without a format: at most 15 digits, without a power of ten where that is readable.
std::string number_text(double value);

}  // namespace dl::sheets
