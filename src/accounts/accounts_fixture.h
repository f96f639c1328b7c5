// What the tests of accounts begin with: a city office with a bureau and its two districts, and people.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/keys.h"
#include "accounts/people_desk.h"
#include "accounts/sessions.h"
#include "accounts/sign_in.h"
#include "db/schema.h"
#include "journal/schema.h"
#include "tests/support/database_fixture.h"
#include "tests/support/places.h"

namespace dl::accounts {

inline const std::string kGood = "Snow-falls-7";

class AccountsTest : public test::DatabaseTest {
 public:
  AccountsTest() {
    migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &migrations()});
    policy_.hash_memory = 8192;  // the tests are about who may, not about what a guess costs
    policy_.hash_passes = 1;
    auto founded = database().write([&](db::Session& session) -> Outcome<void> {
      DL_TRY(const auto office, test::put(session, test::kCity));
      DL_TRY(const auto bureau, test::put(session, test::kBureau, office));
      DL_CHECK(test::put(session, test::kEast, bureau));
      DL_CHECK(test::put(session, test::kWest, bureau));
      return {};
    });
    EXPECT_TRUE(founded) << describe(founded.error());
  }

  template <class F>
  auto read(F f) {
    return database().read([&](db::Session& session) { return f(session); });
  }

  PeopleDesk people() { return {journal_, policy_}; }
  Sessions sessions() { return {journal_, policy_}; }
  SignIn sign_in() { return {journal_, policy_, key_}; }
  Keys keys() { return Keys(journal_); }

  std::int64_t person(const std::string& login, std::int64_t agency, std::vector<Grant> grants) {
    auto made = people().enter({login, "某" + login, agency, std::move(grants), kGood}, machine_);
    EXPECT_TRUE(made) << describe(made.error());
    return made ? made->person : 0;
  }

  Principal principal(std::int64_t id) {
    auto loaded = read([&](db::Session& session) { return load_principal(session, id); });
    EXPECT_TRUE(loaded) << describe(loaded.error());
    return loaded.value_or(Principal());
  }

  Attempt attempt(const std::string& login, const std::string& password, const std::string& code = "") {
    return {login, password, code, network_, "Firefox"};
  }

  /// Binds a second factor in the session; the secret of the authenticator. Recovery codes go to `recovery_`.
  std::string bind_factor(const OpenSession& session) {
    auto offer = sign_in().offer_second_factor(session, {.password = kGood});
    EXPECT_TRUE(offer) << describe(offer.error());
    auto sealed = *read([&](db::Session& s) {
      return s.value<std::string>("SELECT sealed FROM second_factor WHERE person = :person", session.person.id);
    });
    auto secret = *key_.open(sealed, fmt::format("second factor of person:{}", session.person.id));
    auto bound = sign_in().confirm_second_factor(session, code(secret, -1));
    EXPECT_TRUE(bound) << describe(bound.error());
    recovery_ = bound.value_or(std::vector<std::string>());
    return secret;
  }
  /// What the authenticator shows, or shows so many steps later.
  std::string code(const std::string& secret, int later = 0) {
    return totp::code_at(secret, totp::step_at(clock().now()) + later);
  }

  /// Signs in with the good password and opens the session.
  OpenSession open(const std::string& login) {
    auto signed_in = sign_in().sign_in(attempt(login, kGood));
    EXPECT_TRUE(signed_in) << describe(signed_in.error());
    if (!signed_in) return {};
    token_ = signed_in->token;
    auto session = sessions().load(token_);
    EXPECT_TRUE(session) << describe(session.error());
    return session.value_or(OpenSession());
  }

  std::string refusal(const std::string& login, const std::string& password, const std::string& code = "") {
    auto signed_in = sign_in().sign_in(attempt(login, password, code));
    return signed_in ? "" : signed_in.error().key;
  }

  std::vector<std::string> verbs_about(const std::string& subject) {
    std::vector<std::string> verbs;
    auto entries = journal_.about(subject);
    EXPECT_TRUE(entries);
    if (entries)
      for (const auto& entry : *entries) verbs.push_back(entry.event.verb);
    return verbs;
  }

  void pass(std::chrono::milliseconds time) { clock().advance_ms(time.count()); }

 protected:
  journal::Journal journal_ = journal::Journal(database(), clock());
  Policy policy_ = {};
  SealingKey key_ = SealingKey::random();
  Principal machine_ = Principal::machine("system:test");
  std::string token_ = {};
  std::string network_ = "10.2.0.0/16";
  std::vector<std::string> recovery_ = {};
  const std::int64_t office_ = 1;  ///< kCity, and below it kBureau with its two districts, by their numbers
  const std::int64_t bureau_ = 2;
  const std::int64_t east_ = 3;
  const std::int64_t west_ = 4;
};

}  // namespace dl::accounts
