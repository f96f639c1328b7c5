// Two hundred addresses sign in at once: some are told to come back, and the pages go on.
#include <gmock/gmock.h>

#include "app/office_fixture.h"
#include "app/service.h"
#include "base/log.h"
#include "web/server_fixture.h"

namespace dl::app {
namespace {

using std::chrono::milliseconds;
using web::testing::Client;
using Steady = std::chrono::steady_clock;

constexpr int kAddresses = 200;
constexpr int kAtOnce = 50;

// Signs in from every kAtOnce-th address, wrongly; counts the answers by status.
void sign_in_from(std::uint16_t port, int first, std::array<std::atomic<int>, 600>& answers) {
  Client client(port);
  for (int i = first; i < kAddresses; i += kAtOnce) {
    std::string body = R"({"login":"someone)" + std::to_string(i) + R"(","password":"wrong"})";
    client.send(
        fmt::format("POST /api/v1/session HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.{}\r\n"
                    "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                    i, body.size(), body));
    ++answers.at(static_cast<std::size_t>(client.read().status));
  }
}

TEST(SignInFlood, LeavesPagesAlone) {
  log::set_level(log::Level::Error);
  Office office("[server]\ntrusted_proxies = [\"127.0.0.1\"]\nworkers = 4\n[accounts]\nhash_queue = 8\n");
  office.publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
  auto service = Service::create(office.installation(), "127.0.0.1:0");
  ASSERT_TRUE(service) << describe(service.error());
  ASSERT_TRUE((*service)->start());
  auto port = (*service)->port();

  std::array<std::atomic<int>, 600> answers = {};
  std::atomic<int> flooding = kAtOnce;
  std::vector<std::thread> flood;
  for (int first = 0; first < kAtOnce; ++first)
    flood.emplace_back([&, first] {
      sign_in_from(port, first, answers);
      --flooding;
    });
  std::vector<milliseconds> times;
  Client reader(port);
  for (int i = 0; (flooding > 0 || times.size() < 20) && i < 2000; ++i) {
    auto begin = Steady::now();
    auto reply = reader.get(fmt::format("/search?q=%E7%A7%AF%E9%9B%AA&n={}", i),
                            fmt::format("X-Forwarded-For: 198.51.{}.{}\r\n", i / 250, i % 250));
    ASSERT_EQ(reply.status, 200);
    times.push_back(std::chrono::duration_cast<milliseconds>(Steady::now() - begin));
  }
  for (auto& thread : flood) thread.join();
  std::sort(times.begin(), times.end());
  EXPECT_LT(times[times.size() * 99 / 100], milliseconds(1000)) << times.size() << " searches";
  EXPECT_GT(answers[401], 0);
  EXPECT_GT(answers[503], 0) << "beyond two hashes and eight that wait";
  EXPECT_EQ(answers[401] + answers[503] + answers[0], kAddresses) << "0: the client had no more patience";
  (*service)->stop();
}

}  // namespace
}  // namespace dl::app
