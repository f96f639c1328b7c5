// What changed between two editions' words, block by block, and inside a changed block character by
// character. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/content.h"

namespace dl::api {

/// A block of one side or of both, in the order in which one reads them.
struct BlockDifference {
  enum class Kind : std::uint8_t { Same, Changed, Added, Removed };
  Kind kind = Kind::Same;
  std::string before = {};  ///< HTML with <del> in what went; empty for Added
  std::string after = {};   ///< HTML with <ins> in what came; empty for Removed
};

/// `file_prefix` stands before the digests of stored images, as in content::render_html.
std::vector<BlockDifference> differences(const content::Tree& before, const content::Tree& after,
                                         std::string_view file_prefix);

}  // namespace dl::api
