// Who counts as an author of an edition, and what authors may not do alone.
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class AuthorsTest : public ShelfTest {
 public:
  std::vector<std::string> authors(std::int64_t id) { return work(id).authors; }

  Principal third_ = Principal::machine("person:丙");
};
DL_ON_EVERY_ENGINE(AuthorsTest);

TEST_P(AuthorsTest, AreAllWhoChangedWordsOrFiles) {
  using People = std::vector<std::string>;
  struct Row {
    const char* name;
    std::function<bool(std::int64_t)> change;
  };
  const Row rows[] = {
      {"words",
       [&](auto id) {
         auto words = notice(east_, "改写");
         return desk_.correct(id, words.metadata, words.body, other_).has_value();
       }},
      {"a file more",
       [&](auto id) {
         return desk_.add_file(id, {"二.csv", "c\n", false}, other_).has_value();
       }},
      {"a file less", [&](auto id) { return desk_.remove_file(id, 1, other_).has_value(); }},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    auto document = notice(east_, "占位");
    document.files.push_back({"一.csv", "a\n", false});
    auto id = *desk_.draft(document, author_);
    EXPECT_EQ(authors(id), People{author_.actor()});
    clock().advance_ms(1000);
    ASSERT_TRUE(row.change(id));
    EXPECT_EQ(authors(id), (People{author_.actor(), other_.actor()}));

    ASSERT_TRUE(desk_.submit(id, other_));
    EXPECT_EQ(desk_.review(id, other_, "").error().key, "document.own-review");
    EXPECT_EQ(desk_.review(id, author_, "").error().key, "document.own-review");
    ASSERT_TRUE(desk_.review(id, third_, ""));
    ASSERT_TRUE(desk_.clear(id, other_, "不涉密")) << "somebody else has reviewed it";
    EXPECT_TRUE(desk_.publish(id, other_));

    ASSERT_TRUE(desk_.revise(id, third_, "更正"));
    EXPECT_EQ(authors(id), People{third_.actor()}) << "each edition has its own";
  }
}

// Of reviews from before, when only the drafter counted as the author.
TEST_P(AuthorsTest, DoNotClearOrPublishWhatOnlyTheyReviewed) {
  auto id = drafted(east_, "甲");
  ASSERT_TRUE(desk_.submit(id, author_));
  ASSERT_TRUE(desk_.review(id, other_, ""));
  const auto edition = work(id).edition.id;
  ASSERT_TRUE(database().write([&](db::Session& s) { return note_author(s, edition, other_.actor(), clock().now()); }));
  EXPECT_EQ(desk_.clear(id, other_, "不涉密").error().key, "document.author-alone");
  ASSERT_TRUE(desk_.clear(id, third_, "不涉密"));
  EXPECT_TRUE(desk_.publish(id, other_)) << "the secrecy review was another's";
}

class OlderAuthorsTest : public test::DatabaseTest {};
DL_ON_EVERY_ENGINE(OlderAuthorsTest);

TEST_P(OlderAuthorsTest, AreTakenFromTheJournal) {
  const std::vector<db::Migration> older(migrations().begin(), migrations().begin() + 7);
  migrate(test::document_tables(older));
  journal::Journal journal(database(), clock());
  agencies::DirectoryHolder directory;
  const auto founded = test::Clerk(journal, directory).found(test::kBureau);
  auto did = [&](const char* actor, const char* verb, std::int64_t document) {
    clock().advance_ms(1000);
    ASSERT_TRUE(journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
      transaction.record({.actor = actor, .verb = verb, .subject = topic_of_document(document)});
      return {};
    }));
  };
  auto begun = [&](std::int64_t edition, std::int64_t document, int number, const char* author) {
    clock().advance_ms(1000);
    auto written = database().write([&](db::Session& s) -> Outcome<void> {
      if (number == 1)
        DL_CHECK(
            s.run("INSERT INTO document (id, agency, site_column, created_at) SELECT :id, :agency, min(id), 0 "
                  "FROM site_column",
                  document, founded.agency));
      DL_CHECK(
          s.run("INSERT INTO edition (id, document, number, state, agency, site_column, title, document_number, "
                "kind, issuer, validity, summary, author, change_note, ground, created_at, metadata, body) SELECT "
                ":id, :document, :number, 'Draft', agency, site_column, '', '', '', '', '', '', :author, '', '', "
                ":at, '{}', '' FROM document WHERE id = :document",
                edition, document, number, author, clock().now()));
      return {};
    });
    ASSERT_TRUE(written) << describe(written.error());
  };
  begun(1, 1, 1, "person:1");
  did("person:2", "document.corrected", 1);
  did("person:9", "document.corrected", 11);
  did("person:3", "document.reviewed", 1);
  begun(2, 1, 2, "person:4");
  did("person:5", "document.file-added", 1);
  did("person:4", "document.corrected", 1);
  did("person:6", "document.file-removed", 1);
  begun(3, 2, 1, "person:7");

  migrate(test::document_tables());
  auto authors = [&](std::int64_t edition) {
    return *database().read([&](db::Session& s) { return list_authors(s, edition); });
  };
  EXPECT_EQ(authors(1), (std::vector<std::string>{"person:1", "person:2"}));
  EXPECT_EQ(authors(2), (std::vector<std::string>{"person:4", "person:5", "person:6"}));
  EXPECT_EQ(authors(3), std::vector<std::string>{"person:7"});
}

}  // namespace
}  // namespace dl::publications
