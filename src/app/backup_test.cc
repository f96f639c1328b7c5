// Backup, restore and upgrade of whole installations.
#include "app/backup.h"

#include <gmock/gmock.h>

#include "app/office_fixture.h"
#include "app/schema.h"
#include "app/upgrade.h"
#include "app/whole_file.h"
#include "base/resources.h"
#include "db/copy.h"
#include "tests/support/postgres.h"

namespace dl::app {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Engine {
  const char* name;
  bool postgres;
};

class BackupTest : public testing::TestWithParam<Engine> {
 protected:
  BackupTest()
      : address_(GetParam().postgres ? test::PostgresServer::shared().create_database() : ""),
        office_(with_database("[server]\nworkers = 5\n", address_)) {
    write_file(office_.data() / "second-factor.key", "钥匙");
    std::filesystem::create_directories(office_.data() / "overrides/data");
    write_file(office_.data() / "overrides/data/own.txt", "自己的");
    std::filesystem::create_directories(office_.data() / "index");
    write_file(office_.data() / "index/1", "索引");
    auto document = office_.entry("关于积雪清扫的通知", "道路积雪应当及时清扫。");
    document.files = {{.name = "附件.pdf", .bytes = "%PDF-" + std::string(700'000, '\x01')}};
    EXPECT_TRUE(
        office_.installation().document_desk().import({document}, accounts::Principal::machine("person:甲"), "测试"));
    for (int i = 0; i < 5; ++i) office_.publish(fmt::format("第{}号通知", i), "各科室：请遵照执行。");
  }
  ~BackupTest() override { EXPECT_TRUE(set_resource_overlay({})); }

  Outcome<Backup> make(const std::string& name = "backup.tar") {
    auto& installation = office_.installation();
    return back_up({installation.folder(), installation.database_address(), "", all_migrations()}, path(name));
  }
  std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }

  /// What a restored installation says of itself.
  void expect_same(const std::filesystem::path& data) {
    auto opened = Installation::open(data);
    ASSERT_TRUE(opened) << describe(opened.error());
    auto& restored = **opened;
    EXPECT_EQ(restored.settings().workers, 5);
    EXPECT_EQ(read_whole_file(data / "second-factor.key").value_or(""), "钥匙");
    EXPECT_EQ(read_whole_file(data / "overrides/data/own.txt").value_or(""), "自己的");
    EXPECT_FALSE(std::filesystem::exists(data / "index"));
    auto there = restored.journal().verify();
    auto here = office_.installation().journal().verify();
    ASSERT_TRUE(there && here);
    EXPECT_TRUE(there->intact);
    EXPECT_EQ(there->head, here->head);
    auto live = restored.database().read([](db::Session& session) { return publications::load_live(session, 1); });
    ASSERT_TRUE(live) << describe(live.error());
    EXPECT_EQ(live->edition.metadata.title, "关于积雪清扫的通知");
    ASSERT_EQ(live->edition.attachments.size(), 1U);
    // It goes on working: the next number is not one that was given.
    auto more = restored.document_desk().import({office_.entry("恢复之后", "继续办理。")},
                                                accounts::Principal::machine("person:乙"), "测试");
    ASSERT_TRUE(more) << describe(more.error());
    EXPECT_EQ(more->front().document, 7);
  }

  test::TemporaryFolder folder_ = {};
  std::string address_;
  Office office_;
};

INSTANTIATE_TEST_SUITE_P(Engines, BackupTest, testing::Values(Engine{"Sqlite", false}, Engine{"Postgres", true}),
                         [](const auto& engine) { return engine.param.name; });

TEST_P(BackupTest, ComesBackAsItWas) {
  auto made = make();
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_TRUE(made->chain.intact);
  EXPECT_THAT(summary_of(*made), HasSubstr("文件 6 件"));
  auto restored = restore({path("backup.tar"), path("new/place"), ""});
  ASSERT_TRUE(restored) << describe(restored.error());
  EXPECT_EQ(restored->digest, made->digest);
  EXPECT_EQ(restored->rows, made->rows);
  expect_same(path("new/place"));
  for (const auto& entry : std::filesystem::directory_iterator(path("new")))
    EXPECT_EQ(entry.path().filename(), "place") << "the workshop is gone";
}

TEST_P(BackupTest, ComesBackInTheOtherEngine) {
  ASSERT_TRUE(make());
  auto address = test::PostgresServer::shared().create_database();
  auto restored = restore({path("backup.tar"), path("new"), address});
  ASSERT_TRUE(restored) << describe(restored.error());
  EXPECT_FALSE(std::filesystem::exists(path("new") / "daylight.db"));
  expect_same(path("new"));

  auto again = restore({path("backup.tar"), path("second"), address});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().key, "restore.database-used");
  EXPECT_FALSE(std::filesystem::exists(path("second")));
}

TEST_P(BackupTest, IsMadeWhileTheInstallationIsWritten) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) office_.publish(fmt::format("备份时的第{}号通知", i), "各科室：请遵照执行。");
  });
  for (int round = 0; round < 3; ++round) {
    auto made = make(fmt::format("{}.tar", round));
    EXPECT_TRUE(made) << describe(made.error());
    auto restored = restore({path(fmt::format("{}.tar", round)), path(fmt::format("data-{}", round)), ""});
    EXPECT_TRUE(restored) << describe(restored.error());
  }
  stop = true;
  writer.join();
}

