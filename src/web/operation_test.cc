// What operators and browsers rely on: probes, metrics, log lines, security headers, rates, forms, proxies.
#include <gmock/gmock.h>

#include <mutex>

#include "base/log.h"
#include "web/response_head.h"
#include "web/server_sample.h"

namespace dl::web {
namespace {

using testing::Client;
using testing::page_of;
using testing::Sample;
using testing::TestServer;

/// While it lives, lines of the log go to a function.
struct LogInto {
  explicit LogInto(std::function<void(std::string_view)> take) { log::to_function(std::move(take)); }
  ~LogInto() { log::to_stderr(); }
};

TEST(Operation, ProbesAnswer) {
  Sample sample;
  std::atomic<bool> ready = false;
  sample.hooks.ready = [&] { return Readiness{.ready = ready, .says = ready ? "ready, seen" : "database.away"}; };
  sample.start();
  Client client(sample.port());
  EXPECT_EQ(client.get("/healthz").body, "ok\n");
  auto away = client.get("/readyz");
  EXPECT_EQ(away.status, 503);
  EXPECT_EQ(away.body, "database.away\n");
  ready = true;
  EXPECT_EQ(client.get("/readyz").body, "ready, seen\n");
}

TEST(Operation, MetricsCount) {
  Sample sample;
  sample.start();
  sample.server->metrics().add(Metrics::Kind::Gauge, "daylight_journal_lag", "Events behind.", [] { return 7.0; });
  Client client(sample.port());
  client.get("/page");
  client.get("/page");
  client.get("/none");
  auto text = client.get("/metrics").body;
  for (const char* line :
       {"daylight_requests_total{route=\"GET /page\",class=\"2xx\"} 2\n",
        "daylight_requests_total{route=\"none\",class=\"4xx\"} 1\n", "daylight_request_seconds_count 3\n",
        "daylight_request_seconds_bucket{le=\"+Inf\"} 3\n", "daylight_journal_lag 7\n", "daylight_connections 1\n",
        "daylight_cache_pages 1\n", "# TYPE daylight_cache_bytes gauge\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

TEST(Operation, MetricsAreNotForEverybody) {
  Sample sample;
  sample.options.metrics_peers = {"192.0.2.1"};
  sample.start();
  Client client(sample.port());
  EXPECT_EQ(client.get("/metrics").status, 404);
}

TEST(Operation, LogLinesHoldNothingPersonal) {
  Sample sample;
  std::mutex mutex;
  std::vector<std::string> lines;
  const LogInto log([&](std::string_view line) {
    std::lock_guard lock(mutex);
    lines.emplace_back(line);
  });
  sample.hooks.access_log = write_to_log;
  sample.start();
  Client client(sample.port());
  auto id = client.get("/hello?n=secret", "Cookie: session=secret\r\n").field("X-Request-Id");
  client.get("/page");
  client.get("/page?x=secret");
  client.send("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n");
  client.read();
  sample.server->stop();
  ASSERT_EQ(lines.size(), 4u);
  for (const auto& line : lines) {
    EXPECT_EQ(line.find("secret"), std::string::npos) << line;
    EXPECT_EQ(line.find("127.0.0.1"), std::string::npos) << line;
  }
  EXPECT_NE(lines[0].find("\"id\":\"" + id + "\""), std::string::npos);
  EXPECT_NE(lines[0].find("\"network\":\"127.0.0.0/24\""), std::string::npos);
  EXPECT_NE(lines[0].find("\"path\":\"/hello\""), std::string::npos);
  EXPECT_NE(lines[3].find("\"status\":400"), std::string::npos);
}

TEST(Operation, RefusalsAreLinesWithTheirReason) {
  TestServer sample;
  auto ok = [](const Request&) { return text(200, "ok"); };
  sample.options.rates[static_cast<std::size_t>(Rate::Page)] = {0.1, 4};
  sample.router.add({.verb = Verb::Post, .pattern = "/form", .handler = ok, .csrf = Csrf::Required});
  sample.router.add({.pattern = "/desk", .handler = ok, .access = Access::SignedIn});
  sample.route(Verb::Get, "/right",
               [](const Request&) -> Outcome<Response> { return fail(Fault::Forbidden, "right.missing", "person:7"); });
  sample.route(Verb::Get, "/wrong", [](const Request&) -> Outcome<Response> { return fail(Fault::Invalid, "field"); });
  std::mutex mutex;
  std::vector<std::string> lines;
  sample.hooks.access_log = [&](const AccessLine& line) {
    std::lock_guard lock(mutex);
    lines.push_back(fmt::format("{} {}", line.status, line.note));
  };
  sample.start();
  Client client(sample.port());
  client.send("POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  client.read();
  for (const char* path : {"/desk", "/right", "/wrong", "/desk"}) client.get(path);
  client.send("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n");
  client.read();
  sample.server->stop();
  const char* expected[] = {"403 .*access.stale_form",        "401 .*access.sign_in",
                            "403 .*right.missing .person:7.", "422 .*field",
                            "429 .*request.rate .*",          "400 .+"};
  ASSERT_EQ(lines.size(), std::size(expected));
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_THAT(lines[i], ::testing::MatchesRegex(expected[i]));
}

TEST(Operation, LogLinesCannotBeForged) {
  AccessLine line;
  line.status = 404;
  line.path = "/a\"\n{\"status\":200}\x80";
  std::string written;
  const LogInto log([&](std::string_view one) { written = one; });
  write_to_log(line);
  EXPECT_NE(written.find(R"("path":"/a\"\u000a{\"status\":200}�","site")"), std::string::npos) << written;
}

TEST(Operation, PagesHaveTheSecurityHeaders) {
  Sample sample;
  sample.route(Verb::Get, "/own", [](const Request&) {
    auto response = text(200, "x");
    response.headers.emplace_back("Content-Security-Policy", "default-src 'none'");
    response.headers.emplace_back("X-Bad", "a\r\nSet-Cookie: evil=1");
    return response;
  });
  sample.route(Verb::Get, "/empty", [](const Request&) { return text(204, "must not be sent"); });
  sample.start();
  Client client(sample.port());
  for (const char* path : {"/page", "/page", "/hello", "/none", "/file"}) {
    SCOPED_TRACE(path);
    auto reply = client.get(path);
    EXPECT_EQ(reply.field("Content-Security-Policy"), kContentPolicy);
    EXPECT_EQ(reply.field("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(reply.field("X-Frame-Options"), "SAMEORIGIN");
    EXPECT_EQ(reply.field("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_FALSE(reply.field("Referrer-Policy").empty());
    EXPECT_FALSE(reply.field("Permissions-Policy").empty());
    EXPECT_EQ(reply.field("Strict-Transport-Security"), "");
    EXPECT_EQ(reply.field("Access-Control-Allow-Origin"), "");
  }
  for (const char* words : {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"})
    EXPECT_NE(kContentPolicy.find(words), std::string_view::npos) << words;
  client.send("GET /empty HTTP/1.1\r\nHost: a\r\n\r\n");
  auto empty = client.read(true);
  EXPECT_EQ(empty.status, 204);
  EXPECT_EQ(empty.field("Content-Length"), "");
  EXPECT_EQ(kContentPolicy.find("unsafe"), std::string_view::npos);
  auto own = client.get("/own");
  EXPECT_EQ(own.field("Content-Security-Policy"), "default-src 'none'");
  EXPECT_EQ(own.field("Set-Cookie"), "") << "a value cannot add a field";
}

TEST(Operation, RatesAreKeptPerClient) {
  TestServer sample;
  sample.options.trusted_proxies = {"127.0.0.1"};
  sample.options.rates[static_cast<std::size_t>(Rate::Page)] = {0.1, 2};
  sample.route(Verb::Get, "/a", [](const Request& http) { return text(200, http.peer); });
  sample.start();
  Client client(sample.port());
  const char* first = "X-Forwarded-For: 203.0.113.1\r\n";
  EXPECT_EQ(client.get("/a", first).body, "203.0.113.1");
  EXPECT_EQ(client.get("/a", first).status, 200);
  auto refused = client.get("/a", first);
  EXPECT_EQ(refused.status, 429);
  EXPECT_FALSE(refused.field("Retry-After").empty());
  EXPECT_EQ(client.get("/a", "X-Forwarded-For: 203.0.113.2\r\n").status, 200);
}

TEST(Operation, OtherNamesAreLedToTheFirst) {
  Sample sample;
  sample.options.hosts = {"www.example.org", "m.example.org"};
  sample.start();
  Client client(sample.port());
  auto ask = [&](std::string_view line, std::string_view host) {
    client.send(fmt::format("{} HTTP/1.1\r\nHost: {}\r\nContent-Length: 0\r\n\r\n", line, host));
    return client.read();
  };
  EXPECT_EQ(ask("GET /page", "www.example.org").status, 200);
  EXPECT_EQ(ask("GET /page", "M.Example.org:8080").status, 200);
  auto led = ask("GET /page?n=1", "evil.example");
  EXPECT_EQ(led.status, 301);
  EXPECT_EQ(led.field("Location"), "http://www.example.org/page?n=1");
  EXPECT_EQ(ask("POST /echo", "evil.example").status, 421);
  EXPECT_EQ(ask("GET /healthz", "10.0.0.9").status, 200) << "machines that watch ask by address";
}

// Addresses in feeds are drawn from the name that was asked by, port included: nobody else must get them.
TEST(Operation, APageIsKeptForOneNameAndPort) {
  TestServer sample;
  sample.route(Verb::Get, "/feed", [](const Request& http) { return page_of("feed", http.authority); });
  sample.start();
  Client client(sample.port());
  auto ask = [&](std::string_view host) {
    client.send(fmt::format("GET /feed HTTP/1.1\r\nHost: {}\r\n\r\n", host));
    return client.read().body;
  };
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(ask("localhost:6666"), "localhost:6666");
    EXPECT_EQ(ask("localhost"), "localhost");
    EXPECT_EQ(ask("LocalHost"), "localhost");
  }
}

// Whatever a handler says of topics: an answer that depends on who calls is drawn for them alone.
TEST(Operation, WhatIsDrawnForSomebodyIsNeverKept) {
  TestServer sample;
  std::atomic<int> inside = 0;
  sample.router.add({.verb = Verb::Get, .pattern = "/mine", .admit = [&](const Request& head) -> Outcome<Admitted> {
                       return Admitted{.handler = [&, who = std::string(head.cookie("who"))](const Request&) {
                         ++inside;
                         auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
                         while (inside < 2 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
                         return page_of("mine", who + (inside == 2 ? " together" : " alone"));
                       }};
                     }});
  sample.start();
  std::string first;
  std::thread other([&] { first = Client(sample.port()).get("/mine", "Cookie: who=first\r\n").body; });
  auto second = Client(sample.port()).get("/mine", "Cookie: who=second\r\n").body;
  other.join();
  EXPECT_EQ(first, "first together") << "nobody waits for another's answer";
  EXPECT_EQ(second, "second together");
}

// A bureau's people come from one address; whoever has shown who they are has a limit of their own.
TEST(Operation, ThoseWhoAreKnownHaveALimitOfTheirOwn) {
  TestServer sample;
  sample.options.rates[static_cast<std::size_t>(Rate::Page)] = {0.1, 4};
  sample.options.rates[static_cast<std::size_t>(Rate::Known)] = {0.1, 3};
  sample.hooks.credential = [](const Request& http) { return http.cookie("session"); };
  sample.router.add({.verb = Verb::Get, .pattern = "/a", .admit = [](const Request& head) -> Outcome<Admitted> {
                       bool known = head.cookie("session").starts_with("good");
                       return Admitted{.handler = [](const Request&) { return text(200, "ok"); }, .known = known};
                     }});
  sample.start();
  Client client(sample.port());
  auto ask = [&](const char* session) {
    return client.get("/a", fmt::format("Cookie: session={}\r\n", session)).status;
  };
  EXPECT_EQ(ask("good-1"), 200);  // of the address: nobody knew yet
  EXPECT_EQ(ask("good-2"), 200);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(ask("bad"), 200);
  EXPECT_EQ(ask("bad"), 429);
  EXPECT_EQ(ask("made-up"), 429) << "a new credential is no new limit";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("good-1"), 200);
  EXPECT_EQ(ask("good-1"), 429);
  EXPECT_EQ(ask("good-2"), 200);
}

// HAProxy and others add a line of their own behind those that came.
TEST(Operation, ForwardedAddressesInSeveralLinesAreOneList) {
  TestServer sample;
  sample.options.trusted_proxies = {"127.0.0.1"};
  sample.options.rates[static_cast<std::size_t>(Rate::Page)] = {0.1, 2};
  sample.route(Verb::Get, "/a", [](const Request& http) { return text(200, http.peer); });
  sample.start();
  Client client(sample.port());
  auto ask = [&](const std::string& invented) {
    return client.get("/a", "X-Forwarded-For: " + invented + "\r\nX-Forwarded-For: 203.0.113.1\r\n");
  };
  EXPECT_EQ(ask("198.51.100.1").body, "203.0.113.1");
  EXPECT_EQ(ask("198.51.100.2").body, "203.0.113.1");
  EXPECT_EQ(ask("198.51.100.3").status, 429);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(client.get("/a", "X-Forwarded-For: 203.0.113.9:80\r\n").body, "");
  EXPECT_EQ(client.get("/a", "X-Forwarded-For: nonsense\r\n").status, 429) << "who cannot be known is one client";
}

TEST(Operation, MetricsAreNotForWhomAProxySpeaks) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  EXPECT_EQ(client.get("/metrics").status, 200);
  EXPECT_EQ(client.get("/metrics", "X-Forwarded-For: 127.0.0.1\r\n").status, 404);
  EXPECT_EQ(client.get("/metrics", "Forwarded: for=127.0.0.1\r\n").status, 404);
  Sample behind;
  behind.options.trusted_proxies = {"127.0.0.1"};
  behind.start();
  Client visitor(behind.port());
  EXPECT_EQ(visitor.get("/metrics", "X-Forwarded-For: 203.0.113.1\r\n").status, 404);
  EXPECT_EQ(visitor.get("/metrics", "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.1\r\n").status, 404);
}

TEST(Operation, FormsAndAccessAreChecked) {
  TestServer sample;
  auto ok = [](const Request&) { return text(200, "ok"); };
  sample.router.add(
      {.verb = Verb::Post, .pattern = "/form", .handler = ok, .csrf = Csrf::Required, .body_limit = 1000});
  sample.router.add({.verb = Verb::Get, .pattern = "/desk", .handler = ok, .access = Access::SignedIn});
  sample.hooks.signed_in = [](const Request& http) { return http.cookie("who") == "me"; };
  sample.start();
  Client client(sample.port());
  Request browser;
  browser.cookies = {{"dl_form", std::string(32, 'a')}};
  Response unused;
  auto body = "csrf=" + sample.server->csrf().token(browser, unused);
  auto post = [&](const std::string& sent) {
    client.send(
        "POST /form HTTP/1.1\r\nHost: example.org\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Cookie: dl_form=" +
        std::string(32, 'a') + "\r\nContent-Length: " + std::to_string(sent.size()) + "\r\n\r\n" + sent);
    return client.read().status;
  };
  EXPECT_EQ(post(body), 200);
  EXPECT_EQ(post("csrf=1"), 403);
  EXPECT_EQ(client.get("/desk").status, 401);
  EXPECT_EQ(client.get("/desk", "Cookie: who=me\r\n").status, 200);
}

TEST(Operation, ListensOnEveryAddress) {
  Sample sample;
  sample.options.address = "*";
  sample.start();
  Client client(sample.port());
  EXPECT_EQ(client.get("/hello").status, 200);
  TestServer bad;
  bad.options.trusted_proxies = {"nonsense"};
  Server server(bad.options, bad.router, {});
  EXPECT_EQ(server.start().error().key, "setting.network");
}

}  // namespace
}  // namespace dl::web
