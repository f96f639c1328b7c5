#include "accounts/sign_in.h"

#include "accounts/account_store.h"
#include "accounts/factor_store.h"
#include "accounts/password.h"
#include "base/hash.h"
#include "base/text.h"
#include "db/ids.h"

namespace dl::accounts {
namespace {

using journal::Transaction;

constexpr std::size_t kLongestLogin = 64;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr const char* kUnknown = "sign-in";  // the subject of what is said of logins that nobody has

// Who tries to sign in, as far as there is somebody.
struct Candidate {
  Person person = {};
  std::string hash = {};
};

// What a transaction that must be kept, because it counts, has decided.
struct Decision {
  std::optional<Error> refusal = {};
  SignedIn signed_in = {};
};

Decision refuse(Fault fault, std::string key) {
  return {.refusal = Error{fault, std::move(key), {}, {}, SourceLocation::current()}};
}

std::string fold_login(std::string_view login) { return text::ascii_lower(text::trim(login)); }

Outcome<std::optional<Candidate>> find_candidate(db::Session& session, const std::string& login) {
  if (login.size() > kLongestLogin || !text::is_utf8(login) || login.find('\0') != std::string::npos)
    return std::nullopt;
  DL_TRY(auto person, find_person(session, login));
  if (!person) return std::nullopt;
  DL_TRY(auto credential, find_credential(session, person->id));
  if (!credential) return std::nullopt;
  return Candidate{std::move(*person), std::move(credential->hash)};
}

Outcome<void> check_lock(db::Session& session, const std::string& login, Instant now) {
  DL_TRY(auto failures, find_failures(session, login));
  if (failures && failures->locked_until > now)
    return fail(Fault::TooMany, "account.locked", failures->locked_until.rfc3339());
  return {};
}

void record(Transaction& transaction, const std::optional<Candidate>& candidate, std::string actor, std::string verb,
            std::string reason) {
  journal::Event event;
  event.actor = std::move(actor);
  event.verb = "account." + std::move(verb);
  event.subject = candidate ? fmt::format("person:{}", candidate->person.id) : kUnknown;
  event.agency = candidate ? candidate->person.agency : 0;
  event.reason = std::move(reason);
  transaction.record(std::move(event));
}

std::string count_text(int count) { return count == 0 ? std::string() : fmt::format("登录失败 {} 次", count); }

// Counts a failure; says so in the person's history and, now and then, in the journal.
Outcome<void> note_failure(Transaction& transaction, const Policy& policy, const std::string& login,
                           const std::optional<Candidate>& candidate, const Attempt& attempt, SignInOutcome outcome) {
  DL_TRY(auto failures, lock_failures(transaction.sql(), login, transaction.now()));
  auto next = one_more_failure(failures, transaction.now(), policy);
  DL_CHECK(put_failures(transaction.sql(), login, next));
  bool locks = next.locks > failures.locks;
  std::string subject = candidate ? fmt::format("person:{}", candidate->person.id) : kUnknown;
  DL_TRY(auto count, count_refusal(transaction.sql(), subject, transaction.now()));
  if (candidate)
    DL_CHECK(insert_sign_in(transaction.sql(), candidate->person.id, transaction.now(), attempt.network, attempt.agent,
                            locks ? SignInOutcome::Locked : outcome));
  // A lock of somebody's account is always told; locks grow longer, so that cannot become a flood.
  if (locks && candidate) {
    DL_TRY(auto unreported, take_refusals(transaction.sql(), subject));
    record(transaction, candidate, "nobody", "locked", count_text(count + unreported));
  } else if (count > 0) {
    record(transaction, candidate, "nobody", "refused", count_text(count));
  }
  return {};
}

Outcome<SignedIn> begin_session(Transaction& transaction, const Candidate& candidate, const Attempt& attempt,
                                bool second_factor) {
  SignedIn made{.token = random_token(32), .person = candidate.person.id};
  DL_TRY(made.session, db::next_id(transaction.sql(), "open_session"));
  DL_CHECK(transaction.sql().run(
      "INSERT INTO open_session (id, digest, person, began_at, seen_at, network, agent, second_factor) "
      "VALUES (:id, :digest, :person, :now, :now, :network, :agent, :factor)",
      made.session, digest_of_token(made.token), made.person, transaction.now(), attempt.network, attempt.agent,
      second_factor));
  return made;
}

Outcome<Decision> refuse_wrong(Transaction& transaction, const Policy& policy, const std::string& login,
                               const std::optional<Candidate>& candidate, const Attempt& attempt,
                               SignInOutcome outcome) {
  DL_CHECK(note_failure(transaction, policy, login, candidate, attempt, outcome));
  return refuse(Fault::Unauthorized, outcome == SignInOutcome::WrongCode ? "account.code-wrong" : "account.refused");
}

// Somebody with the right password: the second factor, where there is one, then a session.
Outcome<Decision> admit(Transaction& transaction, const Policy& policy, const SealingKey& key,
                        const Candidate& candidate, const Attempt& attempt) {
  const auto& login = candidate.person.login;
  DL_TRY(auto factor, find_factor(transaction.sql(), candidate.person.id));
  bool owed = factor && factor->confirmed;
  if (owed && attempt.code.empty()) return refuse(Fault::Unauthorized, "account.code-owed");
  if (owed) {
    DL_TRY(bool right, use_code(transaction.sql(), key, candidate.person.id, *factor, attempt.code, transaction.now()));
    if (!right) return refuse_wrong(transaction, policy, login, candidate, attempt, SignInOutcome::WrongCode);
  }
  DL_CHECK(forget_failures(transaction.sql(), login));
  DL_TRY(auto unreported, take_refusals(transaction.sql(), fmt::format("person:{}", candidate.person.id)));
  DL_CHECK(insert_sign_in(transaction.sql(), candidate.person.id, transaction.now(), attempt.network, attempt.agent,
                          SignInOutcome::SignedIn));
  DL_TRY(auto made, begin_session(transaction, candidate, attempt, owed));
  record(transaction, candidate, fmt::format("person:{}", candidate.person.id), "signed-in", count_text(unreported));
  return Decision{.signed_in = std::move(made)};
}

}  // namespace

Outcome<SignedIn> SignIn::sign_in(const Attempt& attempt) {
  std::string login = fold_login(attempt.login);
  std::optional<Candidate> candidate;
  auto done = journal_.database().read([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(check_lock(session, login, journal_.clock().now()));
    DL_TRY(candidate, find_candidate(session, login));
    return {};
  });
  DL_CHECK(done);
  DL_TRY(bool right, verify_password(policy_, candidate ? candidate->hash : std::string(), attempt.password));

  DL_TRY(auto decision, journal_.keep([&](Transaction& transaction) -> Outcome<Decision> {
    // What was read before the hash may have changed while it was computed.
    DL_CHECK(lock_failures(transaction.sql(), login, transaction.now()));
    if (auto locked = check_lock(transaction.sql(), login, transaction.now()); !locked)
      return locked.error().fault == Fault::TooMany ? Outcome<Decision>(Decision{.refusal = locked.error()})
                                                    : Failure(locked.error());
    DL_TRY(auto now, find_candidate(transaction.sql(), login));
    if (!right || !now || now->hash != candidate->hash)
      return refuse_wrong(transaction, policy_, login, now, attempt, SignInOutcome::WrongPassword);
    if (now->person.state != PersonState::Active)
      return refuse_wrong(transaction, policy_, login, now, attempt, SignInOutcome::Suspended);
    return admit(transaction, policy_, key_, *now, attempt);
  }));
  if (decision.refusal) return Failure(std::move(*decision.refusal));
  return std::move(decision.signed_in);
}

Outcome<std::optional<Instant>> SignIn::locked_until(const std::string& login) {
  return journal_.database().read([&](db::Session& session) -> Outcome<std::optional<Instant>> {
    DL_TRY(auto failures, find_failures(session, fold_login(login)));
    if (!failures || failures->locked_until <= journal_.clock().now()) return std::nullopt;
    return failures->locked_until;
  });
}

// A stolen session must not be a place to guess the password from: failures count as at sign-in.
Outcome<void> SignIn::check_password(const OpenSession& session, const std::string& password) {
  const auto& login = session.person.login;
  std::string hash;
  auto done = journal_.database().read([&](db::Session& sql) -> Outcome<void> {
    DL_CHECK(check_lock(sql, login, journal_.clock().now()));
    DL_TRY(auto credential, find_credential(sql, session.person.id));
    if (credential) hash = credential->hash;
    return {};
  });
  DL_CHECK(done);
  DL_TRY(bool right, verify_password(policy_, hash, password));
  if (right) return {};
  DL_CHECK(journal_.keep([&](Transaction& transaction) {
    return note_failure(transaction, policy_, login, Candidate{session.person, hash}, {}, SignInOutcome::WrongPassword);
  }));
  return fail(Fault::Unauthorized, "account.old-password");
}

Outcome<void> SignIn::change_password(const OpenSession& session, const std::string& old_password,
                                      const std::string& new_password) {
  DL_CHECK(check_password(session, old_password));
  auto problems = problems_of_password(policy_, new_password, session.person.login);
  if (!problems.empty()) return Failure(Error{Fault::Invalid, "password.weak", {}, std::move(problems)});
  std::vector<std::string> former;
  auto done = journal_.database().read([&](db::Session& sql) -> Outcome<void> {
    DL_TRY(former, list_former_hashes(sql, session.person.id, policy_.password_history));
    DL_TRY(auto present, find_credential(sql, session.person.id));
    if (present) former.push_back(present->hash);
    return {};
  });
  DL_CHECK(done);
  for (const auto& hash : former) {
    DL_TRY(bool same, verify_password(policy_, hash, new_password));
    if (same) return fail(Fault::Invalid, "password.former");
  }
  DL_TRY(auto hash, hash_password(policy_, new_password));
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(put_credential(transaction.sql(), session.person.id, {hash, transaction.now(), false},
                            policy_.password_history));
    DL_CHECK(end_sessions(transaction.sql(), session.person.id, session.id));
    record(transaction, Candidate{session.person, {}}, session.principal.actor(), "password-changed", {});
    return {};
  });
}

