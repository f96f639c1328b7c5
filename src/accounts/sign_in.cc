#include "accounts/sign_in.h"

#include "accounts/account_store.h"
#include "accounts/events.h"
#include "accounts/factor_store.h"
#include "accounts/lock_out.h"
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
  Credential credential = {};
};

// Somebody's attempt, after what costs time was computed outside of the transaction.
struct Weighed {
  const Attempt& attempt;
  std::string login = {};
  bool right = false;  // the password, of the credential `hash`
  std::string hash = {};
  GivenCode code = {};
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

std::string subject_of(const std::optional<Candidate>& candidate) {
  return candidate ? fmt::format("person:{}", candidate->person.id) : kUnknown;
}

Outcome<std::optional<Candidate>> find_candidate(db::Session& session, const std::string& login) {
  if (login.size() > kLongestLogin || !text::is_utf8(login) || login.find('\0') != std::string::npos)
    return std::nullopt;
  DL_TRY(auto person, find_person(session, login));
  if (!person) return std::nullopt;
  DL_TRY(auto credential, find_credential(session, person->id));
  if (!credential) return std::nullopt;
  return Candidate{std::move(*person), std::move(*credential)};
}

void record(Transaction& transaction, const std::optional<Candidate>& candidate, std::string actor,
            journal::EventKind kind, std::string reason) {
  journal::Event event;
  event.actor = std::move(actor);
  event.verb = kind.verb;
  event.subject = subject_of(candidate);
  event.agency = candidate ? candidate->person.agency : 0;
  event.reason = std::move(reason);
  transaction.record(std::move(event));
}

std::string count_text(int count) { return count == 0 ? std::string() : fmt::format("登录失败 {} 次", count); }

// Counts a failure in each scope; says so in the person's history and, now and then, in the journal.
Outcome<void> note_failure(Transaction& transaction, const Policy& policy, const Weighed& weighed,
                           const std::optional<Candidate>& candidate, const std::vector<std::string>& scopes,
                           SignInOutcome outcome) {
  auto now = transaction.now();
  auto& sql = transaction.sql();
  bool locks = false;
  for (const auto& scope : scopes) {
    DL_TRY(auto failures, count_failure(sql, policy, weighed.login, scope, now));
    locks = locks || failures.last_at < failures.locked_until;
  }
  auto subject = subject_of(candidate);
  DL_TRY(auto count, count_refusal(sql, subject, now));
  if (candidate)
    DL_CHECK(insert_sign_in(sql, candidate->person.id, now, weighed.attempt.network, weighed.attempt.agent,
                            locks ? SignInOutcome::Locked : outcome));
  int locked = 0;
  if (locks && candidate) {
    DL_TRY(locked, count_refusal(sql, subject + " locked", now));
  }
  if (locked > 0) {  // told at once, but not for each network that somebody guesses from
    DL_TRY(auto unreported, take_refusals(sql, subject));
    record(transaction, candidate, "nobody", event("account.locked"), count_text(count + unreported));
  } else if (count > 0) {
    record(transaction, candidate, "nobody", event("account.refused"), count_text(count));
  }
  return {};
}

Outcome<SignedIn> begin_session(Transaction& transaction, const Policy& policy, const Candidate& candidate,
                                const Attempt& attempt, bool second_factor) {
  SignedIn made{.token = random_token(32), .person = candidate.person.id};
  DL_TRY(made.session, db::next_id(transaction.sql(), "open_session"));
  DL_CHECK(transaction.sql().run(
      "INSERT INTO open_session (id, digest, person, began_at, seen_at, network, agent, second_factor) "
      "VALUES (:id, :digest, :person, :now, :now, :network, :agent, :factor)",
      made.session, digest_of_token(made.token), made.person, transaction.now(), attempt.network, attempt.agent,
      second_factor));
  DL_TRY(auto ended, end_oldest_sessions(transaction.sql(), made.person, policy.sessions_each));
  if (ended > 0)
    record(transaction, candidate, fmt::format("person:{}", made.person), event("account.sessions-ended"),
           fmt::format("{}", ended));
  return made;
}

// One attempt within the transaction that counts it.
class Decider {
 public:
  Decider(Transaction& transaction, const Policy& policy, const SealingKey& key, const Weighed& weighed)
      : transaction_(transaction), policy_(policy), key_(key), weighed_(weighed) {}

  Outcome<Decision> decide() {
    const auto& network = weighed_.attempt.network;
    auto now = transaction_.now();
    DL_CHECK(hold_count(sql(), weighed_.login, network, now));
    // What was read before the hash may have changed while it was computed.
    DL_TRY(gate_, find_gate(sql(), weighed_.login, network, now));
    DL_TRY(candidate_, find_candidate(sql(), weighed_.login));
    bool right = weighed_.right && candidate_ && candidate_->credential.hash == weighed_.hash;
    if (!right) return refuse_guess(SignInOutcome::WrongPassword);
    if (candidate_->person.state != PersonState::Active) return refuse_guess(SignInOutcome::Suspended);
    DL_TRY(auto factor, find_factor(sql(), candidate_->person.id));
    bool owed = factor && factor->confirmed;
    DL_TRY(bool known, has_signed_in_from(sql(), candidate_->person.id, network));
    bool heard = !gate_.locked || (known && gate_.spared);
    if (!heard && (!owed || weighed_.code.code.empty())) return refuse_guess(SignInOutcome::WrongPassword);
    if (owed && weighed_.code.code.empty()) return refuse(Fault::Unauthorized, "account.code-owed");
    if (owed) {
      DL_TRY(bool passed, check_code(*factor));
      if (!passed) return refuse_code(heard);
    }
    return admit(owed);
  }

