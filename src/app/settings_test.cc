#include "app/settings.h"

#include <gtest/gtest.h>

#include "app/office_fixture.h"
#include "base/resources.h"
#include "tests/support/postgres.h"

namespace dl::app {
namespace {

class SettingsFile : public testing::Test {
 protected:
  Outcome<Settings> load(std::string_view text) {
    write_file(folder_.path() / "daylight.toml", text);
    return load_settings(folder_.path() / "daylight.toml");
  }

 private:
  test::TemporaryFolder folder_ = {};
};

TEST_F(SettingsFile, TakesWhatIsGivenAndKeepsTheRest) {
  auto settings = load("[server]\nlisten = \"*:80\"\npage_cache = \"1 GiB\"\n\n[log]\nlevel = \"warning\"\n");
  ASSERT_TRUE(settings) << describe(settings.error());
  EXPECT_EQ(settings->listen, "*:80");
  EXPECT_EQ(settings->page_cache, Size::mebibytes(1024));
  EXPECT_EQ(settings->log_level, "warning");
  EXPECT_EQ(settings->max_connections, Settings{}.max_connections);
  EXPECT_EQ(settings->metrics_peers, Settings{}.metrics_peers);
}

TEST_F(SettingsFile, RefusesWithFileLineAndReason) {
  struct Case {
    const char* name;
    const char* text;
    const char* place;
    const char* reason;
  };
  constexpr Case kCases[] = {
      {"unknown key", "[server]\n\nlissten = \"*:80\"\n", "daylight.toml:3", "listen"},
      {"unknown table", "[serve]\nlisten = \"*:80\"\n", "daylight.toml:1", "server"},
      {"wrong type", "[server]\nworkers = \"four\"\n", "daylight.toml:2", "server.workers"},
      {"below the least", "[database]\nreaders = 0\n", "daylight.toml:2", "1"},
      {"above the most", "[database]\nreaders = 65\n", "daylight.toml:2", "64"},
      {"too few connections", "[server]\nmax_connections = 15\n", "daylight.toml:2", "16"},
      {"cache too small", "[server]\npage_cache = \"1 KiB\"\n", "daylight.toml:2", "page_cache"},
      {"no size", "[server]\npage_cache = \"much\"\n", "daylight.toml:2", "page_cache"},
      {"time too short", "[intake]\ntime = \"5 ms\"\n", "daylight.toml:2", "time"},
      {"no such level", "[log]\n# how much\nlevel = \"loud\"\n", "daylight.toml:3", "warning"},
      {"no such role", "[accounts]\nsecond_factor_roles = [\"Publisher\", \"King\"]\n", "daylight.toml:2", "Reviewer"},
      {"no TOML", "[server\nlisten = 1\n", "daylight.toml:1", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    auto settings = load(c.text);
    ASSERT_FALSE(settings);
    EXPECT_EQ(settings.error().fault, Fault::Invalid);
    EXPECT_EQ(settings.error().key, "settings.invalid");
    EXPECT_NE(settings.error().detail.find(c.place), std::string::npos) << settings.error().detail;
    EXPECT_NE(settings.error().detail.find(c.reason), std::string::npos) << settings.error().detail;
  }
}

TEST_F(SettingsFile, EveryRoleCanDemandASecondFactor) {
  std::string text = "[accounts]\nsecond_factor_roles = [";
  for (const auto& row : accounts::kRoles) text += fmt::format("\"{}\", ", row.name);
  auto settings = load(text + "]\n");
  ASSERT_TRUE(settings) << describe(settings.error());
  EXPECT_EQ(policy_of(*settings).second_factor_roles.size(), accounts::kRoles.size());
}

TEST_F(SettingsFile, TemplateIsTheDefaults) {
  auto settings = load(settings_template());
  ASSERT_TRUE(settings) << describe(settings.error());
  EXPECT_EQ(settings->listen, Settings{}.listen);
  EXPECT_EQ(settings->page_cache, Settings{}.page_cache);
  EXPECT_EQ(settings->metrics_peers, Settings{}.metrics_peers);
}

// The template with every mark of a comment taken away must be right as well.
TEST_F(SettingsFile, EveryLineOfTheTemplateCanBeUsed) {
  std::string text;
  auto lines = settings_template();
  for (std::size_t at = 0; at < lines.size();) {
    auto end = std::min(lines.find('\n', at), lines.size());
    auto line = lines.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("# ") && line.find(" = ") != std::string::npos && line[2] >= 'a' && line[2] <= 'z')
      line = line.substr(2);
    if (line.starts_with("#") && line.find(" = ") != std::string::npos && line[1] >= 'a' && line[1] <= 'z')
      line = line.substr(1);
    text += line + "\n";
  }
  EXPECT_NE(text.find("\nlisten = "), std::string::npos) << text;
  auto settings = load(text);
  EXPECT_TRUE(settings) << describe(settings.error()) << "\n" << text;
}

TEST(WithDatabase, SetsOneLineAndKeepsTheOthers) {
  struct Case {
    const char* name;
    const char* before;
    const char* address;
    const char* after;
  };
  constexpr Case kCases[] = {
      {"below the heading", "[database]\n# address = \"\"\nreaders = 2\n", "postgresql://u@h/n",
       "[database]\naddress = \"postgresql://u@h/n\"\n# address = \"\"\nreaders = 2\n"},
      {"in the place of another", "[database]\naddress = \"a\"\n\n[log]\nlevel = \"info\"\n", "b",
       "[database]\naddress = \"b\"\n\n[log]\nlevel = \"info\"\n"},
      {"dotted key", "database.address = \"a\"\n", "b", "\n[database]\naddress = \"b\"\n"},
      {"taken away", "[database]\naddress = \"a\"\nreaders = 2", "", "[database]\nreaders = 2"},
      {"other tables' keys", "[x]\naddress = \"a\"\n", "b", "[x]\naddress = \"a\"\n\n[database]\naddress = \"b\"\n"},
      {"heading without an end of line", "[database]", "b", "[database]\naddress = \"b\"\n"},
      {"quotes", "", "a\"\\b", "\n[database]\naddress = \"a\\\"\\\\b\"\n"},
      {"nothing at all", "", "", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(with_database(c.before, c.address), c.after);
  }
}

TEST(InstallationTest, IsMadeOnceAndOpenedWhereItIs) {
  test::TemporaryFolder folder;
  auto data = folder.path() / "new" / "place";
  auto none = Installation::open(data);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().key, "installation.missing");

  ASSERT_TRUE(Installation::create(data));
  EXPECT_TRUE(std::filesystem::exists(data / "daylight.db"));
  auto again = Installation::create(data);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().key, "installation.exists");
  EXPECT_TRUE(Installation::open(data));

