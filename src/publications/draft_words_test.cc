// Words under way: one event a sitting, nothing lost, nothing that the journal's digests do not agree with.
#include "journal/contents.h"
#include "journal/read_only.h"
#include "journal/seals.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class DraftWordsTest : public ShelfTest {
 public:
  DraftWordsTest() {
    journal_.seal_with("a key for tests");
    EXPECT_TRUE(journal::seal_what_is_older(journal_));
  }

  std::int64_t written(std::int64_t id, const std::string& title, const Principal& by) {
    auto words = notice(east_, title);
    auto revision = desk_.correct(id, words.metadata, words.body, by);
    EXPECT_TRUE(revision) << describe(revision.error());
    return revision.value_or(0);
  }

  std::vector<std::string> events(std::int64_t id) {
    std::vector<std::string> told;
    const auto entries = journal_.about(topic_of_document(id));
    EXPECT_TRUE(entries);
    for (const auto& entry : *entries) told.push_back(entry.event.actor + " " + entry.event.verb);
    return told;
  }

  std::int64_t words_under_way() {
    return *read([](auto& s) { return s.template value<std::int64_t>("SELECT count(*) FROM draft_words"); });
  }

  std::string differences() {
    auto contents = journal::check_contents(journal_);
    EXPECT_TRUE(contents) << describe(contents.error());
    std::string all;
    for (const auto& one : contents->differences) all += journal::describe(one) + "\n";
    return all;
  }

  using Told = std::vector<std::string>;
};
DL_ON_EVERY_ENGINE(DraftWordsTest);

TEST_P(DraftWordsTest, AreToldOnceASitting) {
  const auto id = drafted(east_, "甲");
  for (int i = 1; i <= 150; ++i) {
    clock().advance_ms(10'000);
    const auto title = fmt::format("第{}稿", i);
    EXPECT_EQ(written(id, title, author_), i + 1);
    ASSERT_EQ(work(id).edition.metadata.title, title) << "what was kept is there";
  }
  EXPECT_EQ(events(id),
            (Told{"person:甲 document.drafted", "person:甲 document.corrected", "person:甲 document.corrected"}))
      << "25 minutes of writing";
  EXPECT_EQ(words_under_way(), 1);
  EXPECT_EQ(titles(Scope::everywhere(), {.text = "第150稿"}), Told{"第150稿"});
  EXPECT_EQ(titles(Scope::everywhere(), {.text = "第149稿"}), Told{});
  EXPECT_EQ(differences(), "");
}

TEST_P(DraftWordsTest, AreToldBeforeWhateverElseHappens) {
  struct Row {
    const char* name;
    std::function<bool(std::int64_t)> act;
    Told told;
  };
  const Row rows[] = {
      {"a submission",
       [&](auto id) { return desk_.submit(id, author_).has_value(); },
       {"person:甲 document.submitted"}},
      {"a remark",
       [&](auto id) { return desk_.comment(id, "看", {}, other_).has_value(); },
       {"person:乙 document.commented"}},
      {"a file",
       [&](auto id) {
         return desk_.add_file(id, {"a.txt", "a", false}, other_).has_value();
       },
       {"person:乙 document.file-added"}},
      {"another's words", [&](auto id) { return written(id, "丁", other_) > 0; }, {"person:乙 document.corrected"}},
      {"characters that no text may hold", [&](auto id) { return written(id, "丁\x01", author_) > 0; }, {}},
      {"a long pause",
       [&](auto id) {
         clock().advance_ms(600'000);
         return written(id, "丁", author_) > 0;
       },
       {}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto id = drafted(east_, "甲");
    const auto before = work(id).edition.digest();
    written(id, "乙", author_);
    written(id, "丙", author_);
    const auto after = work(id).edition.digest();
    ASSERT_EQ(words_under_way(), 1);
    ASSERT_TRUE(row.act(id));
    EXPECT_EQ(words_under_way(), 0);
    Told told = {"person:甲 document.drafted", "person:甲 document.corrected"};
    told.insert(told.end(), row.told.begin(), row.told.end());
    EXPECT_EQ(events(id), told);
    const auto corrected = journal_.about(topic_of_document(id))->at(1).event;
    EXPECT_EQ(corrected.before_digest, before);
    if (!row.told.empty()) {
      EXPECT_EQ(corrected.after_digest, after);
    }
    EXPECT_EQ(differences(), "");
  }
}

TEST_P(DraftWordsTest, OfANewAuthorAreToldAtOnce) {
  const auto id = drafted(east_, "甲");
  ASSERT_TRUE(desk_.comment(id, "看", {}, other_));
  clock().advance_ms(1000);
  written(id, "乙", other_);
  EXPECT_EQ(events(id).back(), "person:乙 document.corrected");
  EXPECT_EQ(work(id).authors, (Told{"person:甲", "person:乙"}));
  written(id, "丙", other_);
  EXPECT_EQ(words_under_way(), 1);
}

TEST_P(DraftWordsTest, AreNotTakenWhileChangesAreClosed) {
  const auto id = drafted(east_, "甲");
  ASSERT_TRUE(journal::close_feature(journal_, "all", "维护", "operator:test"));
  const auto words = notice(east_, "乙");
  EXPECT_EQ(desk_.correct(id, words.metadata, words.body, author_).error().key, "installation.read-only");
  EXPECT_EQ(work(id).edition.metadata.title, "甲");
}

// The next edition of what is public is the staff's business until it is released.
TEST_P(DraftWordsTest, LeaveThePublicPageAlone) {
  const auto id = drafted(east_, "甲");
  clear(id);
  ASSERT_TRUE(desk_.publish(id, other_));
  const auto published = *journal_.last_sequence();
  ASSERT_TRUE(desk_.revise(id, author_, "改"));
  written(id, "乙", other_);
  ASSERT_TRUE(desk_.submit(id, author_));
  const auto later = journal_.after(published, 100);
  ASSERT_TRUE(later);
  EXPECT_EQ(later->size(), 3U);
  for (const auto& entry : *later) EXPECT_THAT(journal::topics_of(entry), testing::IsEmpty()) << entry.event.verb;
  EXPECT_THAT(journal::topics_of(journal_.after(published - 1, 1)->at(0)), testing::Contains(topic_of_document(id)));
}

}  // namespace
}  // namespace dl::publications
