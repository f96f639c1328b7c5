// Repeated calls: done once, whatever was killed in between; after a commit that no standby confirmed they hear of what
// was done only once that is safe.
#include "api/replay.h"

#include <gtest/gtest.h>

#include <thread>

#include "api/schema.h"
#include "api/town_fixture.h"
#include "db/schema.h"
#include "db/tally.h"
#include "journal/alongside.h"
#include "tests/support/postgres.h"

namespace dl::api {
namespace {

using accounts::Role;

class Repetitions : public testing::TestWithParam<test::Store> {
 protected:
  Town town = Town(GetParam());
  Browser drafter = town.person("drafter", Role::Drafter, town.bureau());
};
DL_ON_EVERY_ENGINE(Repetitions);

TEST_P(Repetitions, AreDoneOnce) {
  auto body = Town::words("只有一份");
  body["column"] = town.column(town.bureau());
  auto first = town.post(drafter, "/api/v1/documents", body, {{"Idempotency-Key", "k1"}});
  ASSERT_EQ(first.status, 201) << first.body;
  auto second = town.post(drafter, "/api/v1/documents", body, {{"Idempotency-Key", "k1"}});
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(second.header("ETag"), first.header("ETag"));
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.events, 0);

  body["metadata"].as_object()["title"] = "另一份";
  auto other = town.post(drafter, "/api/v1/documents", body, {{"Idempotency-Key", "k1"}});
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(other.key(), "idempotency.reused");

  auto colleague = town.person("colleague", Role::Drafter, town.bureau());
  EXPECT_EQ(town.post(colleague, "/api/v1/documents", body, {{"Idempotency-Key", "k1"}}).events, 1)
      << "keys are each person's own";

  body["column"] = 999'999;
  EXPECT_EQ(town.post(drafter, "/api/v1/documents", body, {{"Idempotency-Key", "k2"}}).status, 404);
  body["column"] = town.column(town.bureau());
  EXPECT_EQ(town.post(drafter, "/api/v1/documents", body, {{"Idempotency-Key", "k2"}}).status, 201)
      << "a failure gives its key back";

  town.clock().advance_ms(std::int64_t{25} * 3600 * 1000);
  drafter = town.sign_in("drafter");
  EXPECT_EQ(town.post(drafter, "/api/v1/documents", body, {{"Idempotency-Key", "k1"}}).status, 201)
      << "after a day a key is new again";
}

// A node that is killed leaves its work with the key, or neither.
TEST_P(Repetitions, GoOnWhereANodeWasKilled) {
  auto body = Town::words("只有一份");
  body["column"] = town.column(town.bureau());
  auto send = [&] { return town.post(drafter, "/api/v1/documents", body, {{"Idempotency-Key", "k"}}); };
  auto leave = [&](const char* sql) {
    auto left = town.database().write([&](db::Session& session) -> Outcome<void> {
      DL_CHECK(session.run(sql));
      return {};
    });
    ASSERT_TRUE(left) << left.error().detail;
  };
  auto first = send();
  ASSERT_EQ(first.status, 201) << first.body;

  leave("UPDATE api_reply SET status = 0, body = ''");  // killed after the work, before its answer was kept
  auto early = send();
  EXPECT_EQ(early.key(), "idempotency.running");
  EXPECT_EQ(early.header("Retry-After"), "3");
  town.clock().advance_ms(3000);
  auto done = send();
  EXPECT_EQ(done.status, 409);
  EXPECT_EQ(done.key(), "idempotency.done");
  EXPECT_EQ(done.header("Location"), fmt::format("/api/v1/documents/{}", first.object().at("id").as_int64()));
  EXPECT_EQ(done.events, 0);

  leave("DELETE FROM api_reply");  // killed before the work was committed
  EXPECT_EQ(send().events, 1);
  EXPECT_EQ(send().header("Idempotency-Replayed"), "true");
}

// What is refused leaves nothing behind, and what is done leaves its key in the transaction of the work.
TEST_P(Repetitions, CostOneCommitMore) {
  auto body = Town::words("只有一份");
  body["column"] = town.column(town.bureau());
  const auto commits = [&](const std::string& key) {
    db::tally() = {};
    town.post(drafter, "/api/v1/documents", body, {{"Idempotency-Key", key}});
    return db::tally().writes;
  };
  EXPECT_EQ(commits("a"), 2);
  EXPECT_EQ(commits("a"), 1) << "the answer is not told before a standby has it";
  body["column"] = 999'999;
  EXPECT_EQ(commits("b"), 0);
}

TEST_P(Repetitions, OfWorkThatRecordsNothingAreAnsweredAlike) {
  auto system = town.person("system", Role::SystemAdministrator, town.city());
  const json::object file = {
      {"text", R"({"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]})"}};
  const auto send = [&] { return town.post(system, "/api/v1/calendars/read", file, {{"Idempotency-Key", "c"}}); };
  const auto first = send();
  ASSERT_EQ(first.status, 200) << first.body;
  const auto second = send();
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.header("Idempotency-Replayed"), "true");
}

