// The rules for new passwords and the hashes of kept ones.
#include "accounts/password.h"

#include <chrono>
#include <set>
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

TEST(PasswordRules, SayWhatIsWrong) {
  struct Case {
    const char* password = "";
    std::vector<std::string> wrong = {};
  };
  const Case cases[] = {
      {"Snow-falls-7", {}},
      {"雪落无声 Ab3", {"password.short"}},
      {"雪落无声在云泽 Ab3", {}},
      {"Sn0w-fall", {"password.short"}},
      {"snowfallsagain", {"password.kinds"}},
      {"snowfalls2026", {"password.kinds"}},
      {"Snowfalls2026", {}},
      {"zhang.san-Ab1", {"password.login"}},
      {"x9-NAS.gnahz-A", {"password.login"}},
      {"Password2026!", {"password.common"}},
      {"123Admin@@@456", {"password.common"}},
      {"1qaz@WSX", {"password.short", "password.common"}},
      {"", {"password.short", "password.kinds"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.password);
    std::vector<std::string> wrong;
    for (const auto& problem : problems_of_password({}, c.password, "zhang.san")) wrong.push_back(problem.key);
    EXPECT_EQ(wrong, c.wrong);
  }
}

TEST(PasswordRules, PassEveryFirstPassword) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    auto password = first_password();
    EXPECT_TRUE(problems_of_password({}, password, "li.si").empty()) << password;
    seen.insert(password);
  }
  EXPECT_EQ(seen.size(), 200U);
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
