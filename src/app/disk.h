// Room on the disk of an installation: when it runs short, uploads and imports stop first, so that reading and the
// small writes of daily work go on until somebody makes room.
#pragma once

#include <cstdint>
#include <filesystem>

#include "app/settings.h"

namespace dl::app {

struct DiskRoom {
  std::uint64_t free = 0;  ///< bytes that the program may still take
  std::uint64_t total = 0;
  bool known = false;
  bool low = false;  ///< less than the settings want to keep
};

/// Of the disk that `folder` is on. A disk that cannot be asked is not low.
DiskRoom look_at_disk(const std::filesystem::path& folder, const Settings& settings);

/// Fault::Full `disk.nearly-full` when it is low.
Outcome<void> check_disk(const std::filesystem::path& folder, const Settings& settings);

}  // namespace dl::app
