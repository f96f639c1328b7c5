// Lock-out on every engine: guesses close a login to whoever guesses, not to its person; clocks that are set back.
#include "accounts/lock_out.h"

#include "accounts/accounts_fixture.h"

namespace dl::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr const char* kOffice = "10.2.0.0/16";
constexpr const char* kElsewhere = "198.51.0.0/16";

class LockOutTest : public AccountsTest {
 protected:
  LockOutTest() { policy_.daily_guesses = 20; }

  // One wrong guess as soon as each lock ends, for a day.
  int guess_all_day(const std::string& login) {
    network_ = kElsewhere;
    auto end = clock().now().milliseconds() + std::chrono::milliseconds(hours(24)).count();
    int guesses = 0;
    while (clock().now().milliseconds() < end) {
      auto until = *sign_in().locked_until(login, network_);
      if (until) clock().advance_ms(until->milliseconds() - clock().now().milliseconds());
      refusal(login, fmt::format("wrong{}", ++guesses));
      if (guesses > 300) break;
    }
    return guesses;
  }
};
DL_ON_EVERY_ENGINE(LockOutTest);

TEST_P(LockOutTest, KeepsOutWhoGuessesAndNotTheOwner) {
  person("zhang.san", bureau_, {});
  open("zhang.san");
  EXPECT_LE(guess_all_day("zhang.san"), 34) << "locks grow to an hour";
  EXPECT_EQ(refusal("zhang.san", kGood), "account.locked") << "from where it was guessed";
  network_ = kOffice;
  EXPECT_EQ(refusal("zhang.san", kGood), "") << "the owner at work";
}

TEST_P(LockOutTest, HearsTheOwnerInTheNetworkFromWhichIsGuessed) {
  person("zhang.san", bureau_, {});
  open("zhang.san");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal("zhang.san", "wrong"), "account.refused");
  for (int i = 0; i < 19; ++i) EXPECT_EQ(refusal("zhang.san", "wrong"), "account.locked");
  EXPECT_EQ(refusal("zhang.san", kGood), "");
  for (int i = 0; i < 5 + 20; ++i) refusal("zhang.san", "wrong");
  EXPECT_EQ(refusal("zhang.san", kGood), "account.locked") << "so many guesses a day are all";
  pass(hours(25));
  EXPECT_EQ(refusal("zhang.san", kGood), "");
}

TEST_P(LockOutTest, HearsASecondFactorFromAnywhere) {
  person("zhang.san", bureau_, {});
  auto secret = bind_factor(open("zhang.san"));
  network_ = kElsewhere;
  for (int i = 0; i < 8; ++i) refusal("zhang.san", "wrong");
  EXPECT_EQ(refusal("zhang.san", kGood), "account.locked");
  EXPECT_EQ(refusal("zhang.san", "wrong", code(secret)), "account.locked") << "which of the two was wrong stays unsaid";
  EXPECT_EQ(refusal("zhang.san", kGood, "000000"), "account.locked");
  EXPECT_EQ(refusal("zhang.san", kGood, code(secret)), "");
}

TEST_P(LockOutTest, ClosesALoginThatManyNetworksGuess) {
  person("zhang.san", bureau_, {});
  open("zhang.san");
  for (int i = 0; i < 20; ++i) {
    network_ = fmt::format("198.{}.0.0/16", i);
    EXPECT_EQ(refusal("zhang.san", "wrong"), "account.refused") << i;
  }
  network_ = kElsewhere;
  EXPECT_EQ(refusal("zhang.san", kGood), "account.locked") << "a network that guessed nothing yet";
  network_ = kOffice;
  EXPECT_EQ(refusal("zhang.san", kGood), "");
}

// Whatever a stranger sends, the answers for a login that somebody has are those for one that nobody has.
TEST_P(LockOutTest, AnswersTheSameForNobody) {
  person("zhang.san", bureau_, {});
  person("li.si", bureau_, {});
  bind_factor(open("zhang.san"));
  for (const char* network : {kOffice, kElsewhere}) {
    SCOPED_TRACE(network);
    network_ = network;
    std::vector<std::vector<std::string>> answers;
    for (const char* login : {"zhang.san", "li.si", "nobody"}) {
      auto& said = answers.emplace_back();
      for (int i = 0; i < 30; ++i) said.push_back(refusal(login, "wrong", i % 3 == 0 ? "" : "123456"));
      auto until = *sign_in().locked_until(login, network_);
      said.push_back(until ? until->rfc3339() : "");
    }
    EXPECT_EQ(answers[0], answers[2]);
    EXPECT_EQ(answers[1], answers[2]);
  }
}

TEST_P(LockOutTest, DoesNotReachAnOpenSession) {
  person("zhang.san", bureau_, {});
  auto session = open("zhang.san");
  for (int i = 0; i < 30; ++i) refusal("zhang.san", "wrong");
  EXPECT_EQ(refusal("zhang.san", kGood), "account.locked");
  EXPECT_TRUE(sign_in().change_password(session, kGood, "Rain-falls-8"));
}

TEST_P(LockOutTest, IsEndedByANewPassword) {
  auto id = person("zhang.san", bureau_, {});
  network_ = kElsewhere;
  for (int i = 0; i < 8; ++i) refusal("zhang.san", "wrong");
  auto given = people().give_password(id, machine_);
  EXPECT_EQ(refusal("zhang.san", *given), "");
}

TEST_P(LockOutTest, HoldsNothingForEverWhenTheClockIsSetBack) {
  person("zhang.san", bureau_, {});
  auto now = clock().now();
  clock().advance_ms(std::chrono::milliseconds(hours(24)).count());
  auto secret = bind_factor(open("zhang.san"));
  auto token = token_;
  EXPECT_EQ(refusal("zhang.san", kGood, code(secret, 1)), "");
  for (int i = 0; i < 8; ++i) refusal("li.si", "wrong");
  clock().set(now);
  EXPECT_EQ(sessions().load(token).error().key, "session.expired") << "made in the future";
  EXPECT_EQ(refusal("zhang.san", kGood, code(secret)), "") << "a step of the future is not the last";
  EXPECT_EQ(refusal("zhang.san", kGood, code(secret)), "account.code-wrong") << "but this one is spent";
  EXPECT_EQ(refusal("li.si", "wrong"), "account.refused") << "a lock of the future holds no more";
}

TEST(LockOut, ForgetsWhatIsToCome) {
  const LockRule rule{5, minutes(15)};
  Instant now = Instant::at(Date(2026, 3, 1));
  Failures ahead;
  for (int i = 0; i < 9; ++i) ahead = one_more_failure(ahead, Instant(now.milliseconds() + 86'400'000), rule);
  EXPECT_FALSE(is_locked(ahead, now));
  EXPECT_EQ(one_more_failure(ahead, now, rule).failures, 1);
  EXPECT_TRUE(is_outlived(Instant(now.milliseconds() + 400'000), now, hours(1)));
  EXPECT_FALSE(is_outlived(Instant(now.milliseconds() + 200'000), now, hours(1))) << "another node's clock";
}

}  // namespace
}  // namespace dl::accounts
