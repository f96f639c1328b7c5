// The running service: pages are cached until an event clears them, here and on another node of the
// same database, and the search follows.
#include "app/service.h"

#include <gmock/gmock.h>

#include <future>

#include "app/office_fixture.h"
#include "base/log.h"
#include "tests/support/database_fixture.h"
#include "tests/support/postgres.h"
#include "web/server_fixture.h"

namespace dl::app {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;
using web::testing::Client;
using web::testing::Reply;
using SteadyClock = std::chrono::steady_clock;

/// The service of one installation on a free port.
class Running {
 public:
  explicit Running(Office& office) {
    log::set_level(log::Level::Error);
    auto created = Service::create(office.installation(), "127.0.0.1:0");
    EXPECT_TRUE(created) << describe(created.error());
    if (!created) return;
    service_ = std::move(*created);
    auto started = service_->start();
    EXPECT_TRUE(started) << describe(started.error());
  }

  std::uint16_t port() const { return service_->port(); }
  void stop() { service_->stop(); }
  Reply get(std::string_view target, std::string_view fields = "") { return Client(port()).get(target, fields); }

  /// Asks again and again until the answer's body holds `text` (or does not); how long that took.
  milliseconds wait_for(std::string_view target, std::string_view text, bool there = true,
                        milliseconds pause = milliseconds(10)) {
    auto start = SteadyClock::now();
    auto passed = [&] { return std::chrono::duration_cast<milliseconds>(SteadyClock::now() - start); };
    Client client(port());
    while (passed() < milliseconds(5000)) {
      auto reply = client.get(target);
      if (reply.status == 0) break;
      if ((reply.body.find(text) != std::string::npos) == there) return passed();
      std::this_thread::sleep_for(pause);
    }
    ADD_FAILURE() << target << (there ? " never shows " : " goes on showing ") << text;
    return passed();
  }

  double metric(const std::string& name) {
    auto text = "\n" + get("/metrics").body;
    auto at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 2));
  }

 private:
  std::unique_ptr<Service> service_ = {};
};

std::string page_of(std::int64_t id) { return fmt::format("/documents/{}", id); }

