// A ZIP archive on its way out, its parts streamed from files: memory does not grow with them.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl::sheets {

struct ZipPart {
  std::string name = {};                                     ///< within the archive
  std::variant<std::string, std::filesystem::path> of = {};  ///< bytes, or a file that has them
};

/// Makes the file, or makes it anew. The same parts and moment give the same bytes. Fault::Internal
/// `sheets.not-written`.
Outcome<void> write_zip(const std::filesystem::path& file, const std::vector<ZipPart>& parts, Instant made);

}  // namespace dl::sheets
