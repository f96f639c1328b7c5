// Transactions, migrations, and databases that fail, on every engine.
#include "db/database.h"

#include <atomic>
#include <stdexcept>
#include <thread>

#include "db/schema.h"
#include "tests/support/database_fixture.h"
#include "tests/support/postgres.h"

namespace dl::db {
namespace {

const std::vector<Migration> kNotes = {
    {.name = "test.notes", .sql = "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"}};

Outcome<std::int64_t> add_note(Session& session, int id) {
  return session.run("INSERT INTO note (id, text) VALUES (:id, 'x')", id);
}

Outcome<int> count_notes(Database& database) {
  return database.read([](Session& session) { return session.value<int>("SELECT count(*) FROM note"); });
}

class DatabaseTest : public test::DatabaseTest {};
DL_ON_EVERY_ENGINE(DatabaseTest);

TEST_P(DatabaseTest, RollsBackWhatFails) {
  migrate({&migrations(), &kNotes});
  auto failed = database().write([](Session& session) -> Outcome<void> {
    DL_CHECK(add_note(session, 1));
    return fail(Fault::Conflict, "test.no");
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().key, "test.no");
  EXPECT_EQ(count_notes(database()).value_or(-1), 0);
}

TEST_P(DatabaseTest, RollsBackWhatThrows) {
  migrate({&migrations(), &kNotes});
  auto throwing = [](Session& session) -> Outcome<void> {
    DL_CHECK(add_note(session, 1));
    throw std::logic_error("a broken invariant");
  };
  EXPECT_THROW((void)database().write(throwing), std::logic_error);
  EXPECT_EQ(count_notes(database()).value_or(-1), 0);
  EXPECT_TRUE(database().write([](Session& session) { return add_note(session, 1); }));
  EXPECT_EQ(count_notes(database()).value_or(-1), 1);
}

TEST_P(DatabaseTest, ReadingDoesNotWrite) {
  migrate({&migrations(), &kNotes});
  auto outcome = database().read([](Session& session) { return add_note(session, 1); });
  EXPECT_EQ(outcome.has_value(), GetParam() == test::Store::SqliteMemory);  // that one has no reading session
}

TEST_P(DatabaseTest, RefusesASecondSessionToTheSameThread) {
  migrate({&migrations(), &kNotes});
  auto outer = database().read([&](Session&) -> Outcome<int> { return count_notes(database()); });
  ASSERT_FALSE(outer);
  EXPECT_EQ(outer.error().key, "db.nested");
  EXPECT_TRUE(count_notes(database()));
}

TEST_P(DatabaseTest, ReadersSeeASnapshot) {
  if (GetParam() == test::Store::SqliteMemory) GTEST_SKIP() << "one session: a reader keeps the writer waiting";
  migrate({&migrations(), &kNotes});
  auto read = database().read([&](Session& session) -> Outcome<int> {
    DL_TRY(auto before, session.value<int>("SELECT count(*) FROM note"));
    std::thread writer([&] { EXPECT_TRUE(database().write([](Session& other) { return add_note(other, 1); })); });
    writer.join();
    DL_TRY(auto after, session.value<int>("SELECT count(*) FROM note"));
    return before + after;
  });
  EXPECT_EQ(read.value_or(-1), 0);
  EXPECT_EQ(count_notes(database()).value_or(-1), 1);
}

TEST_P(DatabaseTest, ManyThreads) {
  migrate({&migrations(), &kNotes});
  constexpr int kThreads = 4;
  constexpr int kEach = 25;
  std::atomic<int> faults = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        int id = t * kEach + i;
        if (!database().write([&](Session& session) { return add_note(session, id); })) ++faults;
        if (!count_notes(database())) ++faults;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(faults, 0);
  EXPECT_EQ(count_notes(database()).value_or(-1), kThreads * kEach);
}

TEST_P(DatabaseTest, MigratesOnceAndInSteps) {
  auto steps = kNotes;
  ASSERT_TRUE(database().migrate(steps));
  ASSERT_TRUE(database().migrate(steps));
  steps.insert(steps.begin(), {.name = "test.earlier", .sql = "CREATE TABLE earlier (id BIGINT PRIMARY KEY)"});
  steps.push_back({.name = "test.later",
                   .sql = "CREATE TABLE later (word TEXT); INSERT INTO later VALUES ('both');",
                   .postgres_sql = "CREATE TABLE later (word TEXT); INSERT INTO later VALUES ('postgres;');"});
  ASSERT_TRUE(database().migrate(steps));
  auto word = database().read([](Session& session) { return session.value<std::string>("SELECT word FROM later"); });
  EXPECT_EQ(word.value_or(""), GetParam() == test::Store::Postgres ? "postgres;" : "both");
  EXPECT_EQ(count_notes(database()).value_or(-1), 0);
}

TEST_P(DatabaseTest, RefusesADatabaseOfANewerProgram) {
  auto steps = kNotes;
  steps.push_back({.name = "test.future", .sql = "CREATE TABLE future (id BIGINT)"});
  ASSERT_TRUE(database().migrate(steps));
  auto older = database().migrate(kNotes);
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().key, "db.newer");
  EXPECT_EQ(older.error().fault, Fault::Conflict);
}

TEST_P(DatabaseTest, AStepThatFailsLeavesNothing) {
  const std::vector<Migration> broken = {
      {.name = "test.broken", .sql = "CREATE TABLE half (id BIGINT); INSERT INTO nowhere VALUES (1)"}};
  ASSERT_FALSE(database().migrate(broken));
  const std::vector<Migration> mended = {{.name = "test.broken", .sql = "CREATE TABLE half (id BIGINT)"}};
  auto done = database().migrate(mended);
  EXPECT_TRUE(done) << describe(done.error());
}

TEST(DatabaseOpen, RefusesWhatItCannotReach) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"sqlite:/nonexistent/folder/x.db", "db.open"},
      {"postgresql:///x?host=/nonexistent&user=nobody", "db.open"},
      {"mysql://x", "db.address"},
      {"sqlite:", "db.address"},
  };
  for (const auto& [address, key] : cases) {
    SCOPED_TRACE(address);
    auto opened = Database::open({.address = address});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().key, key) << describe(opened.error());
  }
}

