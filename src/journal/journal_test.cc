// The chain, its proof and its followers, on every engine.
#include "journal/journal.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "base/hash.h"
#include "base/limits.h"
#include "db/schema.h"
#include "journal/canonical.h"
#include "journal/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::journal {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const std::vector<db::Migration> kNotes = {
    {.name = "test.notes", .sql = "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"}};

Event event_of(int id) {
  return {.actor = "person:张三",
          .verb = "note.written",
          .subject = fmt::format("note:{}", id),
          .agency = 1,
          .after_digest = sha256_hex(std::to_string(id)),
          .reason = "试验",
          .topics = {"column:12", fmt::format("note:{}", id)}};
}

Outcome<void> add_note(Journal& journal, int id) {
  return journal.write([&](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(transaction.sql().run("INSERT INTO note (id, text) VALUES (:id, 'x')", id));
    transaction.record(event_of(id));
    return {};
  });
}

class JournalTest : public test::DatabaseTest {
 public:
  JournalTest() { migrate({&db::migrations(), &migrations(), &kNotes}); }

  void tamper(std::string_view sql) {
    auto done = database().write([&](db::Session& session) { return session.run(sql); });
    ASSERT_TRUE(done) << describe(done.error());
  }

 protected:
  Journal journal_ = Journal(database(), clock());
};
DL_ON_EVERY_ENGINE(JournalTest);

TEST_P(JournalTest, ChainsEvents) {
  ASSERT_TRUE(add_note(journal_, 1));
  clock().advance_ms(1500);
  auto two = journal_.write([](Transaction& transaction) -> Outcome<int> {
    transaction.record(event_of(2));
    transaction.record({.actor = "system:import", .verb = "note.counted", .subject = "note:2"});
    return 7;
  });
  EXPECT_EQ(two.value_or(-1), 7);

  auto entries = journal_.after(0, 10);
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 3u);
  std::string previous;
  std::int64_t sequence = 0;
  for (const auto& entry : *entries) {
    EXPECT_EQ(entry.sequence, ++sequence);
    EXPECT_EQ(entry.previous_hash, previous);
    EXPECT_EQ(entry.hash, hash_of(entry));
    previous = entry.hash;
  }
  EXPECT_EQ((*entries)[0].event.actor, "person:张三");
  EXPECT_EQ((*entries)[0].event.topics, (std::vector<std::string>{"column:12", "note:1"}));
  EXPECT_EQ((*entries)[1].at.milliseconds() - (*entries)[0].at.milliseconds(), 1500);
  EXPECT_TRUE((*entries)[2].event.topics.empty());
  EXPECT_EQ(topics_of((*entries)[0]), (std::vector<std::string>{"note:1", "column:12"}));

  EXPECT_EQ(journal_.after(1, 1)->size(), 1u);
  EXPECT_EQ(journal_.about("note:2")->size(), 2u);
  EXPECT_EQ(journal_.last_sequence().value_or(-1), 3);
}

TEST_P(JournalTest, RefusesASilentWrite) {
  auto silent = journal_.write([](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(transaction.sql().run("INSERT INTO note (id, text) VALUES (1, 'x')"));
    return {};
  });
  ASSERT_FALSE(silent);
  EXPECT_EQ(silent.error().key, "journal.silent");
  auto count = database().read([](db::Session& session) { return session.value<int>("SELECT count(*) FROM note"); });
  EXPECT_EQ(count.value_or(-1), 0);
}

