// What the server accepts as HTTP/1.x, and what it refuses.
#include "web/server_sample.h"

namespace dl::web {
namespace {

using testing::Client;
using testing::Sample;
using namespace std::string_literals;

TEST(Protocol, RefusesMalformedRequests) {
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
      {"field whose value is on the next line", "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n c\r\n\r\n", 400},
      {"host on the next line", "GET / HTTP/1.1\r\nHost:\r\n a\r\n\r\n", 400},
      {"length on the next line", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n 2\r\n\r\nab", 400},
      {"coding on the next line", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\tchunked\r\n\r\n0\r\n\r\n",
       400},
      {"first field folded", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
      {"length as a list", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2, 2\r\n\r\nab", 400},
      {"empty length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400},
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

TEST(Protocol, ReadsBodies) {
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

TEST(Protocol, RefusesBodiesOverTheLimitOfTheRoute) {
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

// What is left of a message must never be taken for the next one: behind a proxy it would be somebody else's.
TEST(Protocol, AnswersOnceWhateverComesAsBody) {
  const std::string smuggled = "GET /hello?n=smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string framings[] = {
      "Content-Length: " + std::to_string(smuggled.size()) + "\r\n\r\n" + smuggled,
      fmt::format("Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n0\r\n\r\n", smuggled.size(), smuggled)};
  Sample sample;
  sample.hooks.ready = [] { return Readiness{.says = "ready"}; };
  sample.start();
  Client(sample.port()).get("/page");  // a page that is remembered
  for (const char* method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    for (const char* path : {"/healthz", "/readyz", "/metrics", "/hello", "/page", "/file", "/echo", "/gone", "/none"})
      for (const auto& framing : framings) {
        SCOPED_TRACE(fmt::format("{} {} {}", method, path, framing.substr(0, 20)));
        Client client(sample.port());
        client.send(fmt::format("{} {} HTTP/1.1\r\nHost: a\r\n{}", method, path, framing));
        auto first = client.read(std::string_view(method) == "HEAD");
        EXPECT_NE(first.status, 0);
        bool taken = std::string_view(method) == "POST" && std::string_view(path) == "/echo";
        EXPECT_EQ(first.status == 200, taken);
        EXPECT_EQ(first.field("Connection"), taken ? "" : "close");
        if (taken) client.shut();
        EXPECT_EQ(client.read().status, 0) << "a second answer";
      }
}

TEST(Protocol, SaysContinueBeforeABodyIsSent) {
  Sample sample;
  sample.start();
  Client client(sample.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  client.send("ok");
  EXPECT_EQ(client.read().body, "ok");
}

}  // namespace
}  // namespace dl::web
