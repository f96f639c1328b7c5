// Numbers of a text, read exactly.
#include "sums/amount.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace dl::sums {
namespace {

TEST(Amount, ReadsWhatBeginsAText) {
  struct Case {
    const char32_t* text = U"";
    const char* number = "";
    std::size_t length = 0;
  };
  const Case cases[] = {{U"1286件", "1286", 4},       {U"4260.5万元", "4260.5", 6}, {U"10,219件", "10219", 6},
                        {U"1,234,567", "1234567", 9}, {U"42,四星", "42", 2},        {U"3,1项", "3", 1},
                        {U"１２", "12", 2},           {U"0.25", "0.25", 4},         {U"7.", "7", 1}};
  for (const auto& row : cases) {
    SCOPED_TRACE(text::encode(row.text));
    std::size_t length = 0;
    const auto amount = read_number(row.text, length);
    ASSERT_TRUE(amount);
    EXPECT_EQ(text_of(amount->millionths), row.number);
    EXPECT_EQ(length, row.length);
  }
  std::size_t length = 0;
  EXPECT_FALSE(read_number(U"件", length));
  EXPECT_FALSE(read_number(U"1234567890123", length));
}

TEST(Amount, ReadsNumerals) {
  std::size_t length = 0;
  EXPECT_EQ(read_numeral(U"二十三件", length)->millionths, 23 * kOne);
  EXPECT_EQ(length, 3U);
  EXPECT_EQ(read_numeral(U"一百零六项", length)->millionths, 106 * kOne);
  EXPECT_FALSE(read_numeral(U"二〇二四年", length));
  EXPECT_FALSE(read_numeral(U"件", length));
}

TEST(Amount, ReadsACellOnlyWhenItHoldsNothingElse) {
  EXPECT_EQ(read_cell(U" 3,402 ")->millionths, 3402 * kOne);
  EXPECT_FALSE(read_cell(U"3402件"));
  EXPECT_FALSE(read_cell(U""));
}

TEST(Amount, WritesDifferences) {
  EXPECT_EQ(text_of(-21 * kOne), "-21");
  EXPECT_EQ(text_of(-kOne / 2), "-0.5");
  EXPECT_EQ(half_of_last_place(1), kOne / 20);
}

}  // namespace
}  // namespace dl::sums
