#include "accounts/factor_store.h"

#include <fmt/format.h>

#include "base/hash.h"

namespace dl::accounts {
namespace {

constexpr std::size_t kLongestCode = 64;

std::string context_of(std::int64_t person) { return fmt::format("second factor of person:{}", person); }

std::string digest_of_code(std::int64_t person, std::string_view code) {
  return sha256_hex(fmt::format("{}:{}", person, totp::fold_recovery_code(code)));
}

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

Outcome<void> confirm_factor(db::Session& session, std::int64_t person, std::int64_t step,
                             const std::vector<std::string>& recovery_codes, Instant now) {
  DL_CHECK(session.run("UPDATE second_factor SET confirmed_at = :now, last_step = :step WHERE person = :person", now,
                       step, person));
  DL_CHECK(session.run("DELETE FROM recovery_code WHERE person = :person", person));
  for (const auto& code : recovery_codes)
    DL_CHECK(session.run("INSERT INTO recovery_code (person, digest) VALUES (:person, :digest)", person,
                         digest_of_code(person, code)));
  return {};
}

Outcome<bool> use_code(db::Session& session, const SealingKey& key, std::int64_t person, const Factor& factor,
                       const std::string& code, Instant now) {
  if (code.size() > kLongestCode) return false;
  DL_TRY(auto secret, open_secret(key, person, factor));
  if (auto step = totp::matching_step(secret, code, now, factor.last_step)) {
    // Of two sign-ins with one code at the same moment only one finds the step unused.
    DL_TRY(auto used, session.run("UPDATE second_factor SET last_step = :step WHERE person = :person AND "
                                  "last_step < :step",
                                  *step, person));
    return used == 1;
  }
  DL_TRY(auto spent, session.run("DELETE FROM recovery_code WHERE person = :person AND digest = :digest", person,
                                 digest_of_code(person, code)));
  return spent == 1;
}

}  // namespace dl::accounts
