// Databases that are slow or say nothing more: every caller is answered in time.
#include <atomic>
#include <future>
#include <thread>

#include "tests/support/database_fixture.h"
#include "tests/support/postgres.h"

namespace dl::db {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

const std::vector<Migration> kNotes = {
    {.name = "test.notes", .sql = "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"}};
constexpr const char* kEndless =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT CASE WHEN i < 1000000 THEN i + 1 ELSE 1 END FROM n) "
    "SELECT count(*) FROM n WHERE i < 0";
constexpr Limits kShort = {.page = milliseconds(400), .change = milliseconds(600), .connect = milliseconds(1000)};

milliseconds since(SteadyClock::time_point start) {
  return std::chrono::duration_cast<milliseconds>(SteadyClock::now() - start);
}

Outcome<std::int64_t> add_note(Session& session, int id) {
  return session.run("INSERT INTO note (id, text) VALUES (:id, 'x')", id);
}

Outcome<int> count_notes(Database& database) {
  return database.read([](Session& session) { return session.value<int>("SELECT count(*) FROM note"); });
}

class SlowDatabase : public testing::TestWithParam<test::Store> {
 protected:
  SlowDatabase() { store_.migrate({&kNotes}); }
  Database& database() { return store_.database(); }

 private:
  test::EmptyDatabase store_ = test::EmptyDatabase(GetParam(), 2, kShort);
};
DL_ON_EVERY_ENGINE(SlowDatabase);

TEST_P(SlowDatabase, EndsAStatementThatTakesTooLong) {
  auto start = SteadyClock::now();
  auto read = database().read([](Session& session) { return session.value<int>(kEndless); });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().fault, Fault::Unavailable);
  EXPECT_EQ(read.error().key, "db.slow") << describe(read.error());
  EXPECT_LT(since(start), milliseconds(3000));

  auto written = database().write([](Session& session) -> Outcome<int> {
    DL_CHECK(add_note(session, 1));
    return session.value<int>(kEndless);
  });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().key, "db.slow") << describe(written.error());
  EXPECT_EQ(count_notes(database()).value_or(-1), 0);
  EXPECT_TRUE(database().write([](Session& session) { return add_note(session, 1); }));
}

TEST_P(SlowDatabase, EndsATransactionOfManyStatements) {
  int done = 0;
  auto written = database().write([&](Session& session) -> Outcome<void> {
    for (done = 0; done < 100; ++done) {
      DL_CHECK(add_note(session, done));
      std::this_thread::sleep_for(milliseconds(50));
    }
    return {};
  });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().key, "db.slow") << describe(written.error());
  EXPECT_LT(done, 50);
  EXPECT_EQ(count_notes(database()).value_or(-1), 0);
}

TEST_P(SlowDatabase, DoesNotCommitWhatIsLate) {
  auto written = database().write([](Session& session) -> Outcome<void> {
    DL_CHECK(add_note(session, 1));
    std::this_thread::sleep_for(milliseconds(700));
    return {};
  });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().key, "db.slow") << describe(written.error());
  EXPECT_EQ(count_notes(database()).value_or(-1), 0);
}

TEST_P(SlowDatabase, GivesUpkeepItsTime) {
  Working upkeep(Work::Upkeep);
  auto written = database().write([](Session& session) -> Outcome<void> {
    Working page(Work::Page);  // what is said first counts
    DL_CHECK(add_note(session, 1));
    std::this_thread::sleep_for(milliseconds(700));
    return {};
  });
  EXPECT_TRUE(written) << describe(written.error());
  EXPECT_EQ(count_notes(database()).value_or(-1), 1);
}

TEST_P(SlowDatabase, WaitsForASessionNoLongerThanForTheRest) {
  if (GetParam() == test::Store::Postgres) GTEST_SKIP() << "it has sessions for all of these";
  std::promise<void> held;
  std::promise<void> release;
  Working upkeep(Work::Upkeep);
  std::thread holder([&] {
    Working long_work(Work::Upkeep);
    EXPECT_TRUE(database().write([&](Session& session) {
      held.set_value();
      release.get_future().wait();
      return add_note(session, 1);
    }));
  });
  held.get_future().wait();
  auto start = SteadyClock::now();
  std::thread waiting([&] {
    auto written = database().write([](Session& session) { return add_note(session, 2); });
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().fault, Fault::Unavailable) << describe(written.error());
  });
  waiting.join();
  EXPECT_LT(since(start), milliseconds(3000));
  release.set_value();
  holder.join();
}

