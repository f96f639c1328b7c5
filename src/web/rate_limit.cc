#include "web/rate_limit.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"

namespace dl::web {

RateLimiter::RateLimiter(const RateLimits& limits) : limits_(limits), salt_(random_bytes(16)) {}

// Salted, so that nobody can make up a credential that is taken for another.
std::uint64_t RateLimiter::client_of(std::string_view credential) const {
  return std::hash<std::string>{}(salt_ + std::string(credential));
}

void RateLimiter::know(std::string_view credential, double now_seconds) {
  auto client = client_of(credential);
  Lock lock(mutex_);
  if (known_.size() >= kMaxKnown) known_.clear();
  known_[client] = now_seconds + kKnownSeconds;
}

std::optional<std::uint64_t> RateLimiter::find_known(std::string_view credential, double now_seconds) const {
  if (credential.empty()) return std::nullopt;
  auto client = client_of(credential);
  Lock lock(mutex_);
  auto found = known_.find(client);
  if (found == known_.end() || found->second < now_seconds) return std::nullopt;
  return client;
}

int RateLimiter::take(std::uint64_t client, Rate rate, double now_seconds) {
  const auto& limit = limits_[static_cast<std::size_t>(rate)];
  if (limit.per_second <= 0) return 0;
  Lock lock(mutex_);
  auto& buckets = buckets_[static_cast<std::size_t>(rate)];
  if (buckets.size() >= kMaxBuckets) forget_full(now_seconds);
  auto [found, added] = buckets.try_emplace(client, Bucket{limit.burst, now_seconds});
  auto& bucket = found->second;
  bucket.tokens = std::min(limit.burst, bucket.tokens + (now_seconds - bucket.filled_at) * limit.per_second);
  bucket.filled_at = now_seconds;
  if (bucket.tokens < 1) return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / limit.per_second)));
  bucket.tokens -= 1;
  return 0;
}

// A bucket that has filled up again says nothing; when all are in use, memory wins over precision.
void RateLimiter::forget_full(double now_seconds) {
  for (std::size_t i = 0; i < kRates; ++i) {
    const auto& limit = limits_[i];
    std::erase_if(buckets_[i], [&](const auto& entry) {
      const auto& bucket = entry.second;
      return bucket.tokens + (now_seconds - bucket.filled_at) * limit.per_second >= limit.burst;
    });
    if (buckets_[i].size() >= kMaxBuckets) buckets_[i].clear();
  }
}

}  // namespace dl::web
