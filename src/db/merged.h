// Several lists that an index each has in order, as one list in that order.
#pragma once

#include <vector>

#include "db/sql.h"

namespace dl::db {

/// A statement for the first rows of all lists together; each select has the same columns, and `order` is an ORDER BY
/// with a LIMIT. Nothing is gathered and sorted: SQLite merges such lists as they are, PostgreSQL does when each
/// of them is cut off by itself.
Sql merge_lists(Engine engine, const std::vector<Sql>& selects, const Sql& order);

/// A list for each of the ids, filled up so that lists for different numbers of ids share few statements: `list` makes
/// the one of an id, also of kNoId.
inline constexpr std::int64_t kNoId = -1;  ///< which no row has; 0 is "of nobody" in some tables
template <class List>
std::vector<Sql> lists_of(const std::vector<std::int64_t>& ids, List list) {
  std::vector<Sql> made;
  for (std::size_t i = 0; i < padded(ids.size()); ++i) made.push_back(list(i < ids.size() ? ids[i] : kNoId));
  return made;
}

}  // namespace dl::db
