// Read-only mode on every engine, and for another process of the same database.
#include "journal/read_only.h"

#include <gtest/gtest.h>

#include "db/schema.h"
#include "journal/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::journal {
namespace {

class ReadOnlyTest : public test::DatabaseTest {
 public:
  ReadOnlyTest() {
    migrate({&db::migrations(), &migrations()});
    journal_.know_features(
        {kEverything, {"documents", "文件", kDocuments}, {"sites", "站点", kSites}, {"accounts", "人员", kAccounts}});
  }

 protected:
  static constexpr std::string_view kDocuments[] = {"document."};
  static constexpr std::string_view kSites[] = {"site.", "column."};
  static constexpr std::string_view kAccounts[] = {"account.", "key."};

  static Outcome<void> record(Journal& journal, const std::string& verb) {
    return journal.write([&](Transaction& transaction) -> Outcome<void> {
      transaction.record({.actor = "person:1", .verb = verb, .subject = "document:1"});
      return {};
    });
  }
  /// The key of the refusal, or "" when it was written.
  static std::string refusal(Journal& journal, const std::string& verb) {
    auto done = record(journal, verb);
    if (done) return "";
    EXPECT_EQ(done.error().fault, Fault::Unavailable);
    return done.error().key;
  }

  Journal journal_ = Journal(database(), clock());
};

DL_ON_EVERY_ENGINE(ReadOnlyTest);

TEST_P(ReadOnlyTest, ClosesEverythingOrAFeature) {
  struct Case {
    const char* closed;
    const char* verb;
    bool refused;
  };
  const Case cases[] = {
      {"all", "document.published", true},     {"all", "account.added", true},
      {"all", "future.thing", true},           {"documents", "document.drafted", true},
      {"documents", "column.added", false},    {"documents", "account.added", false},
      {"sites", "column.changed", true},       {"sites", "site.changed", true},
      {"sites", "document.drafted", false},    {"accounts", "key.made", true},
      {"accounts", "document.drafted", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(fmt::format("{} {}", c.closed, c.verb));
    ASSERT_TRUE(close_feature(journal_, c.closed, "维护", "operator:甲"));
    auto before = journal_.last_sequence().value_or(-1);
    EXPECT_EQ(refusal(journal_, c.verb), c.refused ? "installation.read-only" : "");
    EXPECT_EQ(journal_.last_sequence().value_or(-1), before + (c.refused ? 0 : 1));
    ASSERT_TRUE(open_feature(journal_, c.closed, "operator:甲"));
    EXPECT_EQ(refusal(journal_, c.verb), "");
  }
}

TEST_P(ReadOnlyTest, KeepsCountsAndReadsMeanwhile) {
  ASSERT_TRUE(close_feature(journal_, "all", "维护", "operator:甲"));
  auto kept = journal_.keep([](Transaction& transaction) -> Outcome<void> {
    transaction.record({.actor = "person:1", .verb = "account.signed-in", .subject = "person:1"});
    return {};
  });
  EXPECT_TRUE(kept) << "signing in is how people come to read";
  EXPECT_TRUE(journal_.after(0, 10));
}

TEST_P(ReadOnlyTest, SaysBeforehandWhetherAnythingCanBeWritten) {
  EXPECT_TRUE(check_writable(journal_));
  ASSERT_TRUE(close_feature(journal_, "documents", "迁移", "operator:甲"));
  EXPECT_TRUE(check_writable(journal_)) << "other things can";
  ASSERT_TRUE(close_feature(journal_, "all", "迁移", "operator:甲"));
  auto refused = check_writable(journal_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "installation.read-only");
}

TEST_P(ReadOnlyTest, IsToldAndRecorded) {
  ASSERT_TRUE(close_feature(journal_, "documents", "迁移", "operator:甲"));
  ASSERT_TRUE(close_feature(journal_, "documents", "继续迁移", "operator:乙"));
  auto closures = database().read([](db::Session& session) { return list_closures(session); });
  ASSERT_TRUE(closures) << describe(closures.error());
  ASSERT_EQ(closures->size(), 1U);
  EXPECT_EQ(closures->front().reason, "继续迁移");
  EXPECT_EQ(closures->front().actor, "operator:乙");
  journal_.close_here({"accounts"});
  EXPECT_EQ(closed_features(journal_).value_or(std::vector<std::string>()),
            (std::vector<std::string>{"accounts", "documents"}));
  EXPECT_EQ(refusal(journal_, "account.added"), "installation.read-only");
  auto entries = journal_.about("feature:documents");
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 2U);
  EXPECT_EQ(entries->back().event.verb, "installation.closed");
}

TEST_P(ReadOnlyTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(close_feature(journal_, "everything", "维护", "operator:甲").error().key, "read-only.feature");
  EXPECT_EQ(close_feature(journal_, "all", "", "operator:甲").error().key, "read-only.reason");
  EXPECT_EQ(open_feature(journal_, "all", "operator:甲").error().key, "read-only.open");
}

TEST_P(ReadOnlyTest, HoldsForOtherProcessesAtOnce) {
  if (GetParam() == test::Store::SqliteMemory) GTEST_SKIP() << "nobody else can open it";
  auto other = store().another();
  Journal there(*other, clock());
  EXPECT_EQ(refusal(there, "document.drafted"), "");
  ASSERT_TRUE(close_feature(journal_, "all", "维护", "operator:甲"));
  EXPECT_EQ(refusal(there, "document.drafted"), "installation.read-only");
}

TEST_P(ReadOnlyTest, AsksForRoomOnlyWhereItIsNeeded) {
  journal_.set_room([] { return Outcome<void>(fail(Fault::Full, "disk.nearly-full")); });
  EXPECT_TRUE(record(journal_, "document.reviewed"));
  auto upload = journal_.write([](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(transaction.need_room());
    transaction.record({.actor = "person:1", .verb = "document.drafted", .subject = "document:1"});
    return {};
  });
  ASSERT_FALSE(upload);
  EXPECT_EQ(upload.error().key, "disk.nearly-full");
  EXPECT_EQ(upload.error().fault, Fault::Full);
}

}  // namespace
}  // namespace dl::journal
