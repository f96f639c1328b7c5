#include "db/sql.h"

#include <bit>

namespace dl::db {

Sql& Sql::add(const Sql& more) {
  text_ += more.text_;
  values_.insert(values_.end(), more.values_.begin(), more.values_.end());
  return *this;
}

Sql limit_to(int rows) {
  Sql sql;
  sql.text_ = "LIMIT " + std::to_string(rows);
  return sql;
}

Sql join(std::span<const Sql> pieces, Literal between) {
  Sql all;
  for (const auto& piece : pieces) {
    if (!all.empty()) all.add("?", between);
    all.add(piece);
  }
  return all;
}

std::size_t padded(std::size_t count) { return count == 0 ? 0 : std::bit_ceil(count); }

}  // namespace dl::db
