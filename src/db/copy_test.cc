// A copy holds the same rows, whatever engine they came from and whichever they go to.
#include "db/copy.h"

#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "tests/support/database_fixture.h"

namespace dl::db {
namespace {

using test::Store;

// A table that refers to itself, one that refers to it, every type of column, and a row made by a migration.
const std::vector<Migration> kSchema = {
    {.name = "copy.1", .sql = R"(
CREATE TABLE node (id BIGINT PRIMARY KEY, above BIGINT REFERENCES node (id), name TEXT NOT NULL);
CREATE TABLE leaf (id BIGINT PRIMARY KEY, node BIGINT NOT NULL REFERENCES node (id), weight DOUBLE PRECISION,
  bytes BYTEA, small INTEGER);
CREATE TABLE head (id BIGINT PRIMARY KEY, sequence BIGINT NOT NULL);
INSERT INTO head (id, sequence) VALUES (1, 0);
)"},
};

std::unique_ptr<Database> open(const std::string& address) {
  auto opened = Database::open({.address = address, .readers = 1});
  EXPECT_TRUE(opened) << describe(opened.error());
  return opened ? std::move(*opened) : nullptr;
}

void fill(Database& database) {
  auto done = database.write([](Session& session) -> Outcome<void> {
    // The second refers to the third, as a column that was moved below a later one does.
    DL_CHECK(session.run("INSERT INTO node (id, above, name) VALUES (1, NULL, :a), (3, 1, :b)", "根", "枝'\"\\"));
    DL_CHECK(session.run("INSERT INTO node (id, above, name) VALUES (2, 3, '')"));
    for (std::int64_t id = 1; id <= 150; ++id)
      DL_CHECK(session.run("INSERT INTO leaf (id, node, weight, bytes, small) VALUES (:1, :2, :3, :4, :5)", id,
                           1 + id % 3, 0.1 * static_cast<double>(id),
                           id % 7 == 0 ? std::optional<Bytes>() : Bytes{std::string(300, static_cast<char>(id))},
                           id % 5 == 0 ? std::optional<int>() : std::optional(static_cast<int>(id))));
    DL_CHECK(session.run("UPDATE head SET sequence = 77"));
    return {};
  });
  ASSERT_TRUE(done) << describe(done.error());
}

using Leaf = std::tuple<std::int64_t, std::int64_t, std::optional<double>, std::optional<Bytes>, std::optional<int>>;

std::vector<Leaf> leaves(Database& database) {
  auto rows = database.read([](Session& session) {
    return session.query<std::int64_t, std::int64_t, std::optional<double>, std::optional<Bytes>, std::optional<int>>(
        "SELECT id, node, weight, bytes, small FROM leaf ORDER BY id");
  });
  EXPECT_TRUE(rows) << describe(rows.error());
  return rows.value_or(std::vector<Leaf>());
}

std::string nodes(Database& database) {
  auto rows = database.read([](Session& session) {
    return session.query<std::int64_t, std::optional<std::int64_t>, std::string>(
        "SELECT id, above, name FROM node ORDER BY id");
  });
  EXPECT_TRUE(rows) << describe(rows.error());
  std::string text;
  if (rows)
    for (const auto& [id, above, name] : *rows) text += fmt::format("{}<{} {};", id, above.value_or(0), name);
  return text;
}

class CopyTest : public test::DatabaseTest {
 protected:
  CopyTest() {
    EXPECT_TRUE(database().migrate(kSchema));
    fill(database());
  }
  std::filesystem::path file() const { return folder_.path() / "copy.db"; }
  std::string file_address() const { return "sqlite:" + file().string(); }