TEST_P(JournalTest, RefusesReasonsThatNobodyCanKeep) {
  struct Case {
    const char* name;
    std::string reason;
    const char* key;
  };
  const Case cases[] = {
      {"the longest", std::string(kLongestReason, 'a'), ""},
      {"longer", std::string(kLongestReason + 1, 'a'), "journal.reason-long"},
      {"a noncharacter", "甲\uFFFE", "journal.reason-characters"},
      {"a NUL", std::string("甲\0", 4), "journal.reason-characters"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto written = journal_.write([&](Transaction& transaction) -> Outcome<void> {
      auto event = event_of(1);
      event.reason = c.reason;
      transaction.record(std::move(event));
      return {};
    });
    EXPECT_EQ(written ? "" : written.error().key, c.key);
  }
}

TEST_P(JournalTest, AFailedWriteLeavesNoEvent) {
  ASSERT_TRUE(add_note(journal_, 1));
  ASSERT_FALSE(add_note(journal_, 1));
  ASSERT_TRUE(add_note(journal_, 2));
  EXPECT_EQ(journal_.last_sequence().value_or(-1), 2);
  EXPECT_TRUE(journal_.verify()->intact);
}

TEST_P(JournalTest, WritesTogetherEachAtItsMoment) {
  const auto done = journal_.together([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(add_note(journal_, 1));
    clock().advance_ms(60'000);
    DL_CHECK(add_note(journal_, 2));
    DL_TRY(const auto notes, session.value<std::int64_t>("SELECT count(*) FROM note"));
    return notes == 2 ? Outcome<void>() : fail(Fault::Internal, "test.unseen");
  });
  ASSERT_TRUE(done) << describe(done.error());
  const auto entries = journal_.after(0, 10);
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 2U);
  EXPECT_EQ((*entries)[1].at.milliseconds() - (*entries)[0].at.milliseconds(), 60'000);
  EXPECT_TRUE(journal_.verify()->intact);
  EXPECT_TRUE(add_note(journal_, 3)) << "and alone again";
}

// Half of a change stays in nobody's rows because somebody overheard that it was refused.
TEST_P(JournalTest, WritesNothingTogetherWhereOneIsRefused) {
  const auto done = journal_.together([&](db::Session&) -> Outcome<void> {
    DL_CHECK(add_note(journal_, 1));
    (void)journal_.write([](Transaction& transaction) -> Outcome<void> {
      DL_CHECK(transaction.sql().run("INSERT INTO note (id, text) VALUES (2, 'half')"));
      return fail(Fault::Conflict, "test.refused");
    });
    return {};
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().key, "test.refused");
  EXPECT_EQ(*journal_.last_sequence(), 0);
  ASSERT_TRUE(add_note(journal_, 1)) << "nothing of it is there";
}

TEST_P(JournalTest, RefusesEventsThatNobodyCouldRead) {
  const std::vector<Event> events = {
      {.actor = "", .verb = "v", .subject = "s"},
      {.actor = "a", .verb = "", .subject = "s"},
      {.actor = "a", .verb = "v", .subject = ""},
      {.actor = "a", .verb = "v", .subject = "s", .topics = {"two\nlines"}},
      {.actor = "a", .verb = "v", .subject = "s", .topics = {""}},
  };
  for (const auto& event : events) {
    auto written = journal_.write([&](Transaction& transaction) -> Outcome<void> {
      transaction.record(event);
      return {};
    });
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().key, "journal.event");
  }
}

struct Damage {
  std::string name;
  std::vector<std::string> sql;
  std::string problem;
  std::int64_t first_broken;
};

TEST_P(JournalTest, VerifyFindsEveryDamage) {
  const std::vector<Damage> damages = {
      {"an edited reason", {"UPDATE journal SET reason = 'other' WHERE sequence = 4"}, "hash", 4},
      {"an edited digest", {"UPDATE journal SET after_digest = before_digest WHERE sequence = 1"}, "hash", 1},
      {"moved time", {"UPDATE journal SET at = at + 1 WHERE sequence = 10"}, "hash", 10},
      {"a deleted entry", {"DELETE FROM journal WHERE sequence = 5"}, "gap", 5},
      {"a deleted first entry", {"DELETE FROM journal WHERE sequence = 1"}, "gap", 1},
      {"two entries that changed places",
       {"UPDATE journal SET sequence = 100 WHERE sequence = 6", "UPDATE journal SET sequence = 6 WHERE sequence = 7",
        "UPDATE journal SET sequence = 7 WHERE sequence = 100"},
       "previous",
       6},
      {"a cut tail", {"DELETE FROM journal WHERE sequence > 8"}, "head", 9},
      {"everything gone", {"DELETE FROM journal"}, "head", 1},
      {"a head set back", {"UPDATE journal_head SET sequence = 9"}, "head", 10},
      {"a head with another hash", {"UPDATE journal_head SET hash = 'x'"}, "head", 10},
  };
  for (int id = 1; id <= 10; ++id) ASSERT_TRUE(add_note(journal_, id));
  tamper("CREATE TABLE kept AS SELECT * FROM journal");
  tamper("CREATE TABLE kept_head AS SELECT * FROM journal_head");
  for (const auto& damage : damages) {
    SCOPED_TRACE(damage.name);
    auto sound = journal_.verify();
    ASSERT_TRUE(sound);
    ASSERT_TRUE(sound->intact) << sound->problem << sound->first_broken;
    EXPECT_EQ(sound->checked, 10);
    for (const auto& sql : damage.sql) tamper(sql);
    auto verdict = journal_.verify();
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(verdict->intact);
    EXPECT_EQ(verdict->problem, damage.problem);
    EXPECT_EQ(verdict->first_broken, damage.first_broken);
    tamper("DELETE FROM journal");
    tamper("INSERT INTO journal SELECT * FROM kept");
    tamper("DELETE FROM journal_head");
    tamper("INSERT INTO journal_head SELECT * FROM kept_head");
  }
}

TEST_P(JournalTest, VerifyFindsARewrittenEntryByItsSuccessor) {
  for (int id = 1; id <= 3; ++id) ASSERT_TRUE(add_note(journal_, id));
  auto entry = journal_.after(1, 1)->front();
  entry.event.reason = "forged";
  ASSERT_TRUE(database().write([&](db::Session& session) {
    return session.run("UPDATE journal SET reason = :reason, hash = :hash WHERE sequence = 2", entry.event.reason,
                       hash_of(entry));
  }));
  auto verdict = journal_.verify();
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->problem, "previous");
  EXPECT_EQ(verdict->first_broken, 3);
}

TEST_P(JournalTest, VerifyReadsMoreThanOneBatch) {
  ASSERT_TRUE(journal_.write([](Transaction& transaction) -> Outcome<void> {
    for (int id = 1; id <= 2500; ++id) transaction.record(event_of(id));
    return {};
  }));
  std::vector<std::int64_t> heard;
  auto verdict = journal_.verify([&](std::int64_t count) { heard.push_back(count); });
  ASSERT_TRUE(verdict);
  EXPECT_TRUE(verdict->intact);
  EXPECT_EQ(verdict->checked, 2500);
  EXPECT_EQ(heard, (std::vector<std::int64_t>{1000, 2000, 2500}));
  tamper("UPDATE journal SET verb = 'x' WHERE sequence = 2001");
  EXPECT_EQ(journal_.verify()->first_broken, 2001);
}

/// Hears entries and refuses the first few times.
struct Listener {
  std::mutex mutex = {};
  std::vector<std::int64_t> heard = {};
  int refusals = 0;

  Outcome<void> operator()(const std::vector<Entry>& entries) {
    std::lock_guard lock(mutex);
    if (refusals > 0) {
      if (--refusals % 2 == 0) throw std::runtime_error("thrown");
      return fail(Fault::Unavailable, "test.refused");
    }
    for (const auto& entry : entries) heard.push_back(entry.sequence);
    return {};
  }
};

std::vector<std::int64_t> count_to(std::int64_t last) {
  std::vector<std::int64_t> all;
  for (std::int64_t i = 1; i <= last; ++i) all.push_back(i);
  return all;
}

TEST_P(JournalTest, FollowerHearsAtOnce) {
  Listener listener;
  Follower follower(journal_, "test", 0, std::ref(listener), seconds(30));
  for (int id = 1; id <= 20; ++id) {
    ASSERT_TRUE(add_note(journal_, id));
    auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(follower.wait_for(id, seconds(5)));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(3)) << "woken by the poll, not by the write";
  }
  EXPECT_EQ(follower.position(), 20);
  EXPECT_EQ(listener.heard, count_to(20));
}

