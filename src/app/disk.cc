#include "app/disk.h"

namespace dl::app {

// Two per cent of a small disk, half a gigabyte of a large one: the smaller of the two settings counts.
DiskRoom look_at_disk(const std::filesystem::path& folder, const Settings& settings) {
  std::error_code problem;
  auto space = std::filesystem::space(folder, problem);
  if (problem) return {};
  DiskRoom room{.free = space.available, .total = space.capacity, .known = true};
  auto share = room.total / 100 * static_cast<std::uint64_t>(settings.least_free_percent);
  room.low = room.free < std::min<std::uint64_t>(static_cast<std::uint64_t>(settings.least_free.bytes), share);
  return room;
}

Outcome<void> check_disk(const std::filesystem::path& folder, const Settings& settings) {
  auto room = look_at_disk(folder, settings);
  if (!room.low) return {};
  constexpr std::uint64_t kMiB = 1 << 20;
  return fail(Fault::Full, "disk.nearly-full", fmt::format("{} / {} MiB", room.free / kMiB, room.total / kMiB));
}

}  // namespace dl::app
