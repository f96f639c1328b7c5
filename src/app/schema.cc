#include "app/schema.h"

#include "accounts/people.h"
#include "agencies/agency_store.h"
#include "api/schema.h"
#include "db/schema.h"
#include "figures/frozen.h"
#include "journal/schema.h"
#include "publications/document_store.h"
#include "work/schema.h"

namespace dl::app {

const std::vector<db::Migration>& all_migrations() {
  static const std::vector<db::Migration> list = [] {
    std::vector<db::Migration> all;
    // People refer to agencies' rows, so these tables come first, though agencies stand a level above accounts.
    for (const auto& part : {db::migrations(), journal::migrations(), agencies::migrations(), accounts::migrations(),
                             work::migrations(), figures::migrations(), publications::migrations(), api::migrations()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return list;
}

}  // namespace dl::app
