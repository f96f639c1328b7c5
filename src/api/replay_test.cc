// A repeated call after a commit that no standby confirmed: it hears of what was done only once that is safe.
#include "api/replay.h"

#include <gtest/gtest.h>

#include <thread>

#include "api/schema.h"
#include "db/schema.h"
#include "tests/support/database_fixture.h"
#include "tests/support/postgres.h"

namespace dl::api {
namespace {

void wait_for_standby(test::PostgresServer& server, const char* name) {
  server.administer(fmt::format("ALTER SYSTEM SET synchronous_standby_names = '{}'", name));
  server.administer("SELECT pg_reload_conf()");
  while (server.administer("SHOW synchronous_standby_names") != name)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

TEST(Replay, AnswersOnlyFromWhatIsConfirmed) {
  test::PostgresServer server({.settings = {"synchronous_commit=on"}});
  db::Limits limits;
  limits.change = std::chrono::milliseconds(500);
  auto opened = db::Database::open({.address = server.address("postgres"), .readers = 2, .limits = limits});
  ASSERT_TRUE(opened) << describe(opened.error());
  auto& database = **opened;
  auto schema = db::migrations();
  schema.insert(schema.end(), migrations().begin(), migrations().end());
  ASSERT_TRUE(database.migrate(schema));

  const ReplayKey key{"person:1", "a-key", "digest", "attempt"};
  const auto now = Instant::at(Date(2024, 3, 1), 9, 30);
  auto first = begin_replayable(database, key, now);
  ASSERT_TRUE(first) << describe(first.error());
  EXPECT_FALSE(*first);

  wait_for_standby(server, "nobody");
  auto kept = keep_reply(database, key, web::Response{.status = 201, .type = "application/json", .body = "{}"}, false);
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().key, "db.unknown") << describe(kept.error());
  server.administer("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");

  auto early = begin_replayable(database, key, now);
  ASSERT_FALSE(early) << "it may yet be lost with this server";
  EXPECT_EQ(early.error().fault, Fault::Unavailable) << describe(early.error());

  wait_for_standby(server, "");
  auto again = begin_replayable(database, key, now);
  ASSERT_TRUE(again) << describe(again.error());
  ASSERT_TRUE(*again);
  EXPECT_EQ((*again)->status, 201);
}

}  // namespace
}  // namespace dl::api
