#include "db/schema.h"

namespace dl::db {

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> kMigrations = {
      {.name = "db.counters", .sql = R"(
CREATE TABLE id_counter (
  name TEXT PRIMARY KEY,
  last BIGINT NOT NULL
);
)"},
      {.name = "db.files", .sql = R"(
CREATE TABLE stored_file (
  digest TEXT PRIMARY KEY,
  size BIGINT NOT NULL,
  chunk_size BIGINT NOT NULL,
  stored_at BIGINT NOT NULL
);
CREATE TABLE stored_chunk (
  digest TEXT NOT NULL REFERENCES stored_file (digest),
  number BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (digest, number)
);
)"},
  };
  return kMigrations;
}

Outcome<bool> has_table(Session& session, std::string_view name) {
  const char* asks = session.engine() == Engine::Sqlite
                         ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name"
                         : "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND "
                           "table_name = :name";
  DL_TRY(auto count, session.value<std::int64_t>(asks, std::string(name)));
  return count > 0;
}

}  // namespace dl::db
