#include "base/hash.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace dl {
namespace {

TEST(Hash, MatchesThePublishedVectors) {
  // FIPS 180-2 appendix B.
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 pieces;
  EXPECT_EQ(pieces.update("a").update("bc").finish_hex(), sha256_hex("abc"));
  EXPECT_EQ(pieces.update("abc").finish_hex(), sha256_hex("abc")) << "starts anew after finishing";
}

TEST(Base64, MatchesRfc4648) {
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64url("\xFB\xFF"), "-_8");
  for (const char* bad : {"Zm9", "Zm9=bmE=", "Zm 9", "====", "Zm9v\n"}) {
    SCOPED_TRACE(bad);
    EXPECT_EQ(from_base64(bad), std::nullopt);
  }
}

TEST(Bytes, ComeBackFromTheirPrintedForms) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    RC_ASSERT(from_hex(hex(bytes)) == bytes);
    RC_ASSERT(from_base64(base64(bytes)) == bytes);
  }));
  EXPECT_EQ(from_hex("0g"), std::nullopt);
  EXPECT_EQ(from_hex("abc"), std::nullopt);
}

TEST(Tokens, AreLongAndDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) seen.insert(random_token());
  EXPECT_EQ(seen.size(), 100U);
  EXPECT_EQ(seen.begin()->size(), 43U);
  EXPECT_TRUE(equal_secret("abc", "abc"));
  EXPECT_FALSE(equal_secret("abc", "abd") || equal_secret("abc", "ab"));
}

}  // namespace
}  // namespace dl