/// A server of its own, stopped where it is.
class SilentPostgres : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    server = std::make_unique<test::PostgresServer>(test::PostgresServer::Wishes{.network = true});
    server->administer("CREATE ROLE daylight LOGIN PASSWORD 'x'");
    server->administer("CREATE DATABASE rows OWNER daylight");
  }
  static void TearDownTestSuite() { server.reset(); }

  SilentPostgres() {
    for (const auto& address :
         {fmt::format("postgresql://daylight:x@127.0.0.1:{}/rows", server->port()), server->address("rows")}) {
      auto opened = Database::open({.address = address, .readers = 4, .limits = kShort});
      EXPECT_TRUE(opened) << describe(opened.error());
      databases.push_back(std::move(*opened));
    }
    EXPECT_TRUE(databases[0]->migrate(kNotes));
    EXPECT_TRUE(databases[0]->write([](Session& session) { return session.run("DELETE FROM note"); }));
  }
  ~SilentPostgres() override { server->thaw(); }

  static void expect_recovery(Database& database) {
    auto start = SteadyClock::now();
    while (!count_notes(database) && since(start) < milliseconds(8000)) std::this_thread::sleep_for(milliseconds(50));
    EXPECT_TRUE(count_notes(database));
  }

  static std::unique_ptr<test::PostgresServer> server;
  std::vector<std::unique_ptr<Database>> databases = {};  ///< over TLS, over a Unix socket
};

std::unique_ptr<test::PostgresServer> SilentPostgres::server = {};

TEST_F(SilentPostgres, AnswersEverybodyInTime) {
  for (const auto& database : databases) {
    server->freeze();
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&] {
        auto start = SteadyClock::now();
        auto read = count_notes(*database);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().fault, Fault::Unavailable) << describe(read.error());
        EXPECT_LT(since(start), milliseconds(6000));
      });
    for (auto& thread : threads) thread.join();
    // Who comes later is told at once, but for the one that asks the server whether it is back.
    auto start = SteadyClock::now();
    for (int i = 0; i < 20; ++i) EXPECT_FALSE(count_notes(*database));
    EXPECT_LT(since(start), milliseconds(6000));
    server->thaw();
    expect_recovery(*database);
  }
}

TEST_F(SilentPostgres, EndsATransactionUnderWay) {
  for (const auto& database : databases) {
    auto start = SteadyClock::now();
    auto written = database->write([&](Session& session) -> Outcome<std::int64_t> {
      DL_CHECK(add_note(session, 1));
      server->freeze();
      return add_note(session, 2);
    });
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().key, "db.slow") << describe(written.error());
    EXPECT_LT(since(start), milliseconds(5000));
    server->thaw();
    expect_recovery(*database);
    EXPECT_EQ(count_notes(*database).value_or(-1), 0);
  }
}

TEST_F(SilentPostgres, ACommitWithoutAnAnswerIsNotKnown) {
  int note = 0;
  for (const auto& database : databases) {
    ++note;  // the commit before may come to be when its row was cleared away already
    auto start = SteadyClock::now();
    auto written = database->write([&](Session& session) -> Outcome<std::int64_t> {
      DL_TRY(auto added, add_note(session, note));
      server->freeze();
      return added;
    });
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().fault, Fault::Unavailable);
    EXPECT_EQ(written.error().key, "db.unknown") << describe(written.error());
    EXPECT_LT(since(start), milliseconds(5000));
    server->thaw();
    expect_recovery(*database);
    EXPECT_TRUE(database->write([](Session& session) { return session.run("DELETE FROM note"); }));
  }
}

// With a standby that must confirm and does not, a row is kept here although nobody may say that it is safe.
TEST(SynchronousPostgres, ACommitThatNoStandbyConfirmsIsNotKnown) {
  test::PostgresServer server({.settings = {"synchronous_commit=on"}});
  auto address = server.address("postgres");
  auto opened = Database::open({.address = address, .readers = 2, .limits = kShort});
  ASSERT_TRUE(opened) << describe(opened.error());
  ASSERT_TRUE((*opened)->migrate(kNotes));
  server.administer("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
  server.administer("SELECT pg_reload_conf()");

  // The wait is ended on the server, which then commits with a warning.
  Limits patient = kShort;
  patient.change = std::chrono::seconds(60);
  auto other = Database::open({.address = address, .readers = 2, .limits = patient});
  ASSERT_TRUE(other) << describe(other.error());
  std::thread administrator([&] {
    while (server.administer(
               "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") == "0")
      std::this_thread::sleep_for(milliseconds(20));
  });
  auto cancelled = (*other)->write([](Session& session) { return add_note(session, 1); });
  administrator.join();
  ASSERT_FALSE(cancelled);
  EXPECT_EQ(cancelled.error().fault, Fault::Unavailable);
  EXPECT_EQ(cancelled.error().key, "db.unknown") << describe(cancelled.error());
  EXPECT_EQ(count_notes(**other).value_or(-1), 1) << "it is there, for now";

  // The wait is ended here.
  auto start = SteadyClock::now();
  auto late = (*opened)->write([](Session& session) { return add_note(session, 2); });
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().key, "db.unknown") << describe(late.error());
  EXPECT_LT(since(start), milliseconds(5000));
}

}  // namespace
}  // namespace dl::db
