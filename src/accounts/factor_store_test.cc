#include "accounts/factor_store.h"

#include "accounts/accounts_fixture.h"

namespace dl::accounts {
namespace {

class FactorStoreTest : public AccountsTest {};
DL_ON_EVERY_ENGINE(FactorStoreTest);

TEST_P(FactorStoreTest, SealsSecretsAnewUnderANewKeyInPieces) {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "accounts.key";
  const auto before = *SealingKey::load_or_make(file);
  constexpr int kPeople = 5;
  auto put = database().write([&](db::Session& session) -> Outcome<void> {
    for (int id = 1; id <= kPeople; ++id) {
      DL_CHECK(
          session.run("INSERT INTO person (id, login, name, agency, state, created_at) VALUES (:id, :login, 'n', "
                      ":agency, 'Active', 0)",
                      id, fmt::format("p{}", id), office_));
      DL_CHECK(put_offer(session, before, id, fmt::format("secret {}", id)));
    }
    return {};
  });
  ASSERT_TRUE(put) << describe(put.error());
  const auto both = *SealingKey::add_generation(file);
  std::string after;
  int pieces = 0;
  do {
    auto next = database().write([&](db::Session& session) { return renew_factors(session, both, after, 2); });
    ASSERT_TRUE(next) << describe(next.error());
    after = *next;
    ++pieces;
  } while (!after.empty());
  EXPECT_EQ(pieces, 3);
  const auto alone = *SealingKey::drop_older(file);
  for (int id = 1; id <= kPeople; ++id) {
    const auto factor = read([&](db::Session& session) { return find_factor(session, id); });
    ASSERT_TRUE(factor && *factor);
    EXPECT_EQ(open_secret(alone, id, **factor).value_or(""), fmt::format("secret {}", id));
  }
}

}  // namespace
}  // namespace dl::accounts
