#include "web/target.h"

#include <gtest/gtest.h>

namespace dl::web {
namespace {

using namespace std::string_view_literals;

TEST(Target, ReadsPathAndQuery) {
  struct Case {
    std::string_view text;
    std::string path;
    Fields query;
  };
  const Case cases[] = {
      {"/", "/", {}},
      {"/?", "/", {}},
      {"/a/b.html?x=1&y=%E5%85%AC+%E5%BC%80", "/a/b.html", {{"x", "1"}, {"y", "公 开"}}},
      {"/%E9%80%9A%E7%9F%A5/", "/通知/", {}},
      {"/a+b", "/a+b", {}},
      {"/a..b/...", "/a..b/...", {}},
      {"//a", "//a", {}},
      {"/x?u=/../", "/x", {{"u", "/../"}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto target = parse_target(c.text);
    ASSERT_TRUE(target.has_value());
    EXPECT_EQ(target->path, c.path);
    EXPECT_EQ(target->query, c.query);
  }
}

TEST(Target, RefusesWhatIsNotAPlainPath) {
  for (auto text : {""sv,           "*"sv,       "a/b"sv,    "http://example.org/"sv,
                    "/.."sv,        "/a/../b"sv, "/a/./b"sv, "/a/%2e%2e/b"sv,
                    "/a/.%2E"sv,    "/a%2Fb"sv,  "/a%5cb"sv, "/a\\b"sv,
                    "/a%00b"sv,     "/a%0Ab"sv,  "/a%7Fb"sv, "/a%"sv,
                    "/a%4"sv,       "/a%GG"sv,   "/%FF"sv,   "/%C0%AF"sv,
                    "/%ED%A0%80"sv, "/a#b"sv,    "/?a=%00"sv}) {
    SCOPED_TRACE(text);
    auto target = parse_target(text);
    ASSERT_FALSE(target.has_value());
    EXPECT_EQ(target.error().fault, Fault::Unreadable);
  }
}

TEST(Target, ReadsHosts) {
  struct Case {
    std::string_view text;
    std::optional<std::string> host;
  };
  const Case cases[] = {
      {"Example.ORG:8080", "example.org"},
      {"127.0.0.1", "127.0.0.1"},
      {"[::1]:80", "[::1]"},
      {"a_b-c.d", "a_b-c.d"},
      {"", ""},
      {"a b", std::nullopt},
      {"a:80x", std::nullopt},
      {"a/b", std::nullopt},
      {"[::1", std::nullopt},
      {"a:123456", std::nullopt},
      {"u@h", std::nullopt},
      {"[::1]x", std::nullopt},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(parse_host(c.text), c.host);
  }
}

TEST(Target, ReadsCookies) {
  Fields expected = {{"view", "elder"}, {"q", "a b"}, {"empty", ""}, {"e", "1=2"}};
  EXPECT_EQ(parse_cookies("view=elder; q=\"a b\";empty=; nothing; =x; e=1=2"), expected);
}

}  // namespace
}  // namespace dl::web
