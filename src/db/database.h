// The database of an installation: opens it, migrates it, lends sessions, runs transactions.
//
// SQLite: one writer and N readers on one file (WAL, foreign keys, synchronous FULL).
// PostgreSQL: one pool. The code above does not know which.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "db/session.h"
#include "db/work.h"

namespace dl::db {

struct Options {
  /// "sqlite:/path/daylight.db", "sqlite::memory:" (one shared in-memory database) or
  /// "postgresql://user:password@host/name".
  std::string address = {};
  int readers = 4;     ///< sessions kept for reading
  Limits limits = {};  ///< how long transactions may take (work.h)
};

/// One step of the schema, known by its name for ever; never changed once released. The SQL may
/// hold many statements with semicolons between them.
struct Migration {
  std::string name = {};          ///< unique among all modules: "journal.entries"
  std::string sql = {};           ///< for both engines
  std::string postgres_sql = {};  ///< when PostgreSQL needs other words; else empty
};

class Database {
 public:
  /// Fails with Fault::Unavailable `db.open`.
  static Outcome<std::unique_ptr<Database>> open(const Options& options);
  virtual ~Database() = default;

  virtual Engine engine() const = 0;

  /// Applies the steps that the database has not seen, in the order of the list, each in a
  /// transaction of its own. A database that knows a step which is not in the list is refused
  /// with Fault::Conflict `db.newer`: a newer program made it.
  virtual Outcome<void> migrate(const std::vector<Migration>& migrations) = 0;

  /// Calls f(Session&) in a read transaction (a stable snapshot) on a lent session. A thread
  /// that holds a session of this database is refused a second one: Fault::Internal `db.nested`.
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
