// Digests and keyed tags for entity tags, asset names and tokens. Pure.
#pragma once

#include <string>
#include <string_view>

namespace dl::web {

/// The first 16 hexadecimal digits of the SHA-256 of the bytes.
std::string short_digest(std::string_view bytes);

/// HMAC-SHA-256 in hexadecimal.
std::string keyed_digest(std::string_view key, std::string_view bytes);

/// `bytes` random bytes from the system, in hexadecimal.
std::string random_hex(std::size_t bytes);

/// Compares in a time that does not depend on where the texts differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace dl::web
