// Addresses of PostgreSQL as people write them, against servers that ask for a password over TCP and speak TLS.
#include <cstdlib>
#include <fstream>

#include "db/address.h"
#include "db/copy.h"
#include "tests/support/database_fixture.h"
#include "tests/support/postgres.h"

namespace dl::db {
namespace {

using test::PostgresServer;

class PostgresAddress : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    primary = std::make_unique<PostgresServer>(PostgresServer::Wishes{.network = true, .names = {"localhost"}});
    primary->administer("CREATE ROLE daylight LOGIN PASSWORD 'Geheim99'");
    primary->administer(R"(CREATE ROLE "von der Höh" LOGIN PASSWORD 'a b@c:d/e?f#g[h]%i=j&k''l"m\中')");
    primary->administer("CREATE DATABASE rows OWNER daylight");
  }
  static void TearDownTestSuite() { primary.reset(); }

  /// The address with PORT, CERT and the like replaced.
  static std::string filled(std::string address, std::vector<std::pair<std::string, std::string>> words = {}) {
    words.insert(words.end(), {{"PORT", std::to_string(primary->port())}, {"CERT", primary->certificate()}});
    for (const auto& [word, value] : words)
      for (auto at = address.find(word); at != std::string::npos; at = address.find(word, at + value.size()))
        address.replace(at, word.size(), value);
    return address;
  }

  static std::string ask(Database& database, const std::string& sql) {
    auto said = database.read([&](Session& session) { return session.value<std::string>(sql); });
    EXPECT_TRUE(said) << describe(said.error());
    return said.value_or("");
  }

  static std::unique_ptr<PostgresServer> primary;
};

std::unique_ptr<PostgresServer> PostgresAddress::primary = {};

TEST_F(PostgresAddress, IsTakenInEveryForm) {
  constexpr const char* kPlain = "off daylight daylight rows";
  struct Case {
    const char* address;
    const char* finds;  ///< whether there is TLS, user, application, database
  };
  const Case cases[] = {
      {"postgresql://daylight:Geheim99@127.0.0.1:PORT/rows?sslmode=disable", kPlain},
      {"postgres://daylight:Geheim99@127.0.0.1:PORT/rows?sslmode=disable", kPlain},
      {"postgresql://daylight:Geheim99@127.0.0.1:PORT/rows", "on daylight daylight rows"},
      {"postgresql://daylight:Geheim99@[::1]:PORT/rows?sslmode=disable", kPlain},
      {"postgresql://daylight@127.0.0.1:PORT/rows?password=Geheim99&sslmode=disable", kPlain},
      {"postgresql:///rows?host=127.0.0.1&port=PORT&user=daylight&password=Geheim99&sslmode=disable", kPlain},
      {"postgresql://daylight:Geheim99@127.0.0.1:PORT/rows?application_name=node%201&sslmode=disable",
       "off daylight node 1 rows"},
      {"postgresql://von%20der%20H%C3%B6h:a%20b%40c%3Ad%2Fe%3Ff%23g%5Bh%5D%25i%3Dj%26k%27l%22m%5C%E4%B8%AD@"
       "127.0.0.1:PORT/rows?sslmode=disable",
       "off von der Höh daylight rows"},
      {"postgresql://daylight:Geheim99@localhost:PORT/rows?sslmode=verify-full&sslrootcert=CERT",
       "on daylight daylight rows"},
      {"postgresql://daylight:Geheim99@127.0.0.1:1,127.0.0.1:PORT/rows?sslmode=disable", kPlain},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.address);
    auto opened = Database::open({.address = filled(c.address), .readers = 1});
    if (!opened && std::string_view(c.address).find("[::1]") != std::string_view::npos) continue;  // no IPv6 here
    ASSERT_TRUE(opened) << describe(opened.error());
    EXPECT_EQ(ask(**opened,
                  "SELECT CASE WHEN ssl THEN 'on ' ELSE 'off ' END || current_user || ' ' || "
                  "current_setting('application_name') || ' ' || current_database() "
                  "FROM pg_stat_ssl WHERE pid = pg_backend_pid()"),
              c.finds);
  }
}

TEST_F(PostgresAddress, IsRefusedWithItsReason) {
  struct Case {
    const char* address;
    const char* key;
    const char* says;
  };
  const Case cases[] = {
      {"postgresql://daylight:wrong99@127.0.0.1:PORT/rows", "db.open", "password authentication failed"},
      {"postgresql://daylight:Geheim99@127.0.0.1:PORT/none", "db.open", "database \"none\" does not exist"},
      {"postgresql://daylight:Geheim99@127.0.0.1:1/rows", "db.open", "refused"},
      {"postgresql://daylight:Geheim99@127.0.0.1:PORT/rows?sslmode=verify-full", "db.open", "root certificate"},
      {"postgresql://daylight:Geheim99@other:PORT/rows?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=CERT",
       "db.open", "does not match host name \"other\""},
      {"postgresql://daylight:Geheim99@127.0.0.1:PORT/rows?sslmod=disable", "db.address", "sslmod"},
      {"postgresql://daylight:Geheim%zz@127.0.0.1:PORT/rows", "db.address", "***"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.address);
    auto opened = Database::open({.address = filled(c.address), .readers = 1});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().key, c.key) << describe(opened.error());
    EXPECT_NE(opened.error().detail.find(c.says), std::string::npos) << describe(opened.error());
    EXPECT_EQ(opened.error().detail.find("Geheim"), std::string::npos) << describe(opened.error());
  }
}

TEST_F(PostgresAddress, OfTwoHostsTakesTheOneThatCanBeWritten) {
  PostgresServer standby({.network = true, .standby_of = primary.get()});
  const auto address =
      filled("postgresql://daylight:Geheim99@127.0.0.1:STANDBY,127.0.0.1:PORT/rows?target_session_attrs=read-write",
             {{"STANDBY", std::to_string(standby.port())}});
  auto opened = Database::open({.address = address, .readers = 1});
  ASSERT_TRUE(opened) << describe(opened.error());
  EXPECT_EQ(ask(**opened, "SELECT pg_is_in_recovery()::text"), "false");
  auto any = Database::open({.address = address.substr(0, address.find('?')), .readers = 1});
  ASSERT_TRUE(any) << describe(any.error());
  EXPECT_EQ(ask(**any, "SELECT pg_is_in_recovery()::text"), "true") << "the standby was not there to be chosen";
  standby.stop();
  ASSERT_TRUE(Database::open({.address = address, .readers = 1})) << "with one of them gone";
}

TEST_F(PostgresAddress, IsTakenByACopyToo) {
  const auto address = filled("postgresql://daylight:Geheim99@127.0.0.1:PORT/rows");
  const std::vector<Migration> schema = {{.name = "test.notes", .sql = "CREATE TABLE note (id BIGINT PRIMARY KEY)"}};
  auto opened = Database::open({.address = address, .readers = 1});
  ASSERT_TRUE(opened) << describe(opened.error());
  ASSERT_TRUE((*opened)->migrate(schema));
  test::TemporaryFolder folder;
  auto copied = copy_to_file(address, schema, folder.path() / "copy");
  EXPECT_TRUE(copied) << describe(copied.error());
}

}  // namespace
}  // namespace dl::db
