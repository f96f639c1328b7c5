#include "db/soci_connection.h"

#include "db/tally.h"

namespace dl::db {
namespace {

// A server that ends a statement at the same deadline may be a little early.
constexpr std::chrono::milliseconds kNearly{100};

}  // namespace

Outcome<void> SociConnection::in_time() {
  if (std::chrono::steady_clock::now() < deadline_) return {};
  doomed_ = Error{Fault::Unavailable, "db.slow", "the transaction took too long"};
  return Failure(*doomed_);
}

// What was ended because it took too long says so, whatever the engine calls it.
Error SociConnection::fault_of(const std::exception& exception, std::string_view sql) {
  auto error = error_of(exception, sql);
  bool late = deadline_ != kNoDeadline && std::chrono::steady_clock::now() + kNearly >= deadline_;
  if (late && error.key == "db.unavailable") error.key = "db.slow";
  return error;
}

Outcome<std::int64_t> SociConnection::execute(std::string_view sql, std::vector<Value> binds,
                                              const std::vector<Type>& columns, const RowSink& sink) {
  if (doomed_) return fail(Fault::Internal, "db.doomed", "an earlier statement failed: " + describe(*doomed_));
  DL_CHECK(in_time());
  ++tally().statements;
  try {
    auto changed = statements().run(sql, binds, columns, sink);
    if (!changed) doomed_ = changed.error();
    return changed;
  } catch (const std::exception& exception) {
    doomed_ = fault_of(exception, sql);
    return Failure(*doomed_);
  }
}

Outcome<void> SociConnection::guarded(std::string_view sql, const std::function<void()>& f) {
  try {
    f();
    return {};
  } catch (const std::exception& exception) {
    doomed_ = fault_of(exception, sql);
    return Failure(*doomed_);
  }
}

}  // namespace dl::db
