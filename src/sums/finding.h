// What a check of figures says of one sum, share, identity or pair of dates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/named.h"

namespace dl::sums {

/// Written into the lines that other programs read; do not rename.
enum class Kind : std::uint8_t {
  Sum,       ///< a total and its parts, in words
  Change,    ///< this year = last year ± the change
  Share,     ///< so many per cent of a total
  Growth,    ///< so many per cent more or less than last year
  Row,       ///< the total of a table's row
  Column,    ///< the total of a table's column
  Identity,  ///< K1, K2, K3 and K5 of the annual report
  Beside,    ///< a figure of the text against a cell of the table
  Dates,     ///< two dates of one text
};

inline constexpr auto kKinds = named_table<Kind>({
    {Kind::Sum, "sum", "合计"},
    {Kind::Change, "change", "增减"},
    {Kind::Share, "share", "占比"},
    {Kind::Growth, "growth", "增幅"},
    {Kind::Row, "row", "表格行"},
    {Kind::Column, "column", "表格列"},
    {Kind::Identity, "identity", "勾稽关系"},
    {Kind::Beside, "text-table", "文表对照"},
    {Kind::Dates, "dates", "日期"},
});
inline constexpr Names<Kind> table_of(Kind) { return kKinds; }

/// Numbers and dates are given as text: "4260.5", "2022-07-22". A share has the whole as its total and the counted part
/// as its only part; `stated` is then what the text says.
struct Finding {
  Kind kind = Kind::Sum;
  std::string what = {};  ///< the words, or the cells, that are tied to one another
  std::string total = {};
  std::vector<std::string> parts = {};
  std::string stated = {};  ///< of shares and growth: "32.9%"
  bool reconciles = true;
  std::string difference = {};  ///< total − parts; of shares stated − computed, in points; of dates in days
  std::string where = {};       ///< 第3句, or table and row
  std::string hint = {};        ///< what is likely behind it; mostly empty

  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace dl::sums
