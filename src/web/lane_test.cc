// What costs much runs in a lane of its own: pages go on while it is full, and who comes then is told so.
#include <gtest/gtest.h>

#include "web/server_sample.h"

namespace dl::web {
namespace {

using testing::Client;
using testing::Reply;
using testing::TestServer;
using Steady = std::chrono::steady_clock;

struct LaneServer : TestServer {
  std::atomic<int> running = 0;
  std::atomic<bool> hold = true;

  LaneServer() {
    options.workers = 2;
    options.hashes = {.threads = 1, .queue = 2};
    route(Verb::Get, "/page", [](const Request&) { return text(200, "page"); });
    auto hash = [this](const Request& http) {
      ++running;
      while (hold) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return text(200, std::string(http.body));
    };
    router.add({.verb = Verb::Post, .pattern = "/hash", .handler = hash, .body_limit = 100, .lane = Lane::Hashes});
    hooks.error_page = [](const Request&, int status, const Error& error) { return text(status, error.key); };
  }
  void wait_for(std::string_view line) {
    Client client(port());
    for (int i = 0; i < 500 && client.get("/metrics").body.find(line) == std::string::npos; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
};

constexpr std::string_view kHash = "POST /hash HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";

TEST(Lane, PagesGoOnWhileAnotherIsFull) {
  LaneServer server;
  server.start();
  std::vector<std::unique_ptr<Client>> inside;
  auto enter = [&](std::string_view until) {
    inside.push_back(std::make_unique<Client>(server.port()));
    inside.back()->send(kHash);
    server.wait_for(until);
  };
  enter("daylight_hashes_busy 1\n");
  enter("daylight_hash_queue 1\n");
  enter("daylight_hash_queue 2\n");

  Client late(server.port());
  late.send(kHash);
  auto refused = late.read();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.field("Retry-After"), "5");
  EXPECT_EQ(refused.body, "request.busy");
  EXPECT_EQ(late.get("/page").status, 200) << "the connection goes on: the body was read";

  Client reader(server.port());
  for (int i = 0; i < 200; ++i) {
    auto began = Steady::now();
    ASSERT_EQ(reader.get("/page?n=" + std::to_string(i)).body, "page");
    EXPECT_LT(Steady::now() - began, std::chrono::milliseconds(500));
  }
  EXPECT_EQ(server.running, 1);
  server.hold = false;
  for (auto& client : inside) EXPECT_EQ(client->read().body, "ab") << "who waited is served";
  EXPECT_EQ(server.running, 3);
}

}  // namespace
}  // namespace dl::web
