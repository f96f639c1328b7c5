#include "search/index.h"

#include <gmock/gmock.h>
#include <xapian.h>

#include <atomic>
#include <fstream>
#include <random>
#include <thread>

#include "search/index_fixture.h"
#include "search/index_terms.h"

namespace dl::search {
namespace {

TEST_F(IndexTest, ReplacesAndRemoves) {
  put(small_city());
  put({record(1, "青河市湿地管理办法", "湿地")});
  EXPECT_EQ(*index_->size(), 5u);
  EXPECT_TRUE(ask("公园管理").hits.empty() || ask("公园管理").loose);
  EXPECT_EQ(ids(ask("湿地")), std::vector<std::int64_t>{1});
  const RecordId gone[] = {{1}, {999}};
  ASSERT_TRUE(index_->remove(gone));
  ASSERT_TRUE(index_->commit());
  EXPECT_EQ(*index_->size(), 4u);
  EXPECT_TRUE(ask("湿地").hits.empty());
}

TEST_F(IndexTest, KeepsItsPositionWithTheRecords) {
  auto city = small_city();
  ASSERT_TRUE(index_->put(city));
  ASSERT_TRUE(index_->set_position(41));
  EXPECT_EQ(index_->position(), 0);
  ASSERT_TRUE(index_->commit());
  EXPECT_EQ(index_->position(), 41);
  open();
  EXPECT_EQ(index_->position(), 41);
  EXPECT_EQ(index_->begun_because(), "");
  EXPECT_EQ(*index_->size(), 5u);
}

TEST_F(IndexTest, BeginsEmptyWhereTheFolderIsGone) {
  put(small_city());
  index_.reset();
  fs::remove_all(folder_);
  open();
  EXPECT_EQ(index_->begun_because(), "missing");
  EXPECT_EQ(index_->position(), 0);
  EXPECT_EQ(*index_->size(), 0u);
  put(small_city());
  EXPECT_EQ(ids(ask("公园")), std::vector<std::int64_t>{1});
}

TEST_F(IndexTest, LosesItsFolderWhileOpenWithoutACrash) {
  put(small_city());
  fs::remove_all(folder_);
  auto city = small_city();
  (void)index_->put(city);
  (void)index_->commit();
  (void)index_->search({.text = "公园"});
  ASSERT_TRUE(index_->clear());
  put(city);
  EXPECT_EQ(ids(ask("公园")), std::vector<std::int64_t>{1});
}

TEST_F(IndexTest, SurvivesDamagedFiles) {
  std::vector<Record> many;
  for (int i = 1; i <= 300; ++i) many.push_back(record(i, "城市管理公告", fmt::format("第{}号路灯的城市管理工作", i)));
  std::mt19937 random(7);
  int rebuilt = 0;
  for (int round = 0; round < 24; ++round) {
    SCOPED_TRACE(round);
    ASSERT_TRUE(index_->clear());
    put(many);
    index_.reset();
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.is_regular_file() && entry.path().filename() != "flintlock") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    const auto& file = files[random() % files.size()];
    auto size = fs::file_size(file);
    if (round % 3 == 0) {
      fs::resize_file(file, size / 2);
    } else {
      std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
      for (int i = 0; i < 200; ++i) {
        out.seekp(static_cast<std::streamoff>(random() % std::max<std::uintmax_t>(1, size)));
        out.put(static_cast<char>(random()));
      }
    }
    open();
    for (const char* text : {"城市管理", "路灯 工作", "灯", ""}) (void)index_->search({.text = text});
    (void)index_->put(many);
    (void)index_->commit();
    if (index_->damaged()) {
      ASSERT_TRUE(index_->clear());
      EXPECT_EQ(index_->position(), 0);
      ++rebuilt;
    } else if (!index_->begun_because().empty()) {
      ++rebuilt;
    }
  }
  EXPECT_GT(rebuilt, 0);
}

// One stored text has gone bad: the index is no longer fed, but what can be read of it is found until
// another has been built.
TEST_F(IndexTest, AnswersAsFarAsItGoesWhileItIsDamaged) {
  put(small_city());
  index_.reset();
  {
    Xapian::WritableDatabase broken((folder_ / "1").string(), Xapian::DB_OPEN);
    broken.set_metadata(stored_key(*broken.postlist_begin("")), "x");
    broken.commit();
  }
  open();
  ASSERT_TRUE(index_->damaged());
  EXPECT_THAT(index_->begun_because(), testing::StartsWith("damaged: "));
  EXPECT_EQ(index_->position(), 0);
  EXPECT_EQ(*index_->size(), 5u);
  EXPECT_EQ(ids(ask("维修热线")), std::vector<std::int64_t>{5});
  auto city = small_city();
  EXPECT_EQ(index_->put(city).error().key, "search.damaged");

  auto fresh = index_->begin_rebuild();
  ASSERT_TRUE(fresh) << describe(fresh.error());
  ASSERT_TRUE((*fresh)->put(city));
  ASSERT_TRUE(index_->adopt(std::move(*fresh)));
  EXPECT_FALSE(index_->damaged());
  EXPECT_EQ(ids(ask("公园")), std::vector<std::int64_t>{1});
}

TEST_F(IndexTest, IsWrittenByOneProcessOnly) {
  auto second = Index::open(folder_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().key, "search.locked");
}

TEST_F(IndexTest, IsWrittenByOneProcessOnlyWhileAnotherTakesItsPlace) {
  put(small_city());
  std::atomic<int> opened = 0;
  std::jthread other([&](const std::stop_token& stop) {
    while (!stop.stop_requested())
      if (Index::open(folder_)) ++opened;
  });
  for (int i = 0; i < 20; ++i) {
    auto fresh = index_->begin_rebuild();
    ASSERT_TRUE(fresh) << describe(fresh.error());
    auto adopted = index_->adopt(std::move(*fresh));
    ASSERT_TRUE(adopted) << describe(adopted.error());
  }
  other.request_stop();
  other.join();
  EXPECT_EQ(opened, 0);
}

TEST_F(IndexTest, RebuildsBesideAndSwaps) {
  put(small_city());
  auto fresh = index_->begin_rebuild();
  ASSERT_TRUE(fresh);
  std::vector<Record> others = {record(7, "图书馆开放时间", "周一闭馆")};
  ASSERT_TRUE((*fresh)->put(others));
  ASSERT_TRUE((*fresh)->set_position(99));
  EXPECT_EQ(ids(ask("公园")), std::vector<std::int64_t>{1});
  ASSERT_TRUE(index_->adopt(std::move(*fresh)));
  EXPECT_EQ(index_->position(), 99);
  EXPECT_TRUE(ask("公园").hits.empty());
  EXPECT_EQ(ids(ask("图书馆")), std::vector<std::int64_t>{7});
  put({record(8, "图书馆公告", "闭馆")});
  open();
  EXPECT_EQ(index_->position(), 99);
  EXPECT_EQ(*index_->size(), 2u);
}

TEST_F(IndexTest, IsRebuiltInParts) {
  put(small_city());
  std::vector<std::unique_ptr<Index>> parts;
  for (std::int64_t first : {1, 100, 200}) {
    auto part = index_->begin_rebuild();
    ASSERT_TRUE(part);
    std::vector<Record> records;
    for (std::int64_t id = first; first < 200 && id < first + 50; ++id)
      records.push_back(record(id, fmt::format("图书馆公告{}", id), id % 2 == 0 ? "周一闭馆" : "周二闭馆"));
    ASSERT_TRUE((*part)->put(records));
    parts.push_back(std::move(*part));
  }
  ASSERT_TRUE(parts.back()->set_position(77));
  EXPECT_EQ(ids(ask("公园")), std::vector<std::int64_t>{1});
  auto adopted = index_->adopt(std::move(parts));
  ASSERT_TRUE(adopted) << describe(adopted.error());
  EXPECT_EQ(index_->position(), 77);
  EXPECT_EQ(*index_->size(), 100u);
  EXPECT_TRUE(ask("公园").hits.empty());
  EXPECT_EQ(ids(ask("图书馆公告149")), std::vector<std::int64_t>{149});
  EXPECT_EQ(ask("周一闭馆").total, 50u);
  put({record(120, "动物园公告", "闭馆"), record(300, "植物园公告", "闭馆")});
  open();
  EXPECT_EQ(index_->position(), 77);
  EXPECT_EQ(*index_->size(), 101u);
  EXPECT_EQ(ids(ask("动物园")), std::vector<std::int64_t>{120});
  std::size_t folders = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) folders += entry.is_directory() ? 1 : 0;
  EXPECT_EQ(folders, 1u);
}

