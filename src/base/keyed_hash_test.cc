// HMAC-SHA-256 against the published vectors.
#include "base/keyed_hash.h"

#include <gtest/gtest.h>

namespace dl {
namespace {

TEST(KeyedHash, MatchesThePublishedVectors) {
  struct Case {
    std::string key;
    std::string text;
    const char* digest;
  };
  // RFC 4231, test cases 1, 2 and 6; the last key is longer than a block.
  const Case cases[] = {
      {std::string(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
  };
  for (const auto& c : cases) EXPECT_EQ(keyed_hash_hex(c.key, c.text), c.digest);
}

}  // namespace
}  // namespace dl
