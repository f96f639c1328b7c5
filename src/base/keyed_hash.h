// HMAC-SHA-256 (RFC 2104) by OpenSSL, for what only the holder of a key can have computed.
#pragma once

#include <string>
#include <string_view>

namespace dl {

/// 64 lower-case hexadecimal digits; throws std::runtime_error when OpenSSL cannot.
std::string keyed_hash_hex(std::string_view key, std::string_view text);

}  // namespace dl
