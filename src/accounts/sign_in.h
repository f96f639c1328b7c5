// Signing in: password, lock-out, second factor; and what people change of their own credentials.
//
// A login that does not exist costs the same time and gets the same answers as one that does. Guesses are
// counted as lock_out.h says, on all nodes together; the journal hears of the first, of locks and of the
// sign-in that follows, never of each guess.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/policy.h"
#include "accounts/sealing_key.h"
#include "accounts/sessions.h"
#include "accounts/totp.h"

namespace dl::accounts {

struct Attempt {
  std::string login = {};
  std::string password = {};
  std::string code = {};     ///< of the authenticator, or a recovery code; empty = none given yet
  std::string network = {};  ///< "10.2.3.0/24", never the whole address
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

/// That whoever has an open session is its person: the present password, or a code of a second factor that is bound.
struct Proof {
  std::string password = {};
  std::string code = {};
};

class SignIn {
 public:
  SignIn(journal::Journal& journal, const Policy& policy, const SealingKey& key)
      : journal_(journal), policy_(policy), key_(key) {}

  /// Fault::Unauthorized `account.refused` (wrong login or password, or suspended), `account.code-owed`
  /// (right password, a code is needed), `account.code-wrong`, `account.first-password-ended`; Fault::TooMany
  /// `account.locked` (see locked_until); Fault::Unavailable `account.busy`.
  Outcome<SignedIn> sign_in(const Attempt& attempt);
  /// Until when a login is locked for a network; empty when it is not.
  Outcome<std::optional<Instant>> locked_until(const std::string& login, const std::string& network);

  /// Asked before what a stolen session must not do. Locks of the login do not count here; guesses within
  /// the session do, and end it. Fault::Unauthorized `account.old-password`, `account.code-wrong`, `session.guessed`.
  Outcome<void> prove(const OpenSession& session, const Proof& proof);

  /// Changes one's own password and ends the other sessions. As `prove`; Fault::Invalid `password.weak` with
  /// fields, `password.former` among the last ones.
  Outcome<void> change_password(const OpenSession& session, const std::string& old_password,
                                const std::string& new_password);

  /// Begins to set up a second factor; a new offer replaces an unconfirmed one. As `prove`; Fault::Conflict
  /// `second_factor.on` when there is one already.
  Outcome<SecondFactorOffer> offer_second_factor(const OpenSession& session, const Proof& proof);
  /// Turns it on with a code of the authenticator; returns recovery codes, shown once.
  /// Fault::Invalid `account.code-wrong`, Fault::Conflict `second_factor.none` without an offer.
  Outcome<std::vector<std::string>> confirm_second_factor(const OpenSession& session, const std::string& code);
  /// Turns it off. As `prove`; Fault::Conflict `second_factor.demanded` when a role demands it.
  Outcome<void> remove_second_factor(const OpenSession& session, const Proof& proof);

  /// Forgets sign-ins older than Policy::history_days, ended sessions and old counts. For a daily turn.
  Outcome<void> forget_old();

 private:
  journal::Journal& journal_;
  Policy policy_;
  SealingKey key_;
};

}  // namespace dl::accounts
