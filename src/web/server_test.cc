#include "web/server.h"

#include <atomic>

#include "web/server_fixture.h"

namespace dl::web {
namespace {

using testing::Client;
using testing::long_text;
using testing::page_of;
using testing::TestServer;
using namespace std::string_literals;

// A server with one of each kind of route.
struct Sample : TestServer {
  std::atomic<int> drawn = 0;
  std::atomic<bool> hold = false;
  std::string page = long_text(20'000);
  std::string file = long_text(1'000'000);

  Sample() {
    route(Verb::Get, "/hello",
          [](const Request& http) { return text(200, "hello " + std::string(http.argument("n"))); });
    route(Verb::Get, "/page", [this](const Request&) {
      ++drawn;
      return page_of("page:1", page);
    });
    route(Verb::Get, "/file", [this](const Request&) {
      Response response;
      response.type = "application/pdf";
      response.etag = "f1";
      response.source_size = std::ssize(file);
      response.source = [this](std::int64_t offset, std::int64_t length) -> Outcome<std::string> {
        return file.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
      };
      return response;
    });
    route(
        Verb::Post, "/echo", [](const Request& http) { return text(200, http.body); }, 1000);
    route(Verb::Get, "/throw", [](const Request&) -> Outcome<Response> { throw std::runtime_error("secret"); });
    route(Verb::Get, "/gone", [](const Request&) -> Outcome<Response> { return fail(Fault::Gone, "document.gone"); });
    route(Verb::Get, "/slow", [this](const Request&) {
      while (hold) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return text(200, "done");
    });
  }
};

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

TEST(Server, RefusesMalformedRequests) {
  struct Case {
    const char* name;
    std::string request;
    int status;
  };
  const std::string tail = " HTTP/1.1\r\nHost: a\r\n\r\n";
  const Case cases[] = {
      {"both lengths", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
       400},
      {"both lengths, other order",
       "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", 400},
      {"two lengths", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
      {"the same length twice", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
       400},
      {"negative length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\n", 400},
      {"length with plus", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc", 400},
      {"length is no number", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\nabc", 400},
      {"length overflows", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", 400},
      {"unknown coding", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
      {"coding hidden in a list", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 501},
      {"chunked twice", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n", 501},
      {"chunked of 1.0", "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"bad chunk size", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", 400},
      {"chunk without end",
       "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcX\r\n0\r\n\r\n", 400},
      {"space before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
      {"folded field", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", 400},
      {"bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"bare LF in a field", "GET / HTTP/1.1\r\nHost: a\r\nX: b\nY: c\r\n\r\n", 400},
      {"bare CR in a field", "GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n", 400},
      {"NUL in a field", "GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n"s, 400},
      {"NUL in the target", "GET /a\0b"s + tail, 400},
      {"encoded NUL", "GET /a%00b" + tail, 400},
      {"dots", "GET /../etc/passwd" + tail, 400},
      {"encoded dots", "GET /%2e%2e/etc/passwd" + tail, 400},
      {"absolute form", "GET http://a/" + tail, 400},
      {"authority form", "CONNECT a:80" + tail, 400},
      {"asterisk", "OPTIONS *" + tail, 400},
      {"two spaces", "GET  /" + tail, 400},
      {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
      {"version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"version 0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505},
      {"not HTTP", "\x16\x03\x01\r\n\r\n"s, 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"bad host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {"unknown method", "BREW /" + tail, 501},
      {"unknown expectation", "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n", 417},
      {"long target", "GET /" + std::string(6000, 'a') + tail, 414},
      {"endless request line", "GET /" + std::string(20'000, 'a'), 414},
      {"long head", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n", 431},
      {"many fields",
       [] {
         std::string request = "GET / HTTP/1.1\r\nHost: a\r\n";
         for (int i = 0; i < 150; ++i) request += "X: y\r\n";
         return request + "\r\n";
       }(),
       431},
  };
  Sample sample;
  sample.start();
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Client client(sample.port());
    client.send(c.request);
    auto reply = client.read();
    EXPECT_EQ(reply.status, c.status);
    EXPECT_EQ(reply.field("Connection"), "close");
    client.shut();
    EXPECT_TRUE(client.is_closed_by_server());
  }
  Client client(sample.port());
  EXPECT_EQ(client.get("/hello").status, 200) << "the server is still there";
}

TEST(Server, ReadsBodies) {
  struct Case {
    const char* name;
    std::string request;
    int status;
    std::string body;
  };
  const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\n";
  const Case cases[] = {
      {"by length", head + "Content-Length: 5\r\n\r\nhello", 200, "hello"},
      {"empty", head + "Content-Length: 0\r\n\r\n", 200, ""},
      {"none", head + "\r\n", 200, ""},
      {"chunked", head + "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: x\r\n\r\n", 200,
       "hello"},
      {"largest", head + "Content-Length: 1000\r\n\r\n" + std::string(1000, 'x'), 200, std::string(1000, 'x')},
  };
  Sample sample;
  sample.start();
  Client client(sample.port());
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    client.send(c.request);
    auto reply = client.read();
    EXPECT_EQ(reply.status, c.status);
    EXPECT_EQ(reply.body, c.body);
  }
}

TEST(Server, RefusesBodiesOverTheLimitOfTheRoute) {
  const std::string post = "POST /echo HTTP/1.1\r\nHost: a\r\n";
  const std::string requests[] = {
      post + "Content-Length: 1001\r\n\r\n",
      post + "Content-Length: 1001\r\nExpect: 100-continue\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x') + "\r\n0\r\n\r\n",
      "GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx",
  };
  Sample sample;
  sample.start();
  for (const auto& request : requests) {
    SCOPED_TRACE(request.substr(0, 80));
    Client client(sample.port());
    client.send(request);
    auto reply = client.read();
    EXPECT_EQ(reply.status, 413);
    EXPECT_EQ(reply.field("Connection"), "close");
  }
}

TEST(Server, SaysContinueBeforeABodyIsSent) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  client.send("ok");
  EXPECT_EQ(client.read().body, "ok");
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
