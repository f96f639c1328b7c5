#include "base/keyed_hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

#include "base/hash.h"

namespace dl {

std::string keyed_hash_hex(std::string_view key, std::string_view text) {
  Digest digest = {};
  unsigned size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, text.size(), digest.data(), &size) ==
          nullptr ||
      size != digest.size())
    throw std::runtime_error("HMAC-SHA-256 failed");
  return hex(bytes_of(digest));
}

}  // namespace dl
