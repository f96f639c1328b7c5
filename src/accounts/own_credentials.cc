// What people change of their own credentials, within an open session.
#include "accounts/account_store.h"
#include "accounts/events.h"
#include "accounts/factor_store.h"
#include "accounts/lock_out.h"
#include "accounts/password.h"
#include "accounts/password_rules.h"
#include "accounts/sign_in.h"
#include "base/hash.h"

namespace dl::accounts {
namespace {

using journal::Transaction;

void record(Transaction& transaction, const OpenSession& session, journal::EventKind kind) {
  journal::Event event;
  event.actor = fmt::format("person:{}", session.person.id);
  event.verb = kind.verb;
  event.subject = event.actor;
  event.agency = session.person.agency;
  transaction.record(std::move(event));
}

}  // namespace

Outcome<void> SignIn::prove(const OpenSession& session, const Proof& proof) {
  auto person = session.person.id;
  std::string hash;
  std::string salt;
  auto done = journal_.database().read([&](db::Session& sql) -> Outcome<void> {
    DL_TRY(auto credential, find_credential(sql, person));
    if (credential) hash = credential->hash;
    DL_TRY(salt, find_salt(sql, person));
    return {};
  });
  DL_CHECK(done);
  bool by_code = !proof.code.empty();
  bool right = false;
  GivenCode code;
  if (by_code) {
    DL_TRY(code, read_code(policy_, salt, proof.code));
  } else {
    DL_TRY(right, verify_password(policy_, hash, proof.password));
  }
  DL_TRY(auto refusal, journal_.keep([&](Transaction& transaction) -> Outcome<std::optional<Error>> {
    auto& sql = transaction.sql();
    auto scope = scope::session(session.id);
    DL_CHECK(hold_count(sql, session.person.login, scope, transaction.now()));
    DL_TRY(bool open, is_open(sql, session.id));
    if (!open) return Error{Fault::Unauthorized, "session.none"};
    if (by_code) {
      DL_TRY(auto factor, find_factor(sql, person));
      if (factor && factor->confirmed) {
        DL_TRY(right, use_code(sql, key_, person, *factor, code, transaction.now()));
      }
    }
    if (right) {
      DL_CHECK(forget_failures(sql, session.person.login, scope));
      return std::nullopt;
    }
    DL_TRY(auto failures, count_failure(sql, policy_, session.person.login, scope, transaction.now()));
    if (failures.failures < policy_.lock_after)
      return Error{Fault::Unauthorized, by_code ? "account.code-wrong" : "account.old-password"};
    DL_CHECK(sql.run("DELETE FROM open_session WHERE id = :id", session.id));
    record(transaction, session, event("account.session-guessed"));
    return Error{Fault::Unauthorized, "session.guessed"};
  }));
  if (refusal) return Failure(std::move(*refusal));
  return {};
}

Outcome<void> SignIn::change_password(const OpenSession& session, const std::string& old_password,
                                      const std::string& new_password) {
  DL_CHECK(prove(session, {.password = old_password}));
  std::vector<std::string> former;
  Whose whose{.login = session.person.login, .name = session.person.name};
  auto done = journal_.database().read([&](db::Session& sql) -> Outcome<void> {
    DL_TRY(whose.agencies, list_agency_names(sql, session.person.agency));
    DL_TRY(former, list_former_hashes(sql, session.person.id, policy_.password_history));
    DL_TRY(auto present, find_credential(sql, session.person.id));
    if (present) former.push_back(present->hash);
    return {};
  });
  DL_CHECK(done);
  auto problems = problems_of_password(policy_, new_password, whose);
  if (!problems.empty()) return Failure(Error{Fault::Invalid, "password.weak", {}, std::move(problems)});
  for (const auto& hash : former) {
    DL_TRY(bool same, verify_password(policy_, hash, new_password));
    if (same) return fail(Fault::Invalid, "password.former");
  }
  DL_TRY(auto hash, hash_password(policy_, new_password));
  // Kept also while the program is read-only: whoever owes it could not even look at anything otherwise.
  return journal_.keep([&](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(transaction.hold(fmt::format("person:{}", session.person.id)));
    DL_CHECK(put_credential(transaction.sql(), session.person.id, {hash, transaction.now(), false},
                            policy_.password_history));
    DL_CHECK(end_sessions(transaction.sql(), session.person.id, session.id));
    record(transaction, session, event("account.password-changed"));
    return {};
  });
}

Outcome<SecondFactorOffer> SignIn::offer_second_factor(const OpenSession& session, const Proof& proof) {
  DL_CHECK(prove(session, proof));
  std::string secret = totp::new_secret();
  auto done = journal_.keep([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto factor, find_factor(transaction.sql(), session.person.id));
    if (factor && factor->confirmed) return fail(Fault::Conflict, "second_factor.on");
    DL_CHECK(transaction.hold(fmt::format("person:{}", session.person.id)));
    DL_CHECK(put_offer(transaction.sql(), key_, session.person.id, secret));
    record(transaction, session, event("account.second-factor-offered"));
    return {};
  });
  DL_CHECK(done);
  return SecondFactorOffer{totp::base32(secret), totp::uri(policy_.issuer, session.person.login, secret)};
}

Outcome<std::vector<std::string>> SignIn::confirm_second_factor(const OpenSession& session, const std::string& code) {
  auto codes = totp::new_recovery_codes();
  auto salt = random_token(16);
  std::vector<std::string> digests;
  for (const auto& one : codes) {
    DL_TRY(auto given, read_code(policy_, salt, one));
    digests.push_back(std::move(given.digest));
  }
  auto done = journal_.keep([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto factor, find_factor(transaction.sql(), session.person.id));
    if (!factor) return fail(Fault::Conflict, "second_factor.none");
    if (factor->confirmed) return fail(Fault::Conflict, "second_factor.on");
    DL_TRY(auto secret, open_secret(key_, session.person.id, *factor));
    auto step = totp::matching_step(secret, code, transaction.now(), factor->last_step);
    if (!step) return fail(Fault::Invalid, "account.code-wrong");
    DL_CHECK(transaction.hold(fmt::format("person:{}", session.person.id)));
    DL_CHECK(confirm_factor(transaction.sql(), session.person.id, *step, salt, digests, transaction.now()));
    record(transaction, session, event("account.second-factor-on"));
    return {};
  });
  DL_CHECK(done);
  return codes;
}

Outcome<void> SignIn::remove_second_factor(const OpenSession& session, const Proof& proof) {
  if (demands_second_factor(policy_, session.person.grants)) return fail(Fault::Conflict, "second_factor.demanded");
  DL_CHECK(prove(session, proof));
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(transaction.hold(fmt::format("person:{}", session.person.id)));
    DL_TRY(bool gone, remove_factor(transaction.sql(), session.person.id));
    if (!gone) return fail(Fault::Conflict, "second_factor.none");
    record(transaction, session, event("account.second-factor-off"));
    return {};
  });
}

}  // namespace dl::accounts