 private:
  db::Session& sql() { return transaction_.sql(); }

  Outcome<Decision> refuse_guess(SignInOutcome outcome) {
    std::vector<std::string> scopes = {weighed_.attempt.network, scope::kEverywhere};
    if (gate_.locked) scopes.push_back(scope::spared(weighed_.attempt.network));
    DL_CHECK(note_failure(transaction_, policy_, weighed_, candidate_, scopes, outcome));
    return gate_.locked ? refuse(Fault::TooMany, "account.locked") : refuse(Fault::Unauthorized, "account.refused");
  }

  Outcome<bool> check_code(const Factor& factor) {
    DL_CHECK(hold_count(sql(), weighed_.login, scope::kCode, transaction_.now()));
    DL_TRY(auto gate, find_gate(sql(), weighed_.login, weighed_.attempt.network, transaction_.now()));
    gate_.code_locked = gate.code_locked;
    if (gate_.code_locked) return false;
    return use_code(sql(), key_, candidate_->person.id, factor, weighed_.code, transaction_.now());
  }

  // Codes are guessed by nobody but who has the password, so they are counted wherever they come from.
  Outcome<Decision> refuse_code(bool heard) {
    if (gate_.code_locked) return refuse(Fault::TooMany, "account.locked");
    DL_CHECK(note_failure(transaction_, policy_, weighed_, candidate_, {scope::kCode}, SignInOutcome::WrongCode));
    return heard ? refuse(Fault::Unauthorized, "account.code-wrong") : refuse(Fault::TooMany, "account.locked");
  }

  Outcome<Decision> admit(bool second_factor) {
    const auto& [person, credential] = *candidate_;
    const auto& attempt = weighed_.attempt;
    auto now = transaction_.now();
    if (credential.must_change && is_outlived(credential.set_at, now, std::chrono::days(policy_.first_password_days)))
      return refuse(Fault::Unauthorized, "account.first-password-ended");
    for (const auto& scope : {attempt.network, scope::spared(attempt.network), std::string(scope::kCode)})
      DL_CHECK(forget_failures(sql(), person.login, scope));
    DL_TRY(auto unreported, take_refusals(sql(), subject_of(candidate_)));
    DL_CHECK(insert_sign_in(sql(), person.id, now, attempt.network, attempt.agent, SignInOutcome::SignedIn));
    DL_TRY(auto made, begin_session(transaction_, policy_, *candidate_, attempt, second_factor));
    record(transaction_, candidate_, subject_of(candidate_), event("account.signed-in"), count_text(unreported));
    return Decision{.signed_in = std::move(made)};
  }

  Transaction& transaction_;
  const Policy& policy_;
  const SealingKey& key_;
  const Weighed& weighed_;
  Gate gate_ = {};
  std::optional<Candidate> candidate_ = {};
};

}  // namespace

Outcome<SignedIn> SignIn::sign_in(const Attempt& attempt) {
  Weighed weighed{.attempt = attempt, .login = fold_login(attempt.login)};
  std::string salt;
  auto done = journal_.database().read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(auto gate, find_gate(session, weighed.login, attempt.network, journal_.clock().now()));
    if (gate.locked && !gate.spared && attempt.code.empty()) return fail(Fault::TooMany, "account.locked");
    DL_TRY(auto candidate, find_candidate(session, weighed.login));
    if (!candidate) return {};
    weighed.hash = candidate->credential.hash;
    DL_TRY(salt, find_salt(session, candidate->person.id));
    return {};
  });
  DL_CHECK(done);
  DL_TRY(weighed.right, verify_password(policy_, weighed.hash, attempt.password));
  DL_TRY(weighed.code, read_code(policy_, salt, attempt.code));
  DL_TRY(auto decision, journal_.keep([&](Transaction& transaction) {
    return Decider(transaction, policy_, key_, weighed).decide();
  }));
  if (decision.refusal) return Failure(std::move(*decision.refusal));
  return std::move(decision.signed_in);
}

Outcome<std::optional<Instant>> SignIn::locked_until(const std::string& login, const std::string& network) {
  return journal_.database().read([&](db::Session& session) -> Outcome<std::optional<Instant>> {
    DL_TRY(auto gate, find_gate(session, fold_login(login), network, journal_.clock().now()));
    if (!gate.locked && !gate.code_locked) return std::nullopt;
    return gate.until;
  });
}

Outcome<void> SignIn::forget_old() {
  return journal_.keep([&](Transaction& transaction) -> Outcome<void> {
    auto now = transaction.now().milliseconds();
    auto before = [&](std::int64_t age) { return Instant(now - age); };
    auto& sql = transaction.sql();
    DL_CHECK(sql.run("DELETE FROM sign_in WHERE at < :before", before(policy_.history_days * kDayMs)));
    DL_CHECK(sql.run("DELETE FROM open_session WHERE began_at < :longest OR seen_at < :idle OR began_at > :ahead",
                     before(policy_.session_longest.count()), before(policy_.session_idle.count()), before(-kDayMs)));
    return forget_old_failures(sql, transaction.now());
  });
}

}  // namespace dl::accounts
