#include "db/soci_connection.h"

namespace dl::db {

Outcome<std::int64_t> SociConnection::execute(std::string_view sql, std::vector<Value> binds,
                                              const std::vector<Type>& columns, const RowSink& sink) {
  if (doomed_) return fail(Fault::Internal, "db.doomed", "an earlier statement failed: " + describe(*doomed_));
  try {
    auto changed = statements().run(sql, binds, columns, sink);
    if (!changed) doomed_ = changed.error();
    return changed;
  } catch (const std::exception& exception) {
    doomed_ = error_of(exception, sql);
    return Failure(*doomed_);
  }
}

Outcome<void> SociConnection::guarded(std::string_view sql, const std::function<void()>& f) {
  try {
    f();
    return {};
  } catch (const std::exception& exception) {
    doomed_ = error_of(exception, sql);
    return Failure(*doomed_);
  }
}

}  // namespace dl::db
