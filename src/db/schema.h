// The tables of db itself: counters of identifiers and stored files.
#pragma once

#include <string_view>
#include <vector>

#include "db/database.h"

namespace dl::db {

/// Comes first in the program's list of migrations.
const std::vector<Migration>& migrations();

/// Whether the database has a table of this name: not all modules need be in it.
Outcome<bool> has_table(Session& session, std::string_view name);

}  // namespace dl::db
