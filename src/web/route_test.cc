#include "web/route.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace dl::web {
namespace {

BoundRoute route(Verb verb, std::string pattern) {
  return {.verb = verb, .pattern = std::move(pattern), .handler = [](const Request&) { return text(200, "ok"); }};
}

Router sample() {
  Router router;
  for (const char* pattern : {"/", "/search", "/doc/{id}.html", "/doc/{id}", "/doc/new", "/file/{digest}/{name}",
                              "/assets/{path*}", "/{column}/", "/{column}/{page}.html"})
    router.add(route(Verb::Get, pattern));
  router.add(route(Verb::Post, "/search"));
  router.add(route(Verb::Delete, "/doc/{id}"));
  return router;
}

TEST(Router, MatchesTheMostExactPattern) {
  struct Case {
    Verb verb;
    std::string_view path;
    std::string_view pattern;  // empty: none
    std::map<std::string, std::string> parameters;
    bool path_known;
  };
  const Case cases[] = {
      {Verb::Get, "/", "/", {}, true},
      {Verb::Get, "/search", "/search", {}, true},
      {Verb::Post, "/search", "/search", {}, true},
      {Verb::Put, "/search", "", {}, true},
      {Verb::Get, "/doc/12.html", "/doc/{id}.html", {{"id", "12"}}, true},
      {Verb::Get, "/doc/12", "/doc/{id}", {{"id", "12"}}, true},
      {Verb::Get, "/doc/new", "/doc/new", {}, true},
      {Verb::Get, "/doc/", "/{column}/", {{"column", "doc"}}, true},
      {Verb::Get, "/doc/.html", "/doc/{id}", {{"id", ".html"}}, true},
      {Verb::Delete, "/doc/12", "/doc/{id}", {{"id", "12"}}, true},
      {Verb::Get, "/file/ab12/通知.pdf", "/file/{digest}/{name}", {{"digest", "ab12"}, {"name", "通知.pdf"}}, true},
      {Verb::Get, "/assets/a/b.css", "/assets/{path*}", {{"path", "a/b.css"}}, true},
      {Verb::Get, "/assets/", "/{column}/", {{"column", "assets"}}, true},
      {Verb::Get, "/zwgk/", "/{column}/", {{"column", "zwgk"}}, true},
      {Verb::Get, "/zwgk/2.html", "/{column}/{page}.html", {{"column", "zwgk"}, {"page", "2"}}, true},
      {Verb::Get, "/zwgk", "", {}, false},
      {Verb::Get, "/a/b/c", "", {}, false},
      {Verb::Get, "", "", {}, false},
  };
  auto router = sample();
  for (const auto& c : cases) {
    SCOPED_TRACE(c.path);
    auto match = router.match(c.verb, c.path);
    EXPECT_EQ(match.route == nullptr ? "" : match.route->pattern, c.pattern);
    EXPECT_EQ(match.parameters, c.parameters);
    EXPECT_EQ(match.path_known, c.path_known);
  }
}

TEST(Router, RefusesBadPatterns) {
  for (const char* pattern :
       {"", "doc", "/a/{", "/a/}", "/a/{}", "/{a}{b}", "/{a}/{a}", "/{rest*}/x", "/{rest*}.x", "/{Ab}", "/{a b}"}) {
    SCOPED_TRACE(pattern);
    Router router;
    EXPECT_THROW(router.add(route(Verb::Get, pattern)), std::logic_error);
  }
}

TEST(Router, RefusesThePatternThatIsThereAlready) {
  auto router = sample();
  EXPECT_THROW(router.add(route(Verb::Get, "/doc/{other}.html")), std::logic_error);
  EXPECT_NO_THROW(router.add(route(Verb::Put, "/doc/{other}.html")));
}

struct Greeter {
  std::string word;
};

Outcome<Response> greet(const Request& http, Greeter& greeter) {
  return text(200, greeter.word + std::string(http.argument("name")));
}

constexpr Route<Greeter> kGreetings[] = {{.pattern = "/hello", .handler = greet, .rate = Rate::Search}};

TEST(Router, BindsATableToItsContext) {
  Greeter greeter{"你好 "};
  Router router;
  router.add(kGreetings, greeter);
  Request http;
  http.query = {{"name", "世界"}};
  auto match = router.match(Verb::Get, "/hello");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.route->rate, Rate::Search);
  EXPECT_EQ(match.route->handler(http)->body, "你好 世界");
}

}  // namespace
}  // namespace dl::web
