// Numbers as a text has them: exact, with the places that are written, never a floating point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dl::sums {

using View = std::u32string_view;

/// A number in millionths; `places` are the decimals that were written. What has more than twelve digits before its
/// point or six behind it is no amount.
struct Amount {
  std::int64_t millionths = 0;
  int places = 0;

  friend bool operator==(const Amount& a, const Amount& b) { return a.millionths == b.millionths; }
};

inline constexpr std::int64_t kOne = 1'000'000;

/// Half a unit of the last place that is written: 0.05 for 12.5.
std::int64_t half_of_last_place(int places);

/// Reads digits of either width, with or without thousands separators, and a decimal point, at the beginning of the
/// text; `length` is how many characters they take. Empty where no number begins.
std::optional<Amount> read_number(View text, std::size_t& length);
/// Reads 二十三, 一百零六, 〇, 两 at the beginning; numerals digit by digit (二〇二四) are years and numbers of files,
/// none.
std::optional<Amount> read_numeral(View text, std::size_t& length);
/// What a cell holds when it holds nothing but a number; empty otherwise.
std::optional<Amount> read_cell(View cell);

/// 12500000 → "12.5"; as JSON and people write it, without thousands separators.
std::string text_of(std::int64_t millionths);

}  // namespace dl::sums
