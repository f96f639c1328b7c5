#include "dialogue/public_words.h"

#include <gtest/gtest.h>

namespace dl::dialogue {
namespace {

TEST(PublicWords, HideOnly) {
  struct Case {
    const char* name;
    const char* proposed;
    const char* given;
    bool hides;
  };
  constexpr Case kCases[] = {
      {"as proposed", "路灯不亮", "路灯不亮", true},
      {"a part hidden", "东街路灯不亮", "***路灯不亮", true},
      {"parts hidden", "东街老王说路灯不亮", "东街***说***不亮", true},
      {"all hidden", "东街", "***", true},
      {"one asterisk", "东街路灯", "*路灯", true},
      {"a mask hidden further", "电话138****5678", "电话***", true},
      {"a mask undone", "电话138****5678", "电话13812345678", false},
      {"other words", "路灯不亮", "路灯亮了", false},
      {"words added", "路灯不亮", "***路灯不亮，请修", false},
      {"words moved", "先修灯后铺路", "***铺路***修灯", false},
      {"ends overlap", "灯", "灯***灯", false},
      {"words cut without a mark", "东街路灯不亮", "路灯不亮", false},
      {"nothing", "路灯", "", false},
  };
  for (const auto& one : kCases) EXPECT_EQ(hides_only(one.proposed, one.given), one.hides) << one.name;
}

TEST(PublicWords, ProposeWithoutTheWriterAndNumbers) {
  const Sender sender{.contact = {.name = "欧阳小明", .phone = "13812345678", .email = "ming@example.com"},
                      .numbers = {"04212827333"},
                      .day = Date(2026, 3, 2)};
  const auto words = propose({"欧阳小明反映油烟", "欧阳小明住处有油烟，请打13812345678。另一个电话是13987654321。",
                              "已处理，咨询电话0421-2827333。"},
                             sender);
  EXPECT_EQ(words.title, "***反映油烟");
  EXPECT_EQ(words.question.find("13987654321"), std::string::npos);
  EXPECT_EQ(words.question.find("欧阳小明"), std::string::npos);
  EXPECT_NE(words.answer.find("0421-2827333"), std::string::npos) << "the office's own telephone";
}

TEST(PublicWords, StayInsideWhileTheSecondPassSeesSomething) {
  const Sender sender{.contact = {.name = "张三"}, .day = Date(2026, 3, 2)};
  const PublicWords clean{"油烟", "楼下油烟很大", "已处理"};
  EXPECT_TRUE(check_public(clean, clean, sender));
  const auto refused = [&](const PublicWords& words) {
    const auto done = check_public(words, words, sender);
    return done ? std::string() : done.error().key;
  };
  EXPECT_EQ(refused({"油烟", "请联系13812345678", "已处理"}), "message.residue");
  EXPECT_EQ(refused({"油烟", "楼下油烟很大", "已与张三联系"}), "message.residue") << "the writer's own name";
  const auto nothing = check_public(clean, {"***", clean.question, clean.answer}, sender);
  ASSERT_FALSE(nothing);
  ASSERT_EQ(nothing.error().fields.size(), 1U);
  EXPECT_EQ(nothing.error().fields[0].key, "message.empty-words");
}

}  // namespace
}  // namespace dl::dialogue
