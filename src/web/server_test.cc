#include "web/server.h"

#include "web/server_sample.h"

namespace dl::web {
namespace {

using testing::Client;
using testing::Sample;
using testing::TestServer;
using namespace std::string_literals;

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
