// Token buckets per client and rate class, bounded in memory.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>

#include "base/guarded.h"
#include "web/route.h"

namespace dl::web {

struct RateLimit {
  double per_second = 0;  ///< refill; 0 = no limit
  double burst = 0;       ///< what a client may use at once
};

inline constexpr std::size_t kRates = 7;
/// Indexed by Rate. Cached pages are not counted.
using RateLimits = std::array<RateLimit, kRates>;

inline constexpr RateLimits kDefaultRates = {{{20, 100}, {4, 20}, {0.5, 10}, {5, 40}, {0.2, 20}, {50, 300}, {10, 60}}};

/// Thread-safe.
class RateLimiter {
 public:
  explicit RateLimiter(const RateLimits& limits);

  /// Takes one token. Returns the seconds to wait when there is none, else 0.
  int take(std::uint64_t client, Rate rate, double now_seconds);

  /// Who shows this credential was found to be somebody: a session or a key has a limit of its own, so that people
  /// behind one address do not use up each other's.
  void know(std::string_view credential, double now_seconds);
  /// The client that the credential stands for, while it is known.
  std::optional<std::uint64_t> find_known(std::string_view credential, double now_seconds) const;

 private:
  struct Bucket {
    double tokens = 0;
    double filled_at = 0;
  };
  static constexpr std::size_t kMaxBuckets = 200'000;

  static constexpr std::size_t kMaxKnown = 50'000;
  static constexpr double kKnownSeconds = 900;

  void forget_full(double now_seconds) DL_REQUIRES(mutex_);
  std::uint64_t client_of(std::string_view credential) const;

  RateLimits limits_;
  std::string salt_;
  mutable Mutex mutex_ = {};
  std::unordered_map<std::uint64_t, double> known_ DL_GUARDED_BY(mutex_) = {};  // until when
  std::array<std::unordered_map<std::uint64_t, Bucket>, kRates> buckets_ DL_GUARDED_BY(mutex_) = {};
};

}  // namespace dl::web
