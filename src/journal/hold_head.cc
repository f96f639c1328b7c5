#include "journal/hold_head.h"

namespace dl::journal {

// On SQLite there is one writer anyway.
Outcome<Point> hold_head(Transaction& transaction) {
  auto& sql = transaction.sql();
  std::string words = "SELECT sequence, hash FROM journal_head WHERE id = 1";
  if (sql.engine() == db::Engine::Postgres) words += " FOR UPDATE";
  DL_TRY(auto row, (sql.find<std::int64_t, std::string>(words)));
  if (!row) return fail(Fault::Internal, "journal.head", "the head row is missing");
  return Point{std::get<0>(*row), std::get<1>(*row)};
}

}  // namespace dl::journal