TEST_P(Repetitions, OfTwoAttemptsAtOneRequestTheSecondIsUndone) {
  auto now = town.clock().now();
  auto later = [&](std::int64_t by) { return Instant(now.milliseconds() + by); };
  ReplayKey slow{.caller = "person:1", .key = "k", .digest = "d", .attempt = "slow"};
  auto quick = slow;
  quick.attempt = "quick";
  for (const auto* one : {&slow, &quick}) {
    const auto found = find_reply(town.database(), *one, now);
    ASSERT_TRUE(found) << "both begin";
    EXPECT_FALSE(*found);
  }
  auto work = [&](const ReplayKey& key) {
    const journal::Alongside note([&](journal::Transaction& transaction) { return note_done(transaction, key, now); });
    return town.journal().write([&](journal::Transaction& transaction) -> Outcome<void> {
      transaction.record({.actor = key.caller, .verb = "document.drafted", .subject = "document:" + key.attempt});
      return {};
    });
  };
  EXPECT_TRUE(work(quick));
  EXPECT_TRUE(work(quick)) << "work of two transactions";
  auto late = work(slow);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().key, "idempotency.running");
  EXPECT_EQ(find_reply(town.database(), slow, later(2999)).error().key, "idempotency.running");
  EXPECT_EQ(find_reply(town.database(), slow, later(3000)).error().key, "idempotency.done");
  EXPECT_TRUE(keep_reply(town.database(), slow, web::text(201, "slow"), false, now));
  EXPECT_TRUE(keep_reply(town.database(), quick, web::text(201, "quick"), false, now));
  auto kept = find_reply(town.database(), slow, later(3001));
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->body, "quick");
  auto entries = town.journal().about("document:slow");
  EXPECT_TRUE(entries && entries->empty());
}

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
  limits.connect = std::chrono::milliseconds(1000);
  auto opened = db::Database::open({.address = server.address("postgres"), .readers = 2, .limits = limits});
  ASSERT_TRUE(opened) << describe(opened.error());
  auto& database = **opened;
  auto schema = db::migrations();
  schema.insert(schema.end(), migrations().begin(), migrations().end());
  ASSERT_TRUE(database.migrate(schema));

  const ReplayKey key{"person:1", "a-key", "digest", "attempt"};
  const auto now = Instant::at(Date(2024, 3, 1), 9, 30);
  const web::Response reply{.status = 201, .type = "application/json", .body = "{}"};

  wait_for_standby(server, "nobody");
  auto kept = keep_reply(database, key, reply, false, now);
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().key, "db.unknown") << describe(kept.error());
  server.administer("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");

  auto early = find_reply(database, key, now);
  ASSERT_FALSE(early) << "it may yet be lost with this server";
  EXPECT_EQ(early.error().fault, Fault::Unavailable) << describe(early.error());

  wait_for_standby(server, "");
  auto again = find_reply(database, key, now);
  ASSERT_TRUE(again) << describe(again.error());
  ASSERT_TRUE(*again);
  EXPECT_EQ((*again)->status, 201);
}

}  // namespace
}  // namespace dl::api
