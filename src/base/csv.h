// Tables for spreadsheets: comma-separated, UTF-8 with its mark so that Excel and WPS read it as such.
//
// Pure. A cell that a spreadsheet would take for a formula gets an apostrophe in front of it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dl {

/// What a file begins with.
inline constexpr std::string_view kCsvMark = "\xEF\xBB\xBF";

/// A row with its line end (RFC 4180).
std::string csv_row(std::span<const std::string> cells);

/// A column of a table of Ts: what stands above it, and what of a T stands in it.
template <class T>
struct CsvColumn {
  std::string_view head = {};
  std::string (*cell)(const T&) = nullptr;
};

/// The row of heads, with the mark in front.
template <class T>
std::string csv_head(std::span<const CsvColumn<T>> columns) {
  std::vector<std::string> cells;
  for (const auto& column : columns) cells.emplace_back(column.head);
  return std::string(kCsvMark) + csv_row(cells);
}

template <class T>
std::string csv_row_of(std::span<const CsvColumn<T>> columns, const T& value) {
  std::vector<std::string> cells;
  for (const auto& column : columns) cells.push_back(column.cell(value));
  return csv_row(cells);
}

}  // namespace dl
