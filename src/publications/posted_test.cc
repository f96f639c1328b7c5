// What is posted for an agency's own people: read there, and never by the public, on every engine.
#include "publications/posted.h"

#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class PostedTest : public ShelfTest {
 protected:
  std::int64_t cleared(std::int64_t agency, const std::string& title) {
    auto entered = notice(agency, title);
    entered.metadata.disclosure = DisclosureClass::Internal;
    entered.files.push_back({"名单.csv", title, false});
    auto id = desk_.draft(entered, author_);
    EXPECT_TRUE(id) << describe(id.error());
    clear(*id);
    return *id;
  }
  std::int64_t posted(std::int64_t agency, const std::string& title) {
    auto id = cleared(agency, title);
    auto done = desk_.post(id, other_);
    EXPECT_TRUE(done) << describe(done.error());
    return id;
  }
  /// A new edition of it, disclosed in that way and cleared.
  void revised(std::int64_t id, DisclosureClass disclosure) {
    EXPECT_TRUE(desk_.revise(id, author_, "人员变动"));
    auto edition = work(id).edition;
    edition.metadata.disclosure = disclosure;
    EXPECT_TRUE(desk_.correct(id, edition.metadata, edition.body, author_));
    clear(id);
  }
  std::vector<std::string> read_by(std::int64_t agency, std::string_view text = "") {
    std::vector<std::string> titles;
    std::optional<db::Key> after;
    do {
      auto page = read([&](db::Session& session) { return list_posted(session, agency, text, after, 2); });
      EXPECT_TRUE(page) << describe(page.error());
      if (!page) break;
      for (const auto& line : page->items) titles.push_back(line.title);
      after = page->next ? db::Key::parse(page->next->text()) : std::nullopt;
    } while (after);
    return titles;
  }
  Fault fault_of_file(std::int64_t agency, std::int64_t id) {
    auto digest = work(id).edition.attachments.at(0).digest;
    auto file = read([&](db::Session& session) { return find_posted_file(session, agency, id, digest); });
    return file ? Fault::Internal : file.error().fault;
  }
  State state(std::int64_t id) { return work(id).edition.state; }
};

DL_ON_EVERY_ENGINE(PostedTest);

