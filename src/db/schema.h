// The tables of db itself: counters of identifiers and stored files.
#pragma once

#include <vector>

#include "db/database.h"

namespace dl::db {

/// Comes first in the program's list of migrations.
const std::vector<Migration>& migrations();

}  // namespace dl::db
