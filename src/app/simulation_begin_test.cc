// How a simulation begins: with its first agency or not at all, and in no database that has anything else.
#include <gmock/gmock.h>

#include "app/command_line_fixture.h"
#include "app/installation.h"
#include "journal/simulation.h"
#include "tests/support/postgres.h"

namespace dl::app {
namespace {

using testing::HasSubstr;

/// On a server, whose tables stay when the data directory is taken away.
class SimulationOption : public CommandLine {};

TEST_F(SimulationOption, TakesADayOrNoneInEitherForm) {
  const std::pair<const char*, const char*> cases[] = {
      {"--simulation=2026-03-01", "2026-03-01 09:0"},
      {"--simulation 2026-03-01", "2026-03-01 09:0"},
      {"--simulation", nullptr},
  };
  for (int i = 0; const auto& [option, shown] : cases) {
    SCOPED_TRACE(option);
    const auto data = fmt::format("DIR/{}", ++i);
    must(fmt::format("init {} --data {} --agency 743719761 --name 青石市城市管理局", option, data));
    const auto now = shown != nullptr ? std::string(shown) : SystemClock().today().text();
    EXPECT_THAT(run("clock --data " + data).out, HasSubstr("模拟时间 " + now));
  }
  for (const char* wrong : {"--simulation=2026-13-01", "--simulation=soon", "--simulation=2026-03-01 2026-03-02"}) {
    SCOPED_TRACE(wrong);
    EXPECT_NE(run(fmt::format("init {} --data DIR/w --agency 743719761 --name 青石市城市管理局", wrong)).code, 0);
    EXPECT_FALSE(std::filesystem::exists(path("w")));
  }
  EXPECT_THAT(run("init --help").out, HasSubstr("--simulation=2026-03-01"));
}

class SimulationBegins : public CommandLine {
 protected:
  Said init(const char* folder, const std::string& more) {
    return run(fmt::format("init --data DIR/{} --agency 743719761 --name 青石市城市管理局 --database {} {}", folder,
                           address_, more));
  }
  std::unique_ptr<db::Database> database() {
    auto opened = db::Database::open({.address = address_, .readers = 1});
    EXPECT_TRUE(opened) << describe(opened.error());
    return opened ? std::move(*opened) : nullptr;
  }
  std::int64_t count(const std::string& table) {
    const auto counted = database()->read(
        [&](db::Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM " + table); });
    EXPECT_TRUE(counted) << describe(counted.error());
    return counted.value_or(-1);
  }
  void change(const std::string& sql) {
    const auto done = database()->write([&](db::Session& session) { return session.run(sql); });
    EXPECT_TRUE(done) << describe(done.error());
  }

  std::string address_ = test::PostgresServer::shared().create_database();
};

TEST_F(SimulationBegins, WithItsFirstAgencyOrNotAtAll) {
  const auto failed = init("a", "--simulation=2026-03-01 --prefix no-slash");
  EXPECT_EQ(failed.code, 1);
  EXPECT_FALSE(std::filesystem::exists(path("a")));
  EXPECT_EQ(count("simulation"), 0);
  EXPECT_EQ(count("journal"), 0);

  const auto real = init("b", "");
  ASSERT_EQ(real.code, 0) << real.err;
  const auto installation = Installation::open(path("b"));
  ASSERT_TRUE(installation) << describe(installation.error());
  EXPECT_FALSE((*installation)->is_simulation()) << "nobody asked for one";
}

TEST_F(SimulationBegins, AfterOneThatFailed) {
  EXPECT_EQ(init("a", "--simulation=2026-03-01 --prefix no-slash").code, 1);
  const auto again = init("a", "--simulation=2026-04-01");
  ASSERT_EQ(again.code, 0) << again.err;
  const auto installation = Installation::open(path("a"));
  ASSERT_TRUE(installation) << describe(installation.error());
  EXPECT_TRUE((*installation)->is_simulation());
  const auto entries = (*installation)->journal().after(0, 1);
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->at(0).event.verb, "simulation.begun");
  EXPECT_EQ(entries->at(0).at.date(), Date(2026, 4, 1));
  EXPECT_TRUE((*installation)->journal().verify().value().intact);
}

TEST_F(SimulationBegins, NoOtherInstallationWhereAnOlderProgramHasLeftItsMark) {
  EXPECT_EQ(init("a", "--simulation --prefix no-slash").code, 1) << "makes the tables";
  change("INSERT INTO simulation (id, offset_ms) VALUES (1, 86400000)");
  for (const char* more : {"", "--simulation", "--simulation=2026-03-01"}) {
    SCOPED_TRACE(more);
    const auto refused = init("a", more);
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("没有建成的模拟运行"));
    EXPECT_FALSE(std::filesystem::exists(path("a")));
  }
  EXPECT_EQ(count("simulation"), 1) << "nothing was changed";
}

TEST_F(SimulationBegins, NotInADatabaseThatIsReal) {
  ASSERT_EQ(init("a", "").code, 0);
  const auto entries = count("journal");
  for (const char* more : {"", "--simulation=2030-03-01"}) {
    SCOPED_TRACE(more);
    const auto refused = init("b", more);
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("这个数据库已有机关"));
    EXPECT_FALSE(std::filesystem::exists(path("b")));
  }
  EXPECT_EQ(count("journal"), entries);
  EXPECT_EQ(count("simulation"), 0);
}

TEST_F(SimulationBegins, NotWhereAnythingRealIsWritten) {
  {
    const auto made = Installation::create(path("a"), address_);
    ASSERT_TRUE(made) << describe(made.error());
    const auto written = (*made)->journal().write([](journal::Transaction& transaction) -> Outcome<void> {
      transaction.record({.actor = "system:test", .verb = "document.published", .subject = "test:1"});
      return {};
    });
    ASSERT_TRUE(written) << describe(written.error());
  }
  const auto refused = init("b", "--simulation");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("这是正式的安装"));
  EXPECT_EQ(count("simulation"), 0);
}

}  // namespace
}  // namespace dl::app