TEST_F(IndexTest, RefusesPartsThatOverlapAndStaysAsItWas) {
  put(small_city());
  std::vector<std::unique_ptr<Index>> parts;
  for (std::int64_t first : {1, 2}) {
    auto part = index_->begin_rebuild();
    ASSERT_TRUE(part);
    std::vector<Record> records = {record(first, "图书馆", "周一"), record(first + 5, "图书馆", "周二")};
    ASSERT_TRUE((*part)->put(records));
    parts.push_back(std::move(*part));
  }
  auto adopted = index_->adopt(std::move(parts));
  ASSERT_FALSE(adopted);
  EXPECT_EQ(adopted.error().key, "search.parts");
  EXPECT_EQ(ids(ask("公园")), std::vector<std::int64_t>{1});
}

TEST_F(IndexTest, ForgetsARebuildThatWasNotAdopted) {
  put(small_city());
  auto fresh = index_->begin_rebuild();
  ASSERT_TRUE(fresh);
  fresh->reset();
  open();
  EXPECT_EQ(*index_->size(), 5u);
  std::size_t folders = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) folders += entry.is_directory() ? 1 : 0;
  EXPECT_EQ(folders, 1u);
}

TEST_F(IndexTest, SearchesWhileItIsWritten) {
  put(small_city());
  std::atomic<bool> stop = false;
  std::atomic<int> failures = 0;
  std::atomic<int> searches = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        auto answer = index_->search({.text = "城市管理"});
        if (!answer || answer->hits.empty()) ++failures;
        ++searches;
      }
    });
  }
  for (int round = 0; round < 60; ++round) {
    std::vector<Record> batch;
    for (int i = 0; i < 20; ++i) batch.push_back(record(100 + (round * 13 + i) % 300, "公告", "城市管理与路灯"));
    ASSERT_TRUE(index_->put(batch));
    ASSERT_TRUE(index_->commit());
    if (round == 30) {
      auto fresh = index_->begin_rebuild();
      ASSERT_TRUE(fresh);
      ASSERT_TRUE((*fresh)->put(small_city()));
      ASSERT_TRUE(index_->adopt(std::move(*fresh)));
    }
  }
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(failures, 0);
  EXPECT_GT(searches, 0);
}

