// Tables for spreadsheets: comma-separated, UTF-8 with its mark so that Excel and WPS read it as such.
//
// Pure. A cell that a spreadsheet would take for a formula gets an apostrophe in front of it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace dl::api {

/// What a file begins with.
inline constexpr std::string_view kCsvMark = "\xEF\xBB\xBF";

/// A row with its line end (RFC 4180).
std::string csv_row(std::initializer_list<std::string_view> cells);

}  // namespace dl::api
