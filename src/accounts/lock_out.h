// Lock-out: how often a password or a code was guessed, and what that closes. Internal to this module.
//
// A login is closed to the network from which it was guessed, and to all networks that its person never used when
// the guesses of all of them together are too many. A network from which somebody works, or a code of a second
// factor, is heard all the same, so that whoever guesses cannot keep the owner out. Logins that nobody has are
// counted in the same way, and who is heard does not depend on the login: so no answer tells whether there is one.
#pragma once

#include <string>

#include "accounts/policy.h"
#include "base/time.h"
#include "db/database.h"

namespace dl::accounts {

/// When guesses lock: so many within the window.
struct LockRule {
  int after = 5;
  std::chrono::milliseconds window = {};
};

/// How often a guess has failed lately, and whether that locks.
struct Failures {
  int failures = 0;
  Instant since = {};
  Instant last_at = {};
  int locks = 0;
  Instant locked_until = {};
};
/// What one more failure makes of it: as many as the rule says within its window lock for a minute, each further
/// one for twice as long, an hour at most; after a quiet window, or when the clock was set back, all is forgotten.
/// Pure.
Failures one_more_failure(Failures before, Instant now, const LockRule& rule);
/// A lock that is longer than any was made before the clock was set back, and holds no more. Pure.
bool is_locked(const Failures& failures, Instant now);

/// Whether something happened longer ago than the limit, or, by a clock that was set back since, is still to come.
/// Pure.
bool is_outlived(Instant since, Instant now, std::chrono::milliseconds limit);

/// What is counted of a login. Stored; do not rename.
namespace scope {
inline constexpr const char* kEverywhere = "*";  ///< from all networks, a day
inline constexpr const char* kCode = "code";     ///< codes after the right password
std::string spared(const std::string& network);  ///< what comes from a locked network that is heard all the same
std::string session(std::int64_t session);       ///< passwords and codes within an open session
}  // namespace scope
LockRule rule_of(const Policy& policy, const std::string& scope);

/// One more failure of a login in a scope; the row is locked until the transaction ends.
Outcome<Failures> count_failure(db::Session& session, const Policy& policy, const std::string& login,
                                const std::string& scope, Instant now);
/// Whoever else counts or decides in this scope waits until the transaction ends.
Outcome<void> hold_count(db::Session& session, const std::string& login, const std::string& scope, Instant now);
Outcome<void> forget_failures(db::Session& session, const std::string& login, const std::string& scope);
Outcome<void> forget_failures(db::Session& session, const std::string& login);
Outcome<void> forget_old_failures(db::Session& session, Instant now);

/// How a login stands for somebody who comes from a network.
struct Gate {
  bool locked = false;
  bool spared = false;       ///< somebody works in that network, and the guesses from there are not used up
  bool code_locked = false;  ///< no code is heard
  Instant until = {};        ///< of the locks that hold
};
Outcome<Gate> find_gate(db::Session& session, const std::string& login, const std::string& network, Instant now);

/// Whether the person (0 = anybody) has signed in from the network before.
Outcome<bool> has_signed_in_from(db::Session& session, std::int64_t person, const std::string& network);

}  // namespace dl::accounts
