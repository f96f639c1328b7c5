#include "accounts/lock_out.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/hash.h"

namespace dl::accounts {
namespace {

using Text = std::string;

constexpr std::int64_t kFirstLockMs = 60'000;
constexpr std::int64_t kLongestLockMs = 3'600'000;
constexpr std::int64_t kSkewMs = 300'000;  // the clocks of two nodes may differ by as much
constexpr std::chrono::hours kDay{24};

constexpr std::string_view kSpared = "spared ";
constexpr std::string_view kSession = "session ";

// Logins come from anybody, so they are kept as digests: of one length, of no use to a reader.
std::string key_of(const std::string& login) { return sha256_hex(login); }

Outcome<Failures> find_failures(db::Session& session, const std::string& login, const std::string& scope) {
  DL_TRY(auto row, (session.find<int, Instant, Instant, int, Instant>(
                       "SELECT failures, since, last_at, locks, locked_until FROM guess_count WHERE login = :login AND "
                       "scope = :scope",
                       key_of(login), scope)));
  if (!row) return Failures{};
  auto& [failures, since, last_at, locks, until] = *row;
  return Failures{failures, since, last_at, locks, until};
}

}  // namespace

bool is_outlived(Instant since, Instant now, std::chrono::milliseconds limit) {
  auto age = now.milliseconds() - since.milliseconds();
  return age >= limit.count() || age < -kSkewMs;
}

bool is_locked(const Failures& failures, Instant now) {
  auto left = failures.locked_until.milliseconds() - now.milliseconds();
  return left > 0 && left <= kLongestLockMs + kSkewMs;
}

Failures one_more_failure(Failures before, Instant now, const LockRule& rule) {
  auto quiet_since = std::max(before.last_at, before.locked_until);
  bool forgotten = !is_locked(before, now) && is_outlived(quiet_since, now, rule.window);
  bool too_old = before.locks == 0 && is_outlived(before.since, now, rule.window);
  if (before.failures == 0 || forgotten || too_old) before = {.since = now};
  ++before.failures;
  before.last_at = now;
  if (before.failures >= rule.after) {
    std::int64_t length = std::min(kFirstLockMs << std::min(before.locks, 16), kLongestLockMs);
    before.locked_until = Instant(now.milliseconds() + length);
    ++before.locks;
  }
  return before;
}

std::string scope::spared(const std::string& network) { return fmt::format("{}{}", kSpared, network); }
std::string scope::session(std::int64_t session) { return fmt::format("{}{}", kSession, session); }

LockRule rule_of(const Policy& policy, const std::string& scope) {
  if (scope == scope::kEverywhere || scope.starts_with(kSpared)) return {policy.daily_guesses, kDay};
  if (scope.starts_with(kSession)) return {policy.lock_after, policy.session_longest};
  return {policy.lock_after, policy.lock_window};
}

Outcome<void> hold_count(db::Session& session, const std::string& login, const std::string& scope, Instant now) {
  DL_CHECK(session.run(
      "INSERT INTO guess_count (login, scope, failures, since, last_at, locks, locked_until) VALUES (:login, :scope, "
      "0, :now, :now, 0, 0) ON CONFLICT (login, scope) DO UPDATE SET failures = guess_count.failures",
      key_of(login), scope, now));
  return {};
}

Outcome<Failures> count_failure(db::Session& session, const Policy& policy, const std::string& login,
                                const std::string& scope, Instant now) {
  DL_CHECK(hold_count(session, login, scope, now));
  DL_TRY(auto before, find_failures(session, login, scope));
  auto f = one_more_failure(before, now, rule_of(policy, scope));
  DL_CHECK(
      session.run("UPDATE guess_count SET failures = :failures, since = :since, last_at = :last, locks = :locks, "
                  "locked_until = :until WHERE login = :login AND scope = :scope",
                  f.failures, f.since, f.last_at, f.locks, f.locked_until, key_of(login), scope));
  return f;
}

Outcome<void> forget_failures(db::Session& session, const std::string& login, const std::string& scope) {
  DL_CHECK(session.run("DELETE FROM guess_count WHERE login = :login AND scope = :scope", key_of(login), scope));
  return {};
}

Outcome<void> forget_failures(db::Session& session, const std::string& login) {
  DL_CHECK(session.run("DELETE FROM guess_count WHERE login = :login", key_of(login)));
  return {};
}

Outcome<void> forget_old_failures(db::Session& session, Instant now) {
  auto day = std::chrono::milliseconds(kDay).count();
  DL_CHECK(
      session.run("DELETE FROM guess_count WHERE (last_at < :before AND locked_until < :before) OR last_at > :ahead",
                  Instant(now.milliseconds() - day), Instant(now.milliseconds() + day)));
  return {};
}

Outcome<Gate> find_gate(db::Session& session, const std::string& login, const std::string& network, Instant now) {
  DL_TRY(auto here, find_failures(session, login, network));
  DL_TRY(auto everywhere, find_failures(session, login, scope::kEverywhere));
  DL_TRY(auto spared, find_failures(session, login, scope::spared(network)));
  DL_TRY(auto code, find_failures(session, login, scope::kCode));
  Gate gate;
  gate.code_locked = is_locked(code, now);
  for (const auto& failures : {here, everywhere})
    if (is_locked(failures, now)) {
      gate.locked = true;
      gate.until = std::max(gate.until, failures.locked_until);
    }
  if (!gate.locked && gate.code_locked) gate.until = code.locked_until;
  if (gate.locked && !is_locked(spared, now)) {
    DL_TRY(gate.spared, has_signed_in_from(session, 0, network));
  }
  return gate;
}

Outcome<bool> has_signed_in_from(db::Session& session, std::int64_t person, const std::string& network) {
  DL_TRY(auto row,
         session.find<std::int64_t>("SELECT id FROM sign_in WHERE network = :network AND outcome = 'SignedIn' AND "
                                    "(:person = 0 OR person = :person) LIMIT 1",
                                    network, person));
  return row.has_value() && !network.empty();
}

}  // namespace dl::accounts
