// The page cache as clients see it: encodings, conditions, clearing, variants, and what is not kept.
#include <gtest/gtest.h>

#include "web/compress_fixture.h"
#include "web/server_sample.h"

namespace dl::web {
namespace {

using testing::Client;
using testing::long_text;
using testing::page_of;
using testing::Reply;
using testing::Sample;
using testing::TestServer;

TEST(CachedPage, IsDrawnOnceForAllEncodings) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  for (int round = 0; round < 3; ++round) {
    struct Case {
      const char* accept;
      const char* encoding;
      Encoding packed;
    };
    for (const auto& c : {Case{"", "", Encoding::Identity}, Case{"Accept-Encoding: gzip\r\n", "gzip", Encoding::Gzip},
                          Case{"Accept-Encoding: gzip, br\r\n", "br", Encoding::Brotli}}) {
      SCOPED_TRACE(c.encoding);
      auto reply = client.get("/page", c.accept);
      EXPECT_EQ(reply.status, 200);
      EXPECT_EQ(reply.field("Content-Encoding"), c.encoding);
      EXPECT_EQ(reply.field("Vary"), "Accept-Encoding");
      EXPECT_EQ(reply.field("ETag"), etag_of(reply.body));
      EXPECT_EQ(expand(reply.body, c.packed, 1 << 20), sample.page);
    }
  }
  EXPECT_EQ(sample.drawn, 1);
}

TEST(CachedPage, AnswersConditions) {
  Sample sample;
  sample.route(Verb::Get, "/dated", [](const Request&) {
    auto response = page_of("page:2", "text");
    response.headers.emplace_back("Last-Modified", "Thu, 05 Aug 2021 01:30:00 GMT");
    return response;
  });
  sample.start();
  Client client(sample.port());
  auto etag = client.get("/page").field("ETag");
  auto same = client.get("/page", "If-None-Match: " + etag + "\r\n");
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.field("ETag"), etag);
  EXPECT_EQ(same.field("Content-Length"), "");
  EXPECT_EQ(client.get("/page", "If-None-Match: \"other\"\r\n").status, 200);
  EXPECT_EQ(client.get("/page", "Accept-Encoding: br\r\nIf-None-Match: " + etag + "\r\n").status, 200)
      << "the tag of another encoding";
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(client.get("/dated", "If-Modified-Since: Thu, 05 Aug 2021 01:30:00 GMT\r\n").status, 304);
    EXPECT_EQ(client.get("/dated", "If-Modified-Since: Thu, 05 Aug 2021 01:29:59 GMT\r\n").status, 200);
    EXPECT_EQ(
        client.get("/dated", "If-Modified-Since: Thu, 05 Aug 2021 01:30:00 GMT\r\nIf-None-Match: \"x\"\r\n").status,
        200)
        << "the tag goes before the date";
  }
}

TEST(CachedPage, IsDrawnAnewAfterClearing) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  client.get("/page");
  sample.page = "new text";
  EXPECT_NE(client.get("/page").body, "new text");
  std::vector<std::string> topics = {"page:1"};
  sample.server->cache().clear(topics);
  EXPECT_EQ(client.get("/page").body, "new text");
  EXPECT_EQ(sample.drawn, 2);
}

TEST(CachedPage, DiffersBySiteQueryVariantAndTransport) {
  TestServer sample;
  std::atomic<int> drawn = 0;
  sample.options.trusted_proxies = {"127.0.0.1"};
  sample.hooks.rewrite = [](Request& http) {
    if (!http.path.starts_with("/cgj/")) return;
    http.mount = "/cgj";
    http.path.erase(0, 4);
  };
  sample.hooks.variant = [](const Request& http) { return std::string(http.cookie("view") == "elder" ? "elder" : ""); };
  sample.route(Verb::Get, "/a", [&](const Request& http) {
    ++drawn;
    return page_of("x:1", http.host + http.mount + http.path + std::string(http.argument("n")) +
                              std::string(http.cookie("view")) + (http.secure ? "s" : "p"));
  });
  sample.start();
  struct Case {
    const char* target;
    const char* fields;
    const char* body;
    int drawn;
  };
  const Case cases[] = {
      {"/a", "", "example.org/ap", 1},
      {"/a", "Cookie: other=1\r\n", "example.org/ap", 1},
      {"/a", "Cookie: view=elder\r\n", "example.org/aelderp", 2},
      {"/a", "Cookie: z=1; view=elder\r\n", "example.org/aelderp", 2},
      {"/a?n=1", "", "example.org/a1p", 3},
      {"/a?n=%31", "", "example.org/a1p", 3},
      {"/%61", "", "example.org/ap", 3},
      {"/cgj/a", "", "example.org/cgj/ap", 4},
      {"/a", "X-Forwarded-Proto: https\r\n", "example.org/as", 5},
  };
  Client client(sample.port());
  for (int round = 0; round < 2; ++round)
    for (const auto& c : cases) {
      SCOPED_TRACE(std::string(c.target) + " " + c.fields);
      auto reply = client.get(c.target, c.fields);
      EXPECT_EQ(reply.body, c.body);
      if (round == 0) {
        EXPECT_EQ(drawn, c.drawn);
      }
      EXPECT_EQ(reply.field("Vary"), "Accept-Encoding, Cookie");
    }
  EXPECT_EQ(drawn, 5);
  EXPECT_EQ(client.get("/a", "X-Forwarded-Proto: https\r\n").field("Strict-Transport-Security"),
            "max-age=31536000; includeSubDomains");
  EXPECT_EQ(client.get("/a").field("Strict-Transport-Security"), "");
}

