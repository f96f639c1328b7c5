// A socket in an event queue: what is asked of the kernel and when; and what connections make of it.
#include "web/wire.h"

#include <gtest/gtest.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "web/server_sample.h"

namespace dl::web {
namespace {

using testing::Client;
using testing::Sample;

struct Ends {
  EventQueue queue = {};
  std::array<int, 2> sockets = {-1, -1};
  std::unique_ptr<Wire> wire = {};

  Ends() {
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, sockets.data()), 0);
    wire = std::make_unique<Wire>(sockets[0], queue, this);
  }
  ~Ends() { ::close(sockets[1]); }

  void send(std::string_view bytes) const { EXPECT_EQ(::write(sockets[1], bytes.data(), bytes.size()), bytes.size()); }

  /// What the queue tells now; 0 when nothing.
  std::uint32_t events() const {
    epoll_event event = {};
    return ::epoll_wait(queue.number(), &event, 1, 0) == 1 ? event.events : 0;
  }

  std::string read(std::size_t room, Wire::Got expected) const {
    std::string bytes(room, '\0');
    std::size_t count = 0;
    EXPECT_EQ(wire->read({bytes.data(), room}, count), expected);
    bytes.resize(count);
    return bytes;
  }
};

TEST(Wire, AsksOnlyForWhatItWasToldOf) {
  Ends ends;
  EXPECT_EQ(ends.events() & EPOLLIN, 0u);
  EXPECT_EQ(ends.read(8, Wire::Got::Nothing), "");
  ends.send("abc");
  EXPECT_EQ(ends.read(8, Wire::Got::Nothing), "") << "not told yet";
  ends.wire->hear(ends.events());
  EXPECT_EQ(ends.read(8, Wire::Got::Some), "abc");
  ends.send("de");
  EXPECT_EQ(ends.read(8, Wire::Got::Nothing), "") << "all there was has been taken";
  ends.wire->hear(ends.events());
  EXPECT_EQ(ends.read(1, Wire::Got::Some), "d");
  EXPECT_EQ(ends.read(1, Wire::Got::Some), "e") << "a room that was filled may have left something";
  EXPECT_EQ(ends.read(1, Wire::Got::Nothing), "");
}

TEST(Wire, ReadsToTheEndThatCameWithTheLastBytes) {
  Ends ends;
  EXPECT_EQ(ends.read(8, Wire::Got::Nothing), "");
  ends.send("last");
  ::shutdown(ends.sockets[1], SHUT_WR);
  ends.wire->hear(ends.events());
  EXPECT_EQ(ends.read(8, Wire::Got::Some), "last");
  EXPECT_EQ(ends.read(8, Wire::Got::End), "");
}

TEST(Wire, ClosesWhileAnotherProcessHoldsItsSocket) {
  Ends ends;
  const int copy = ::dup(ends.sockets[0]);
  ends.wire->close();
  EXPECT_FALSE(ends.wire->is_open());
  ends.send("x");
  EXPECT_EQ(ends.events(), 0u);
  ::close(copy);
}

TEST(Server, AnswersWhoSaysAtOnceThatNoMoreWillCome) {
  Sample sample;
  sample.start();
  for (const auto* target : {"/page", "/page", "/hello?n=1", "/file"}) {
    SCOPED_TRACE(target);
    Client client(sample.port());
    client.send("GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    client.shut();
    const auto reply = client.read();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.field("Content-Length"), std::to_string(reply.body.size()));
    EXPECT_TRUE(client.is_closed_by_server());
  }
}

TEST(Server, GivesOthersTheirTurnBesideWhoNeverStopsAsking) {
  Sample sample;
  sample.options.io_threads = 1;
  sample.start();
  std::atomic<bool> stop = false;
  std::thread greedy([&] {
    Client client(sample.port());
    std::string burst;
    for (int i = 0; i < 50; ++i) burst += "GET /page HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n";
    client.send(burst + burst);
    while (!stop && client.send(burst))
      for (int i = 0; i < 50; ++i) client.read();
  });
  Client modest(sample.port());
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(modest.get("/page").body, sample.page);
    EXPECT_EQ(modest.get("/hello?n=2").body, "hello 2");
  }
  stop = true;
  greedy.join();
}

}  // namespace
}  // namespace dl::web
