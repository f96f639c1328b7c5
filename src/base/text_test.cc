#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/numerals.h"

namespace dl::text {
namespace {

TEST(Utf8, CountsAndCutsWholeCharacters) {
  EXPECT_EQ(length("政务公开a"), 5U);
  EXPECT_EQ(cut("政务公开", 2), "政务");
  EXPECT_EQ(cut("政务", 9), "政务");
  EXPECT_EQ(cut_bytes("政务公开", 7), "政务");
  EXPECT_EQ(cut_bytes("政务公开", 2), "");
  EXPECT_EQ(cut_bytes("a政", 4), "a政");
  EXPECT_EQ(cut_bytes("𠮷野", 3), "");
}

TEST(Utf8, TakesEachBadByteAsOneReplacement) {
  struct Case {
    const char* name;
    std::string_view bytes;
    std::u32string_view characters;
  } cases[] = {
      {"overlong slash", "\xC0\xAF", U"\uFFFD\uFFFD"},
      {"surrogate", "\xED\xA0\x80", U"\uFFFD\uFFFD\uFFFD"},
      {"beyond Unicode", "\xF4\x90\x80\x80", U"\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"cut short", "\xE6\x94", U"\uFFFD\uFFFD"},
      {"lone continuation", "a\x80z", U"a\uFFFDz"},
      {"overlong three bytes", "\xE0\x80\x80", U"\uFFFD\uFFFD\uFFFD"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(decode(c.bytes), c.characters);
    EXPECT_FALSE(is_utf8(c.bytes));
    EXPECT_TRUE(is_utf8(repair_utf8(c.bytes)));
  }
  EXPECT_TRUE(is_utf8("𠮷 政务 é"));
}

TEST(Utf8, SurvivesAnyBytes) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    RC_ASSERT(is_utf8(repair_utf8(bytes)));
    RC_ASSERT(length(bytes) == decode(bytes).size());
    RC_ASSERT(length(fold_for_search(bytes)) == length(bytes));
    RC_ASSERT(encode(decode(repair_utf8(bytes))) == repair_utf8(bytes));
    RC_ASSERT(fold_space(fold_space(bytes)) == fold_space(bytes));
  }));
}

TEST(Fold, WidthBracketsAndSpace) {
  EXPECT_EQ(fold_width("ＡＢ１２（３）：　x。"), "AB12(3): x。");
  for (const char* year :
       {"[2016]", "［2016］", "【2016】", "(2016)", "（2016）", "﹝2016﹞", "〔2016〕", "〖2016〗"}) {
    SCOPED_TRACE(year);
    EXPECT_EQ(fold_brackets(year), "〔2016〕");
    EXPECT_EQ(fold_for_search(year), "〔2016〕");
  }
  EXPECT_EQ(fold_space(" 　政务\t\n公开 \u00A0a "), "政务 公开 a");
  EXPECT_EQ(remove_space("平　顶 山"), "平顶山");
  EXPECT_EQ(trim("　 a 政 \r\n"), "a 政");
  EXPECT_EQ(trim(" 　"), "");
}

TEST(Fold, SearchSeesOneFormOfACharacter) {
  EXPECT_EQ(fold_for_search("ＩＰv６　二○二一"), "ipv6 二〇二一");
  EXPECT_EQ(fold_for_search("⼈民⾏政"), "人民行政");
  EXPECT_EQ(fold_ideographs("⼈民（１）"), "人民（１）");
  EXPECT_EQ(fold_character(U'①'), U'1');
  EXPECT_EQ(fold_character(U'…'), U'…') << "three characters long in compatibility form, so it stays";
}

TEST(Kinds, OfCharacters) {
  EXPECT_TRUE(is_han(U'政') && is_han(U'〇') && is_han(U'𠮷'));
  EXPECT_FALSE(is_han(U'，') || is_han(U'a') || is_han(U'か'));
  EXPECT_TRUE(is_cjk(U'か') && is_cjk(U'한'));
  EXPECT_TRUE(is_cjk_punctuation(U'，') && is_cjk_punctuation(U'《') && is_cjk_punctuation(U'”'));
  EXPECT_FALSE(is_cjk_punctuation(U'Ａ') || is_cjk_punctuation(U'9') || is_cjk_punctuation(U','));
}

