#include "db/copy.h"

#include "db/connection.h"
#include "db/schema.h"

namespace dl::db {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr int kFetch = 64;  // rows of PostgreSQL in memory at a time; a chunk of a file has 256 KiB
constexpr std::int64_t kTell = 200;

struct CopiedColumn {
  std::string name = {};
  Type type = Type::Text;
};

struct CopiedTable {
  std::string name = {};
  std::vector<CopiedColumn> columns = {};

  std::string column_list() const {
    std::string list;
    for (const auto& column : columns) list += (list.empty() ? "" : ", ") + column.name;
    return list;
  }
  std::vector<Type> types() const {
    std::vector<Type> types;
    for (const auto& column : columns) types.push_back(column.type);
    return types;
  }
  std::string insertion() const {
    std::string values;
    for (std::size_t i = 1; i <= columns.size(); ++i) values += fmt::format("{}:{}", i == 1 ? "" : ", ", i);
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", name, column_list(), values);
  }
};

Type type_named(std::string_view name) {
  if (name == "BYTEA" || name == "BLOB") return Type::Bytes;
  if (name == "TEXT") return Type::Text;
  if (name == "DOUBLE PRECISION") return Type::Real;
  return Type::Integer;
}

// What each side keeps for itself: the list of steps is written by its own migration, tables that are made of others
// are made anew.
constexpr std::string_view kOwnTable = "schema_version";

Outcome<std::vector<std::string>> table_names(Session& sqlite) {
  DL_TRY(auto rows, sqlite.query<std::string>("SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                              "substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 4) <> 'rec_' "
                                              "ORDER BY rowid"));
  std::vector<std::string> names;
  for (auto& [name] : rows) names.push_back(std::move(name));
  return names;
}

Outcome<std::vector<CopiedTable>> load_tables(Session& sqlite) {
  std::vector<CopiedTable> tables;
  DL_TRY(auto names, table_names(sqlite));
  for (auto& name : names) {
    if (name == kOwnTable) continue;
    DL_TRY(auto rows, (sqlite.query<std::string, std::string>(
                          "SELECT name, type FROM pragma_table_info(:table) ORDER BY cid", name)));
    CopiedTable table{name, {}};
    for (auto& [column, type] : rows) table.columns.push_back({std::move(column), type_named(type)});
    tables.push_back(std::move(table));
  }
  return tables;
}

/// Hands every row of a table to `sink`, on PostgreSQL a few at a time.
Outcome<void> read_rows(Connection& from, const CopiedTable& table, const Connection::RowSink& sink) {
  auto select = fmt::format("SELECT {} FROM {}", table.column_list(), table.name);
  if (from.engine() == Engine::Sqlite) {
    DL_CHECK(from.run_values(select, {}, table.types(), sink));
    return {};
  }
  DL_CHECK(from.script(fmt::format("DECLARE copy_{} NO SCROLL CURSOR FOR {}", table.name, select)));
  auto fetch = fmt::format("FETCH FORWARD {} FROM copy_{}", kFetch, table.name);
  bool more = true;
  while (more) {
    more = false;
    bool stopped = false;
    DL_CHECK(from.run_values(fetch, {}, table.types(), [&](std::vector<Value>& row) {
      more = sink(row);
      stopped = !more;
      return more;
    }));
    if (stopped) return {};
  }
  return from.script(fmt::format("CLOSE copy_{}", table.name));
}

Outcome<void> copy_tables(Connection& from, Connection& to, const std::vector<CopiedTable>& tables,
                          const CopyProgress& progress) {
  std::int64_t done = 0;
  // Rows that a migration puts into a new table are in the copy as well.
  for (auto table = tables.rbegin(); table != tables.rend(); ++table)
    DL_CHECK(to.run_values(fmt::format("DELETE FROM {}", table->name), {}));
  for (const auto& table : tables) {
    auto insertion = table.insertion();
    Outcome<std::int64_t> put = 0;
    DL_CHECK(read_rows(from, table, [&](std::vector<Value>& row) {
      put = to.run_values(insertion, {std::make_move_iterator(row.begin()), std::make_move_iterator(row.end())});
      if (put && progress && ++done % kTell == 0) progress(done);
      return put.has_value();
    }));
    if (!put) return Failure(std::move(put).error());
  }
  if (progress) progress(done);
  return {};
}

/// Begins on both sides, runs the body, commits the receiving side.
template <class F>
Outcome<void> between(Connection& from, Connection& to, F body) {
  DL_CHECK(from.begin(Access::Read));
  auto done = to.begin(Access::Write);
  if (done) done = body();
  if (done) done = to.commit();
  if (!done) to.rollback();
  from.rollback();
  return done;
}

Outcome<void> copy_pages(const std::string& path, const std::filesystem::path& file) {
  DL_TRY(auto source, open_sqlite(path, Access::Write));  // as a reader it may not even write elsewhere
  std::string quoted;
  for (char c : file.string()) quoted += c == '\'' ? std::string("''") : std::string{c};
  return source->script(fmt::format("VACUUM INTO '{}'", quoted));
}

