#include "accounts/password.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <stdexcept>

#include "base/hash.h"

namespace dl::accounts {
namespace {

constexpr std::size_t kLongest = 1024;  // bytes; longer ones are nobody's

std::atomic<std::uint64_t> computed = 0;

void prepare_library() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium does not start");
}

void begin_hash() {
  prepare_library();
  computed.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

std::string first_password() {
  prepare_library();
  // Without 0 O o 1 l I: it is read from a screen or from paper.
  constexpr std::string_view kKinds[] = {"ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789"};
  std::string password;
  for (int group = 0; group < 4; ++group) {
    if (group > 0) password += '-';
    for (int i = 0; i < 4; ++i) {
      auto letters = kKinds[i == 0 ? 0 : i == 3 ? 2 : 1];
      password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    }
  }
  return password;
}

std::uint64_t hashes_computed() { return computed.load(std::memory_order_relaxed); }

Outcome<std::string> hash_password(const Policy& policy, std::string_view password) {
  begin_hash();
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(hash, password.data(), password.size(), policy.hash_passes, policy.hash_memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(Fault::Unavailable, "account.busy", "no memory for a hash");
  return std::string(hash);
}

Outcome<bool> verify_password(const Policy& policy, const std::string& hash, std::string_view password) {
  password = password.substr(0, kLongest + 1);
  if (hash.empty()) {
    DL_CHECK(slow_digest(policy, {}, password));  // nobody's: the same work for nothing
    return false;
  }
  begin_hash();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

Outcome<std::string> slow_digest(const Policy& policy, std::string_view salt, std::string_view secret) {
  begin_hash();
  auto bytes = sha256(salt);
  static_assert(crypto_pwhash_SALTBYTES <= 32);
  std::string key(32, '\0');
  if (crypto_pwhash(reinterpret_cast<unsigned char*>(key.data()), key.size(), secret.data(), secret.size(),
                    reinterpret_cast<const unsigned char*>(bytes.data()), policy.hash_passes, policy.hash_memory,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(Fault::Unavailable, "account.busy", "no memory for a hash");
  return hex(key);
}

}  // namespace dl::accounts