TEST_F(IndexTest, RefusesIdsOutOfRange) {
  for (RecordId id : {RecordId{0}, {-1}, {kLargestNumber + 1}, {1, -1}, {1, kMostSources}}) {
    std::vector<Record> records = {record(5, "公告", "正文"), record(6, "公告", "正文")};
    records.back().id = id;
    auto stored = index_->put(records);
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().key, "search.id");
  }
  ASSERT_TRUE(index_->commit());
  EXPECT_EQ(*index_->size(), 0u);
  auto last = record(kLargestNumber, "公告", "正文");
  last.id.source = kMostSources - 1;
  put({last});
  EXPECT_EQ(*index_->size(), 1u);
}

TEST_F(IndexTest, RecordsOfTwoSourcesMayHaveOneNumber) {
  auto document = record(7, "湿地公园管理办法", "正文");
  auto entry = record(7, "湿地公园许可", "内容");
  entry.id.source = 1;
  entry.address = "/entries/7";
  put({document, entry});
  auto answer = ask("湿地公园");
  std::map<RecordId, std::string> found;
  for (const auto& hit : answer.hits) found[hit.id] = hit.address;
  EXPECT_EQ(found, (std::map<RecordId, std::string>{{{7, 0}, "/d/7"}, {{7, 1}, "/entries/7"}}));

  const RecordId gone[] = {{7, 0}};
  ASSERT_TRUE(index_->remove(gone));
  ASSERT_TRUE(index_->commit());
  EXPECT_EQ(ask("湿地公园").hits.at(0).id, (RecordId{7, 1}));
}

TEST_F(IndexTest, IsBegunAnewUnderOtherSources) {
  put(small_city());
  ASSERT_TRUE(index_->set_position(9));
  ASSERT_TRUE(index_->commit());
  open();
  EXPECT_EQ(index_->position(), 9);
  sources_ = "entry document";
  open();
  EXPECT_EQ(index_->begun_because(), "format");
  EXPECT_EQ(index_->position(), 0);
  EXPECT_EQ(*index_->size(), 0u);
}

}  // namespace
}  // namespace dl::search
