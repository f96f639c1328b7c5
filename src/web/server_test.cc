#include "web/server.h"

#include "web/server_sample.h"

namespace dl::web {
namespace {

using testing::Client;
using testing::Sample;
using testing::TestServer;
using namespace std::string_literals;

Outcome<Response> echo_size(const Request& http) { return text(200, fmt::format("{}", http.body.bytes().size())); }

TEST(Server, AnswersOnOneConnectionAgainAndAgain) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  for (int i = 0; i < 3; ++i) {
    auto reply = client.get("/hello?n=" + std::to_string(i));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "hello " + std::to_string(i));
    EXPECT_FALSE(reply.field("Date").empty());
    EXPECT_EQ(reply.field("X-Request-Id").size(), 16u);
    EXPECT_EQ(reply.field("Connection"), "");
  }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  std::string all;
  for (int i = 0; i < 20; ++i)
    all += (i % 3 == 0 ? "GET /page HTTP/1.1\r\nHost: a\r\n\r\n"s
                       : "GET /hello?n=" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n");
  client.send(all);
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(client.read().body, i % 3 == 0 ? sample.page : "hello " + std::to_string(i)) << i;
}

TEST(Server, ReadsHeadsThatComeInPieces) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  std::string request = "GET /hello?n=x HTTP/1.1\r\nHost: a\r\nX-Long: " + std::string(5000, 'x') + "\r\n\r\n";
  for (std::size_t at = 0; at < request.size(); at += 700) {
    client.send(request.substr(at, 700));
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  EXPECT_EQ(client.read().body, "hello x");
}

TEST(Server, HeadHasTheHeadOfGetAndNoBody) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  for (std::string path : {"/page", "/page", "/hello", "/file"}) {
    SCOPED_TRACE(path);
    client.send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    auto head = client.read(true);
    auto get = client.get(path, "Host2: x\r\n");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.field("Content-Length"), std::to_string(get.body.size()));
    EXPECT_EQ(head.field("ETag"), get.field("ETag"));
  }
}

