// Second factors in the database: sealed secrets, steps used, recovery codes. Internal to this module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/policy.h"
#include "accounts/sealing_key.h"
#include "accounts/totp.h"
#include "db/database.h"

namespace dl::accounts {

struct Factor {
  std::string sealed = {};
  bool confirmed = false;
  std::int64_t last_step = 0;
};

/// A code that somebody gave: of the authenticator, or a recovery code, of which the slow digest is in here too.
struct GivenCode {
  std::string code = {};
  std::string digest = {};
};

Outcome<std::optional<Factor>> find_factor(db::Session& session, std::int64_t person);
Outcome<std::string> open_secret(const SealingKey& key, std::int64_t person, const Factor& factor);
/// Replaces an offer that was not confirmed.
Outcome<void> put_offer(db::Session& session, const SealingKey& key, std::int64_t person, const std::string& secret);
/// `salt` and `digests` as read_code() takes and makes them.
Outcome<void> confirm_factor(db::Session& session, std::int64_t person, std::int64_t step, const std::string& salt,
                             const std::vector<std::string>& digests, Instant now);
/// Whether the code is right, of the authenticator or a recovery code; either is spent by it.
Outcome<bool> use_code(db::Session& session, const SealingKey& key, std::int64_t person, const Factor& factor,
                       const GivenCode& given, Instant now);

/// What a code must be compared with; a code of the authenticator needs no digest. Costs a password's hash for a
/// recovery code, and as much for somebody who has none: not within a transaction.
Outcome<GivenCode> read_code(const Policy& policy, const std::string& salt, const std::string& code);
/// The salt of somebody's recovery codes; empty for nobody.
Outcome<std::string> find_salt(db::Session& session, std::int64_t person);

}  // namespace dl::accounts