TEST(Kinds, OfWhatIsWritable) {
  EXPECT_EQ(keep_writable("甲\t乙\r\n丙"), "甲\t乙\r\n丙");
  EXPECT_EQ(keep_writable(std::string_view("甲\0乙\x01", 8)), "甲乙");
  EXPECT_EQ(keep_writable("甲\x0B乙\x0C"), "甲 乙 ");
  for (char32_t c : {U'\uFFFE', U'\uFFFF', U'\U0001FFFE', U'\U0010FFFF', U'\uFDD0', U'\uFDEF'})
    EXPECT_EQ(keep_writable("甲" + encode(std::u32string(1, c)) + "乙"), "甲乙") << static_cast<unsigned>(c);
  for (char32_t c : {U'\uFFFD', U'\uFDCF', U'\uFDF0', U'\uFEFF', U'\u0085', U'𠮷'}) EXPECT_TRUE(is_writable(c));
  for (const char* text : {"甲\x01", "\uFFFE", "a\U0001FFFE", "甲\uFDD0乙"}) EXPECT_FALSE(is_writable(text)) << text;
  EXPECT_FALSE(is_writable(std::string_view("甲\0乙", 7)));
  EXPECT_TRUE(is_writable("甲\t𠮷\r\n\uFFFD"));
}

TEST(Numerals, AreRead) {
  struct Case {
    const char* text;
    std::int64_t value;
  } cases[] = {
      {"零", 0},         {"十", 10},         {"十五", 15},       {"二十", 20},        {"一百二十三", 123},
      {"一百零三", 103}, {"一百一", 110},    {"两千零四", 2004}, {"三万五千", 35000}, {"一亿零三万", 100030000},
      {"廿一", 21},      {"二〇二一", 2021}, {"二○二一", 2021},  {"二零二一", 2021},  {"二O一六", 2016},
      {"２０21", 2021},  {"007", 7},         {"叁佰贰拾", 320},  {"一千零一十", 1010}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(parse_number(c.text), c.value);
  }
  for (const char* bad :
       {"", "百", "十百", "一二十", "十十", "O", "万", "一百x", "12十", "一万万", "12345678901234567"}) {
    SCOPED_TRACE(bad);
    EXPECT_EQ(parse_number(bad), std::nullopt);
  }
}

TEST(Numerals, AreWrittenAsTheyAreRead) {
  EXPECT_EQ(chinese_number(123), "一百二十三");
  EXPECT_EQ(chinese_number(10), "十");
  EXPECT_EQ(chinese_number(110), "一百一十");
  EXPECT_EQ(chinese_number(100010), "十万零一十");
  EXPECT_EQ(chinese_number(0), "零");
  EXPECT_EQ(chinese_digits(2021), "二〇二一");
  EXPECT_TRUE(rc::check([] {
    auto value = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
    auto small = value % *rc::gen::element<std::int64_t>(100, 100'000, 1'000'000'000'000);
    RC_ASSERT(parse_number(chinese_number(small)) == small);
  }));
}

TEST(Dates, AreReadInEveryUsualForm) {
  for (const char* text : {"2021年8月5日", "二〇二一年八月五日", "二○二一年 八月 五日", "2021-08-05", "2021/8/5",
                           "2021.8.5", "２０２１年８月５日", "2021年08月05号"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(parse_date(text), Date(2021, 8, 5));
  }
  for (const char* bad : {"", "2021年8月", "2021年2月30日", "21年8月5日", "2021-8/5", "2021年13月1日", "8月5日"}) {
    SCOPED_TRACE(bad);
    EXPECT_EQ(parse_date(bad), std::nullopt);
  }
  EXPECT_EQ(chinese_date(Date(2021, 8, 5)), "2021年8月5日");
}

}  // namespace
}  // namespace dl::text
