// The prepared statements of one connection, kept by their SQL text and run again.
//
// Each has fixed slots that are bound once; a run copies the values into them. Bounded: the one
// used longest ago goes first. Throws what SOCI throws; the connection turns that into an Error.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "db/session.h"

namespace soci {
class session;  // NOLINT(readability-identifier-naming): the library's own name
}

namespace dl::db {

class Statements {
 public:
  using RowSink = std::function<bool(std::vector<Value>&)>;

  Statements(soci::session& session, Engine engine, std::size_t most = 256);
  ~Statements();

  /// Runs the statement; returns the number of changed rows. Faults of our own (wrong number of
  /// arguments, text with a NUL) come as an Error, faults of the engine as an exception, after
  /// which the statement has been dropped.
  Outcome<std::int64_t> run(std::string_view sql, const std::vector<Value>& binds, const std::vector<Type>& columns,
                            const RowSink& sink);

  /// Frees the statements that failed; to be called when their transaction is over.
  void sweep();
  /// Drops all, as must be done before the connection closes.
  void clear();

 private:
  struct Prepared;
  struct Store;
  Outcome<Prepared*> prepared(std::string_view sql, const std::vector<Value>& binds, const std::vector<Type>& columns);

  std::unique_ptr<Store> store_;
};

}  // namespace dl::db