  write_file(folder.path() / "file", "");
  auto below = Installation::create(folder.path() / "file" / "below");
  ASSERT_FALSE(below);
  EXPECT_EQ(below.error().key, "installation.folder");
}

TEST(InstallationTest, KeepsItsDatabaseWhereItIsTold) {
  const auto address = test::PostgresServer::shared().create_database();
  test::TemporaryFolder folder;
  auto made = Installation::create(folder.path() / "a", address);
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_EQ((*made)->database().engine(), db::Engine::Postgres);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "a" / "daylight.db"));
  EXPECT_EQ((*made)->settings().database_address, address);
  auto rights = std::filesystem::status(folder.path() / "a" / "daylight.toml").permissions();
  EXPECT_EQ(rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
            std::filesystem::perms::none);

  clerk(**made).found(kOffice);
  auto other = Installation::create(folder.path() / "b", address);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().key, "installation.database-used");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "b"));
}

TEST(InstallationTest, NeverTellsThePasswordOfItsDatabase) {
  test::TemporaryFolder folder;
  for (const auto& [address, key] : {std::pair("postgresql://daylight:s3cret%zz@127.0.0.1:1/name", "db.address"),
                                     std::pair("postgresql://daylight:s3cret@127.0.0.1:1/x", "db.open"),
                                     std::pair("postgresql://daylight:s3cret@host:port/name", "db.open")}) {
    SCOPED_TRACE(address);
    auto refused = Installation::create(folder.path() / "a", address);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, key);
    EXPECT_EQ(refused.error().detail.find("s3cret"), std::string::npos) << refused.error().detail;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "a"));
  }
}

TEST(InstallationTest, TakesOverTheFilesOfItsOverrides) {
  test::TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "overrides/data");
  write_file(folder.path() / "overrides/data/own.txt", "自己的");
  write_file(folder.path() / "daylight.toml", "");
  ASSERT_TRUE(Installation::open(folder.path()));
  EXPECT_EQ(find_resource("data/own.txt").value_or(""), "自己的");
  ASSERT_TRUE(set_resource_overlay({}));
}

}  // namespace
}  // namespace dl::app
