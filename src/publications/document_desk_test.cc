// The desk and the library on every engine: a document's whole life and what the public sees of it.
#include "publications/document_desk.h"

#include "db/files.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class DeskTest : public ShelfTest {
 public:
  using ShelfTest::notice;
  NewDocument notice(const std::string& title) const { return notice(bureau_, title); }

  /// Drafted by the author, seen through by the other.
  std::int64_t published(const std::string& title) {
    const auto id = drafted(bureau_, title);
    see_through(id);
    return id;
  }

  void see_through(std::int64_t id) {
    clear(id);
    auto made = desk_.publish(id, author_);
    EXPECT_TRUE(made) << describe(made.error());
  }

 protected:
  const std::int64_t notices_ = column(bureau_);
  const std::int64_t news_ = column(bureau_, "news");
};
DL_ON_EVERY_ENGINE(DeskTest);

TEST_P(DeskTest, TakesADocumentThroughItsLife) {
  auto document = notice("道路施工通告");
  document.files.push_back({"图.csv", "a,b\n", false});
  auto id = *desk_.draft(document, author_);
  EXPECT_EQ(read([&](auto& s) { return load_live(s, id); }).error().fault, Fault::NotFound);

  see_through(id);
  auto live = read([&](auto& s) { return load_live(s, id); });
  ASSERT_TRUE(live) << describe(live.error());
  EXPECT_EQ(live->document.index_number, "743719761/2024-00001");
  EXPECT_EQ(live->edition.metadata.title, "道路施工通告");
  EXPECT_EQ(live->edition.body, document.body);
  ASSERT_EQ(live->edition.attachments.size(), 1U);
  EXPECT_EQ(live->edition.published_at, clock().now());
  auto file = read([&](auto& s) { return find_live_attachment(s, id, live->edition.attachments[0].digest); });
  ASSERT_TRUE(file);
  EXPECT_EQ(*read([&](auto& s) { return db::read_file(s, file->digest, 0, 100); }), "a,b\n");

  clock().advance_ms(60'000);
  EXPECT_TRUE(desk_.withdraw(id, other_, "内容有误"));
  EXPECT_EQ(read([&](auto& s) { return load_live(s, id); }).error().fault, Fault::Gone);
  EXPECT_FALSE(read([&](auto& s) { return find_live_attachment(s, id, file->digest); }));
  auto tombstone = read([&](auto& s) { return load_tombstone(s, id); });
  ASSERT_TRUE(tombstone) << describe(tombstone.error());
  EXPECT_EQ(tombstone->ground, "内容有误");
  EXPECT_EQ(tombstone->withdrawn_at, clock().now());
  EXPECT_EQ(verbs_about(id),
            (std::vector<std::string>{"document.drafted", "document.submitted", "document.reviewed", "document.cleared",
                                      "document.published", "document.withdrawn"}));
}

TEST_P(DeskTest, KeepsThePublicEditionWhileARevisionIsWrittenThenReplacesIt) {
  auto id = published("办法");
  EXPECT_EQ(desk_.revise(id, author_, "").error().key, "document.reason-owed");
  EXPECT_EQ(*desk_.revise(id, author_, "更正第二条"), 2);
  EXPECT_EQ(desk_.revise(id, author_, "又一次").error().key, "document.revision-open");

  auto changed = notice("办法（修订）");
  EXPECT_TRUE(desk_.correct(id, changed.metadata, changed.body, author_));
  EXPECT_EQ(read([&](auto& s) { return load_live(s, id); })->edition.metadata.title, "办法");
  auto first_published = read([&](auto& s) { return load_live(s, id); })->edition.published_at;

  clock().advance_ms(3'600'000);
  see_through(id);
  auto live = *read([&](auto& s) { return load_live(s, id); });
  EXPECT_EQ(live.edition.metadata.title, "办法（修订）");
  EXPECT_EQ(live.edition.number, 2);
  EXPECT_EQ(live.editions, 2);
  EXPECT_EQ(live.edition.published_at, first_published);
  EXPECT_EQ(live.edition.released_at, clock().now());
  auto editions = *read([&](auto& s) { return list_public_editions(s, id); });
  ASSERT_EQ(editions.size(), 2U);
  EXPECT_EQ(editions[0].state, State::Superseded);
  EXPECT_EQ(editions[0].ended_at, clock().now());
  EXPECT_EQ(editions[1].change_note, "更正第二条");
}

TEST_P(DeskTest, DoesNotLetTheAuthorPublishAlone) {
  auto id = *desk_.draft(notice("自写自发"), author_);
  EXPECT_TRUE(desk_.submit(id, author_));
  EXPECT_EQ(desk_.review(id, author_, "").error().key, "document.own-review");
  EXPECT_EQ(desk_.publish(id, author_).error().key, "document.step") << "nobody has reviewed it";
  EXPECT_EQ(desk_.publish(id, author_, Force::Yes).error().key, "document.reason-owed");
  EXPECT_EQ(verbs_about(id).size(), 2U) << "refused steps leave no trace";

  auto made = desk_.publish(id, author_, Force::Yes, "停水抢修，须立即告知");
  ASSERT_TRUE(made) << describe(made.error());
  auto entries = *journal_.about(topic_of_document(id));
  EXPECT_EQ(entries.back().event.verb, "document.published-by-force");
  EXPECT_EQ(entries.back().event.reason, "停水抢修，须立即告知");
}

TEST_P(DeskTest, RefusesWhatIsNotReadyAndSaysWhy) {
  auto document = notice("未认定");
  document.metadata.disclosure = DisclosureClass::Undecided;
  auto id = *desk_.draft(document, author_);
  auto refused = desk_.submit(id, author_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields, (std::vector<FieldProblem>{{"disclosure", "document.disclosure-undecided"}}));
  EXPECT_EQ(desk_.withdraw(id, author_, "错").error().fault, Fault::NotFound);
  EXPECT_EQ(desk_.submit(999, author_).error().fault, Fault::NotFound);

  document.metadata.disclosure = DisclosureClass::Withheld;
  document.metadata.disclosure_reason = "条例第十六条";
  EXPECT_TRUE(desk_.correct(id, document.metadata, document.body, author_));
  EXPECT_TRUE(desk_.submit(id, author_));
  EXPECT_TRUE(desk_.review(id, other_, ""));
  EXPECT_EQ(desk_.clear(id, other_, "").error().key, "document.reason-owed");
  EXPECT_TRUE(desk_.clear(id, other_, "不涉密"));
  EXPECT_EQ(desk_.publish(id, other_).error().key, "document.not-for-the-public");
}

TEST_P(DeskTest, RefusesAColumnOfAnotherAgency) {
  auto document = notice("错栏目");
  document.agency = east_;
  EXPECT_EQ(desk_.draft(document, author_).error().key, "column.missing");
}

TEST_P(DeskTest, GivesRunningIndexNumbersAndNeverTheSameTwice) {
  auto legacy = notice("旧文件");
  legacy.index_number = "743719761/2024-00002";
  legacy.published_at = Instant::at(Date(2024, 1, 2));
  ASSERT_TRUE(desk_.import({legacy}, author_, "迁移"));
  EXPECT_EQ(desk_.draft(legacy, author_).error().key, "document.index-number-taken");

  std::set<std::string> numbers;
  for (int i = 0; i < 4; ++i) {
    auto live = read([&, id = published(fmt::format("第{}件", i))](auto& s) { return load_live(s, id); });
    numbers.insert(live->document.index_number);
  }
  EXPECT_EQ(numbers, (std::set<std::string>{"743719761/2024-00001", "743719761/2024-00003", "743719761/2024-00004",
                                            "743719761/2024-00005"}));
}

// A day to come would stand first in lists and feeds for good, and in the index number for ever.
TEST_P(DeskTest, PublishesNothingForADayToCome) {
  auto ahead = notice("预告");
  ahead.published_at = Instant::at(Date(2099, 5, 8), 8);
  for (const auto& refused : {desk_.draft(ahead, author_).error(), desk_.import({ahead}, author_, "迁移").error()}) {
    EXPECT_EQ(refused.fault, Fault::Invalid);
    EXPECT_EQ(refused.key, "document.published-ahead");
  }
  auto id = *desk_.draft(notice("以前收下的"), author_);
  auto older = database().write([&](db::Session& s) {
    return s.run("UPDATE edition SET published_at = :at, published_year = 2099 WHERE document = :id",
                 *ahead.published_at, id);
  });
  ASSERT_TRUE(older) << describe(older.error());
  see_through(id);
  auto live = *read([&](auto& s) { return load_live(s, id); });
  EXPECT_EQ(live.edition.published_at, clock().now());
  EXPECT_EQ(live.document.index_number, "743719761/2024-00001");
}

TEST_P(DeskTest, ImportsAllOrNoneAndNoFileTwice) {
  auto first = notice("甲");
  first.source_digest = "d1";
  auto second = notice("乙");
  second.source_digest = "d1";
  EXPECT_EQ(desk_.import({first, second}, author_, "迁移").error().key, "document.already-imported");
  EXPECT_EQ(*read([&](auto& s) { return count_live(s, {}); }), 0);
  second.source_digest = "d2";
  auto made = desk_.import({first, second}, author_, "迁移");
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_EQ(made->size(), 2U);
  EXPECT_EQ(*read([&](auto& s) { return count_live(s, {}); }), 2);
  auto drafts = desk_.import({notice("丙")}, author_, std::nullopt);
  ASSERT_TRUE(drafts);
  EXPECT_EQ(*read([&](auto& s) { return count_live(s, {}); }), 2);
}

TEST_P(DeskTest, ListsByKeyForwardsAndBackwardsOverSeveralColumns) {
  std::vector<NewDocument> documents;
  for (int i = 0; i < 23; ++i) {
    auto document = notice(fmt::format("{:02}", i));
    document.column = i % 3 == 0 ? news_ : notices_;
    // Several share a moment, so the key must break ties.
    document.published_at = Instant::at(Date(2023, 12, 20).plus_days(i / 2));
    documents.push_back(document);
  }
  ASSERT_TRUE(desk_.import(documents, author_, "迁移"));

  Filter both{.columns = {notices_, news_}};
  std::vector<std::string> forwards;
  std::vector<std::string> last_page;
  std::optional<Cursor> cursor;
  Page page;
  do {
    page = *read([&](auto& s) { return list_live(s, both, cursor, 5); });
    last_page.clear();
    for (const auto& line : page.lines) {
      forwards.push_back(line.title);
      last_page.push_back(line.title);
    }
    cursor = page.next;
  } while (cursor);
  ASSERT_EQ(forwards.size(), 23U);
  EXPECT_EQ(forwards.front(), "22");
  EXPECT_EQ(forwards.back(), "00");
  EXPECT_EQ(std::set<std::string>(forwards.begin(), forwards.end()).size(), 23U);

  ASSERT_TRUE(page.previous);
  auto before = *read([&](auto& s) { return list_live(s, both, Cursor::parse(page.previous->text()), 5); });
  std::vector<std::string> titles;
  for (const auto& line : before.lines) titles.push_back(line.title);
  EXPECT_EQ(titles, std::vector<std::string>(forwards.end() - 5 - static_cast<std::ptrdiff_t>(last_page.size()),
                                             forwards.end() - static_cast<std::ptrdiff_t>(last_page.size())));

  EXPECT_EQ(*read([&](auto& s) { return count_live(s, {.columns = {news_}}); }), 8);
  EXPECT_TRUE(read([&](auto& s) { return list_live(s, {.columns = {notices_}, .year = 2024}, {}, 5); })->lines.empty());
}

TEST_P(DeskTest, ShowsLinksOfPublicDocumentsFromBothEnds) {
  auto policy = published("办法");
  auto reading = published("《办法》解读");
  ASSERT_TRUE(desk_.link(reading, Relation::Interprets, policy, author_));
  EXPECT_FALSE(desk_.link(policy, Relation::Related, policy, author_));
  auto from = *read([&](auto& s) { return load_live(s, reading); });
  ASSERT_EQ(from.links.size(), 1U);
  EXPECT_TRUE(from.links[0].outgoing);
  auto to = *read([&](auto& s) { return load_live(s, policy); });
  ASSERT_EQ(to.links.size(), 1U);
  EXPECT_FALSE(to.links[0].outgoing);
  EXPECT_EQ(to.links[0].title, "《办法》解读");
  ASSERT_TRUE(desk_.withdraw(reading, other_, "重写"));
  auto topics = journal::topics_of(journal_.about(topic_of_document(reading))->back());
  EXPECT_THAT(topics, testing::Contains(topic_of_document(policy))) << "the page of the policy showed the link";
  EXPECT_TRUE(read([&](auto& s) { return load_live(s, policy); })->links.empty());
}

TEST_P(DeskTest, TakesALinkBack) {
  auto policy = published("办法");
  auto reading = published("《办法》解读");
  ASSERT_TRUE(desk_.link(reading, Relation::Interprets, policy, author_));
  auto again = desk_.link(reading, Relation::Interprets, policy, author_);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().key, "document.linked-already");
  EXPECT_EQ(desk_.unlink(reading, Relation::Related, policy, author_).error().key, "document.link-missing");
  EXPECT_EQ(desk_.unlink(policy, Relation::Interprets, reading, author_).error().key, "document.link-missing")
      << "a link has a direction";
  ASSERT_TRUE(desk_.unlink(reading, Relation::Interprets, policy, author_));
  for (auto id : {reading, policy}) {
    EXPECT_TRUE(read([&](auto& s) { return load_live(s, id); })->links.empty());
    auto last = journal_.about(topic_of_document(id))->back();
    EXPECT_EQ(last.event.verb, "document.unlinked");
    EXPECT_THAT(journal::topics_of(last), testing::Contains(topic_of_column(notices_))) << "its page showed the link";
  }
  EXPECT_EQ(desk_.unlink(reading, Relation::Interprets, policy, author_).error().key, "document.link-missing");
}

TEST(Cursor, ReadsWhatItWrites) {
  for (const bool backwards : {false, true}) {
    const Cursor cursor{{1'593'592'712'000, 881}, backwards};
    EXPECT_EQ(cursor.text(), backwards ? "b1593592712000-881" : "1593592712000-881");
    auto read = Cursor::parse(cursor.text());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text(), cursor.text());
  }
  for (const char* bad : {"", "b", "bb1-2"}) EXPECT_FALSE(Cursor::parse(bad)) << bad;
}

}  // namespace
}  // namespace dl::publications
