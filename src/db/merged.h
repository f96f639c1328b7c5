// Several lists that an index each has in order, as one list in that order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/session.h"

namespace dl::db {

/// A statement for the first rows of all lists together; each select has the same columns, and `order` is an ORDER BY
/// with a LIMIT. Nothing is gathered and sorted: SQLite merges such lists as they are, PostgreSQL does when each
/// of them is cut off by itself.
std::string merge_lists(Engine engine, const std::vector<std::string>& selects, std::string_view order);

}  // namespace dl::db
