// What stood beside a document's words before it was kept by subject is found there afterwards, every column of it.
#include "publications/shelf_fixture.h"
#include "work/files.h"
#include "work/schedules.h"

namespace dl::publications {
namespace {

class MovedRowsTest : public test::DatabaseTest {
 public:
  MovedRowsTest() {
    const auto moved =
        std::ranges::find(publications::migrations(), std::string_view("publications.open-work"), &db::Migration::name);
    const std::vector<db::Migration> older(publications::migrations().begin(), std::next(moved));
    migrate_with(older);
    journal::Journal journal(database(), clock());
    agencies::DirectoryHolder directory;
    test::Clerk(journal, directory).found(test::kBureau);
    run("INSERT INTO document (id, agency, site_column, created_at, newest, state, scheduled_at, scheduled_by, "
        "schedule_failed) SELECT 4, min(agency.id), min(site_column.id), 0, 9, 'Cleared', 7000, 'person:2', '' "
        "FROM agency, site_column");
    for (const auto& [id, number] : {std::pair(8, 1), std::pair(9, 2)})
      run(
          fmt::format("INSERT INTO edition (id, document, number, state, agency, site_column, title, document_number, "
                      "kind, issuer, validity, summary, author, change_note, ground, created_at, metadata, body, "
                      "last_file) SELECT {}, id, {}, 'Cleared', agency, site_column, '', '', '', '', '', '', '', '', "
                      "'', 0, '{{\"disclosure\":\"Internal\"}}', '', 5 FROM document",
                      id, number));
  }

  void migrate_with(const std::vector<db::Migration>& own) { migrate(test::document_tables(own)); }
  void run(const std::string& sql) {
    auto done = database().write([&](db::Session& session) { return session.run(sql); });
    ASSERT_TRUE(done) << describe(done.error());
  }
  template <class F>
  auto read(F f) {
    return *database().read(f);
  }
};
DL_ON_EVERY_ENGINE(MovedRowsTest);

TEST_P(MovedRowsTest, KeepsRemarksAndReviews) {
  run("INSERT INTO id_counter (name, last) VALUES ('edition_comment', 6)");
  run("INSERT INTO edition_comment (id, edition, person, words, block, at, resolved_at, resolved_by, block_digest, "
      "block_words) VALUES (5, 8, 'person:1', '错字', 3, 1000, 2000, 'person:2', 'd', '第一段'), "
      "(6, 9, 'person:2', '整篇', NULL, 3000, NULL, '', '', '')");
  run("INSERT INTO review (edition, position, step, person, remark, digest, at) VALUES "
      "(8, 1, 'send-back', 'person:2', '请改', 'd1', 1000), (8, 2, 'review', 'person:3', '好', 'd2', 2000), "
      "(9, 1, 'clear', 'person:4', '不涉密', 'd3', 3000)");
  migrate_with(migrations());

  const auto comments = read([](db::Session& session) { return work::list_comments(session, "document:4"); });
  ASSERT_EQ(comments.size(), 2U);
  const auto told = [](const work::Comment& one) {
    return fmt::format("{} {} {} {} {} {} {} {} {} {}", one.id, one.version, one.person, one.text,
                       one.block.value_or(-1), one.block_digest, one.block_words, one.at.milliseconds(),
                       one.resolved_at.value_or(Instant()).milliseconds(), one.resolved_by);
  };
  EXPECT_EQ(told(comments[0]), "5 1 person:1 错字 3 d 第一段 1000 2000 person:2");
  EXPECT_EQ(told(comments[1]), "6 2 person:2 整篇 -1   3000 0 ");
  std::vector<std::string> reviews;
  for (const auto& one : read([](db::Session& session) { return work::list_reviews(session, "document:4"); }))
    reviews.push_back(fmt::format("{} {} {} {} {} {}", one.version, one.step, one.person, one.remark, one.digest,
                                  one.at.milliseconds()));
  EXPECT_THAT(reviews, testing::ElementsAre("1 send-back person:2 请改 d1 1000", "1 review person:3 好 d2 2000",
                                            "2 clear person:4 不涉密 d3 3000"));

  journal::Journal journal(database(), clock());
  auto next = journal.keep([&](journal::Transaction& transaction) {
    return work::add_comment(transaction, {"document:4", 2}, {}, "再看", {}, Principal::machine("person:1"));
  });
  EXPECT_EQ(next.value_or(0), 7) << "numbers go on";
}

TEST_P(MovedRowsTest, KeepsFilesAndTheirPositions) {
  run("INSERT INTO attachment (edition, position, name, type, digest, size, embedded) VALUES "
      "(8, 2, '一.csv', 'text/csv', 'd1', 4, 0), (9, 3, '图.png', 'image/png', 'd2', 9, 1), "
      "(9, 1, '二.csv', 'text/csv', 'd1', 4, 0)");
  migrate_with(migrations());

  const auto files = [&](int edition) {
    return read([&](db::Session& session) { return work::list_files(session, {"document:4", edition}); });
  };
  EXPECT_THAT(files(1), testing::ElementsAre(Attachment{2, "一.csv", "text/csv", "d1", 4, false}));
  EXPECT_THAT(files(2), testing::ElementsAre(Attachment{1, "二.csv", "text/csv", "d1", 4, false},
                                             Attachment{3, "图.png", "image/png", "d2", 9, true}));
  journal::Journal journal(database(), clock());
  const auto next = journal.keep([&](journal::Transaction& transaction) {
    return work::add_file(transaction, {"document:4", 2}, {"三.csv", "a\n", false}, Principal::machine("person:1"));
  });
  ASSERT_TRUE(next) << describe(next.error());
  EXPECT_EQ(next->position, 6) << "positions that were given are not given again";
}

TEST_P(MovedRowsTest, KeepsSchedulesAndWhyTheyFailed) {
  run("INSERT INTO document (id, agency, site_column, created_at, newest, state, schedule_failed, scheduled_by) SELECT "
      "5, agency, site_column, 0, 10, 'Cleared', 'right.missing', 'person:3' FROM document");
  run("INSERT INTO edition (id, document, number, state, agency, site_column, title, document_number, kind, issuer, "
      "validity, summary, author, change_note, ground, created_at, metadata, body) SELECT 10, id, 1, 'Cleared', "
      "agency, "
      "site_column, '', '', '', '', '', '', '', '', '', 0, '{}', '' FROM document WHERE id = 5");
  migrate_with(migrations());

  const auto schedule = [&](const std::string& subject) {
    return read([&](db::Session& session) { return work::find_schedule(session, subject); });
  };
  EXPECT_EQ(schedule("document:4"), (work::Schedule{"post", Instant(7000), "person:2"}));
  EXPECT_EQ(schedule("document:5"), std::nullopt);
  EXPECT_EQ(read([](db::Session& session) {
              return session.value<std::string>(
                  "SELECT step || failed || person FROM work_schedule WHERE subject = 'document:5'");
            }),
            "publishright.missingperson:3");
  EXPECT_EQ(read([](db::Session& session) { return session.value<int>("SELECT count(*) FROM work_schedule"); }), 2);
}

}  // namespace
}  // namespace dl::publications
