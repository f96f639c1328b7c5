// Identifiers of rows: counted per table, from 1, alike on both engines.
#pragma once

#include <cstdint>
#include <string_view>

#include "db/session.h"

namespace dl::db {

/// The next number of `table`, inside the caller's write transaction; a rollback gives it back.
/// On PostgreSQL the counter stays locked until the commit, so transactions that take numbers of
/// several tables should take them in the order in which they write the tables.
Outcome<std::int64_t> next_id(Session& session, std::string_view table);

/// The first of so many numbers, one behind the other; `count` is at least 1.
Outcome<std::int64_t> next_ids(Session& session, std::string_view table, std::int64_t count);

}  // namespace dl::db
