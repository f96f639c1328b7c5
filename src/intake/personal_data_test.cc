#include "intake/personal_data.h"

#include <gtest/gtest.h>

namespace dl::intake {
namespace {

/// The text with all that is found masked.
std::string masked(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (const auto& data : find_personal_data(text)) {
    out += text.substr(at, data.offset - at);
    out += mask(data);
    at = data.offset + data.size;
  }
  return out += text.substr(at);
}

TEST(PersonalData, IsFoundAndMasked) {
  struct Case {
    const char* text;
    const char* masked;
  };
  const Case cases[] = {
      {"电话13812345678。", "电话138****5678。"},
      {"电话+86 13812345678", "电话+86 138****5678"},
      {"手机１３８１２３４５６７８联系", "手机138****5678联系"},
      {"手机138-1234-5678", "手机138****5678"},
      {"身份证号11010519491231002X（张某）", "身份证号110105********002X（张某）"},
      {"身份证号440524188001010014", "身份证号440524********0014"},
      {"银行卡号6222021234567890128", "银行卡号6222***********0128"},
      // Wrong check digits, dates and areas are no identity numbers.
      {"编号110105194912310021", "编号110105194912310021"},
      {"编号11010519491331002X", "编号11010519491331002X"},
      // How an office is reached.
      {"热线12345，监督电话0421-2827333", "热线12345，监督电话0421-2827333"},
      {"(010)66050123、0999-55501234", "(010)66050123、0999-55501234"},
      {"400-1234567", "400-1234567"},
      // Parts of longer codes.
      {"流水号2021138123456780", "流水号2021138123456780"},
      {"订单A13812345678", "订单A13812345678"},
      {"索引号00248968X/2022-00246", "索引号00248968X/2022-00246"},
      // A card number counts only behind a word for it.
      {"编码6222021234567890128", "编码6222021234567890128"},
      {"银行卡号6222021234567890127", "银行卡号6222021234567890127"},
      {"12812345678", "12812345678"},
      {"", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(masked(c.text), c.masked);
  }
}

TEST(PersonalData, PassesOverNumbersThatThePublicMayCall) {
  const std::string text = "值班手机13900000000，张某手机13812345678";
  auto found = find_personal_data(text, {"13900000000"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].number, "13812345678");
  EXPECT_EQ(text.substr(found[0].offset, found[0].size), "13812345678");
  EXPECT_EQ(chinese_of(found[0].kind), "手机号");
}

TEST(PersonalData, TakesAnyBytes) {
  EXPECT_TRUE(find_personal_data(std::string(100'000, '1')).empty());
  EXPECT_TRUE(find_personal_data("\xFF\xFE 138\x80").empty());
}

}  // namespace
}  // namespace dl::intake
