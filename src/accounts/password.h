// Passwords that are made, and Argon2id of kept ones. Each hash takes 64 MiB and a core for a tenth of a
// second, so operations that need one run in a lane of their own (web::Lane::Hashes).
#pragma once

#include <string>
#include <string_view>

#include "accounts/policy.h"
#include "base/outcome.h"

namespace dl::accounts {

/// A password for somebody to begin with: sixteen characters without look-alikes, four kinds, in
/// groups. Whoever gets it must choose another at the first sign-in.
std::string first_password();

/// Argon2id as libsodium writes it ("$argon2id$v=19$…");
/// Fault::Unavailable `account.busy` when memory is short.
Outcome<std::string> hash_password(const Policy& policy, std::string_view password);
/// Argon2id of something random under a given salt (any text), in hex: for codes that are looked up by it.
Outcome<std::string> slow_digest(const Policy& policy, std::string_view salt, std::string_view secret);
/// How many of these were computed since the program began.
std::uint64_t hashes_computed();

/// Whether the password is the one of the hash. An empty hash costs the same time and is never right.
Outcome<bool> verify_password(const Policy& policy, const std::string& hash, std::string_view password);

}  // namespace dl::accounts
