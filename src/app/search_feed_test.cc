// The search index follows the journal: whatever happens to it, it ends up saying the same.
#include "app/search_feed.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "app/office_fixture.h"
#include "base/text.h"

namespace dl::app {
namespace {

class SearchFeedTest : public testing::Test {
 protected:
  SearchFeedTest() { open_index(); }

  void open_index() {
    index_.reset();
    auto opened = search::Index::open(office_.installation().index_folder());
    ASSERT_TRUE(opened) << describe(opened.error());
    index_ = std::move(*opened);
  }

  SearchFeed feed() { return {office_.installation().database(), office_.installation().directory(), *index_}; }

  /// As the service's follower does, in small steps.
  void follow(int step = 3) {
    while (true) {
      auto entries = office_.installation().journal().after(index_->position(), step);
      ASSERT_TRUE(entries) << describe(entries.error());
      if (entries->empty()) return;
      auto taken = feed().take(*entries);
      ASSERT_TRUE(taken) << describe(taken.error());
    }
  }

  std::vector<std::int64_t> find(std::string text) {
    auto answer = index_->search({.text = std::move(text), .page_size = 100});
    EXPECT_TRUE(answer) << describe(answer.error());
    std::vector<std::int64_t> ids;
    if (answer)
      for (const auto& hit : answer->hits) ids.push_back(hit.id);
    return ids;
  }

  /// Overwrites a file of the index with noise.
  void damage(const std::string& name) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(office_.installation().index_folder())) {
      if (entry.path().filename() != name) continue;
      std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
      file << std::string(entry.file_size(), '\xee');
    }
  }

  std::size_t folders_of_the_index() {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(office_.installation().index_folder()))
      count += entry.is_directory() ? 1 : 0;
    return count;
  }

  using Ids = std::vector<std::int64_t>;
  Office office_ = Office();
  std::unique_ptr<search::Index> index_ = {};
};

TEST_F(SearchFeedTest, FindsWhatIsPublicAndNothingElse) {
  auto desk = office_.installation().document_desk();
  auto draft = desk.draft(office_.entry("关于积雪清扫的通知", "道路积雪应当及时清扫。"),
                          accounts::Principal::machine("person:甲"));
  ASSERT_TRUE(draft);
  follow();
  EXPECT_EQ(find("积雪"), Ids{}) << "a draft is nobody's business";

  ASSERT_TRUE(desk.publish(*draft, accounts::Principal::machine("person:甲"), publications::Force::Yes, "测试"));
  follow();
  EXPECT_EQ(find("积雪"), Ids{*draft});

  ASSERT_TRUE(desk.revise(*draft, accounts::Principal::machine("person:甲"), "更正"));
  auto words = office_.entry("关于冰冻防范的通知", "桥面结冰应当及时撒布融雪剂。");
  ASSERT_TRUE(desk.correct(*draft, words.metadata, words.body, accounts::Principal::machine("person:甲")));
  follow();
  EXPECT_EQ(find("积雪"), Ids{*draft}) << "the public goes on finding the present edition";
  EXPECT_EQ(find("融雪剂"), Ids{});
  ASSERT_TRUE(desk.publish(*draft, accounts::Principal::machine("person:甲"), publications::Force::Yes, "测试"));
  follow();
  EXPECT_EQ(find("积雪"), Ids{});
  EXPECT_EQ(find("融雪剂"), Ids{*draft});

  ASSERT_TRUE(desk.withdraw(*draft, accounts::Principal::machine("person:乙"), "内容有误"));
  follow();
  EXPECT_EQ(find("融雪剂"), Ids{});
  EXPECT_EQ(index_->size().value_or(99), 0U);
}

TEST_F(SearchFeedTest, TakesTheSameEntriesTwiceWithoutHarm) {
  auto id = office_.publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
  auto entries = office_.installation().journal().after(0, 1000);
  ASSERT_TRUE(entries);
  ASSERT_TRUE(feed().take(*entries));
  ASSERT_TRUE(feed().take(*entries));
  EXPECT_EQ(find("积雪"), Ids{id});
  EXPECT_EQ(index_->size().value_or(99), 1U);
}

