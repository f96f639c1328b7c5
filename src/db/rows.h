// Rows of a statement whose columns are known only while the program runs: what data files define is asked so.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/session.h"

namespace dl::db {

/// All rows, with a value or NULL for each of `columns`. Whoever knows the columns asks Session::query.
Outcome<std::vector<std::vector<Value>>> query_rows(Session& session, std::string_view sql, std::vector<Value> binds,
                                                    const std::vector<Type>& columns);

/// Rows into some columns of a table, which the program or its files name.
struct Insertion {
  std::string one = {};   ///< a statement for a row
  std::string many = {};  ///< for any number, on PostgreSQL: of an array a column
};
Insertion insertion_into(std::string_view table, const std::vector<std::pair<std::string, Type>>& columns);

/// Each row has a value or NULL for every column. On PostgreSQL it takes one answer of the server for all of them.
/// Fails as Session::run; no bytes.
Outcome<void> insert_rows(Session& session, const Insertion& into, const std::vector<std::vector<Value>>& rows);

}  // namespace dl::db