TEST_P(PostedTest, IsReadByItsOwnAgencyAlone) {
  posted(bureau_, "财务收支一季度");
  clock().advance_ms(1 * 60'000);
  posted(bureau_, "干部任免");
  clock().advance_ms(1 * 60'000);
  auto newest = posted(bureau_, "廉洁自律100%");
  posted(east_, "东区的事");
  drafted(bureau_, "草稿");
  EXPECT_THAT(read_by(bureau_), testing::ElementsAre("廉洁自律100%", "干部任免", "财务收支一季度"));
  EXPECT_THAT(read_by(bureau_, "0%"), testing::ElementsAre("廉洁自律100%"));
  EXPECT_THAT(read_by(bureau_, "%%"), testing::IsEmpty()) << "a sign of patterns is only itself";
  EXPECT_THAT(read_by(east_), testing::ElementsAre("东区的事"));
  EXPECT_THAT(read_by(0), testing::IsEmpty());

  auto mine = read([&](db::Session& session) { return load_posted(session, bureau_, newest); });
  ASSERT_TRUE(mine) << describe(mine.error());
  EXPECT_EQ(mine->edition.metadata.title, "廉洁自律100%");
  auto theirs = read([&](db::Session& session) { return load_posted(session, east_, newest); });
  EXPECT_EQ(theirs.error().key, "document.missing");
  EXPECT_EQ(fault_of_file(bureau_, newest), Fault::Internal) << "found";
  EXPECT_EQ(fault_of_file(east_, newest), Fault::NotFound);
}

// However it ends, no page of the public knows that it has ever been.
TEST_P(PostedTest, LeavesNoTraceForThePublic) {
  auto id = posted(bureau_, "干部任免");
  auto digest = work(id).edition.attachments.at(0).digest;
  auto expect_nothing = [&](const char* when) {
    SCOPED_TRACE(when);
    EXPECT_EQ(read([&](db::Session& s) { return load_live(s, id); }).error().fault, Fault::NotFound);
    EXPECT_EQ(read([&](db::Session& s) { return load_tombstone(s, id); }).error().fault, Fault::NotFound);
    EXPECT_EQ(read([&](db::Session& s) { return load_public_edition(s, id, 1); }).error().fault, Fault::NotFound);
    EXPECT_FALSE(read([&](db::Session& s) { return find_live_attachment(s, id, digest); }));
    EXPECT_EQ(*read([&](db::Session& s) { return count_live(s, {}); }), 0);
    EXPECT_TRUE(read([&](db::Session& s) { return map_after(s, 0, 10); })->empty());
    EXPECT_EQ(work(id).document.index_number, "");
  };
  expect_nothing("posted");
  revised(id, DisclosureClass::Internal);
  EXPECT_THAT(read_by(bureau_), testing::ElementsAre("干部任免")) << "the first edition, until the second is posted";
  ASSERT_TRUE(desk_.post(id, other_));
  expect_nothing("superseded");
  EXPECT_TRUE(desk_.withdraw(id, other_, "已经到期"));
  EXPECT_EQ(state(id), State::Recalled);
  EXPECT_THAT(read_by(bureau_), testing::IsEmpty());
  expect_nothing("withdrawn");
}

TEST_P(PostedTest, MayBecomePublicButThePublicKeepsWhatItHas) {
  auto id = posted(bureau_, "考核结果");
  revised(id, DisclosureClass::Active);
  ASSERT_TRUE(desk_.publish(id, other_));
  EXPECT_THAT(read_by(bureau_), testing::IsEmpty());
  auto editions = read([&](db::Session& s) { return list_public_editions(s, id); });
  ASSERT_TRUE(editions);
  EXPECT_EQ(editions->size(), 1U) << "what was internal is not part of the public's past";

  revised(id, DisclosureClass::Internal);
  EXPECT_EQ(desk_.post(id, other_).error().key, "document.already-public");
  EXPECT_TRUE(desk_.withdraw(id, other_, "改为内部公开"));
  EXPECT_TRUE(desk_.post(id, other_));
  EXPECT_THAT(read_by(bureau_), testing::ElementsAre("考核结果"));
  EXPECT_TRUE(read([&](db::Session& s) { return load_tombstone(s, id); })) << "of what was public";
}

TEST_P(PostedTest, IsReleasedOnlyToThoseItIsMeantFor) {
  auto internal = cleared(bureau_, "廉洁自律");
  EXPECT_EQ(desk_.publish(internal, other_).error().key, "document.not-for-the-public");
  EXPECT_EQ(desk_.publish(internal, other_, Force::Yes, "急").error().key, "document.not-for-the-public");
  auto open = drafted(bureau_, "通告");
  clear(open);
  EXPECT_EQ(desk_.post(open, other_).error().key, "document.not-internal");
  auto reader = holder(Role::Drafter, bureau_);
  EXPECT_EQ(desk_.post(internal, reader).error().key, "right.missing");
  EXPECT_EQ(state(internal), State::Cleared);
}

TEST_P(PostedTest, IsPostedWhenItsTimeHasCome) {
  auto publisher = holder(Role::Publisher, bureau_);
  auto id = cleared(bureau_, "财务收支");
  ASSERT_TRUE(desk_.schedule(id, Instant(clock().now().milliseconds() + 60'000), publisher));
  clock().advance_ms(2 * 60'000);
  auto released = timetable_.take_due();
  ASSERT_TRUE(released) << describe(released.error());
  EXPECT_EQ(*released, 1);
  EXPECT_EQ(state(id), State::Posted);
  EXPECT_THAT(read_by(bureau_), testing::ElementsAre("财务收支"));
}

}  // namespace
}  // namespace dl::publications