TEST_P(BackupTest, NeverGoesOverAnythingThatIsThere) {
  ASSERT_TRUE(make());
  auto again = make();
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().key, "archive.exists");
  auto over = restore({path("backup.tar"), office_.data(), ""});
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().key, "restore.not-empty");
  std::filesystem::create_directories(path("mine"));
  write_file(path("mine") / "notes.txt", "自己的");
  over = restore({path("backup.tar"), path("mine"), ""});
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().key, "restore.not-empty");
  EXPECT_EQ(read_whole_file(path("mine") / "notes.txt").value_or(""), "自己的");
  over = restore({path("backup.tar"), path("x"), "sqlite:/x"});
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().key, "restore.database");
}

TEST_P(BackupTest, LeavesNothingWhenTheFileIsDamaged) {
  ASSERT_TRUE(make());
  auto whole = read_whole_file(path("backup.tar")).value_or("");
  struct Case {
    const char* key;
    std::string bytes;
  };
  auto changed = whole;
  changed[whole.size() / 2] = static_cast<char>(changed[whole.size() / 2] ^ 1);
  for (const auto& c : {Case{"archive.cut", whole.substr(0, whole.size() / 3)}, Case{"archive.damaged", changed},
                        Case{"archive.foreign", std::string(4096, 'x')}}) {
    SCOPED_TRACE(c.key);
    write_file(path("bad.tar"), c.bytes);
    auto refused = restore({path("bad.tar"), path("new"), ""});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, c.key);
    EXPECT_FALSE(std::filesystem::exists(path("new")));
  }
}

TEST_P(BackupTest, TellsABrokenChainAndKeepsItAsItIs) {
  ASSERT_TRUE(office_.installation().database().write(
      [](db::Session& session) { return session.run("UPDATE journal SET reason = '改' WHERE sequence = 3"); }));
  auto made = make();
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_FALSE(made->chain.intact);
  EXPECT_EQ(made->chain.first_broken, 3);
  auto restored = restore({path("backup.tar"), path("new"), ""});
  ASSERT_TRUE(restored) << describe(restored.error());
  EXPECT_FALSE(restored->chain.intact);
}

// The tables of a program that had fewer steps than this one, with a document in them.
class UpgradeTest : public testing::Test {
 protected:
  UpgradeTest() {
    Office old;
    old.publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
    EXPECT_TRUE(db::copy_to_file(old.database_address(), all_migrations(), data() / "daylight.db"));
    write_file(data() / "daylight.toml", "");
    change("DROP TABLE closure");
    change("DELETE FROM schema_version WHERE name = 'journal.closures'");
  }

  void change(const char* sql) {
    auto database = db::Database::open({.address = "sqlite:" + (data() / "daylight.db").string(), .readers = 1});
    ASSERT_TRUE(database);
    auto done = (*database)->write([&](db::Session& session) { return session.run(sql); });
    EXPECT_TRUE(done) << describe(done.error());
  }
  std::vector<std::filesystem::path> backups() const {
    std::vector<std::filesystem::path> found;
    std::error_code none;
    for (std::filesystem::directory_iterator entry(data() / "backups", none), end; entry != end; ++entry)
      found.push_back(entry->path());
    return found;
  }
  const std::filesystem::path& data() const { return folder_.path(); }

  test::TemporaryFolder folder_ = {};
};

TEST_F(UpgradeTest, TellsWhenTheKeyWasMissing) {
  auto said = [&] {
    testing::internal::CaptureStderr();
    auto opened = Installation::open(data(), Schema::BroughtUpToDate);
    EXPECT_TRUE(opened) << describe(opened.error());
    return testing::internal::GetCapturedStderr();
  };
  said();
  EXPECT_THAT(said(), Not(HasSubstr("accounts.key")));
  std::filesystem::remove(data() / "accounts.key");
  EXPECT_THAT(said(), HasSubstr("换上原来的 accounts.key"));
}

TEST_F(UpgradeTest, IsBackedUpBeforeItsTablesAreChanged) {
  testing::internal::CaptureStderr();
  auto opened = Installation::open(data(), Schema::BroughtUpToDate);
  auto said = testing::internal::GetCapturedStderr();
  ASSERT_TRUE(opened) << describe(opened.error());
  EXPECT_THAT(said, HasSubstr("需要升级 1 步"));
  EXPECT_THAT(said, HasSubstr("备份完成"));
  EXPECT_TRUE((*opened)->database().read(
      [](db::Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM closure"); }));
  ASSERT_EQ(backups().size(), 1U);

  // The backup is of the older tables and can be restored, which upgrades it again.
  auto restored = restore({backups().front(), data() / "restored", ""});
  ASSERT_TRUE(restored) << describe(restored.error());
  for (const auto& [table, count] : restored->rows) EXPECT_NE(table, "closure");

  opened->reset();
  ASSERT_TRUE(Installation::open(data()));
  EXPECT_EQ(backups().size(), 1U) << "what is up to date is not backed up";
}

TEST_F(UpgradeTest, IsLeftAloneWhenADatabaseIsOfANewerProgram) {
  change("INSERT INTO schema_version (position, name) VALUES (99, 'of.the.future')");
  for (auto schema : {Schema::AsItIs, Schema::BroughtUpToDate}) {
    auto refused = Installation::open(data(), schema);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "db.newer");
  }
  EXPECT_TRUE(backups().empty());
}

// An older server may be at work on it, so a command does not change its tables on the way.
TEST_F(UpgradeTest, IsLeftAloneByCommandsThatAreNotForIt) {
  auto refused = Installation::open(data());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "installation.older");
  EXPECT_EQ(refused.error().fault, Fault::Conflict);
  EXPECT_TRUE(backups().empty());
  change("CREATE TABLE closure (feature TEXT)");  // it is not there yet
  change("DROP TABLE closure");
  ASSERT_TRUE(Installation::open(data(), Schema::BroughtUpToDate));
  EXPECT_TRUE(Installation::open(data()));
}

}  // namespace
}  // namespace dl::app
