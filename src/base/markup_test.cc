#include "base/markup.h"

#include <gtest/gtest.h>

namespace dl {
namespace {

TEST(Markup, EscapesForTextAndAttributes) {
  std::string out = "a";
  append_escaped(out, "<b \"c\" 'd'> & 甲");
  EXPECT_EQ(out, "a&lt;b &quot;c&quot; &#39;d&#39;&gt; &amp; 甲");
}

TEST(Markup, LeavesOutWhatXmlCannotHold) {
  struct Case {
    const char* name;
    std::string page;
    const char* sent;
  };
  const Case cases[] = {
      {"nothing", "", ""},
      {"sound", "<p>甲\t\r\n乙\u0085𠮷\uFFFD</p>", "<p>甲\t\r\n乙\u0085𠮷\uFFFD</p>"},
      {"U+FFFE", "夜市\uFFFE公告", "夜市公告"},
      {"U+FFFF at both ends", "\uFFFF夜市\uFFFF", "夜市"},
      {"noncharacters within", "甲\uFDD0\uFDEF乙", "甲乙"},
      {"noncharacters of other planes", "甲\U0001FFFE\U0010FFFF乙", "甲乙"},
      {"controls", "甲\x01\x1F\x7F\u0080\u009F乙", "甲乙"},
      {"NUL", std::string("甲\0乙", 7), "甲乙"},
      {"a byte that is no UTF-8", "甲\xFF乙", "甲\uFFFD乙"},
      {"cut short", "甲\xE4\xB9", "甲\uFFFD\uFFFD"},
      {"a surrogate", "甲\xED\xA0\x80乙", "甲\uFFFD\uFFFD\uFFFD乙"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(writable(c.page), c.sent);
  }
}

}  // namespace
}  // namespace dl
