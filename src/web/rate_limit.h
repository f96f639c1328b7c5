// Token buckets per client and rate class, bounded in memory.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "web/route.h"

namespace dl::web {

struct RateLimit {
  double per_second = 0;  ///< refill; 0 = no limit
  double burst = 0;       ///< what a client may use at once
};

inline constexpr std::size_t kRates = 5;
/// Indexed by Rate. Cached pages are not counted.
using RateLimits = std::array<RateLimit, kRates>;

inline constexpr RateLimits kDefaultRates = {{{20, 100}, {4, 20}, {0.5, 10}, {5, 40}, {0.2, 20}}};

/// Thread-safe.
class RateLimiter {
 public:
  explicit RateLimiter(const RateLimits& limits) : limits_(limits) {}

  /// Takes one token. Returns the seconds to wait when there is none, else 0.
  int take(std::uint64_t client, Rate rate, double now_seconds);

 private:
  struct Bucket {
    double tokens = 0;
    double filled_at = 0;
  };
  static constexpr std::size_t kMaxBuckets = 200'000;

  void forget_full(double now_seconds);

  RateLimits limits_;
  std::mutex mutex_ = {};
  std::array<std::unordered_map<std::uint64_t, Bucket>, kRates> buckets_ = {};
};

}  // namespace dl::web
