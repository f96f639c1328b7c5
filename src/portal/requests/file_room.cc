#include "portal/requests/file_room.h"

namespace dl::portal {

bool FileRoom::take(std::uint64_t client, std::int64_t bytes, Instant now) {
  constexpr std::int64_t kHour = 3'600'000;  // milliseconds
  constexpr std::size_t kMostClients = 100'000;
  const Lock lock(mutex_);
  if (const auto hour = now.milliseconds() / kHour; hour != hour_) {
    hour_ = hour;
    taken_ = 0;
    of_.clear();
  }
  if (bytes < 0 || taken_ + bytes > limits_.of_all) return false;
  if (of_.size() >= kMostClients && !of_.contains(client)) return false;
  auto& own = of_[client];
  if (own + bytes > limits_.an_address) return false;
  own += bytes;
  taken_ += bytes;
  return true;
}

}  // namespace dl::portal