TEST(ServiceTest, ServesPagesFromTheCache) {
  Office office;
  auto id = office.publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
  Running service(office);
  auto first = service.get(page_of(id));
  ASSERT_EQ(first.status, 200);
  EXPECT_THAT(first.body, HasSubstr("道路积雪应当及时清扫。"));
  auto tag = first.field("ETag");
  ASSERT_FALSE(tag.empty());

  auto hits = service.metric("daylight_cache_hits_total");
  auto second = service.get(page_of(id));
  EXPECT_EQ(second.field("ETag"), tag);
  EXPECT_EQ(second.body, first.body);
  // Each thread counts for itself and tells the sum now and then.
  for (int i = 0; i < 50 && service.metric("daylight_cache_hits_total") <= hits; ++i)
    std::this_thread::sleep_for(milliseconds(100));
  EXPECT_GT(service.metric("daylight_cache_hits_total"), hits);
  auto third = service.get(page_of(id), "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(third.status, 304);
  EXPECT_TRUE(third.body.empty());

  EXPECT_EQ(service.get("/healthz").status, 200);
  EXPECT_EQ(service.get("/readyz").status, 200);
  EXPECT_EQ(service.get("/documents/999").status, 404);
}

TEST(ServiceTest, ShowsAPublicationAtOnce) {
  Office office;
  office.publish("第0号通报", "正文。");
  Running service(office);
  std::vector<milliseconds> column_times;
  std::vector<milliseconds> home_times;
  for (int i = 1; i <= 5; ++i) {
    service.get("/columns/notices");
    service.get("/");
    auto title = fmt::format("第{}号通报", i);
    office.publish(title, "正文。");
    column_times.push_back(service.wait_for("/columns/notices", title, true, milliseconds(2)));
    home_times.push_back(service.wait_for("/", title, true, milliseconds(2)));
  }
  std::sort(column_times.begin(), column_times.end());
  std::sort(home_times.begin(), home_times.end());
  EXPECT_LT(column_times[2].count(), 100);
  EXPECT_LT(home_times[2].count(), 100);
}

TEST(ServiceTest, WithdrawnDocumentLeavesATombstoneEverywhere) {
  Office office;
  auto id = office.publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
  Running service(office);
  EXPECT_EQ(service.get(page_of(id)).status, 200);
  service.wait_for("/columns/notices", "关于积雪清扫的通知");
  service.wait_for("/search?q=%E7%A7%AF%E9%9B%AA", page_of(id), true, milliseconds(100));

  ASSERT_TRUE(
      office.installation().document_desk().withdraw(id, accounts::Principal::machine("person:乙"), "内容已经过时"));
  service.wait_for(page_of(id), "内容已经过时");
  auto stone = service.get(page_of(id));
  EXPECT_EQ(stone.status, 410);
  EXPECT_THAT(stone.body, Not(HasSubstr("道路积雪应当及时清扫。")));
  service.wait_for("/columns/notices", "关于积雪清扫的通知", false);
  service.wait_for("/search?q=%E7%A7%AF%E9%9B%AA", page_of(id), false, milliseconds(100));
}

TEST(ServiceTest, RefusesProgramsInTheirOwnForm) {
  Office office;
  Running service(office);
  const auto expect = [](const Reply& reply, int status, std::string_view type) {
    EXPECT_EQ(reply.status, status);
    EXPECT_THAT(reply.field("Content-Type"), HasSubstr(type));
    EXPECT_THAT(reply.head, HasSubstr("\r\nVary: Accept\r\n"));
  };
  constexpr auto kProblem = "application/problem+json";
  constexpr auto kHtml = "Accept: text/html,*/*;q=0.8\r\n";
  expect(service.get("/data/lamps.json"), 404, kProblem);
  EXPECT_THAT(service.get("/data/lamps.json").body, HasSubstr("\"status\":404"));
  expect(service.get("/data/lamps.csv"), 404, "text/plain");
  expect(service.get("/data/lamps.csv", kHtml), 404, "text/html");
  expect(service.get("/data/penalties/records?after=x"), 404, kProblem);
  expect(service.get("/documents/999", "Accept: application/json\r\n"), 404, kProblem);
  expect(service.get("/documents/999"), 404, "text/html");
  Client poster(service.port());
  poster.send("POST /data/lamps.json HTTP/1.1\r\nHost: example.org\r\nContent-Length: 0\r\n\r\n");
  expect(poster.read(), 405, kProblem);
  Reply last;
  for (int i = 0; i < 1000 && last.status != 429; ++i) last = service.get("/data/lamps.csv");
  expect(last, 429, "text/plain");
}

TEST(ServiceTest, FindsAgainAfterItsIndexWasDeleted) {
  Office office;
  auto id = office.publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
  {
    Running service(office);
    service.wait_for("/search?q=%E7%A7%AF%E9%9B%AA", page_of(id), true, milliseconds(100));
  }
  std::filesystem::remove_all(office.installation().index_folder());
  Running service(office);
  service.wait_for("/search?q=%E7%A7%AF%E9%9B%AA", page_of(id), true, milliseconds(100));
}

// A download that the visitor takes slowly is finished although the service stops meanwhile.
TEST(ServiceTest, StopFinishesWhatIsInFlight) {
  Office office;
  auto document = office.entry("关于公布图集的通知", "图集见附件。");
  std::string bytes(24 << 20, '\0');
  for (std::size_t i = 0; i < bytes.size(); i += 64) bytes[i] = static_cast<char>(i >> 16);
  bytes.replace(0, 5, "%PDF-");
  document.files.push_back({"图集.pdf", bytes, false});
  auto made =
      office.installation().document_desk().import({document}, accounts::Principal::machine("person:甲"), "测试");
  ASSERT_TRUE(made) << describe(made.error());
  Running service(office);
  auto page = service.get(page_of(made->front().document));
  auto at = page.body.find("/files/");
  ASSERT_NE(at, std::string::npos);
  auto start = page.body.rfind('"', at) + 1;
  auto address = page.body.substr(start, page.body.find('"', at) - start);

  Client client(service.port());
  client.shrink_receive_buffer();
  client.send("GET " + address + " HTTP/1.1\r\nHost: example.org\r\n\r\n");
  ASSERT_TRUE(client.receive());
  auto stopped = std::async(std::launch::async, [&] { service.stop(); });
  EXPECT_EQ(stopped.wait_for(milliseconds(300)), std::future_status::timeout) << "it did not wait for the download";
  EXPECT_FALSE(Client(service.port()).get("/healthz").status == 200) << "it still takes new visitors";
  auto reply = client.read();
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(reply.body == bytes) << reply.body.size() << " bytes came";
  stopped.wait();
}

// Two nodes on one database: what is done on one is seen on the other.
class Nodes : public testing::TestWithParam<test::Store> {
 protected:
  Nodes() {
    std::string shared;
    if (GetParam() == test::Store::Postgres) shared = settings(test::PostgresServer::shared().create_database());
    one_ = std::make_unique<Office>(shared);
    two_ = std::make_unique<Office>(shared.empty() ? settings(one_->database_address()) : shared);
  }

  static std::string settings(const std::string& address) {
    return fmt::format("[database]\naddress = \"{}\"\n", address);
  }

  std::unique_ptr<Office> one_ = {};
  std::unique_ptr<Office> two_ = {};
};

TEST_P(Nodes, SeeEachOthersPublications) {
  Running here(*one_);
  Running there(*two_);
  ASSERT_EQ(two_->installation().directory().current()->agencies().size(), 1U) << "not the same database";
  EXPECT_THAT(there.get("/columns/notices").body, Not(HasSubstr("积雪")));
  EXPECT_THAT(there.get("/").body, Not(HasSubstr("积雪")));

  auto start = SteadyClock::now();
  auto id = one_->publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
  there.wait_for("/columns/notices", "关于积雪清扫的通知");
  there.wait_for("/", "关于积雪清扫的通知");
  EXPECT_LT(SteadyClock::now() - start, milliseconds(1000));
  there.wait_for("/search?q=%E7%A7%AF%E9%9B%AA", page_of(id), true, milliseconds(100));
  EXPECT_LT(SteadyClock::now() - start, milliseconds(2000));

  EXPECT_EQ(there.get(page_of(id)).status, 200);
  start = SteadyClock::now();
  ASSERT_TRUE(
      one_->installation().document_desk().withdraw(id, accounts::Principal::machine("person:乙"), "内容已经过时"));
  there.wait_for(page_of(id), "内容已经过时");
  EXPECT_LT(SteadyClock::now() - start, milliseconds(1000));
  EXPECT_EQ(there.get(page_of(id)).status, 410);
}

TEST_P(Nodes, SeeEachOthersAgencies) {
  Running here(*one_);
  Running there(*two_);
  EXPECT_EQ(there.get("/csj/").status, 404);
  EXPECT_THAT(there.get("/").body, Not(HasSubstr("城市管理监督中心")));
  clerk(one_->installation()).found({"000014349", "青石市城市管理监督中心", "/csj"});
  auto took = there.wait_for("/csj/", "青石市城市管理监督中心");
  EXPECT_LT(took.count(), 1000);
  EXPECT_EQ(there.get("/csj/columns/notices").status, 200);
}

INSTANTIATE_TEST_SUITE_P(Engines, Nodes, testing::Values(test::Store::SqliteFile, test::Store::Postgres),
                         test::name_of);

TEST(ServiceTest, SaysWhyItCannotStart) {
  Office office;
  for (const char* listen : {"8080", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:80x", ""}) {
    SCOPED_TRACE(listen);
    auto service = Service::create(office.installation(), listen);
    ASSERT_FALSE(service);
    EXPECT_EQ(service.error().key, "server.address");
  }
  Running running(office);
  {
    auto second = Service::create(office.installation(), "127.0.0.1:0");
    ASSERT_FALSE(second) << "two processes cannot write one index";
    EXPECT_EQ(second.error().key, "search.locked");
  }
  Office other;
  auto taken = Service::create(other.installation(), fmt::format("127.0.0.1:{}", running.port()));
  ASSERT_TRUE(taken) << describe(taken.error());
  auto started = (*taken)->start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().key, "server.listen");
}

}  // namespace
}  // namespace dl::app