Outcome<void> copy_rows_to_file(const std::string& address, const std::vector<Migration>& schema,
                                const std::filesystem::path& file, const CopyProgress& progress) {
  {
    DL_TRY(auto empty, Database::open({.address = std::string(kSqlite) + file.string(), .readers = 1}));
    DL_CHECK(empty->migrate(schema));
  }
  DL_TRY(auto to, open_sqlite(file.string(), Access::Write));
  DL_TRY(auto tables, load_tables(*to));
  DL_TRY(auto from, open_postgres(address));
  DL_CHECK(to->script("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF"));  // a file that fails is thrown away
  return between(*from, *to, [&]() -> Outcome<void> {
    DL_CHECK(to->script("PRAGMA defer_foreign_keys=ON"));
    return copy_tables(*from, *to, tables, progress);
  });
}

struct Constraint {
  std::string table = {};
  std::string name = {};
};

Outcome<std::vector<Constraint>> references_of(Session& postgres) {
  DL_TRY(auto rows, (postgres.query<std::string, std::string>(
                        "SELECT c.relname, k.conname FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid "
                        "JOIN pg_namespace AS n ON n.oid = k.connamespace WHERE k.contype = 'f' AND "
                        "n.nspname = current_schema() ORDER BY c.relname, k.conname")));
  std::vector<Constraint> found;
  for (auto& [table, name] : rows) found.push_back({std::move(table), std::move(name)});
  return found;
}

// Rows of one table refer to each other, so references are only looked at when all are there.
Outcome<void> copy_with_references(Connection& from, Connection& to, const std::vector<CopiedTable>& tables,
                                   const CopyProgress& progress) {
  DL_TRY(auto references, references_of(to));
  const auto alter = [&](std::string_view how) -> Outcome<void> {
    for (const auto& reference : references)
      DL_CHECK(to.script(fmt::format("ALTER TABLE {} ALTER CONSTRAINT {} {}", reference.table, reference.name, how)));
    return {};
  };
  DL_CHECK(to.script("DROP TABLE IF EXISTS rec_shape"));
  DL_CHECK(alter("DEFERRABLE INITIALLY DEFERRED"));
  DL_CHECK(copy_tables(from, to, tables, progress));
  DL_CHECK(to.script("SET CONSTRAINTS ALL IMMEDIATE"));
  return alter("NOT DEFERRABLE");
}

}  // namespace

std::filesystem::path file_of(const std::string& address) {
  if (!address.starts_with(kSqlite) || address == "sqlite::memory:") return {};
  return address.substr(kSqlite.size());
}

Outcome<void> copy_to_file(const std::string& address, const std::vector<Migration>& schema,
                           const std::filesystem::path& file, const CopyProgress& progress) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) return fail(Fault::Conflict, "db.file-exists", file.string());
  auto path = file_of(address);
  auto copied = path.empty() ? copy_rows_to_file(address, schema, file, progress) : copy_pages(path.string(), file);
  if (!copied)
    for (const char* ending : {"", "-wal", "-shm", "-journal"})
      std::filesystem::remove(file.string() + ending, ignored);
  return copied;
}

Outcome<void> copy_from_file(const std::filesystem::path& file, const std::string& address,
                             const CopyProgress& progress) {
  DL_TRY(auto from, open_sqlite(file.string(), Access::Read));
  DL_TRY(auto tables, load_tables(*from));
  DL_TRY(auto to, open_postgres(address));
  return between(*from, *to, [&] { return copy_with_references(*from, *to, tables, progress); });
}

Outcome<std::vector<std::pair<std::string, std::int64_t>>> count_rows(const std::filesystem::path& file) {
  DL_TRY(auto connection, open_sqlite(file.string(), Access::Read));
  std::vector<std::pair<std::string, std::int64_t>> counts;
  DL_TRY(auto names, table_names(*connection));
  for (auto& name : names) {
    DL_TRY(auto count, connection->value<std::int64_t>(fmt::format("SELECT count(*) FROM {}", name)));
    counts.emplace_back(std::move(name), count);
  }
  return counts;
}

Outcome<void> check_file(const std::filesystem::path& file) {
  DL_TRY(auto connection, open_sqlite(file.string(), Access::Read));
  auto said = connection->value<std::string>("PRAGMA quick_check(1)");
  if (!said) return fail(Fault::Conflict, "db.damaged", said.error().detail);
  if (*said != "ok") return fail(Fault::Conflict, "db.damaged", *said);
  return {};
}

Outcome<Steps> steps_of(Database& database, const std::vector<Migration>& schema) {
  return database.read([&](Session& session) -> Outcome<Steps> {
    Steps steps;
    DL_TRY(const bool known, has_table(session, kOwnTable));
    if (known) {
      DL_TRY(auto rows, session.query<std::string>("SELECT name FROM schema_version ORDER BY position, name"));
      for (auto& [name] : rows) steps.applied.push_back(std::move(name));
    }
    for (const auto& migration : schema)
      if (std::find(steps.applied.begin(), steps.applied.end(), migration.name) == steps.applied.end())
        steps.pending.push_back(migration.name);
    return steps;
  });
}

}  // namespace dl::db
