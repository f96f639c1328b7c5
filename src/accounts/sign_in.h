// Signing in: password, lock-out, second factor; and what people change of their own credentials.
//
// A login that does not exist costs the same time and gets the same answers as one that does. Failures
// are counted a login, on all nodes together; the journal hears of the first, of each lock and of the
// sign-in that follows, never of each guess.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/policy.h"
#include "accounts/sessions.h"
#include "accounts/totp.h"

namespace dl::accounts {

struct Attempt {
  std::string login = {};
  std::string password = {};
  std::string code = {};     ///< of the authenticator, or a recovery code; empty = none given yet
  std::string network = {};  ///< "10.2.0.0/16", never the whole address
  std::string agent = {};    ///< shortened User-Agent
};

struct SignedIn {
  std::string token = {};  ///< 256 random bits for the cookie; only its digest is stored
  std::int64_t session = 0;
  std::int64_t person = 0;
};

/// What an authenticator needs, before it is confirmed.
struct SecondFactorOffer {
  std::string secret = {};  ///< base 32
  std::string uri = {};
};

class SignIn {
 public:
  SignIn(journal::Journal& journal, const Policy& policy, const SealingKey& key)
      : journal_(journal), policy_(policy), key_(key) {}

  /// Fault::Unauthorized `account.refused` (wrong login or password, or suspended), `account.code-owed`
  /// (right password, a code is needed), `account.code-wrong`; Fault::TooMany `account.locked` (see
  /// locked_until); Fault::Unavailable `account.busy`.
  Outcome<SignedIn> sign_in(const Attempt& attempt);
  /// Until when a login is locked; empty when it is not.
  Outcome<std::optional<Instant>> locked_until(const std::string& login);

  /// Changes one's own password and ends the other sessions. Fault::Unauthorized `account.old-password`;
  /// Fault::Invalid `password.weak` with fields, `password.former` among the last ones; Fault::TooMany
  /// `account.locked` after too many wrong old ones.
  Outcome<void> change_password(const OpenSession& session, const std::string& old_password,
                                const std::string& new_password);

  /// Begins to set up a second factor; a new offer replaces an unconfirmed one. Fault::Conflict
  /// `second_factor.on` when there is one already.
  Outcome<SecondFactorOffer> offer_second_factor(const OpenSession& session);
  /// Turns it on with a code of the authenticator; returns recovery codes, shown once.
  /// Fault::Invalid `account.code-wrong`, Fault::Conflict `second_factor.none` without an offer.
  Outcome<std::vector<std::string>> confirm_second_factor(const OpenSession& session, const std::string& code);
  /// Turns it off. Fault::Unauthorized `account.old-password`.
  Outcome<void> remove_second_factor(const OpenSession& session, const std::string& password);

  /// Forgets sign-ins older than Policy::history_days, ended sessions and old counts. For a daily turn.
  Outcome<void> forget_old();

 private:
  Outcome<void> check_password(const OpenSession& session, const std::string& password);

  journal::Journal& journal_;
  Policy policy_;
  SealingKey key_;
};

}  // namespace dl::accounts
