// One-time codes against the vectors of RFC 6238 and RFC 4226; the sealing of secrets.
#include "accounts/totp.h"
#include "accounts/sealing_key.h"

#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace dl::accounts {
namespace {

const std::string kRfcSecret = "12345678901234567890";

TEST(Totp, GivesTheCodesOfTheRfc) {
  struct Case {
    std::int64_t seconds = 0;
    const char* code = "";
  };
  // RFC 6238 appendix B, SHA-1.
  constexpr Case kCases[] = {
      {59, "94287082"},
      {1'111'111'109, "07081804"},
      {1'111'111'111, "14050471"},
      {1'234'567'890, "89005924"},
      {2'000'000'000, "69279037"},
      {20'000'000'000, "65353130"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.seconds);
    EXPECT_EQ(totp::code_at(kRfcSecret, totp::step_at(Instant(c.seconds * 1000)), 8), c.code);
  }
  // RFC 4226 appendix D.
  constexpr const char* kCounted[] = {"755224", "287082", "359152", "969429", "338314",
                                      "254676", "287922", "162583", "399871", "520489"};
  for (int i = 0; i < 10; ++i) EXPECT_EQ(totp::code_at(kRfcSecret, i), kCounted[i]);
}

TEST(Totp, TakesACodeOneStepAwayAndNeverTheSameTwice) {
  Instant now(1'111'111'109'000);
  auto step = totp::step_at(now);
  for (int away = -3; away <= 3; ++away) {
    SCOPED_TRACE(away);
    auto found = totp::matching_step(kRfcSecret, totp::code_at(kRfcSecret, step + away), now, 0);
    EXPECT_EQ(found.has_value(), away >= -1 && away <= 1);
    if (found) {
      EXPECT_EQ(*found, step + away);
    }
  }
  auto code = totp::code_at(kRfcSecret, step);
  EXPECT_FALSE(totp::matching_step(kRfcSecret, code, now, step)) << "used";
  EXPECT_FALSE(totp::matching_step(kRfcSecret, totp::code_at(kRfcSecret, step - 1), now, step)) << "older than used";
  EXPECT_TRUE(totp::matching_step(kRfcSecret, totp::code_at(kRfcSecret, step + 1), now, step));
  for (const char* bad : {"", "1", "12345", "1234567", "abcdef"})
    EXPECT_FALSE(totp::matching_step(kRfcSecret, bad, now, 0)) << bad;
}

TEST(Totp, WritesTheSecretForPeopleAndCameras) {
  // RFC 4648 section 10.
  EXPECT_EQ(totp::base32(""), "");
  EXPECT_EQ(totp::base32("f"), "MY");
  EXPECT_EQ(totp::base32("foob"), "MZXW6YQ");
  EXPECT_EQ(totp::base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(totp::uri("A 公", "li.si", "foobar"),
            "otpauth://totp/A%20%E5%85%AC:li.si?secret=MZXW6YTBOI&issuer=A%20%E5%85%AC");
}

TEST(Totp, MakesRecoveryCodesThatDiffer) {
  auto codes = totp::new_recovery_codes();
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10U);
  for (const auto& code : codes) EXPECT_EQ(code.size(), 14U) << code;
  EXPECT_EQ(totp::fold_recovery_code(" K7mq-2X9f p3tw "), "k7mq2x9fp3tw");
}

TEST(SealingKey, OpensOnlyWhatItSealedForThatPurpose) {
  auto key = SealingKey::random();
  auto sealed = key.seal("secret", "person:1");
  EXPECT_EQ(*key.open(sealed, "person:1"), "secret");
  EXPECT_NE(key.seal("secret", "person:1"), sealed) << "a nonce is never used twice";
  EXPECT_EQ(key.open(sealed, "person:2").error().key, "accounts.key-other");
  EXPECT_EQ(SealingKey::random().open(sealed, "person:1").error().key, "accounts.key-other");
  for (std::size_t at = 0; at < sealed.size(); at += 7) {
    auto damaged = sealed;
    damaged[at] = damaged[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(key.open(damaged, "person:1")) << at;
  }
  EXPECT_FALSE(key.open("", "person:1"));
}

TEST(SealingKey, GivesEveryPurposeItsOwnSecret) {
  auto key = SealingKey::random();
  EXPECT_EQ(key.derive("forms"), key.derive("forms"));
  EXPECT_NE(key.derive("forms"), key.derive("letters"));
  EXPECT_NE(key.derive("forms"), SealingKey::random().derive("forms"));
}

TEST(SealingKey, LiesInAFileForItsOwnerAlone) {
  test::TemporaryFolder folder;
  auto file = folder.path() / "accounts.key";
  auto made = SealingKey::load_or_make(file);
  ASSERT_TRUE(made) << describe(made.error());
  struct stat facts = {};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  auto again = SealingKey::load_or_make(file);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again->open(made->seal("s", "c"), "c"), "s");
  std::ofstream(file) << "not a key\n";
  EXPECT_EQ(SealingKey::load_or_make(file).error().key, "accounts.key-file");
}

TEST(SealingKey, OpensWhatAnOlderGenerationHasSealedUntilThatIsDropped) {
  test::TemporaryFolder folder;
  auto file = folder.path() / "accounts.key";
  const auto first = *SealingKey::load_or_make(file);
  const auto before = first.seal("s", "c");
  const auto both = *SealingKey::add_generation(file);
  EXPECT_TRUE(both.renewing());
  EXPECT_EQ(both.generation(), 2);
  EXPECT_EQ(*both.open(before, "c"), "s");
  EXPECT_FALSE(both.is_current(before));
  const auto after = both.seal("s", "c");
  EXPECT_TRUE(both.is_current(after));
  EXPECT_EQ(first.open(after, "c").error().key, "accounts.key-other");
  EXPECT_NE(first.derive("forms"), both.derive("forms"));
  const auto read = *SealingKey::load_or_make(file);
  EXPECT_EQ(*read.open(before, "c"), "s") << "the file has both";
  const auto second = *SealingKey::drop_older(file);
  EXPECT_FALSE(second.renewing());
  EXPECT_EQ(second.generation(), 2);
  EXPECT_EQ(*second.open(after, "c"), "s");
  EXPECT_EQ(second.open(before, "c").error().key, "accounts.key-other");
  struct stat facts = {};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST(SealingKey, RefusesAFileWhoseGenerationsAreInDisorder) {
  test::TemporaryFolder folder;
  auto file = folder.path() / "accounts.key";
  const std::string key(64, 'a');
  for (const auto& text :
       {"1 " + key + "\n2 " + key, "2 " + key + "\n2 " + key, "0 " + key, "x " + key, key + "\n\n", std::string()}) {
    std::ofstream(file) << text;
    EXPECT_FALSE(SealingKey::load_or_make(file)) << text;
  }
}

}  // namespace
}  // namespace dl::accounts
