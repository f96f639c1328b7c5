#include "web/negotiation.h"

#include <gtest/gtest.h>

#include "base/time.h"

namespace dl::web {
namespace {

TEST(Negotiation, WeighsAMediaTypeThatIsNamed) {
  struct Case {
    std::string_view header;
    int html;
    int json;
  };
  const Case cases[] = {
      {"", 0, 0},
      {"*/*", 0, 0},
      {"text/*", 0, 0},
      {"text/html", 1000, 0},
      {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 1000, 0},
      {"application/json", 0, 1000},
      {"Application/JSON ; q=0.4 , Text/HTML;q=0.2", 200, 400},
      {"text/html;q=0, application/json;charset=utf-8", 0, 1000},
      {"text/html;q=x", 0, 0},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(named_weight(c.header, "text/html"), c.html) << c.header;
    EXPECT_EQ(named_weight(c.header, "application/json"), c.json) << c.header;
  }
}

TEST(Negotiation, ChoosesTheEncoding) {
  struct Case {
    std::string_view header;
    Encoding expected;
  };
  const Case cases[] = {
      {"", Encoding::Identity},
      {"gzip, deflate, br", Encoding::Brotli},
      {"gzip, deflate", Encoding::Gzip},
      {"GZIP", Encoding::Gzip},
      {"deflate", Encoding::Identity},
      {"*", Encoding::Brotli},
      {"*;q=0", Encoding::Identity},
      {"br;q=0, gzip", Encoding::Gzip},
      {"br;q=0.5, gzip;q=0.8", Encoding::Gzip},
      {"br;q=0.5, gzip;q=0.5", Encoding::Brotli},
      {"identity, gzip;q=0.5", Encoding::Identity},
      {"gzip;q=0.001", Encoding::Gzip},
      {"gzip;q=0.000", Encoding::Identity},
      {"identity;q=0, gzip;q=0.1", Encoding::Gzip},
      {"gzip;q=x", Encoding::Identity},
      {"gzip;q=1.000;x=y , br ; q=0", Encoding::Gzip},
      {"brotli, gzipped", Encoding::Identity},
      {",,;q=1,", Encoding::Identity},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.header);
    EXPECT_EQ(choose_encoding(c.header), c.expected);
  }
}

TEST(Negotiation, ComparesEntityTags) {
  EXPECT_TRUE(matches_etag("\"a\"", "\"a\""));
  EXPECT_TRUE(matches_etag("W/\"a\"", "\"a\""));
  EXPECT_TRUE(matches_etag("\"x\", \"a\"", "\"a\""));
  EXPECT_TRUE(matches_etag("*", "\"a\""));
  EXPECT_FALSE(matches_etag("", "\"a\""));
  EXPECT_FALSE(matches_etag("a", "\"a\""));
  EXPECT_FALSE(matches_etag("\"ab\"", "\"a\""));
}

TEST(Negotiation, ReadsHttpDates) {
  // The example of RFC 9110 section 5.6.7.
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
  EXPECT_EQ(parse_http_date(Instant::at(Date(2021, 8, 5), 9, 30).http_date()),
            Instant::at(Date(2021, 8, 5), 9, 30).milliseconds() / 1000);
  for (auto text : {"", "1994-11-06", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
                    "Sun, 06 anF 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CST"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(parse_http_date(text), std::nullopt);
  }
}

TEST(Negotiation, ChoosesRanges) {
  struct Case {
    std::string_view range;
    std::string_view if_range;
    RangeAnswer answer;
    ByteRange bytes;
  };
  const Case cases[] = {
      {"", "", RangeAnswer::Whole, {}},
      {"bytes=0-0", "", RangeAnswer::Part, {0, 1}},
      {"bytes=10-19", "", RangeAnswer::Part, {10, 10}},
      {"Bytes=90-", "", RangeAnswer::Part, {90, 10}},
      {"bytes=90-500", "", RangeAnswer::Part, {90, 10}},
      {"bytes=-5", "", RangeAnswer::Part, {95, 5}},
      {"bytes=-500", "", RangeAnswer::Part, {0, 100}},
      {"bytes=-0", "", RangeAnswer::Unsatisfiable, {}},
      {"bytes=100-", "", RangeAnswer::Unsatisfiable, {}},
      {"bytes=5-4", "", RangeAnswer::Whole, {}},
      {"bytes=0-1,5-6", "", RangeAnswer::Whole, {}},
      {"bytes=a-b", "", RangeAnswer::Whole, {}},
      {"bytes=-", "", RangeAnswer::Whole, {}},
      {"lines=0-1", "", RangeAnswer::Whole, {}},
      {"bytes=99999999999999999999-", "", RangeAnswer::Whole, {}},
      {"bytes=0-1", "\"tag\"", RangeAnswer::Part, {0, 2}},
      {"bytes=0-1", "\"other\"", RangeAnswer::Whole, {}},
      {"bytes=0-1", "W/\"tag\"", RangeAnswer::Whole, {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.range);
    auto choice = choose_range(c.range, c.if_range, "\"tag\"", 100);
    EXPECT_EQ(choice.answer, c.answer);
    EXPECT_EQ(choice.range, c.bytes);
  }
  EXPECT_EQ(choose_range("bytes=0-", "", "", 0).answer, RangeAnswer::Unsatisfiable);
}

}  // namespace
}  // namespace dl::web
