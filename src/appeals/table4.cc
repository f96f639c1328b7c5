#include "appeals/table4.h"

#include <algorithm>

namespace dl::appeals {

std::optional<Column> column_of(const std::vector<Round>& rounds, Date from, Date until) {
  const auto last =
      std::find_if(rounds.rbegin(), rounds.rend(), [&](const Round& round) { return round.begun_on <= until; });
  if (last == rounds.rend()) return std::nullopt;
  if (!last->ended_on || *last->ended_on > until) return Column::Pending;
  if (*last->ended_on < from) return std::nullopt;
  switch (last->result.value_or(Result::Other)) {
    case Result::Upheld: return Column::Upheld;
    case Result::Corrected: return Column::Corrected;
    case Result::Other: return Column::Other;
  }
  return std::nullopt;
}

Table4 Table4::of(const std::vector<Counted>& appeals, Date from, Date until) {
  Table4 table;
  for (const auto& one : appeals) {
    const auto column = column_of(one.rounds, from, until);
    if (!column) continue;
    auto& cells = table.cells_.at(static_cast<std::size_t>(one.block));
    cells.at(static_cast<std::size_t>(*column)).push_back(one.matter);
    cells.at(static_cast<std::size_t>(Column::Total)).push_back(one.matter);
  }
  for (auto& block : table.cells_)
    for (auto& cell : block) std::ranges::sort(cell);
  return table;
}

Table4::Numbers Table4::numbers() const {
  Numbers numbers = {};
  for (std::size_t block = 0; block < kBlocks.size(); ++block)
    for (std::size_t column = 0; column < kColumns.size(); ++column)
      numbers.at(block).at(column) = static_cast<std::int64_t>(cells_.at(block).at(column).size());
  return numbers;
}

std::vector<Block> breaches(const Table4::Numbers& numbers) {
  std::vector<Block> found;
  for (const auto& block : kBlocks) {
    const auto& row = numbers.at(static_cast<std::size_t>(block.value));
    std::int64_t sum = 0;
    for (std::size_t column = 0; column < static_cast<std::size_t>(Column::Total); ++column) sum += row.at(column);
    if (sum != row.at(static_cast<std::size_t>(Column::Total))) found.push_back(block.value);
  }
  return found;
}

}  // namespace dl::appeals
