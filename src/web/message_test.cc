#include "web/message.h"

#include <gtest/gtest.h>

namespace dl::web {
namespace {

TEST(Message, DecodesPercentEscapes) {
  struct Case {
    const char* name;
    std::string_view text;
    bool plus;
    std::optional<std::string> expected;
  };
  const Case cases[] = {
      {"plain", "abc", false, "abc"},
      {"chinese", "%E9%98%B3%E5%85%89", false, "阳光"},
      {"lower-case digits", "%e9%98%b3", false, "阳"},
      {"plus kept", "a+b", false, "a+b"},
      {"plus as space", "a+b", true, "a b"},
      {"cut short", "abc%4", false, std::nullopt},
      {"not hexadecimal", "%zz", false, std::nullopt},
      {"percent alone", "%", false, std::nullopt},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(percent_decode(c.text, c.plus), c.expected);
  }
}

TEST(Message, EncodingIsUndoneByDecoding) {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  EXPECT_EQ(percent_decode(percent_encode(all), true), all);
  EXPECT_EQ(percent_encode("十政发〔2020〕1号 a/b"),
            "%E5%8D%81%E6%94%BF%E5%8F%91%E3%80%942020%E3%80%951%E5%8F%B7%20a%2Fb");
}

TEST(Message, ReadsForms) {
  Request http;
  http.headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}};
  http.body = "a=1&b=%E9%98%B3+x&&c&bad=%4&a=2";
  Fields expected = {{"a", "1"}, {"b", "阳 x"}, {"c", ""}, {"a", "2"}};
  EXPECT_EQ(http.form(), expected);
  http.headers = {{"Content-Type", "text/plain"}};
  EXPECT_TRUE(http.form().empty());
}

TEST(Message, BoundsTheNumberOfFields) {
  std::string many;
  for (std::size_t i = 0; i < kMaxFormFields + 50; ++i) many += "a=1&";
  EXPECT_EQ(parse_fields(many).size(), kMaxFormFields);
}

TEST(Message, FindsHeadersWithoutCase) {
  Request http;
  http.headers = {{"X-Thing", "1"}, {"x-thing", "2"}};
  http.cookies = {{"view", "elder"}};
  http.query = {{"q", "公开"}};
  http.parameters = {{"id", "12"}};
  EXPECT_EQ(http.header("X-THING"), "1");
  EXPECT_EQ(http.header("X-Other"), "");
  EXPECT_EQ(http.cookie("view"), "elder");
  EXPECT_EQ(http.cookie("View"), "");
  EXPECT_EQ(http.argument("q"), "公开");
  EXPECT_EQ(http.parameter("id"), "12");
  EXPECT_EQ(http.parameter("none"), "");
}

TEST(Message, EveryFaultHasAStatus) {
  EXPECT_EQ(status_of(Fault::Gone), 410);
  EXPECT_EQ(status_of(Fault::Invalid), 422);
  EXPECT_EQ(status_of(Fault::Full), 507);
  for (int fault = 0; fault <= static_cast<int>(Fault::Internal); ++fault)
    EXPECT_GE(status_of(static_cast<Fault>(fault)), 400);
}

}  // namespace
}  // namespace dl::web