Outcome<SecondFactorOffer> SignIn::offer_second_factor(const OpenSession& session) {
  std::string secret = totp::new_secret();
  auto done = journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto factor, find_factor(transaction.sql(), session.person.id));
    if (factor && factor->confirmed) return fail(Fault::Conflict, "second_factor.on");
    DL_CHECK(put_offer(transaction.sql(), key_, session.person.id, secret));
    record(transaction, Candidate{session.person, {}}, session.principal.actor(), "second-factor-offered", {});
    return {};
  });
  DL_CHECK(done);
  return SecondFactorOffer{totp::base32(secret), totp::uri(policy_.issuer, session.person.login, secret)};
}

Outcome<std::vector<std::string>> SignIn::confirm_second_factor(const OpenSession& session, const std::string& code) {
  auto codes = totp::new_recovery_codes();
  auto done = journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto factor, find_factor(transaction.sql(), session.person.id));
    if (!factor) return fail(Fault::Conflict, "second_factor.none");
    if (factor->confirmed) return fail(Fault::Conflict, "second_factor.on");
    DL_TRY(auto secret, open_secret(key_, session.person.id, *factor));
    auto step = totp::matching_step(secret, code, transaction.now(), factor->last_step);
    if (!step) return fail(Fault::Invalid, "account.code-wrong");
    DL_CHECK(confirm_factor(transaction.sql(), session.person.id, *step, codes, transaction.now()));
    record(transaction, Candidate{session.person, {}}, session.principal.actor(), "second-factor-on", {});
    return {};
  });
  DL_CHECK(done);
  return codes;
}

Outcome<void> SignIn::remove_second_factor(const OpenSession& session, const std::string& password) {
  DL_CHECK(check_password(session, password));
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(bool gone, remove_factor(transaction.sql(), session.person.id));
    if (!gone) return fail(Fault::Conflict, "second_factor.none");
    record(transaction, Candidate{session.person, {}}, session.principal.actor(), "second-factor-off", {});
    return {};
  });
}

Outcome<void> SignIn::forget_old() {
  return journal_.keep([&](Transaction& transaction) -> Outcome<void> {
    auto now = transaction.now().milliseconds();
    auto before = [&](std::int64_t age) { return Instant(now - age); };
    auto& sql = transaction.sql();
    DL_CHECK(sql.run("DELETE FROM sign_in WHERE at < :before", before(policy_.history_days * kDayMs)));
    DL_CHECK(sql.run("DELETE FROM open_session WHERE began_at < :longest OR seen_at < :idle",
                     before(policy_.session_longest.count()), before(policy_.session_idle.count())));
    DL_CHECK(sql.run("DELETE FROM sign_in_failure WHERE last_at < :before AND locked_until < :before", before(kDayMs)));
    return {};
  });
}

}  // namespace dl::accounts
