// Part of a text, as a LIKE pattern.
#pragma once

#include <string>
#include <string_view>

namespace dl::db {

/// The pattern of whatever contains `text`, for `… LIKE :pattern ESCAPE '!'`: what such a pattern would take
/// for more than itself is taken as itself.
std::string pattern_containing(std::string_view text);

}  // namespace dl::db
