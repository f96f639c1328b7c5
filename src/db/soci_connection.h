// What the two engines' connections have in common: statements, and a transaction that is doomed
// by its first fault or by its deadline.
//
// Internal to db/.
#pragma once

#include <exception>

#include "db/connection.h"
#include "db/statements.h"

namespace dl::db {

class SociConnection : public Connection {
 protected:
  Outcome<std::int64_t> execute(std::string_view sql, std::vector<Value> binds, const std::vector<Type>& columns,
                                const RowSink& sink) final;

  /// Whether the transaction may go on: Fault::Unavailable `db.slow` once its deadline has passed.
  Outcome<void> in_time();
  /// Runs f and turns what it throws into an Error, which dooms the transaction.
  Outcome<void> guarded(std::string_view sql, const std::function<void()>& f);
  /// The fault behind an exception of SOCI; `sql` goes into the detail, values never do.
  virtual Error error_of(const std::exception& exception, std::string_view sql) = 0;
  virtual Statements& statements() = 0;

  std::optional<Error> doomed_ = {};
  Deadline deadline_ = kNoDeadline;

 private:
  Error fault_of(const std::exception& exception, std::string_view sql);
};

}  // namespace dl::db
