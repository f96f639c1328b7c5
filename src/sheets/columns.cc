#include "sheets/columns.h"

#include <map>

namespace dl::sheets {

std::string code_mark(const std::string& name, const std::string& version) { return "#" + name + "/" + version; }

std::optional<CodeRow> code_row(const Row& row) {
  std::optional<CodeRow> found;
  std::vector<std::pair<std::uint32_t, std::string>> codes;
  for (const auto& cell : row.cells) {
    const auto slash = cell.raw.find('/');
    if (cell.kind != Kind::Text || !cell.raw.starts_with('#') || slash == cell.raw.npos) {
      codes.emplace_back(cell.column, cell.raw);
      continue;
    }
    if (found) return std::nullopt;
    found =
        CodeRow{.name = std::string(cell.raw.substr(1, slash - 1)), .version = std::string(cell.raw.substr(slash + 1))};
  }
  if (found) found->codes = std::move(codes);
  return found;
}

bool is_example(const Row& row, const CodeRow& codes, const std::vector<Column>& columns) {
  std::map<std::uint32_t, const Column*> wanted;
  for (const auto& [at, code] : codes.codes)
    for (const auto& column : columns)
      if (column.code == code && !column.example.empty()) wanted[at] = &column;
  if (wanted.empty() || row.cells.size() != wanted.size()) return false;
  return std::ranges::all_of(row.cells, [&](const Cell& cell) {
    const auto found = wanted.find(cell.column);
    if (found == wanted.end()) return false;
    if (const auto moment = moment_of(cell)) return moment->date.text() == found->second->example;
    return cell.raw == found->second->example || shown(cell) == found->second->example;
  });
}

}  // namespace dl::sheets
