// What the journal calls a matter, of whatever kind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dl::matters {

inline constexpr std::string_view kPrefix = "matter";  ///< stored: do not rename
inline constexpr std::string_view kWorkAddress = "/matters/{}";

/// "matter:12"
std::string subject_of(std::int64_t matter);

}  // namespace dl::matters
