// The search index follows the journal: whatever happens to it, it ends up saying the same.
#include "app/search_feed.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>

#include "app/office_fixture.h"
#include "app/search_sources.h"
#include "base/text.h"

namespace dl::app {
namespace {

class SearchFeedTest : public testing::Test {
 protected:
  SearchFeedTest() { open_index(); }

  void open_index() {
    index_.reset();
    auto opened = app::open_index(office_.installation().index_folder(), sources());
    ASSERT_TRUE(opened) << describe(opened.error());
    index_ = std::move(*opened);
  }

  std::vector<Source> sources() {
    auto sources = search_sources(office_.installation().directory(), office_.installation().registers());
    sources.insert(sources.end(), further_.begin(), further_.end());
    return sources;
  }
  SearchFeed feed() { return {office_.installation().database(), sources(), *index_}; }

  /// As the service's follower does, in small steps.
  void follow(int step = 3) {
    for (auto position = index_->position();;) {
      auto entries = office_.installation().journal().after(position, step);
      ASSERT_TRUE(entries) << describe(entries.error());
      if (entries->empty()) return;
      position = entries->back().sequence;
      auto taken = feed().take(*entries);
      ASSERT_TRUE(taken) << describe(taken.error());
    }
  }

  std::vector<std::int64_t> find(std::string text) {
    auto answer = index_->search({.text = std::move(text), .page_size = 100});
    EXPECT_TRUE(answer) << describe(answer.error());
    std::vector<std::int64_t> ids;
    if (answer)
      for (const auto& hit : answer->hits) ids.push_back(hit.id.number);
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
  std::vector<Source> further_ = {};
  std::unique_ptr<search::Index> index_ = {};
};

TEST_F(SearchFeedTest, FindsRecordsOfRegistersWhileTheyArePublic) {
  auto& installation = office_.installation();
  auto desk = installation.record_desk();
  const auto clerk = accounts::Principal::machine("person:甲");
  const auto second = accounts::Principal::machine("person:乙");
  const auto made = installation.registers().find("powers");
  ASSERT_TRUE(made);
  const auto words = records::read_json((*made)->cases.front().record, **made);
  ASSERT_TRUE(words);
  const auto agency = installation.directory().current()->agencies().front().id;
  const auto ids = desk.enter("powers", agency, {*words}, clerk);
  ASSERT_TRUE(ids) << describe(ids.error());
  follow();
  EXPECT_EQ(find("占用城市道路"), Ids()) << "nobody has checked it";
  ASSERT_TRUE(desk.take(ids->front(), records::Step::Submit, "", clerk));
  ASSERT_TRUE(desk.sign(ids->front(), "", {second, {}}));
  ASSERT_TRUE(desk.take(ids->front(), records::Step::Publish, "", second));
  follow();
  EXPECT_EQ(find("占用城市道路"), *ids);
  const auto answer = index_->search({.text = "占用城市道路"});
  ASSERT_TRUE(answer && !answer->hits.empty());
  EXPECT_EQ(answer->hits.front().address, fmt::format("/records/{}", ids->front()));
  EXPECT_EQ(answer->hits.front().title.text, "410400202001 对擅自占用城市道路的处罚");
  const auto by_code = index_->search({.text = "410400202001"});
  ASSERT_TRUE(by_code && !by_code->hits.empty());
  EXPECT_THAT(by_code->hits.front().snippet.text,
              ::testing::HasSubstr("职权编码：410400202001；对擅自占用城市道路的处罚"))
      << "a code says nothing without its name, words need none";
  ASSERT_TRUE(feed().rebuild(installation.journal()));
  EXPECT_EQ(find("占用城市道路"), *ids);
  ASSERT_TRUE(desk.take(ids->front(), records::Step::Withdraw, "事项已取消", clerk));
  follow();
  EXPECT_EQ(find("占用城市道路"), Ids());
}

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

/// Agencies as another kind of thing that can be found.
Source agencies_found() {
  const auto record_of = [](const agencies::Agency& agency) {
    search::Record record{.id = {agency.id}, .title = agency.name, .address = fmt::format("/agencies/{}", agency.id)};
    return record;
  };
  const auto load = [](db::Session& session) {
    auto directory = agencies::load_directory(session);
    EXPECT_TRUE(directory) << describe(directory.error());
    return directory.value_or(agencies::Directory());
  };
  Source source;
  source.prefix = "agency";
  source.find = [=](db::Session& session, std::int64_t id) -> Outcome<std::optional<search::Record>> {
    const auto directory = load(session);
    const auto* agency = directory.agency(id);
    return agency == nullptr ? std::nullopt : std::optional(record_of(*agency));
  };
  source.between = [=](db::Session& session, NumberRange range, int) -> Outcome<std::vector<search::Record>> {
    std::vector<search::Record> records;
    const auto directory = load(session);
    for (const auto& agency : directory.agencies())
      if (agency.id > range.after && agency.id <= range.up_to) records.push_back(record_of(agency));
    return records;
  };
  source.last = [](db::Session& session) {
    return session.value<std::int64_t>("SELECT coalesce(max(id), 0) FROM agency");
  };
  return source;
}

TEST_F(SearchFeedTest, AnotherKindOfRecordStandsBesideDocumentsOfTheSameNumber) {
  const auto document = office_.publish("青河市城市管理局积雪通报", "道路积雪应当及时清扫。");
  follow();
  further_.push_back(agencies_found());
  const auto place = static_cast<int>(sources().size()) - 1;
  open_index();
  EXPECT_EQ(index_->position(), 0) << "of the kinds that it had it says nothing of the new one";
  const auto found = [&] {
    std::map<search::RecordId, std::string> addresses;
    auto answer = index_->search({.text = "城市管理局", .page_size = 100});
    EXPECT_TRUE(answer) << describe(answer.error());
    if (answer)
      for (const auto& hit : answer->hits) addresses[hit.id] = hit.address;
    return addresses;
  };
  auto& installation = office_.installation();
  auto entries = installation.journal().after(0, 1000);
  ASSERT_TRUE(entries);
  ASSERT_TRUE(feed().follow(installation.journal(), *entries)) << "which makes it anew";
  const std::map<search::RecordId, std::string> both = {{{document, 0}, fmt::format("/documents/{}", document)},
                                                        {{1, place}, "/agencies/1"}};
  ASSERT_EQ(document, 1) << "one number, two things";
  EXPECT_EQ(found(), both);

  ASSERT_TRUE(feed().take(*entries)) << "entry by entry";
  EXPECT_EQ(found(), both);
  ASSERT_TRUE(installation.document_desk().withdraw(document, accounts::Principal::machine("person:乙"), "重复"));
  follow();
  EXPECT_EQ(found(), (std::map<search::RecordId, std::string>{{{1, place}, "/agencies/1"}}));
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

// Of two with one title the later comes first, unless it explains the other or holds no longer on the day.
TEST_F(SearchFeedTest, WhatExplainsOrHoldsNoLongerStandsAfterWhatHolds) {
  using publications::Validity;
  const auto first = office_.publish("城市养犬管理办法", "养犬应当登记。");
  struct Case {
    const char* name;
    Validity validity = Validity::None;
    std::optional<Date> expires_on = {};
    bool interprets = false;
    Date day = Date(2024, 3, 1);
    bool after = false;
  };
  const Case cases[] = {
      {.name = "nothing said"},
      {.name = "in force", .validity = Validity::InForce},
      {.name = "amended", .validity = Validity::Amended},
      {.name = "expired", .validity = Validity::Expired, .after = true},
      {.name = "repealed", .validity = Validity::Repealed, .after = true},
      {.name = "revoked", .validity = Validity::Revoked, .after = true},
      {.name = "interprets", .interprets = true, .after = true},
      {.name = "on its last day", .expires_on = Date(2024, 3, 1)},
      {.name = "a day later", .expires_on = Date(2024, 3, 1), .day = Date(2024, 3, 2), .after = true},
      {.name = "in force until then",
       .validity = Validity::InForce,
       .expires_on = Date(2024, 3, 1),
       .day = Date(2026, 1, 1),
       .after = true},
  };
  for (const auto& c : cases) {
    auto second = office_.entry("城市养犬管理办法", "养犬应当登记。");
    second.metadata.validity = c.validity;
    second.metadata.expires_on = c.expires_on;
    const auto id = clerk(office_.installation()).publish(second);
    auto desk = office_.installation().document_desk();
    const auto by = accounts::Principal::machine("person:乙");
    if (c.interprets) {
      ASSERT_TRUE(desk.link(id, publications::Relation::Interprets, first, by));
    }
    follow();
    const auto answer = index_->search({.text = "城市养犬管理办法", .day = c.day});
    ASSERT_TRUE(answer && answer->hits.size() == 2) << c.name;
    EXPECT_EQ(answer->hits.front().id.number, c.after ? first : id) << c.name;
    ASSERT_TRUE(desk.withdraw(id, by, "重复"));
    follow();
  }
}

}  // namespace
}  // namespace dl::app
