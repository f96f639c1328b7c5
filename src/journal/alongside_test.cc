// What goes with a change: one within another, and undone together.
#include "journal/alongside.h"

#include "db/schema.h"
#include "journal/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::journal {
namespace {

const std::vector<db::Migration> kNotes = {
    {.name = "test.notes", .sql = "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"}};

class AlongsideTest : public test::DatabaseTest {
 public:
  AlongsideTest() { migrate({&db::migrations(), &migrations(), &kNotes}); }

  Outcome<void> note(std::int64_t id, std::string_view text) {
    return journal_.write([&](Transaction& transaction) -> Outcome<void> {
      DL_CHECK(put(transaction, id, text));
      transaction.record({.actor = "person:1", .verb = "note.written", .subject = fmt::format("note:{}", id)});
      return {};
    });
  }
  static Outcome<void> put(Transaction& transaction, std::int64_t id, std::string_view text) {
    DL_CHECK(transaction.sql().run("INSERT INTO note (id, text) VALUES (:id, :text)", id, text));
    return {};
  }
  /// Puts its text under the next number each time that it is written.
  Alongside::Write more(std::string text) {
    return [this, text = std::move(text)](Transaction& transaction) { return put(transaction, ++next_, text); };
  }
  std::vector<std::string> texts() {
    auto rows = database().read(
        [](db::Session& session) { return session.query<std::string>("SELECT text FROM note ORDER BY id"); });
    EXPECT_TRUE(rows) << describe(rows.error());
    std::vector<std::string> texts;
    if (rows)
      for (auto& [text] : *rows) texts.push_back(std::move(text));
    return texts;
  }

 protected:
  using Texts = std::vector<std::string>;
  Journal journal_ = Journal(database(), clock());
  std::int64_t next_ = 100;
};
DL_ON_EVERY_ENGINE(AlongsideTest);

TEST_P(AlongsideTest, AnInnerOneHidesNoOuterOne) {
  {
    const Alongside outer(more("outer"));
    {
      const Alongside inner(more("inner"));
      ASSERT_TRUE(note(1, "both"));
    }
    ASSERT_TRUE(note(2, "one"));
  }
  ASSERT_TRUE(note(3, "none"));
  EXPECT_EQ(texts(), (Texts{"both", "one", "none", "outer", "inner", "outer"}));
}

TEST_P(AlongsideTest, ItsFailureUndoesTheChange) {
  const Alongside outer(more("outer"));
  {
    const Alongside inner([](Transaction&) -> Outcome<void> { return fail(Fault::Conflict, "test.refused"); });
    auto refused = note(1, "first");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "test.refused");
  }
  EXPECT_EQ(texts(), Texts{});
  ASSERT_TRUE(note(2, "second"));
  EXPECT_EQ(texts(), (Texts{"second", "outer"}));
}

}  // namespace
}  // namespace dl::journal