TEST_F(SearchFeedTest, RebuildSaysTheSameAsFollowing) {
  for (int i = 0; i < 7; ++i) office_.publish(fmt::format("第{}号积雪通报", i), fmt::format("道路积雪第{}处。", i));
  auto gone = office_.publish("第9号积雪通报", "道路积雪第9处。");
  ASSERT_TRUE(office_.installation().document_desk().withdraw(gone, accounts::Principal::machine("person:乙"), "重复"));
  follow();
  auto followed = find("积雪通报");
  auto position = index_->position();
  EXPECT_EQ(followed.size(), 7U);

  std::size_t heard = 0;
  auto count = feed().rebuild(office_.installation().journal(), [&](std::size_t done) { heard = done; });
  ASSERT_TRUE(count) << describe(count.error());
  EXPECT_EQ(*count, 7U);
  EXPECT_EQ(heard, 7U);
  EXPECT_EQ(find("积雪通报"), followed);
  EXPECT_EQ(index_->position(), position);
}

TEST_F(SearchFeedTest, IndexThatWasDeletedIsMadeAnew) {
  auto id = office_.publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
  follow();
  ASSERT_EQ(find("积雪"), Ids{id});
  index_.reset();
  std::filesystem::remove_all(office_.installation().index_folder());
  open_index();
  EXPECT_EQ(index_->position(), 0);
  EXPECT_EQ(find("积雪"), Ids{});
  follow();
  EXPECT_EQ(find("积雪"), Ids{id});
}

/// While it lives no file can grow, as on a full disk.
class NoRoom {
 public:
  NoRoom() {
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit none{.rlim_cur = 0, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
  }
  ~NoRoom() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;

 private:
  rlimit before_ = {};
  void (*handler_)(int) = nullptr;
};

TEST_F(SearchFeedTest, DamagedIndexIsSearchedUntilThereIsRoomForAnother) {
  std::vector<std::int64_t> documents;
  for (int i = 0; i < 30; ++i) {
    std::string body;  // enough words that nobody keeps all of them in memory
    for (int word = 0; word < 400; ++word)
      text::append(body, static_cast<char32_t>(0x4E00 + (i * 1663 + word * 37) % 20000));
    documents.push_back(office_.publish(fmt::format("第{}号积雪通报", i), body));
  }
  follow();
  auto whole = find("积雪通报");
  ASSERT_EQ(whole.size(), 30U);
  damage("termlist.glass");

  auto& installation = office_.installation();
  ASSERT_TRUE(
      installation.document_desk().withdraw(documents.front(), accounts::Principal::machine("person:乙"), "重复"));
  auto entries = installation.journal().after(index_->position(), 100);
  ASSERT_TRUE(entries);
  EXPECT_FALSE(feed().follow(installation.journal(), *entries));
  ASSERT_TRUE(index_->damaged());
  {
    NoRoom full;
    EXPECT_FALSE(feed().follow(installation.journal(), *entries));
    EXPECT_EQ(find("积雪通报"), whole);
    EXPECT_EQ(folders_of_the_index(), 1U) << "what could not be finished does not take up the last of the disk";
  }
  auto built = feed().follow(installation.journal(), *entries);
  ASSERT_TRUE(built) << describe(built.error());
  EXPECT_FALSE(index_->damaged());
  EXPECT_EQ(find("积雪通报").size(), 29U);
  EXPECT_EQ(folders_of_the_index(), 1U);
}

TEST_F(SearchFeedTest, KeepsWhatItHadOverARestart) {
  auto id = office_.publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
  follow();
  auto position = index_->position();
  open_index();
  EXPECT_EQ(index_->position(), position);
  EXPECT_EQ(find("积雪"), Ids{id});
}

}  // namespace
}  // namespace dl::app
