// How much may be sent as files with requests, before a byte of it is read: for one request, from one address and from
// all of them within an hour. Thread-safe; each node counts for itself, in memory.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "base/guarded.h"
#include "base/time.h"

namespace dl::portal {

/// Bytes.
struct FileLimits {
  std::int64_t a_request = 50LL << 20;
  std::int64_t an_address = 200LL << 20;  ///< within an hour
  std::int64_t of_all = 2LL << 30;        ///< the same
};

class FileRoom {
 public:
  explicit FileRoom(const FileLimits& limits) : limits_(limits) {}

  const FileLimits& limits() const { return limits_; }
  /// False where there is no room left in this hour; nothing is taken then. A client is an address as rates count it
  /// (web/peer.h).
  bool take(std::uint64_t client, std::int64_t bytes, Instant now);

 private:
  FileLimits limits_;
  Mutex mutex_ = {};
  std::int64_t hour_ DL_GUARDED_BY(mutex_) = 0;
  std::int64_t taken_ DL_GUARDED_BY(mutex_) = 0;
  std::unordered_map<std::uint64_t, std::int64_t> of_ DL_GUARDED_BY(mutex_) = {};  ///< at most those who fit in of_all
};

}  // namespace dl::portal
