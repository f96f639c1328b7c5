#include "web/csrf.h"

#include <gtest/gtest.h>

namespace dl::web {
namespace {

struct Visit {
  CsrfGuard guard{"secret"};
  Request http = {};
  std::string token = {};

  Visit() {
    Response page;
    http.host = "example.org";
    token = guard.token(http, page);
    std::string set = page.headers.at(0).second;
    http.cookies = {{"dl_form", set.substr(8, 32)}};
    http.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    http.body = "x=1&csrf=" + token;
  }
};

TEST(Csrf, AcceptsItsOwnForm) {
  Visit visit;
  EXPECT_TRUE(visit.guard.verify(visit.http));
  visit.http.headers.emplace_back("Origin", "https://example.org:443");
  visit.http.headers.emplace_back("Sec-Fetch-Site", "same-origin");
  EXPECT_TRUE(visit.guard.verify(visit.http));
}

TEST(Csrf, TakesTheTokenFromAHeader) {
  Visit visit;
  visit.http.body = "{}";
  visit.http.headers = {{"X-CSRF-Token", visit.token}};
  EXPECT_TRUE(visit.guard.verify(visit.http));
  visit.http.headers = {{"X-CSRF-Token", std::string(64, '0')}};
  EXPECT_FALSE(visit.guard.verify(visit.http));
}

TEST(Csrf, TakesTheTokenFromAFormWithFiles) {
  Visit visit;
  visit.http.headers = {{"Content-Type", "multipart/form-data; boundary=XyZ"}};
  const auto part = [](std::string_view head, std::string_view body) {
    return "--XyZ\r\nContent-Disposition: form-data; " + std::string(head) + "\r\n\r\n" + std::string(body) + "\r\n";
  };
  visit.http.body =
      part("name=\"csrf\"", visit.token) + part("name=\"files\"; filename=\"a.txt\"", "x") + "--XyZ--\r\n";
  EXPECT_TRUE(visit.guard.verify(visit.http));
  visit.http.body = part("name=\"csrf\"; filename=\"a.txt\"", visit.token) + "--XyZ--\r\n";
  EXPECT_FALSE(visit.guard.verify(visit.http)) << "a file is no field";
}

TEST(Csrf, ADoorOpensByTheHeadAndIsNoToken) {
  Visit visit;
  visit.http.body = "";
  EXPECT_FALSE(visit.guard.opens_door(visit.http));
  visit.http.query = {{"door", visit.guard.door_of(visit.token)}};
  EXPECT_TRUE(visit.guard.opens_door(visit.http));
  visit.http.headers = {{"X-CSRF-Token", visit.guard.door_of(visit.token)}};
  EXPECT_FALSE(visit.guard.verify(visit.http));
  visit.http.headers = {{"Sec-Fetch-Site", "cross-site"}};
  EXPECT_FALSE(visit.guard.opens_door(visit.http));
  visit.http.headers = {};
  visit.http.query = {{"door", visit.token}};
  EXPECT_FALSE(visit.guard.opens_door(visit.http)) << "nor is a token a door";
  visit.http.query = {{"door", visit.guard.door_of(visit.token)}};
  visit.http.cookies = {{"dl_form", std::string(32, 'b')}};
  EXPECT_FALSE(visit.guard.opens_door(visit.http)) << "of another browser";
}

TEST(Csrf, GivesTheSameBrowserTheSameToken) {
  Visit visit;
  Response again;
  EXPECT_EQ(visit.guard.token(visit.http, again), visit.token);
  EXPECT_TRUE(again.headers.empty());
}

TEST(Csrf, RefusesForgeries) {
  struct Case {
    const char* name;
    std::function<void(Request&)> change;
  };
  const Case cases[] = {
      {"no token", [](Request& http) { http.body = "x=1"; }},
      {"wrong token", [](Request& http) { http.body = "csrf=" + std::string(64, 'a'); }},
      {"no cookie", [](Request& http) { http.cookies.clear(); }},
      {"other cookie", [](Request& http) { http.cookies[0].second = std::string(32, 'b'); }},
      {"other origin", [](Request& http) { http.headers.emplace_back("Origin", "https://evil.example"); }},
      {"null origin", [](Request& http) { http.headers.emplace_back("Origin", "null"); }},
      {"cross site", [](Request& http) { http.headers.emplace_back("Sec-Fetch-Site", "cross-site"); }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Visit visit;
    c.change(visit.http);
    EXPECT_FALSE(visit.guard.verify(visit.http));
  }
  Visit visit;
  EXPECT_FALSE(CsrfGuard("another secret").verify(visit.http));
}

TEST(Csrf, BelongsToOneSession) {
  Visit visit;
  visit.http.cookies.emplace_back("dl_session", "one");
  EXPECT_FALSE(visit.guard.verify(visit.http)) << "made before anybody signed in";
  Response unused;
  visit.http.body = "csrf=" + visit.guard.token(visit.http, unused);
  EXPECT_TRUE(visit.guard.verify(visit.http));
  EXPECT_EQ("csrf=" + visit.guard.token(visit.http, unused, "one"), visit.http.body.bytes());
  visit.http.cookies.back().second = "two";
  EXPECT_FALSE(visit.guard.verify(visit.http));
}

TEST(Csrf, TakesNoPlainCookieUnderTls) {
  Visit visit;
  visit.http.secure = true;
  EXPECT_FALSE(visit.guard.verify(visit.http));
  Response page;
  visit.http.body = "csrf=" + visit.guard.token(visit.http, page);
  std::string set = page.headers.at(0).second;
  EXPECT_TRUE(set.starts_with("__Host-dl_form=")) << set;
  EXPECT_TRUE(set.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure")) << set;
  visit.http.cookies.emplace_back("__Host-dl_form", set.substr(15, 32));
  EXPECT_TRUE(visit.guard.verify(visit.http));
}

}  // namespace
}  // namespace dl::web
