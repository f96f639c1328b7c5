#include "db/merged.h"

#include <fmt/ranges.h>

namespace dl::db {

std::string merge_lists(Engine engine, const std::vector<std::string>& selects, std::string_view order) {
  if (engine == Engine::Sqlite || selects.size() == 1)
    return fmt::format("{} {}", fmt::join(selects, " UNION ALL "), order);
  const auto separator = fmt::format(" {}) UNION ALL (", order);
  return fmt::format("SELECT * FROM (({} {})) AS lists {}", fmt::join(selects, separator), order, order);
}

}  // namespace dl::db
