// SQLite by SOCI: WAL, foreign keys, every commit on the disk before it counts.
#include <cerrno>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "db/soci_connection.h"

namespace dl::db {

namespace {

/// Memory: 8 MB of pages for the writer, 2 MB for each reader, the rest is the system's file cache.
constexpr std::string_view kFilePragmas =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=16777216;"
    "PRAGMA mmap_size=67108864;";
constexpr std::string_view kPragmas =
    "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout=10000;";
constexpr int kBusyMilliseconds = 10000;

Error constraint(int code, std::string detail) {
  std::string key = "db.check";
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
    key = "db.unique";
  if (code == SQLITE_CONSTRAINT_FOREIGNKEY) key = "db.foreign";
  if (code == SQLITE_CONSTRAINT_NOTNULL) key = "db.null";
  return Error{Fault::Conflict, std::move(key), std::move(detail)};
}

bool no_room(int system_error) { return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG; }

constexpr int kCheckpointPages = 1000;
constexpr int kLongLogPages = 16384;  // 64 MB

/// Called after each commit with the length of the log. Readers that overlap without a pause keep
/// the log from starting over, so a long one is worth a second's wait for them.
int after_commit(void*, sqlite_api::sqlite3* database, const char* name, int pages) {
  if (pages < kCheckpointPages) return SQLITE_OK;
  int copied = 0;
  int length = 0;
  sqlite_api::sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, &length, &copied);
  if (pages < kLongLogPages || pages % kCheckpointPages > 100) return SQLITE_OK;
  sqlite_api::sqlite3_busy_timeout(database, 1000);
  sqlite_api::sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_TRUNCATE, &length, &copied);
  sqlite_api::sqlite3_busy_timeout(database, kBusyMilliseconds);
  return SQLITE_OK;
}

constexpr int kStepsBetweenLooks = 1000;  // of SQLite's machine: far below a millisecond

class SqliteConnection final : public SociConnection {
 public:
  explicit SqliteConnection(const std::string& name)
      : session_(soci::sqlite3, "dbname=\"" + name + "\""), statements_(session_, Engine::Sqlite) {
    sqlite_api::sqlite3_progress_handler(raw(), kStepsBetweenLooks, is_late, this);
  }
  ~SqliteConnection() override { statements_.clear(); }

  Engine engine() const override { return Engine::Sqlite; }

  Outcome<void> begin(Access access, Deadline deadline) override {
    doomed_.reset();
    deadline_ = deadline;
    return control(access == Access::Write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
  }

  Outcome<void> commit() override {
    if (doomed_) return Failure(*doomed_);
    DL_CHECK(control("COMMIT"));
    deadline_ = kNoDeadline;
    return {};
  }

  void rollback() override {
    doomed_.reset();
    deadline_ = kNoDeadline;
    if (sqlite_api::sqlite3_get_autocommit(raw()) == 0) (void)control("ROLLBACK");
    doomed_.reset();
  }

  Outcome<void> script(const std::string& sql) override {
    return guarded(sql, [&] {
      int code = sqlite_api::sqlite3_exec(raw(), sql.c_str(), nullptr, nullptr, nullptr);
      if (code != SQLITE_OK) throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(raw()), code);
    });
  }

  /// Extended codes tell one constraint from another.
  void use_extended_codes() { sqlite_api::sqlite3_extended_result_codes(raw(), 1); }
  void keep_log_short() { sqlite_api::sqlite3_wal_hook(raw(), after_commit, nullptr); }

 private:
  /// Asked by SQLite while it works; other than 0 ends the statement.
  static int is_late(void* connection) {
    return std::chrono::steady_clock::now() < static_cast<SqliteConnection*>(connection)->deadline_ ? 0 : 1;
  }

  Outcome<void> control(std::string_view sql) {
    auto done = execute(sql, {}, {}, nullptr);
    if (!done) return Failure(std::move(done).error());
    return {};
  }

  sqlite_api::sqlite3* raw() { return static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_; }

  Error error_of(const std::exception& exception, std::string_view sql) override {
    const auto* fault = dynamic_cast<const soci::sqlite3_soci_error*>(&exception);
    if (fault == nullptr)
      return Error{Fault::Internal, "db.statement", fmt::format("{} in: {}", exception.what(), sql)};
    auto detail = fmt::format("sqlite {}: {} in: {}", fault->result(), fault->get_error_message(), sql);
    switch (fault->result() & 0xff) {
      case SQLITE_CONSTRAINT: return constraint(fault->result(), std::move(detail));
      case SQLITE_FULL: return Error{Fault::Full, "db.full", std::move(detail)};
      case SQLITE_IOERR:
      case SQLITE_CANTOPEN:
        if (no_room(sqlite_api::sqlite3_system_errno(raw()))) return Error{Fault::Full, "db.full", std::move(detail)};
        return Error{Fault::Unavailable, "db.unavailable", std::move(detail)};
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
      case SQLITE_INTERRUPT:
      case SQLITE_PROTOCOL:
      case SQLITE_READONLY:
      case SQLITE_NOMEM: return Error{Fault::Unavailable, "db.unavailable", std::move(detail)};
      case SQLITE_TOOBIG: return Error{Fault::TooLarge, "db.large", std::move(detail)};
      default: return Error{Fault::Internal, "db.statement", std::move(detail)};
    }
  }

  Statements& statements() override { return statements_; }

  soci::session session_;
  Statements statements_;
};

Outcome<std::unique_ptr<SqliteConnection>> open(const std::string& name, const std::string& pragmas) {
  try {
    auto connection = std::make_unique<SqliteConnection>(name);
    connection->use_extended_codes();
    if (auto set = connection->script(pragmas); !set) {
      // Opening writes too: a full disk keeps the shared memory of the write-ahead log from being made.
      bool full = set.error().fault == Fault::Full;
      return fail(full ? Fault::Full : Fault::Unavailable, full ? "db.full" : "db.open",
                  name + ": " + set.error().detail);
    }
    return connection;
  } catch (const std::exception& exception) {
    return fail(Fault::Unavailable, "db.open", name + ": " + exception.what());
  }
}

}  // namespace

Outcome<std::unique_ptr<Connection>> open_sqlite(const std::string& path, Access access) {
  // The wait for another process's lock must be set before the mode of the journal is.
  auto pragmas =
      fmt::format("{}{}PRAGMA cache_size={};", kPragmas, kFilePragmas, access == Access::Write ? -8192 : -2048);
  if (access == Access::Read) pragmas += "PRAGMA query_only=ON;";
  DL_TRY(auto connection, open(path, pragmas));
  if (access == Access::Write) connection->keep_log_short();
  return connection;
}

Outcome<std::unique_ptr<Connection>> open_sqlite_memory() {
  DL_TRY(auto connection, open(":memory:", std::string(kPragmas)));
  return connection;
}

}  // namespace dl::db