 private:
  test::TemporaryFolder folder_ = {};
};

INSTANTIATE_TEST_SUITE_P(Engines, CopyTest, testing::Values(Store::SqliteFile, Store::Postgres), test::name_of);

TEST_P(CopyTest, GoesToAFileAndFromThereToPostgres) {
  auto copied = copy_to_file(store().address(), kSchema, file());
  ASSERT_TRUE(copied) << describe(copied.error());
  EXPECT_TRUE(check_file(file()));
  auto rows = count_rows(file());
  ASSERT_TRUE(rows) << describe(rows.error());
  using Counts = std::vector<std::pair<std::string, std::int64_t>>;
  EXPECT_EQ(*rows, (Counts{{"schema_version", 1}, {"node", 3}, {"leaf", 150}, {"head", 1}}));
  auto there = open(file_address());
  ASSERT_TRUE(there->migrate(kSchema)) << "the copy knows its steps";
  EXPECT_EQ(leaves(*there), leaves(database()));
  EXPECT_EQ(nodes(*there), nodes(database()));
  there.reset();

  test::EmptyDatabase target(Store::Postgres);
  ASSERT_TRUE(target.database().migrate(kSchema));
  auto filled = copy_from_file(file(), target.address());
  ASSERT_TRUE(filled) << describe(filled.error());
  EXPECT_EQ(leaves(target.database()), leaves(database()));
  EXPECT_EQ(nodes(target.database()), nodes(database()));
  auto refused = target.database().write(
      [](Session& session) { return session.run("INSERT INTO leaf (id, node) VALUES (999, 999)"); });
  ASSERT_FALSE(refused) << "references are looked at at once again";
  EXPECT_EQ(refused.error().key, "db.foreign");
}

TEST_P(CopyTest, LeavesOutWhatIsMadeOfOtherTables) {
  test::EmptyDatabase target(Store::Postgres);
  ASSERT_TRUE(target.database().migrate(kSchema));
  for (auto* one : {&database(), &target.database()}) {
    auto made = one->write([](Session& session) -> Outcome<void> {
      DL_CHECK(session.run("CREATE TABLE rec_shape (shape TEXT)"));
      DL_CHECK(session.run("CREATE TABLE rec_things (id BIGINT PRIMARY KEY)"));
      DL_CHECK(session.run("INSERT INTO rec_things (id) VALUES (7)"));
      return {};
    });
    ASSERT_TRUE(made) << describe(made.error());
  }
  ASSERT_TRUE(copy_to_file(store().address(), kSchema, file()));
  auto filled = copy_from_file(file(), target.address());
  ASSERT_TRUE(filled) << describe(filled.error());
  const auto count = [&](const char* sql) {
    return target.database().read([&](Session& session) { return session.value<std::int64_t>(sql); });
  };
  EXPECT_EQ(count("SELECT count(*) FROM rec_things").value_or(0), 1) << "nobody has touched it";
  EXPECT_FALSE(count("SELECT count(*) FROM rec_shape")) << "so that the program makes them anew";
}

TEST_P(CopyTest, ShowsOneMomentWhileOthersWrite) {
  auto other = store().another();
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (std::int64_t id = 1000; !stop; ++id) {
      // Both or none: a copy of one moment never has one of them alone.
      auto done = other->write([&](Session& session) -> Outcome<void> {
        DL_CHECK(session.run("INSERT INTO node (id, name) VALUES (:id, 'x')", id));
        DL_CHECK(session.run("INSERT INTO leaf (id, node) VALUES (:id, :node)", id, id));
        return {};
      });
      EXPECT_TRUE(done) << describe(done.error());
    }
  });
  for (int round = 0; round < 5; ++round) {
    auto target = file().string() + std::to_string(round);
    auto copied = copy_to_file(store().address(), kSchema, target);
    EXPECT_TRUE(copied) << describe(copied.error());
    if (!copied) break;
    auto there = open("sqlite:" + target);
    auto apart = there->read([](Session& session) {
      return session.value<std::int64_t>(
          "SELECT (SELECT count(*) FROM node WHERE id >= 1000) - "
          "(SELECT count(*) FROM leaf WHERE id >= 1000)");
    });
    EXPECT_EQ(apart.value_or(-1), 0);
  }
  stop = true;
  writer.join();
}

TEST_P(CopyTest, NeverWritesOverAFile) {
  std::ofstream(file()) << "mine";
  auto refused = copy_to_file(store().address(), kSchema, file());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "db.file-exists");
  EXPECT_EQ(std::filesystem::file_size(file()), 4U);
}

// The disk is full long before the last row: the copy ends there, and says so.
TEST_P(CopyTest, StopsWhenThereIsNoRoom) {
  auto added = store().database().write([](Session& session) -> Outcome<void> {
    for (std::int64_t id = 1000; id < 1100; ++id)
      DL_CHECK(session.run("INSERT INTO leaf (id, node, bytes) VALUES (:id, 1, :bytes)", id,
                           Bytes{std::string(200'000, static_cast<char>(id % 100 + 1))}));
    return {};
  });
  ASSERT_TRUE(added) << describe(added.error());
  rlimit before = {};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small = {.rlim_cur = 4 << 20, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  auto copied = copy_to_file(store().address(), kSchema, file());
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error().fault, Fault::Full) << describe(copied.error());
  EXPECT_EQ(copied.error().key, "db.full");
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST(Copy, TellsADamagedFile) {
  test::EmptyDatabase store(Store::SqliteFile);
  ASSERT_TRUE(store.database().migrate(kSchema));
  fill(store.database());
  test::TemporaryFolder folder;
  auto file = folder.path() / "copy.db";
  ASSERT_TRUE(copy_to_file(store.address(), kSchema, file));
  {
    std::fstream damage(file, std::ios::in | std::ios::out | std::ios::binary);
    damage.seekp(4096 * 3);
    damage << std::string(4096, '\xee');
  }
  auto refused = check_file(file);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "db.damaged");
}

TEST(Steps, SaysWhatIsAppliedAndWhatIsPending) {
  for (auto engine : {Store::SqliteFile, Store::Postgres}) {
    test::EmptyDatabase store(engine);
    const std::vector<Migration> two = {kSchema[0], {.name = "copy.2", .sql = "CREATE TABLE more (id BIGINT)"}};
    auto steps = steps_of(store.database(), two);
    ASSERT_TRUE(steps) << describe(steps.error());
    EXPECT_TRUE(steps->applied.empty());
    EXPECT_EQ(steps->pending.size(), 2U);
    ASSERT_TRUE(store.database().migrate(kSchema));
    steps = steps_of(store.database(), two);
    ASSERT_TRUE(steps);
    EXPECT_EQ(steps->applied, std::vector<std::string>{"copy.1"});
    EXPECT_EQ(steps->pending, std::vector<std::string>{"copy.2"});
  }
}

}  // namespace
}  // namespace dl::db
