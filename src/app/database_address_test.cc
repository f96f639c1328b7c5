// The addresses of databases that the documents and the command's help give, opened as they stand there.
#include <gtest/gtest.h>
#include <pwd.h>
#include <unistd.h>

#include <fmt/ranges.h>
#include <cstdlib>

#include <regex>
#include <set>
#include <sstream>

#include "app/command_line.h"
#include "app/office_fixture.h"
#include "app/whole_file.h"
#include "db/database.h"
#include "tests/support/postgres.h"
#include "tests/support/temporary_folder.h"

namespace dl::app {
namespace {

std::string help_of(std::string command) {
  std::string words[] = {"daylight", std::move(command), "--help"};
  char* arguments[] = {words[0].data(), words[1].data(), words[2].data()};
  testing::internal::CaptureStdout();
  EXPECT_EQ(run_command_line(3, arguments), 0);
  return testing::internal::GetCapturedStdout();
}

std::set<std::string> documented() {
  const auto folder = std::filesystem::path(DAYLIGHT_SOURCE_DIR) / "docs";
  const std::string texts[] = {read_whole_file(folder / "operations.md").value_or(""),
                               read_whole_file(folder / "settings.md").value_or(""), help_of("init")};
  const std::regex kAddress("postgres(ql)?://[^\\s\"'`|]+");
  std::set<std::string> found;
  for (const auto& text : texts) {
    std::sregex_iterator place(text.begin(), text.end(), kAddress);
    EXPECT_NE(place, std::sregex_iterator()) << "no address in " << text.substr(0, 40);
    for (; place != std::sregex_iterator(); ++place) {
      auto address = place->str();
      address = address.substr(0, address.find("，"));
      if (address.ends_with('.')) address.pop_back();
      found.insert(address);
    }
  }
  return found;
}

void replace(std::string& text, const std::string& word, const std::string& other) {
  if (auto at = text.find(word); at != std::string::npos) text.replace(at, word.size(), other);
}

/// Leads the hosts of the documents here for as long as it lives; each host of a list wants an address of its own.
class HostsAreHere {
 public:
  HostsAreHere(const std::string& host, int port) {
    std::string here = "127.0.0.1";
    for (char c : host)
      if (c == ',') here += ",127.0.0.1";
    if (!host.starts_with('/')) ::setenv("PGHOSTADDR", here.c_str(), 1);
    ::setenv("PGPORT", std::to_string(port).c_str(), 1);
  }
  HostsAreHere(const HostsAreHere&) = delete;
  HostsAreHere& operator=(const HostsAreHere&) = delete;
  ~HostsAreHere() {
    ::unsetenv("PGHOSTADDR");
    ::unsetenv("PGPORT");
  }
};

TEST(DatabaseAddress, EveryDocumentedOneOpens) {
  test::PostgresServer server({.network = true, .names = {"dbhost", "db1", "db2"}});
  const std::string here = getpwuid(geteuid())->pw_name;
  std::set<std::string> roles = {"postgres"};
  std::set<std::string> databases = {"postgres"};
  auto addresses = documented();
  EXPECT_GE(addresses.size(), 8U);
  for (auto address : addresses) {
    SCOPED_TRACE(address);
    const auto port = ":" + std::to_string(server.port());
    replace(address, ":5433", port);
    replace(address, "db1,db2",
            "db1" + port + ",db2" + port);  // in a list no port is the usual one, whatever PGPORT says
    replace(address, "/etc/daylight/database-ca.pem", server.certificate());
    replace(address, "/run/postgresql", server.folder());
    replace(address, "?passfile=/etc/daylight/pgpass", "?password=PASSWORD");  // DatabaseRole below reads one
    auto parts = test::parts_of_address(address);
    auto user = parts.contains("user") ? parts["user"] : here;
    if (roles.insert(user).second) server.administer(fmt::format("CREATE ROLE \"{}\" LOGIN", user));
    if (databases.insert(parts["dbname"]).second)
      server.administer(fmt::format("CREATE DATABASE \"{}\"", parts["dbname"]));
    if (parts.contains("password"))
      server.administer(fmt::format("ALTER ROLE \"{}\" PASSWORD '{}'", user, parts["password"]));
    HostsAreHere led(parts["host"], server.port());
    auto opened = db::Database::open({.address = address, .readers = 1});
    EXPECT_TRUE(opened) << describe(opened.error());
  }
}

/// The SQL blocks of docs/operations.md below a heading, each as its statements.
std::vector<std::vector<std::string>> documented_sql(std::string_view heading) {
  auto text = read_whole_file(std::filesystem::path(DAYLIGHT_SOURCE_DIR) / "docs/operations.md").value_or("");
  auto from = text.find(heading);
  EXPECT_NE(from, std::string::npos) << heading;
  text = text.substr(from, text.find("\n#", from) - from);
  std::vector<std::vector<std::string>> blocks;
  for (auto at = text.find("```sql\n"); at != std::string::npos; at = text.find("```sql\n", at + 1)) {
    std::istringstream lines(text.substr(at + 7, text.find("```\n", at + 7) - at - 7));
    auto& block = blocks.emplace_back();
    for (std::string statement; std::getline(lines, statement);) block.push_back(statement);
  }
  return blocks;
}

TEST(DatabaseRole, TheDocumentedOneServesAndCannotChangeTheJournal) {
  test::PostgresServer server({.network = true});
  const auto address = [&](const char* who) {
    return fmt::format("postgresql://{}127.0.0.1:{}/daylight", who, server.port());
  };
  auto blocks = documented_sql("#### A smaller role");
  ASSERT_EQ(blocks.size(), 2U);
  for (const auto& statement : blocks[0]) server.administer(statement);
  test::TemporaryFolder folder;
  const auto data = folder.path() / "data";
  {
    auto made = Installation::create(data, address("daylight_owner:PASSWORD@"));
    ASSERT_TRUE(made) << describe(made.error());
    clerk(**made).found(kOffice);
  }
  server.administer("SET ROLE daylight_owner; " + fmt::format("{}", fmt::join(blocks[1], " ")), "daylight");

  const auto passfile = folder.path() / "pgpass";
  write_file(passfile, fmt::format("127.0.0.1:{}:daylight:daylight:PASSWORD\n", server.port()));
  std::filesystem::permissions(passfile, std::filesystem::perms::owner_read);
  const auto by_file = address("daylight@") + "?passfile=" + passfile.string();
  write_file(data / "daylight.toml", fmt::format("[database]\naddress = \"{}\"\n", by_file));
  auto opened = Installation::open(data, Schema::BroughtUpToDate);
  ASSERT_TRUE(opened) << describe(opened.error());
  auto& database = (*opened)->database();
  clerk(**opened).found(test::kCulture);
  for (const char* sql : {"UPDATE journal SET reason = 'x'", "DELETE FROM journal", "DROP TABLE journal",
                          "CREATE TABLE mine (id BIGINT)", "DELETE FROM schema_version"}) {
    SCOPED_TRACE(sql);
    auto done = database.write([&](db::Session& session) { return session.run(sql); });
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().detail.find("42501"), std::string::npos) << describe(done.error());
  }
  opened->reset();

  ::setenv("PGUSER", "daylight", 1);
  ::setenv("PGPASSWORD", "PASSWORD", 1);
  auto by_environment = db::Database::open({.address = address(""), .readers = 1});
  ::unsetenv("PGUSER");
  ::unsetenv("PGPASSWORD");
  EXPECT_TRUE(by_environment) << describe(by_environment.error());
}

}  // namespace
}  // namespace dl::app