TEST_P(JournalTest, FollowerStartsWhereItIsTold) {
  for (int id = 1; id <= 5; ++id) ASSERT_TRUE(add_note(journal_, id));
  Listener listener;
  Follower follower(journal_, "test", 3, std::ref(listener));
  ASSERT_TRUE(follower.wait_for(5, seconds(5)));
  EXPECT_EQ(listener.heard, (std::vector<std::int64_t>{4, 5}));
  EXPECT_FALSE(follower.wait_for(6, milliseconds(10)));
}

TEST_P(JournalTest, FollowerComesBackToWhatWasRefused) {
  Listener listener{.refusals = 3};
  Follower follower(journal_, "test", 0, std::ref(listener));
  for (int id = 1; id <= 5; ++id) ASSERT_TRUE(add_note(journal_, id));
  ASSERT_TRUE(follower.wait_for(5, seconds(10)));
  EXPECT_EQ(listener.heard, count_to(5));
}

TEST_P(JournalTest, FollowersOnOtherNodesMissNothing) {
  if (GetParam() == test::Store::SqliteMemory) GTEST_SKIP() << "no second node can see it";
  constexpr int kNodes = 3;
  constexpr int kThreads = 2;
  constexpr int kEach = 20;
  auto reader = store().another();
  Journal watched(*reader, clock());
  Listener listener;
  Follower follower(watched, "test", 0, std::ref(listener), milliseconds(5));

  std::vector<std::unique_ptr<db::Database>> databases;
  std::vector<std::unique_ptr<Journal>> journals;
  std::vector<std::thread> threads;
  std::atomic<int> faults = 0;
  for (int node = 0; node < kNodes; ++node) {
    databases.push_back(store().another());
    journals.push_back(std::make_unique<Journal>(*databases.back(), clock()));
    for (int thread = 0; thread < kThreads; ++thread) {
      int first = (node * kThreads + thread) * kEach;
      threads.emplace_back([&faults, &journal = *journals.back(), first] {
        for (int i = 0; i < kEach; ++i) {
          auto done = add_note(journal, first + i);
          if (!done) ++faults;
        }
      });
    }
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(faults, 0);
  constexpr int kAll = kNodes * kThreads * kEach;
  ASSERT_TRUE(follower.wait_for(kAll, seconds(10)));
  EXPECT_EQ(listener.heard, count_to(kAll));
  auto verdict = journal_.verify();
  ASSERT_TRUE(verdict);
  EXPECT_TRUE(verdict->intact) << verdict->problem << " " << verdict->first_broken;
}

TEST(Canonical, IsWhatTheReadmeSays) {
  Entry entry{.sequence = 1,
              .at = Instant(1700000000000),
              .event = {.actor = "person:张三",
                        .verb = "document.published",
                        .subject = "document:881",
                        .agency = 3,
                        .after_digest = "ab",
                        .reason = "",
                        .topics = {"column:12", "site:1"}},
              .previous_hash = ""};
  EXPECT_EQ(canonical_text(entry),
            "16:daylight-entry-1,1:1,13:1700000000000,13:person:张三,18:document.published,12:document:881,1:3,0:,2:ab,"
            "0:,16:column:12\nsite:1,0:,");
  EXPECT_EQ(hash_of(entry), sha256_hex(canonical_text(entry)));
}

}  // namespace
}  // namespace dl::journal
