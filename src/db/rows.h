// Rows of a statement whose columns are known only while the program runs: what data files define is asked so.
#pragma once

#include <string_view>
#include <vector>

#include "db/session.h"

namespace dl::db {

/// All rows, with a value or NULL for each of `columns`. Whoever knows the columns asks Session::query.
Outcome<std::vector<std::vector<Value>>> query_rows(Session& session, std::string_view sql, std::vector<Value> binds,
                                                    const std::vector<Type>& columns);

}  // namespace dl::db