TEST(CachedPage, IsNotKeptWhenItMustNot) {
  TestServer sample;
  std::atomic<int> drawn = 0;
  auto add = [&](std::string path, std::function<void(Response&)> change) {
    sample.route(Verb::Get, path, [&drawn, change](const Request&) {
      ++drawn;
      auto response = page_of("x:1", "text");
      change(response);
      return response;
    });
  };
  add("/no-topics", [](Response& response) { response.topics.clear(); });
  add("/cookie", [](Response& response) { response.headers.emplace_back("Set-Cookie", "a=b"); });
  add("/no-store", [](Response& response) { response.max_age = -1; });
  add("/missing", [](Response& response) { response.status = 404; });
  sample.hooks.signed_in = [](const Request&) { return true; };
  sample.router.add({.verb = Verb::Get,
                     .pattern = "/desk",
                     .handler =
                         [&](const Request&) {
                           ++drawn;
                           return page_of("x:1", "mine");
                         },
                     .access = Access::SignedIn});
  sample.start();
  Client client(sample.port());
  for (const char* path : {"/desk", "/no-topics", "/cookie", "/no-store", "/missing"}) {
    SCOPED_TRACE(path);
    drawn = 0;
    client.get(path);
    client.get(path);
    EXPECT_EQ(drawn, 2);
  }
}

TEST(CachedPage, IsDrawnOnceForManyAtOnce) {
  TestServer sample;
  std::atomic<int> drawn = 0;
  sample.route(Verb::Get, "/a", [&](const Request&) {
    ++drawn;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return page_of("x:1", "text");
  });
  sample.start();
  std::vector<std::thread> clients;
  std::atomic<int> good = 0;
  for (int i = 0; i < 4; ++i)
    clients.emplace_back([&] {
      Client client(sample.port());
      if (client.get("/a").body == "text") ++good;
    });
  for (auto& client : clients) client.join();
  EXPECT_EQ(good, 4);
  EXPECT_EQ(drawn, 1);
}

// A page asked for often is sent from the kernel's memory: whole, in parts to slow readers, and to readers that leave.
TEST(CachedPage, IsSentWholeHoweverHotItIs) {
  TestServer sample;
  const auto body = long_text(3'000'000);
  sample.route(Verb::Get, "/a", [&](const Request&) { return page_of("x:1", body); });
  sample.options.io_threads = 1;
  sample.start();
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    Client leaving(sample.port());
    leaving.shrink_receive_buffer();
    leaving.send("GET /a HTTP/1.1\r\nHost: example.org\r\n\r\n");
    ASSERT_TRUE(leaving.receive());
    leaving.close();
    Client client(sample.port());
    auto reply = client.get("/a");
    EXPECT_EQ(reply.status, 200);
    ASSERT_TRUE(reply.body == body);
    EXPECT_EQ(client.get("/a", "If-None-Match: " + reply.field("ETag") + "\r\n").status, 304);
  }
  Client head(sample.port());
  head.send("HEAD /a HTTP/1.1\r\nHost: example.org\r\n\r\n");
  EXPECT_EQ(head.read(true).field("Content-Length"), std::to_string(body.size()));
  EXPECT_EQ(head.get("/a").status, 200) << "nothing of the body came after the head";
}

// Clients that read while events clear the page never get a page that is older than an event that
// had been finished when they asked.
TEST(CachedPage, IsNeverOlderThanAnEvent) {
  TestServer sample;
  std::atomic<int> truth = 0;
  std::atomic<int> announced = 0;
  sample.route(Verb::Get, "/a", [&](const Request&) { return page_of("x:1", std::to_string(truth)); });
  sample.start();
  std::atomic<bool> stop = false;
  std::atomic<int> stale = 0;
  std::atomic<int> answers = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 3; ++i)
    clients.emplace_back([&] {
      Client client(sample.port());
      while (!stop) {
        int least = announced;
        auto reply = client.get("/a");
        if (reply.status != 200 || std::stoi(reply.body) < least) ++stale;
        ++answers;
      }
    });
  std::vector<std::string> topics = {"x:1"};
  for (int i = 1; i <= 300 || answers < 100; ++i) {
    truth = i;
    sample.server->cache().clear(topics);
    announced = i;
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  }
  stop = true;
  for (auto& client : clients) client.join();
  EXPECT_EQ(stale, 0);
}

TEST(CachedPage, HotPagesArePackedBetter) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  auto first = client.get("/page", "Accept-Encoding: br\r\n").body.size();
  for (int i = 0; i < 300; ++i) {
    auto reply = client.get("/page", "Accept-Encoding: br\r\n");
    ASSERT_EQ(expand(reply.body, Encoding::Brotli, 1 << 20), sample.page);
    if (reply.body.size() < first) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  FAIL() << "still " << first << " bytes";
}

}  // namespace
}  // namespace dl::web
