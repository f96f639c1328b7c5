// The numbers of sign-in: every one a setting (docs/settings.md), none a law.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "accounts/principal.h"

namespace dl::accounts {

struct Policy {
  int password_length = 10;     ///< characters at least
  int password_kinds = 3;       ///< of capital letters, small letters, digits, other marks
  int password_history = 5;     ///< former passwords that may not come again
  int password_days = 0;        ///< after which it must be changed; 0 = never
  int first_password_days = 7;  ///< in which somebody must have signed in with a first password

  int lock_after = 5;  ///< failures of one login from one network within the window
  std::chrono::milliseconds lock_window = std::chrono::minutes(15);

  int daily_guesses = 100;  ///< failures of one login from all networks, and from a known one on top of a lock

  std::vector<Role> second_factor_roles = {};  ///< who has one of them must have a second factor

  int sessions_each = 10;  ///< open ones of a person
  std::chrono::milliseconds session_idle = std::chrono::minutes(30);
  std::chrono::milliseconds session_longest = std::chrono::hours(12);

  int history_days = 180;  ///< how long sign-ins are remembered (site norms 6.6: six months at least)

  std::size_t hash_memory = std::size_t{64} << 20U;  ///< bytes of Argon2id
  std::uint64_t hash_passes = 2;                     ///< of Argon2id
  std::string issuer = "阳光公开";                   ///< what an authenticator shows beside the code
};

/// Whether one of the roles may only be used by somebody with a second factor.
inline bool demands_second_factor(const Policy& policy, const std::vector<Grant>& grants) {
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    return std::find(policy.second_factor_roles.begin(), policy.second_factor_roles.end(), grant.role) !=
           policy.second_factor_roles.end();
  });
}

}  // namespace dl::accounts
