// The second pass sees what the first may miss, in pages as in plain text.
#include "privacy/residue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dl::privacy {
namespace {

std::vector<std::string> values(std::string_view copy, const std::vector<std::string>& sealed = {},
                                const std::vector<std::string>& cleared = {}) {
  std::vector<std::string> values;
  for (const auto& residue : find_residue(copy, sealed, cleared)) values.push_back(residue.value);
  return values;
}

TEST(Residue, IsSeenThroughMarkupAndSeparators) {
  struct Case {
    const char* copy;
    std::vector<std::string> values;
  };
  const Case cases[] = {
      {"电话13812345678。", {"13812345678"}},
      {"<p>电话<b>138</b>1234<i>5678</i></p>", {"13812345678"}},
      {"<a href=\"tel:13812345678\">电话</a>", {"13812345678"}},
      {"&#49;3812345678", {"13812345678"}},
      {"１３８ １２３４ ５６７８", {"13812345678"}},
      {"{\"phone\":\"13812345678\"}", {"13812345678"}},
      {"姓名,13812345678,11010519491231002X", {"13812345678", "11010519491231002X"}},
      {"x99911010519491231002X", {"11010519491231002X"}},
      {"6222021234567890128", {"6222021234567890128"}},
      {"138****5678 110105********002X 6222***********0128", {}},
      {"110105194912310021 12812345678 2021-01-02 0421-2827333", {}},
      {"/file/a13812345678b", {}},
      {"", {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.copy);
    EXPECT_EQ(values(c.copy), c.values);
  }
}

TEST(Residue, KnowsWhatIsSealedAndWhatIsCleared) {
  EXPECT_THAT(values("负责人王小波，账号 1234 5678 90", {"王小波", "1234567890", "李强"}),
              testing::UnorderedElementsAre("王小波", "1234567890"));
  EXPECT_TRUE(find_residue("王小波", {"王小波"})[0].masked.empty()) << "a sealed value is shown to nobody";
  EXPECT_TRUE(values("13812345678", {}, {"13812345678"}).empty());
  EXPECT_EQ(values("13812345678", {"13812345678"}, {"13812345678"}).size(), 1U) << "sealed is never cleared";
  EXPECT_EQ(find_residue("13812345678 13812345678")[0].masked, "138****5678");
}

TEST(Residue, TakesAnyBytes) {
  EXPECT_TRUE(values("\xFF<\xFE&#;&#99999999999;<").empty());
  EXPECT_TRUE(values(std::string(100'000, '1')).empty());
  EXPECT_TRUE(values(std::string(100'000, '<')).empty());
}

}  // namespace
}  // namespace dl::privacy
