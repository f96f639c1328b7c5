// Digests, printable forms of bytes, and random tokens, all by OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace dl {

using Digest = std::array<unsigned char, 32>;

/// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  Sha256& update(std::string_view bytes);
  /// The digest of all bytes so far; afterwards the object starts anew.
  Digest finish();
  /// As finish(), in lower-case hexadecimal.
  std::string finish_hex();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

Digest sha256(std::string_view bytes);
/// 64 lower-case hexadecimal digits: the form in which digests are stored; do not change.
std::string sha256_hex(std::string_view bytes);

/// The bytes of a digest as a view, for hex() and base64().
inline std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string hex(std::string_view bytes);
/// Reads either case; empty on an odd length or any other character.
std::optional<std::string> from_hex(std::string_view text);

/// RFC 4648 section 4, with padding, without line breaks.
std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
/// RFC 4648 section 5, without padding: safe in addresses and cookies.
std::string base64url(std::string_view bytes);

/// `count` bytes from the system's random source; throws std::runtime_error when that has none.
std::string random_bytes(std::size_t count);
/// A base64url token of `count` random bytes (43 characters for 32).
std::string random_token(std::size_t count = 32);

/// Compares without telling by its time where the first difference is.
bool equal_secret(std::string_view a, std::string_view b);

}  // namespace dl
