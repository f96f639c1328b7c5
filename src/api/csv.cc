#include "api/csv.h"

namespace dl::api {

namespace {

// Also what a spreadsheet drops before it looks for a formula.
bool is_formula(std::string_view cell) {
  constexpr std::string_view kBegin = "=+-@\t\r\n";
  return !cell.empty() && kBegin.find(cell.front()) != std::string_view::npos;
}

}  // namespace

std::string csv_row(std::initializer_list<std::string_view> cells) {
  std::string row;
  for (auto cell : cells) {
    if (!row.empty()) row += ',';
    row += '"';
    if (is_formula(cell)) row += '\'';
    for (char c : cell) {
      if (c == '"') row += '"';
      row += c;
    }
    row += '"';
  }
  return row + "\r\n";
}

}  // namespace dl::api
