// The hashes of kept passwords.
#include "accounts/password.h"

#include <chrono>
#include <thread>

#include <gmock/gmock.h>

#include "tests/support/temporary_folder.h"

namespace dl::accounts {
namespace {

Policy quick() {
  Policy policy;
  policy.hash_memory = 8192;
  policy.hash_passes = 1;
  return policy;
}

TEST(PasswordHash, KnowsTheRightOneOnly) {
  auto hash = hash_password(quick(), "Snow-falls-7");
  ASSERT_TRUE(hash) << describe(hash.error());
  EXPECT_THAT(*hash, testing::StartsWith("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_NE(*hash, *hash_password(quick(), "Snow-falls-7")) << "salted";
  EXPECT_TRUE(*verify_password(quick(), *hash, "Snow-falls-7"));
  EXPECT_FALSE(*verify_password(quick(), *hash, "Snow-falls-8"));
  EXPECT_FALSE(*verify_password(quick(), *hash, ""));
  EXPECT_FALSE(*verify_password(quick(), "", ""));
  EXPECT_FALSE(*verify_password(quick(), "not a hash", "x"));
}

TEST(PasswordHash, TakesEveryCharacterAsItIs) {
  const std::string long_middle(1000, 'x');
  const std::string known = " Snow-" + long_middle + "7é ";
  auto hash = *hash_password(quick(), known);
  EXPECT_TRUE(*verify_password(quick(), hash, known));
  const std::string others[] = {" snow-" + long_middle + "7é ",
                                " Snow-" + long_middle + "8é ",
                                " Snow-" + long_middle + "7e\u0301 ",
                                "Snow-" + long_middle + "7é",
                                known.substr(0, 72),
                                known + '\0'};
  for (const auto& other : others) EXPECT_FALSE(*verify_password(quick(), hash, other)) << other;
}

TEST(PasswordHash, TakesTheMemoryThatIsAsked) {
  auto hash = hash_password({}, "Snow-falls-7");
  ASSERT_TRUE(hash) << describe(hash.error());
  EXPECT_THAT(*hash, testing::StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
}

TEST(PasswordHash, CostsTheSameForNobody) {
  auto hash = *hash_password({}, "Snow-falls-7");
  auto time = [&](const std::string& of) {
    auto best = std::chrono::nanoseconds::max();
    for (int i = 0; i < 3; ++i) {
      auto begin = std::chrono::steady_clock::now();
      EXPECT_TRUE(verify_password({}, of, "wrong"));
      best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - begin);
    }
    return static_cast<double>(best.count());
  };
  double known = time(hash);
  double unknown = time("");
  EXPECT_LT(unknown, known * 3);
  EXPECT_GT(unknown, known / 3);
}

}  // namespace
}  // namespace dl::accounts
