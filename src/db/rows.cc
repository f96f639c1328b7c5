#include "db/rows.h"

namespace dl::db {
namespace {

/// Only this module may run a statement untyped; the name is taken from the session's own class.
struct Untyped : Session {
  static constexpr auto kExecute = &Untyped::execute;
};

}  // namespace

Outcome<std::vector<std::vector<Value>>> query_rows(Session& session, std::string_view sql, std::vector<Value> binds,
                                                    const std::vector<Type>& columns) {
  std::vector<std::vector<Value>> rows;
  DL_CHECK((session.*Untyped::kExecute)(sql, std::move(binds), columns, [&](std::vector<Value>& values) {
    rows.push_back(values);
    return true;
  }));
  return rows;
}

}  // namespace dl::db
