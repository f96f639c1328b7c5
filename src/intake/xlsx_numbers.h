// Numbers of a workbook as its formats show them (ECMA-376, part 1, 18.8.30 and 18.8.31).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dl::intake {

/// The code of a format that every program knows by its number, in the forms of mainland China; empty for none.
std::string_view built_in_format(int id);

enum class DayOne : std::uint8_t { In1900, In1904 };

/// The number as the code shows it: decimals, thousands, percent, dates and times, words around it. Nothing for codes
/// that are not understood (fractions, powers of ten, Chinese numerals, conditions, names of days and months, words
/// between digits): then number_text() is the best there is. What is negative by its colour alone gets its sign.
std::optional<std::string> show_number(double value, std::string_view code, DayOne day_one);

/// A number without a format: at most 15 digits, without a power of ten where that is readable.
std::string number_text(double value);

}  // namespace dl::intake
