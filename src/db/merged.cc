#include "db/merged.h"

namespace dl::db {

Sql merge_lists(Engine engine, const std::vector<Sql>& selects, const Sql& order) {
  if (engine == Engine::Sqlite || selects.size() == 1) return Sql("? ?", join(selects, " UNION ALL "), order);
  std::vector<Sql> cut;
  for (const auto& select : selects) cut.push_back(Sql("(? ?)", select, order));
  return Sql("SELECT * FROM (?) AS lists ?", join(cut, " UNION ALL "), order);
}

}  // namespace dl::db
