#include "base/csv.h"

#include <algorithm>

namespace dl {

namespace {

// Also what a spreadsheet drops before it looks for a formula, and the full-width signs, which some take for the
// others.
bool is_formula(std::string_view cell) {
  constexpr std::string_view kBegin[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
  return std::ranges::any_of(kBegin, [&](std::string_view sign) { return cell.starts_with(sign); });
}

}  // namespace

std::string csv_row(std::span<const std::string> cells) {
  std::string row;
  for (const auto& cell : cells) {
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

}  // namespace dl
