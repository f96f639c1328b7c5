// Second factors in the database: sealed secrets, steps used, recovery codes. Internal to this module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/totp.h"
#include "db/database.h"

namespace dl::accounts {

struct Factor {
  std::string sealed = {};
  bool confirmed = false;
  std::int64_t last_step = 0;
};

Outcome<std::optional<Factor>> find_factor(db::Session& session, std::int64_t person);
Outcome<std::string> open_secret(const SealingKey& key, std::int64_t person, const Factor& factor);
/// Replaces an offer that was not confirmed.
Outcome<void> put_offer(db::Session& session, const SealingKey& key, std::int64_t person, const std::string& secret);
Outcome<void> confirm_factor(db::Session& session, std::int64_t person, std::int64_t step,
                             const std::vector<std::string>& recovery_codes, Instant now);
/// Whether the code is right, of the authenticator or a recovery code; either is spent by it.
Outcome<bool> use_code(db::Session& session, const SealingKey& key, std::int64_t person, const Factor& factor,
                       const std::string& code, Instant now);

}  // namespace dl::accounts
