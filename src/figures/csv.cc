#include "figures/csv.h"

#include <algorithm>

namespace dl::figures {

namespace {

constexpr std::string_view kGuarded = "=+-@'\t\r\n";

void unguard(std::string& cell) {
  if (cell.size() > 1 && cell[0] == '\'' && kGuarded.find(cell[1]) != kGuarded.npos) cell.erase(0, 1);
}

// Takes a cell off the text; false where a quote stands in a bare one or is not closed.
bool take_cell(std::string_view& text, std::string& cell) {
  if (!text.starts_with('"')) {
    const auto end = std::min(text.find_first_of(",\r\n"), text.size());
    cell = text.substr(0, end);
    text.remove_prefix(end);
    return cell.find('"') == cell.npos;
  }
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] != '"') {
      cell += text[at];
    } else if (at + 1 < text.size() && text[at + 1] == '"') {
      cell += text[at++];
    } else {
      text.remove_prefix(at + 1);
      return true;
    }
  }
  return false;
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells) {
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

std::optional<std::vector<std::vector<std::string>>> read_csv(std::string_view text) {
  if (text.starts_with(kCsvMark)) text.remove_prefix(kCsvMark.size());
  std::vector<std::vector<std::string>> rows;
  while (!text.empty()) {
    std::vector<std::string> row;
    while (true) {
      auto& cell = row.emplace_back();
      if (!take_cell(text, cell)) return std::nullopt;
      unguard(cell);
      if (!text.starts_with(',')) break;
      text.remove_prefix(1);
    }
    if (text.starts_with('\r')) text.remove_prefix(1);
    if (!text.empty() && text.front() != '\n') return std::nullopt;
    if (!text.empty()) text.remove_prefix(1);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace dl::figures
