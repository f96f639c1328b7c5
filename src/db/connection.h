// One connection to one engine: a Session that also begins, commits and reconnects.
//
// Internal to db/; the databases keep connections and lend them as Sessions.
#pragma once

#include <memory>
#include <string>

#include "db/session.h"
#include "db/watch.h"
#include "db/work.h"

namespace dl::db {

enum class Access : std::uint8_t { Read, Write };

class Connection : public Session {
 public:
  /// Begins a transaction, which must be over at the deadline; a connection that was lost while idle is opened again
  /// first.
  virtual Outcome<void> begin(Access access, Deadline deadline = kNoDeadline) = 0;
  /// Commits. Fault::Unavailable `db.unknown` when it is not known whether the rows are kept. Fails with the first
  /// fault of the transaction when any of its statements failed, even if the caller passed over it; the caller must
  /// roll back then.
  virtual Outcome<void> commit() = 0;
  /// Rolls back; faults are of no use to anyone and are dropped.
  virtual void rollback() = 0;
  /// Runs SQL that may hold many statements and takes no values.
  virtual Outcome<void> script(const std::string& sql) = 0;

  using Session::RowSink;
  /// Runs a statement whose values and columns are only known at run time.
  Outcome<std::int64_t> run_values(std::string_view sql, std::vector<Value> binds,
                                   const std::vector<Type>& columns = {}, const RowSink& sink = nullptr) {
    return execute(sql, std::move(binds), columns, sink);
  }
};

/// `path` is a file name; the folder must exist. Fails with `db.open`.
Outcome<std::unique_ptr<Connection>> open_sqlite(const std::string& path, Access access);
/// The private in-memory database of this one connection.
Outcome<std::unique_ptr<Connection>> open_sqlite_memory();
/// `outage` is shared by the connections to one server.
Outcome<std::unique_ptr<Connection>> open_postgres(const std::string& address, std::chrono::milliseconds connect = {},
                                                   std::shared_ptr<Outage> outage = std::make_shared<Outage>());

}  // namespace dl::db
