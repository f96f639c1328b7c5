// Reads a file of the disk whole.
#pragma once

#include <filesystem>
#include <string>

#include "base/outcome.h"

namespace dl::app {

/// Fault::NotFound `file.missing`, Fault::TooLarge `file.too-large` beyond 256 MiB, Fault::Unavailable
/// `file.unreadable`.
Outcome<std::string> read_whole_file(const std::filesystem::path& path);

}  // namespace dl::app