TEST(SqliteFile, KeepsItsLogShort) {
  test::EmptyDatabase store(test::Store::SqliteFile);
  store.migrate({&kNotes});
  std::string text(100'000, 'x');
  for (int id = 0; id < 300; ++id) {
    auto written = store.database().write(
        [&](Session& session) { return session.run("INSERT INTO note (id, text) VALUES (:id, :text)", id, text); });
    ASSERT_TRUE(written);
  }
  auto log = store.address().substr(7) + "-wal";
  EXPECT_LT(std::filesystem::file_size(log), 16u << 20);
}

class PostgresLoss : public testing::Test {
 public:
  PostgresLoss() { store.migrate({&migrations(), &kNotes}); }

  void end_connections() { test::PostgresServer::shared().end_connections(store.address()); }

  test::EmptyDatabase store = test::EmptyDatabase(test::Store::Postgres);
};

TEST_F(PostgresLoss, AnIdleConnectionIsOpenedAgain) {
  ASSERT_TRUE(count_notes(store.database()));
  end_connections();
  auto written = store.database().write([](Session& session) { return add_note(session, 1); });
  EXPECT_TRUE(written) << describe(written.error());
  EXPECT_EQ(count_notes(store.database()).value_or(-1), 1);
}

TEST_F(PostgresLoss, ATransactionInFlightFailsWhole) {
  auto written = store.database().write([&](Session& session) -> Outcome<std::int64_t> {
    DL_CHECK(add_note(session, 1));
    end_connections();
    return add_note(session, 2);
  });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().fault, Fault::Unavailable) << describe(written.error());
  EXPECT_EQ(written.error().key, "db.unavailable");
  EXPECT_EQ(count_notes(store.database()).value_or(-1), 0);
}

TEST_F(PostgresLoss, ACommitOnALostConnectionIsNotKnown) {
  auto written = store.database().write([&](Session& session) -> Outcome<std::int64_t> {
    DL_TRY(auto added, add_note(session, 1));
    end_connections();
    return added;
  });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().fault, Fault::Unavailable);
  EXPECT_EQ(written.error().key, "db.unknown") << describe(written.error());
  EXPECT_EQ(count_notes(store.database()).value_or(-1), 0);
}

TEST_F(PostgresLoss, DeadlockIsAFaultThatMayPass) {
  ASSERT_TRUE(store.database().write([](Session& session) -> Outcome<std::int64_t> {
    DL_CHECK(add_note(session, 1));
    return add_note(session, 2);
  }));
  std::atomic<int> ready = 0;
  std::atomic<int> failed = 0;
  auto cross = [&](int first, int second) {
    auto done = store.database().write([&](Session& session) -> Outcome<std::int64_t> {
      DL_CHECK(session.run("UPDATE note SET text = 'y' WHERE id = :id", first));
      ++ready;
      while (ready < 2) std::this_thread::yield();
      return session.run("UPDATE note SET text = 'y' WHERE id = :id", second);
    });
    if (done) return;
    ++failed;
    EXPECT_EQ(done.error().key, "db.unavailable") << describe(done.error());
  };
  std::thread one(cross, 1, 2);
  std::thread two(cross, 2, 1);
  one.join();
  two.join();
  EXPECT_EQ(failed, 1);
}

}  // namespace
}  // namespace dl::db
