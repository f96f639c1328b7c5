// Chinese numerals and written dates, to and from numbers.
//
// Takes any bytes; what is not wholly a number or a date is refused. Pure, no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace dl::text {

/// Reads 一百二十三, 十五, 两千零四, 三万五千, 廿一 and digit by digit 二〇二一 (also 零, ○, O between
/// numerals) and 0–9 of either width. The whole text must be the number; at most 16 digits.
std::optional<std::int64_t> parse_number(std::string_view text);
/// 123 → 一百二十三; 10 → 十; 0 → 零. For 0 to 999,999,999,999.
std::string chinese_number(std::int64_t value);
/// 2021 → 二〇二一.
std::string chinese_digits(std::int64_t value);

/// Reads 2021年8月5日, 二〇二一年八月五日, 2021-8-5, 2021/08/05, 2021.8.5 with white space anywhere;
/// the whole text must be the date.
std::optional<Date> parse_date(std::string_view text);
/// 2021年8月5日, the form of official documents (GB/T 9704—2012).
std::string chinese_date(Date date);

}  // namespace dl::text
