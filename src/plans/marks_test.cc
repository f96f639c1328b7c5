#include "plans/marks.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace dl::plans {
namespace {

TEST(Marks, AreReadInEveryStyle) {
  struct Case {
    const char* words;
    MarkKind kind;
    int number;
    const char* rest;
  } cases[] = {
      {"一、主动公开", MarkKind::Han, 1, "主动公开"},
      {"十二、主动公开", MarkKind::Han, 12, "主动公开"},
      {"（三）主动公开", MarkKind::HanBracket, 3, "主动公开"},
      {"1.公开", MarkKind::Digit, 1, "公开"},
      {"2、公开", MarkKind::Digit, 2, "公开"},
      {"（4）公开", MarkKind::Bracket, 4, "公开"},
      {"5）公开", MarkKind::Bracket, 5, "公开"},
      {"⑴公开", MarkKind::Bracket, 1, "公开"},
      {"②公开", MarkKind::Circle, 2, "公开"},
      {"第一，公开", MarkKind::Ordinal, 1, "公开"},
      {"二是公开", MarkKind::First, 2, "公开"},
      {"1.2 公开", MarkKind::Decimal2, 2, "公开"},
      {"1.2.3公开", MarkKind::Decimal3, 3, "公开"},
      {"第二章 公开", MarkKind::Chapter, 2, "公开"},
      {"2024年公开", MarkKind::None, 0, "2024年公开"},
      {"1.5万元", MarkKind::None, 0, "1.5万元"},
      {"一把手负责", MarkKind::None, 0, "一把手负责"},
      {"（试行）", MarkKind::None, 0, "（试行）"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.words);
    const Chars words = text::decode(c.words);
    const auto mark = mark_at(fold(words));
    EXPECT_EQ(mark.kind, c.kind);
    EXPECT_EQ(mark.number, c.number);
    EXPECT_EQ(text::encode(View(words).substr(mark.size)), c.rest);
  }
}

TEST(Marks, ListsWithinAParagraphAreTakenApart) {
  const std::pair<const char*, std::size_t> cases[] = {
      {"⑴公开；⑵解读；⑶回应", 3},
      {"做到以下几点：①公开；②解读", 2},
      {"一是公开。二是解读。三是回应。", 3},
      {"1.公开。2.解读。", 2},
      {"第一，公开；第二，解读", 2},
      {"（1）公开；（3）解读", 0},
      {"比例为1.5，提高2.5", 0},
      {"一是公开。", 0},
  };
  for (const auto& [words, count] : cases) {
    SCOPED_TRACE(words);
    EXPECT_EQ(items_within(fold(text::decode(words))).size(), count);
  }
}

}  // namespace
}  // namespace dl::plans
