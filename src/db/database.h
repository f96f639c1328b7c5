// The database of an installation: opens it, migrates it, lends sessions, runs transactions.
//
// SQLite: one writer and N readers on one file (WAL, foreign keys, synchronous FULL).
// PostgreSQL: one pool. The code above does not know which.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "db/session.h"

namespace dl::db {

struct Options {
  /// "sqlite:/path/daylight.db", "sqlite::memory:" (one shared in-memory database) or
  /// "postgresql://user:password@host/name".
  std::string address = {};
  int readers = 4;  ///< sessions kept for reading
};

/// One step of the schema. The list's length is the schema version; entries are never changed
/// once released. SQL is split at lines that hold only ";".
struct Migration {
  std::string name = {};
  std::string sql = {};           ///< for both engines
  std::string postgres_sql = {};  ///< when PostgreSQL needs other words; else empty
};

class Database {
 public:
  /// Fails with Fault::Unavailable `db.open`.
  static Outcome<std::unique_ptr<Database>> open(const Options& options);
  virtual ~Database() = default;

  virtual Engine engine() const = 0;

  /// Brings the schema up to the list. A database that is ahead of the list is refused (`db.newer`).
  virtual Outcome<void> migrate(const std::vector<Migration>& migrations) = 0;

  /// Calls f(Session&) in a read transaction (a stable snapshot) on a lent session.
  template <class F>
  std::invoke_result_t<F, Session&> read(F&& f) {
    return in_session<std::invoke_result_t<F, Session&>>(Mode::Read, std::forward<F>(f));
  }

  /// Calls f(Session&) in a write transaction; commits when f succeeds, rolls back when it fails
  /// or throws. Success means that the rows are on the disk.
  /// Domain code does not call this: it writes through journal::Journal::write.
  template <class F>
  std::invoke_result_t<F, Session&> write(F&& f) {
    return in_session<std::invoke_result_t<F, Session&>>(Mode::Write, std::forward<F>(f));
  }

 protected:
  enum class Mode { Read, Write };
  /// Lends a session, begins, calls `body`, then commits if it returned true, else rolls back.
  virtual Outcome<void> transact(Mode mode, const std::function<bool(Session&)>& body) = 0;

 private:
  template <class Result, class F>
  Result in_session(Mode mode, F&& f) {
    std::optional<Result> result;
    auto done = transact(mode, [&](Session& session) {
      result.emplace(f(session));
      return result->has_value();
    });
    if (!done && (!result || result->has_value())) return Failure(std::move(done).error());
    return std::move(*result);
  }
};

}  // namespace dl::db
