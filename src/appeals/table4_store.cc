#include "appeals/table4_store.h"

namespace dl::appeals {
namespace {

using Id = std::int64_t;
using Text = std::string;

/// column_of() (table4.h) in SQL: the last instance of a matter that had begun by the last day, unless it had ended
/// before the first one. Tests hold the two against each other.
db::Sql stands(Date from, Date until) {
  return db::Sql(
      "appeal_round.begun_on <= ? AND (appeal_round.ended_on IS NULL OR appeal_round.ended_on >= ?) AND NOT EXISTS "
      "(SELECT 1 FROM appeal_round AS later WHERE later.matter = appeal_round.matter AND later.round > "
      "appeal_round.round AND later.begun_on <= ?)",
      until, from, until);
}

db::Sql is_pending(Date until) {
  return db::Sql("(appeal_round.ended_on IS NULL OR appeal_round.ended_on > ?)", until);
}

db::Sql in_column(Column column, Date until) {
  if (column == Column::Total) return db::Sql("1 = 1");
  if (column == Column::Pending) return is_pending(until);
  return db::Sql("NOT ? AND appeal_round.result = ?", is_pending(until), Text(name_of(column)));
}

}  // namespace

db::Sql cell_condition(Block block, Column column, Date from, Date until) {
  return db::Sql(
      "matter.id IN (SELECT appeal.matter FROM appeal JOIN appeal_round ON appeal_round.matter = appeal.matter WHERE "
      "appeal.block = ? AND ? AND ?)",
      Text(name_of(block)), stands(from, until), in_column(column, until));
}

Outcome<Table4::Numbers> load_table4(db::Session& session, const accounts::Scope& scope, Date from, Date until) {
  DL_TRY(const auto rows,
         (session.query<Text, Text, Id, Id>(db::Sql(
             "SELECT appeal.block, appeal_round.result, CASE WHEN ? THEN 1 ELSE 0 END, count(*) FROM appeal_round JOIN "
             "appeal ON appeal.matter = appeal_round.matter JOIN matter ON matter.id = appeal.matter WHERE ? AND ? "
             "GROUP BY 1, 2, 3",
             is_pending(until), stands(from, until), scope.condition("matter.agency")))));
  Table4::Numbers numbers = {};
  for (const auto& [block, result, pending, count] : rows) {
    const auto column = pending != 0 ? std::optional(Column::Pending) : find_name<Column>(result);
    const auto place = find_name<Block>(block);
    if (!place || !column) continue;
    auto& line = numbers.at(static_cast<std::size_t>(*place));
    line.at(static_cast<std::size_t>(*column)) += count;
    line.at(static_cast<std::size_t>(Column::Total)) += count;
  }
  return numbers;
}

}  // namespace dl::appeals
