#include "db/tally.h"

namespace dl::db {

Tally& tally() {
  thread_local Tally counts;
  return counts;
}

}  // namespace dl::db
