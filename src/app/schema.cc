#include "app/schema.h"

#include "api/domains.h"

namespace dl::app {

const std::vector<db::Migration>& all_migrations() {
  static const std::vector<db::Migration> list = [] {
    std::vector<db::Migration> all;
    for (const auto& domain : api::domains()) {
      const auto& part = domain.migrations();
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return list;
}

}  // namespace dl::app
