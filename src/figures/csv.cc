#include "figures/csv.h"

namespace dl::figures {

std::string csv_row(const std::vector<std::string>& cells) {
  constexpr std::string_view kGuarded = "=+-@'\t\r\n";
  std::string row;
  for (const auto& cell : cells) {
    if (!row.empty()) row += ',';
    row += '"';
    if (!cell.empty() && kGuarded.find(cell.front()) != kGuarded.npos) row += '\'';
    for (const char c : cell) {
      if (c == '"') row += '"';
      row += c;
    }
    row += '"';
  }
  return row + "\r\n";
}

}  // namespace dl::figures
