#include "accounts/factor_store.h"

#include <charconv>

#include <fmt/format.h>

#include "accounts/password.h"

namespace dl::accounts {
namespace {

constexpr std::size_t kLongestCode = 64;
constexpr std::size_t kDigits = 6;

std::string context_of(std::int64_t person) { return fmt::format("second factor of person:{}", person); }

}  // namespace

Outcome<std::optional<Factor>> find_factor(db::Session& session, std::int64_t person) {
  DL_TRY(auto row, (session.find<std::string, std::optional<Instant>, std::int64_t>(
                       "SELECT sealed, confirmed_at, last_step FROM second_factor WHERE person = :person", person)));
  if (!row) return std::nullopt;
  return Factor{std::get<0>(*row), std::get<1>(*row).has_value(), std::get<2>(*row)};
}

Outcome<std::string> open_secret(const SealingKey& key, std::int64_t person, const Factor& factor) {
  return key.open(factor.sealed, context_of(person));
}

Outcome<void> put_offer(db::Session& session, const SealingKey& key, std::int64_t person, const std::string& secret) {
  DL_CHECK(session.run(
      "INSERT INTO second_factor (person, sealed, confirmed_at, last_step) VALUES (:person, :sealed, NULL, 0) "
      "ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed, confirmed_at = NULL, last_step = 0",
      person, key.seal(secret, context_of(person))));
  return {};
}

Outcome<void> confirm_factor(db::Session& session, std::int64_t person, std::int64_t step, const std::string& salt,
                             const std::vector<std::string>& digests, Instant now) {
  DL_CHECK(
      session.run("UPDATE second_factor SET confirmed_at = :now, last_step = :step, salt = :salt WHERE person = "
                  ":person",
                  now, step, salt, person));
  DL_CHECK(session.run("DELETE FROM recovery_code WHERE person = :person", person));
  for (const auto& digest : digests)
    DL_CHECK(session.run("INSERT INTO recovery_code (person, digest) VALUES (:person, :digest)", person, digest));
  return {};
}

Outcome<bool> use_code(db::Session& session, const SealingKey& key, std::int64_t person, const Factor& factor,
                       const GivenCode& given, Instant now) {
  if (given.code.size() > kLongestCode) return false;
  DL_TRY(auto secret, open_secret(key, person, factor));
  // A step that is still to come was used before the clock was set back, and holds no more.
  auto ahead = totp::step_at(now) + 1;
  auto last_step = factor.last_step > ahead ? 0 : factor.last_step;
  if (auto step = totp::matching_step(secret, given.code, now, last_step)) {
    // Of two sign-ins with one code at the same moment only one finds the step unused.
    DL_TRY(auto used, session.run("UPDATE second_factor SET last_step = :step WHERE person = :person AND "
                                  "(last_step < :step OR last_step > :ahead)",
                                  *step, person, ahead));
    return used == 1;
  }
  if (given.digest.empty()) return false;
  DL_TRY(auto spent,
         session.run("DELETE FROM recovery_code WHERE person = :person AND digest = :digest", person, given.digest));
  return spent == 1;
}

Outcome<GivenCode> read_code(const Policy& policy, const std::string& salt, const std::string& code) {
  bool digits = code.size() == kDigits && code.find_first_not_of("0123456789") == std::string::npos;
  if (code.empty() || digits || code.size() > kLongestCode) return GivenCode{code, {}};
  DL_TRY(auto digest, slow_digest(policy, salt, totp::fold_recovery_code(code)));
  return GivenCode{code, std::move(digest)};
}

Outcome<std::string> find_salt(db::Session& session, std::int64_t person) {
  DL_TRY(auto row, session.find<std::string>("SELECT salt FROM second_factor WHERE person = :person", person));
  return row ? std::get<0>(*row) : std::string();
}

Outcome<std::string> renew_factors(db::Session& session, const SealingKey& key, const std::string& after, int most) {
  std::int64_t last = 0;
  std::from_chars(after.data(), after.data() + after.size(), last);
  DL_TRY(auto rows, (session.query<std::int64_t, std::string>(
                        "SELECT person, sealed FROM second_factor WHERE person > :after ORDER BY person LIMIT :most",
                        last, most)));
  for (const auto& [person, sealed] : rows) {
    last = person;
    if (key.is_current(sealed)) continue;
    DL_TRY(const auto secret, key.open(sealed, context_of(person)));
    DL_CHECK(session.run("UPDATE second_factor SET sealed = :sealed WHERE person = :person",
                         key.seal(secret, context_of(person)), person));
  }
  return std::ssize(rows) < most ? std::string() : fmt::format("{}", last);
}

}  // namespace dl::accounts