TEST(Server, ServesHttp10) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client.read().field("Connection"), "keep-alive");
  client.send("GET /page HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.read().field("Connection"), "close");
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(Server, ErrorsHaveTheirStatus) {
  struct Case {
    const char* method;
    const char* path;
    int status;
  };
  const Case cases[] = {{"GET", "/none", 404},   {"GET", "/gone", 410},     {"GET", "/throw", 500},
                        {"POST", "/hello", 405}, {"OPTIONS", "/echo", 405}, {"TRACE", "/hello", 405}};
  Sample sample;
  sample.hooks.error_page = [](const Request& http, int status, const Error& error) {
    return text(200, std::to_string(status) + " " + error.key + " " + http.id);
  };
  std::string logged;
  sample.hooks.error_log = [&](std::string_view, const Error& error) { logged = error.detail; };
  sample.start();
  for (const auto& c : cases) {
    SCOPED_TRACE(c.path);
    Client client(sample.port());
    client.send(std::string(c.method) + " " + c.path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    auto reply = client.read();
    EXPECT_EQ(reply.status, c.status);
    EXPECT_TRUE(reply.body.starts_with(std::to_string(c.status)));
    EXPECT_TRUE(reply.body.ends_with(reply.field("X-Request-Id")));
    EXPECT_EQ(reply.body.find("secret"), std::string::npos);
    EXPECT_EQ(reply.field("Cache-Control"), "no-store");
  }
  EXPECT_EQ(logged, "secret");
  Client client(sample.port());
  client.send("POST /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read().field("Allow"), "GET, HEAD");
}

TEST(Server, ServesRangesOfFiles) {
  struct Case {
    const char* fields;
    int status;
    std::size_t first;
    std::size_t length;
    const char* content_range;
  };
  const Case cases[] = {
      {"", 200, 0, 1'000'000, ""},
      {"Range: bytes=0-9\r\n", 206, 0, 10, "bytes 0-9/1000000"},
      {"Range: bytes=999990-\r\n", 206, 999'990, 10, "bytes 999990-999999/1000000"},
      {"Range: bytes=100000-499999\r\nIf-Range: \"f1\"\r\n", 206, 100'000, 400'000, "bytes 100000-499999/1000000"},
      {"Range: bytes=0-9\r\nIf-Range: \"old\"\r\n", 200, 0, 1'000'000, ""},
      {"Range: bytes=1000000-\r\n", 416, 0, 0, "bytes */1000000"},
      {"If-None-Match: \"f1\"\r\n", 304, 0, 0, ""},
  };
  Sample sample;
  sample.start();
  Client client(sample.port());
  for (const auto& c : cases) {
    SCOPED_TRACE(c.fields);
    auto reply = client.get("/file", c.fields);
    EXPECT_EQ(reply.status, c.status);
    EXPECT_TRUE(reply.body == sample.file.substr(c.first, c.length));
    EXPECT_EQ(reply.field("Content-Range"), c.content_range);
    EXPECT_EQ(reply.field("Accept-Ranges"), "bytes");
  }
}

TEST(Server, SlowReadersGetTheWholeFile) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  client.shrink_receive_buffer();
  client.send("GET /file HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(client.read().body == sample.file);
}

TEST(Server, ClosesClientsThatAreTooSlow) {
  Sample sample;
  sample.options.head_timeout = sample.options.body_timeout = std::chrono::milliseconds(60);
  sample.options.idle_timeout = std::chrono::milliseconds(120);
  sample.start();
  Client idle(sample.port());
  Client head(sample.port());
  head.send("GET /hello HTTP/1.1\r\nHost");
  Client body(sample.port());
  body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(head.read().status, 408);
  EXPECT_EQ(body.read().status, 408);
  EXPECT_TRUE(idle.is_closed_by_server());
}

// What is announced buys no time: only what comes does.
TEST(Server, ClosesWhoAnnouncesMuchAndSendsLittle) {
  Sample sample;
  sample.options.body_timeout = std::chrono::milliseconds(200);
  sample.router.add({.verb = Verb::Post,
                     .pattern = "/upload",
                     .admit = [](const Request&) -> Outcome<Admitted> { return Admitted{.handler = &echo_size}; },
                     .body_limit = 64 << 20});
  sample.start();
  Client trickling(sample.port());
  trickling.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 60000000\r\n\r\nabc");
  auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(trickling.read().status, 408);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(3));

  Client steady(sample.port());  // 40 KiB in 400 ms, twice the time without them
  steady.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 40960\r\n\r\n");
  for (int i = 0; i < 40; ++i) {
    steady.send(std::string(1024, 'x'));
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(steady.read().body, "40960");
}

TEST(Server, AsksWhoCallsBeforeTheBodyIsSent) {
  Sample sample;
  std::atomic<int> handled = 0;
  sample.router.add({.verb = Verb::Post,
                     .pattern = "/upload",
                     .admit = [&](const Request& head) -> Outcome<Admitted> {
                       if (head.header("X-Key") != "good") return fail(Fault::Unauthorized, "access.sign_in");
                       return Admitted{.handler = [&](const Request& http) {
                         ++handled;
                         return echo_size(http);
                       }};
                     },
                     .body_limit = 1 << 20});
  sample.start();
  const std::string head = "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\nExpect: 100-continue\r\n";
  Client stranger(sample.port());
  stranger.send(head + "\r\n");
  auto refused = stranger.read();
  EXPECT_EQ(refused.status, 401) << "without a byte of the body";
  EXPECT_EQ(refused.field("Connection"), "close");
  EXPECT_EQ(handled, 0);
  Client known(sample.port());
  known.send(head + "X-Key: good\r\n\r\n");
  EXPECT_EQ(known.read().status, 100);
  known.send(std::string(500'000, 'x'));
  EXPECT_EQ(known.read().body, "500000") << "through a file";
  EXPECT_EQ(handled, 1);
}

TEST(Server, RefusesBodiesWhenAllTogetherAreTooMuch) {
  Sample sample;
  sample.options.bodies = {.memory = 1500, .disk = 0};
  sample.start();
  const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n";
  Client first(sample.port());
  first.send(head + std::string(999, 'x'));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  Client second(sample.port());
  second.send(head + std::string(1000, 'y'));
  auto busy = second.read();
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.field("Retry-After"), "5");
  first.send("x");
  EXPECT_EQ(first.read().status, 200);
  Client third(sample.port());
  third.send(head + std::string(1000, 'z'));
  EXPECT_EQ(third.read().status, 200) << "the room is free again";
}

TEST(Server, RefusesToStartWithALargeBodyFromAnybody) {
  Router router;
  auto handler = [](const Request&) { return text(200, "ok"); };
  EXPECT_THROW(router.add({.verb = Verb::Post, .pattern = "/a", .handler = handler, .body_limit = kSmallForm + 1}),
               std::logic_error);
}

TEST(Server, TurnsAwayPolitelyOverTheCap) {
  Sample sample;
  sample.options.max_connections = 3;
  sample.start();
  {
    Client first(sample.port()), second(sample.port()), third(sample.port());
    for (auto* client : {&first, &second, &third}) ASSERT_EQ(client->get("/hello").status, 200);
    Client fourth(sample.port());
    auto reply = fourth.get("/hello");
    EXPECT_EQ(reply.status, 503);
    EXPECT_FALSE(reply.field("Retry-After").empty());
    EXPECT_EQ(first.get("/hello").status, 200);
  }
  for (int i = 0; i < 200; ++i) {
    Client later(sample.port());
    if (later.get("/hello").status == 200) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FAIL() << "still over the cap";
}

TEST(Server, SaysBusyWhenTheWorkersAre) {
  Sample sample;
  sample.options.workers = 1;
  sample.options.worker_queue = 1;
  sample.hold = true;
  sample.start();
  Client running(sample.port());
  running.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  Client waiting(sample.port());
  waiting.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  Client third(sample.port());
  auto reply = third.get("/slow");
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.field("Retry-After"), "5");
  Client probe(sample.port());
  EXPECT_EQ(probe.get("/healthz").status, 200) << "the node lives, it is only busy";
  for (const char* path : {"/readyz", "/metrics"}) EXPECT_EQ(probe.get(path).status, 200) << path;
  sample.hold = false;
  EXPECT_EQ(running.read().body, "done");
  EXPECT_EQ(waiting.read().body, "done");
}

TEST(Server, StopFinishesWhatIsInFlight) {
  Sample sample;
  sample.hold = true;
  sample.start();
  Client idle(sample.port());
  ASSERT_EQ(idle.get("/hello").status, 200);
  Client busy(sample.port());
  busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  std::thread stopper([&] { sample.server->stop(); });
  EXPECT_TRUE(idle.is_closed_by_server());
  Client late(sample.port());
  EXPECT_NE(late.get("/hello").status, 200) << "nobody is let in any more";
  sample.hold = false;
  auto reply = busy.read();
  EXPECT_EQ(reply.body, "done");
  EXPECT_EQ(reply.field("Connection"), "close");
  stopper.join();
}

TEST(Server, StopGivesUpAtTheDeadline) {
  Sample sample;
  sample.options.stop_deadline = std::chrono::milliseconds(100);
  sample.start();
  Client stuck(sample.port());
  stuck.send("GET /hel");
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  auto begin = std::chrono::steady_clock::now();
  sample.server->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  EXPECT_TRUE(stuck.is_closed_by_server());
}

TEST(Server, RefusesAPortThatIsTaken) {
  Sample sample;
  sample.start();
  TestServer second;
  second.options.port = sample.port();
  Server other(second.options, second.router, {});
  auto started = other.start();
  ASSERT_FALSE(started.has_value());
  EXPECT_EQ(started.error().key, "server.listen");
}

}  // namespace
}  // namespace dl::web
