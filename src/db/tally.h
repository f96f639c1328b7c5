// What a thread has asked of the database, for tests that hold a request to its cost.
#pragma once

#include <cstdint>

namespace dl::db {

struct Tally {
  std::int64_t reads = 0;       ///< transactions that only read
  std::int64_t writes = 0;      ///< transactions that may write
  std::int64_t statements = 0;  ///< of both, those that begin and end them among them on SQLite
};

/// Of this thread, since it began; a test sets it to nothing.
Tally& tally();

}  // namespace dl::db
