#include "search/index.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <random>
#include <thread>

#include "base/text.h"
#include "search/terms.h"

namespace dl::search {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, removed at the end.
class IndexTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / fmt::format("daylight-search-{}-{}", test->name(), ::getpid());
    fs::remove_all(folder_);
    open();
  }
  void TearDown() override {
    index_.reset();
    fs::remove_all(folder_);
  }
  void open() {
    index_.reset();
    auto opened = Index::open(folder_, Durability::Relaxed);
    ASSERT_TRUE(opened) << describe(opened.error());
    index_ = std::move(*opened);
  }
  void put(const std::vector<Record>& records) {
    auto stored = index_->put(records);
    ASSERT_TRUE(stored) << describe(stored.error());
    ASSERT_TRUE(index_->commit());
  }
  Answer ask(Query query) {
    auto answer = index_->search(query);
    EXPECT_TRUE(answer) << describe(answer.error());
    return answer ? std::move(*answer) : Answer();
  }
  Answer ask(std::string text) {
    Query query;
    query.text = std::move(text);
    return ask(std::move(query));
  }
  std::vector<std::int64_t> ids(const Answer& answer) {
    std::vector<std::int64_t> all;
    for (const auto& hit : answer.hits) all.push_back(hit.id);
    return all;
  }

  fs::path folder_;
  std::unique_ptr<Index> index_;
};

Record record(std::int64_t id, std::string title, std::string body, std::string number = {}) {
  Record made;
  made.id = id;
  made.title = std::move(title);
  made.body = std::move(body);
  made.document_number = std::move(number);
  made.address = fmt::format("/d/{}", id);
  made.agency = 1 + id % 2;
  made.column = 10 + id % 3;
  made.year = 2015 + static_cast<int>(id % 5);
  made.kind = id % 2 == 0 ? "通知" : "报告";
  made.published_at = Instant(id * 86'400'000);
  return made;
}

std::vector<Record> small_city() {
  auto guide =
      record(1, "青河市公园管理办法", "第一条 为了加强城市公园的规划、建设和管理，制定本办法。公园内禁止停放机动车。");
  auto plan = record(2, "关于印发2021年度政务公开工作要点的通知",
                     "各科室：现将要点印发给你们。随机抽查事项清单另行公布。", "青政公开发〔2021〕3号");
  plan.index_number = "12345678X/2021-00017";
  plan.marks = {"theme:政务公开"};
  auto report = record(3, "青河市城市管理局2016年度报告",
                       "根据青委办发[2016]34号和青政办发﹝2016﹞96号文件，现公布年度报告。", "青城管发〔2017〕1号");
  auto market = record(4, "早市管理通告", "城市道路两侧的早市由城管部门管理，停车另行通知。ETC 车道照常。",
                       "青城管发〔2018〕10号");
  auto lights =
      record(5, "路灯维修热线", "发现路灯不亮，请拨打12345。Park lamps are checked ＤＡＩＬＹ。", "公告2020年第1号");
  return {guide, plan, report, market, lights};
}

TEST_F(IndexTest, FindsWhatIsWritten) {
  put(small_city());
  struct Case {
    const char* name;
    const char* text;
    std::vector<std::int64_t> ids;
    bool loose;
  };
  const Case cases[] = {
      {"one pair", "公园", {1}, false},
      {"a phrase in the body", "随机抽查事项", {2}, false},
      {"title before body", "城市管理", {3}, false},
      {"two words, both there", "早市 停车", {4}, false},
      {"two words of title and body", "公园 机动车", {1}, false},
      {"without one", "管理 -公园 -报告", {4}, false},
      {"without a phrase", "管理 -城市公园 -年度报告", {4}, false},
      {"quoted across punctuation", "\"规划、建设和管理\"", {1}, false},
      {"quoted in other order", "\"建设 规划\"", {}, false},
      {"exclusions alone are words", "-公园", {1}, false},
      {"capitals and width", "ｅｔｃ", {4}, false},
      {"full-width text, plain query", "daily", {5}, false},
      {"part of a number, in body and index number", "234", {5, 2}, false},
      {"one character", "灯", {5}, false},
      {"loose when nothing has the phrase", "公园停放规定", {1}, true},
      {"nothing at all", "火星探测", {}, false},
      {"punctuation alone", "，。《》", {}, false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto answer = ask(c.text);
    EXPECT_EQ(ids(answer), c.ids);
    EXPECT_EQ(answer.loose, c.loose);
    EXPECT_EQ(answer.total, c.ids.size());
    EXPECT_TRUE(answer.exact || answer.loose);
  }
}

TEST_F(IndexTest, FindsADocumentByItsNumberFirst) {
  auto city = small_city();
  city.push_back(record(6, "转发青城管发〔2017〕1号的通知", "青城管发〔2017〕1号已经印发。青城管发〔2017〕1号。"));
  put(city);
  struct Case {
    const char* text;
    std::int64_t first;
    bool own;
  };
  const Case cases[] = {
      {"青政公开发〔2021〕3号", 2, true},
      {"青政公开发[2021]3号", 2, true},
      {"青政公开发（２０２１）３号", 2, true},
      {"青政公开发﹝2021﹞3号", 2, true},
      {"青政公开发【2021】第3号", 2, true},
      {"青政公开发 〔 2021 〕 3 号", 2, true},
      {"[2021]3号", 2, true},
      {"2021 3号", 2, true},
      {"青政公开发2021 3号", 2, true},
      {"青城管发(2017)1号", 3, true},
      {"政公开发〔2021〕3号", 2, false},
      {"2020年第1号", 5, true},
      {"青委办发〔2016〕34号", 3, false},
      {"〔2016〕96号", 3, false},
      {"﹝2018﹞10号", 4, true},
      {"12345678X/2021-00017", 2, true},
      {"12345678x／2021－00017", 2, true},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto answer = ask(c.text);
    ASSERT_FALSE(answer.hits.empty());
    EXPECT_EQ(answer.hits[0].id, c.first);
    EXPECT_EQ(answer.hits[0].number_match, c.own);
    EXPECT_FALSE(answer.loose);
  }
}

TEST_F(IndexTest, MarksTitleAndSnippet) {
  put(small_city());
  auto hit = ask("停车").hits.at(0);
  ASSERT_EQ(hit.snippet.spans.size(), 1u);
  EXPECT_EQ(hit.snippet.text.substr(hit.snippet.spans[0].start, hit.snippet.spans[0].length), "停车");
  hit = ask("公园管理").hits.at(0);
  ASSERT_EQ(hit.title.spans.size(), 1u);
  EXPECT_EQ(hit.title.text.substr(hit.title.spans[0].start, hit.title.spans[0].length), "公园管理");
  EXPECT_EQ(hit.address, "/d/1");
  EXPECT_EQ(hit.published_at, Instant(86'400'000));
}

TEST_F(IndexTest, FiltersAndCountsFacets) {
  std::vector<Record> many;
  for (int i = 1; i <= 60; ++i) many.push_back(record(i, "关于城市管理的通知", "城市管理工作"));
  many[6].marks = {"theme:城管"};
  put(many);
  Query query;
  query.text = "城市管理";
  auto answer = ask(query);
  EXPECT_EQ(answer.total, 60u);
  EXPECT_TRUE(answer.exact);
  EXPECT_EQ(answer.facets.agencies, (std::vector<Count<std::int64_t>>{{1, 30}, {2, 30}}));
  EXPECT_EQ(answer.facets.columns, (std::vector<Count<std::int64_t>>{{10, 20}, {11, 20}, {12, 20}}));
  EXPECT_EQ(answer.facets.years, (std::vector<Count<int>>{{2019, 12}, {2018, 12}, {2017, 12}, {2016, 12}, {2015, 12}}));
  ASSERT_EQ(answer.facets.kinds.size(), 2u);
  EXPECT_EQ(answer.facets.kinds[0].count, 30u);

  query.agency = 2;
  query.year = 2016;
  answer = ask(query);
  EXPECT_EQ(answer.total, 6u);
  for (const auto& hit : answer.hits) {
    EXPECT_EQ(hit.agency, 2);
    EXPECT_EQ(hit.year, 2016);
  }
  query = {};
  query.text = "城市";
  query.scope = {10, 12};
  EXPECT_EQ(ask(query).total, 40u);
  query.kind = "报告";
  EXPECT_EQ(ask(query).total, 20u);
  query.marks = {"theme:城管"};
  EXPECT_EQ(ask(query).total, 0u);
  query.scope = {};
  EXPECT_EQ(ids(ask(query)), std::vector<std::int64_t>{7});
}

TEST_F(IndexTest, SortsByDateAndListsEverythingForAnEmptyText) {
  std::vector<Record> many;
  for (int i = 1; i <= 12; ++i) many.push_back(record((i * 7) % 13, "公告", "城市管理"));
  put(many);
  Query query;
  query.page_size = 3;
  EXPECT_EQ(ids(ask(query)), (std::vector<std::int64_t>{12, 11, 10}));
  query.text = "城市管理";
  query.sort = Sort::Newest;
  EXPECT_EQ(ids(ask(query)), (std::vector<std::int64_t>{12, 11, 10}));
  query.sort = Sort::Oldest;
  EXPECT_EQ(ids(ask(query)), (std::vector<std::int64_t>{1, 2, 3}));
}

/// Walks to the last page and back: every result once, the same pages both ways.
void walk(const std::function<Answer(const Query&)>& ask, Query query, std::size_t expected) {
  std::vector<std::vector<std::int64_t>> forth, back;
  std::set<std::int64_t> seen;
  for (int guard = 0; guard < 1'000; ++guard) {
    auto answer = ask(query);
    EXPECT_EQ(answer.first, seen.size());
    std::vector<std::int64_t> page;
    for (const auto& hit : answer.hits) page.push_back(hit.id);
    seen.insert(page.begin(), page.end());
    forth.push_back(page);
    if (answer.next.empty()) {
      query.cursor = answer.previous;
      break;
    }
    query.cursor = answer.next;
  }
  EXPECT_EQ(seen.size(), expected);
  back.push_back(forth.back());
  while (!query.cursor.empty()) {
    auto answer = ask(query);
    std::vector<std::int64_t> page;
    for (const auto& hit : answer.hits) page.push_back(hit.id);
    back.push_back(page);
    query.cursor = answer.previous;
  }
  std::reverse(back.begin(), back.end());
  EXPECT_TRUE(forth == back) << "other pages on the way back";
}

TEST_F(IndexTest, PagesForthAndBack) {
  // Every third has the pairs of the phrase without the phrase, so that pages skip candidates.
  std::vector<Record> many;
  for (int i = 1; i <= 2'500; ++i) {
    many.push_back(record(i, "公告", i % 3 == 0 ? "城市，市管，管理" : "城市管理工作"));
  }
  put(many);
  auto search = [&](const Query& query) { return ask(query); };
  Query query;
  query.page_size = 40;
  for (const char* text : {"城市", "城市管理", "管理 工作", ""}) {
    for (auto sort : {Sort::Relevance, Sort::Newest}) {
      SCOPED_TRACE(fmt::format("{} {}", text, static_cast<int>(sort)));
      query.text = text;
      query.sort = sort;
      query.cursor = {};
      bool skips = query.text.size() > 6;
      walk(search, query, skips ? 1'667 : 2'500);
    }
  }
  query.text = "城市管理";
  auto answer = ask(query);
  EXPECT_FALSE(answer.exact);
  EXPECT_NEAR(static_cast<double>(answer.total), 1'667, 400);
}

TEST_F(IndexTest, RefusesWhatIsNoCursor) {
  put(small_city());
  for (const char* bad : {"x", "a", "a1", "a1.", "a.1", "a1.2", "a-1.0", "a01.0", "b99999999.1", "a1.0 "}) {
    Query query;
    query.text = "公园";
    query.cursor = bad;
    auto answer = index_->search(query);
    ASSERT_FALSE(answer) << bad;
    EXPECT_EQ(answer.error().key, "search.cursor");
  }
  Query query;
  query.text = "公园";
  query.cursor = "a500.400";
  EXPECT_TRUE(ask(query).hits.empty());
}

TEST_F(IndexTest, ReplacesAndRemoves) {
  put(small_city());
  put({record(1, "青河市湿地管理办法", "湿地")});
  EXPECT_EQ(*index_->size(), 5u);
  EXPECT_TRUE(ask("公园管理").hits.empty() || ask("公园管理").loose);
  EXPECT_EQ(ids(ask("湿地")), std::vector<std::int64_t>{1});
  std::int64_t gone[] = {1, 999};
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
  for (int i = 1; i <= 800; ++i) many.push_back(record(i, "城市管理公告", fmt::format("第{}号路灯的城市管理工作", i)));
  std::mt19937 random(7);
  int rebuilt = 0;
  for (int round = 0; round < 40; ++round) {
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

TEST_F(IndexTest, IsWrittenByOneProcessOnly) {
  auto second = Index::open(folder_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().key, "search.locked");
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

/// Text of the sort that titles are made of, with what makes trouble.
rc::Gen<std::string> title() {
  auto piece = rc::gen::element<std::string>(
      "关于", "印发", "《", "》", "城市管理", "２０２１", "2021", "年度", "（试行）", "的", "通知", "Ａ", "b", "ETC",
      "、", "“十四五”", "规划", "〇", "·", "①", "é", "ﬁ", "⼈", "⼯作", "𠮷", "　", "公开", "要点", "第3号", "/", ".");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(12, piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string all;
                        for (const auto& one : pieces) all += one;
                        return all;
                      });
}

TEST_F(IndexTest, FindsEveryShortPieceOfATitle) {
  std::int64_t id = 0;
  EXPECT_TRUE(rc::check("every piece of 2 to 8 characters with a word in it finds its title", [&] {
    auto text = text::decode(*title());
    auto length = *rc::gen::inRange<std::size_t>(2, 9);
    RC_PRE(text.size() >= length);
    auto start = *rc::gen::inRange<std::size_t>(0, text.size() - length + 1);
    auto piece = text::encode(std::u32string_view(text).substr(start, length));
    RC_PRE(!runs_of(piece).empty());
    ++id;
    std::vector<Record> records = {record(id, text::encode(text), "正文")};
    RC_ASSERT(bool(index_->put(records)));
    RC_ASSERT(bool(index_->commit()));
    Query query;
    query.text = piece;
    query.sort = Sort::Newest;
    query.page_size = 100;
    bool found = false;
    for (bool more = true; more && !found;) {
      auto answer = index_->search(query);
      RC_ASSERT(bool(answer));
      RC_ASSERT(!answer->loose);
      for (const auto& hit : answer->hits) found = found || hit.id == id;
      more = !answer->next.empty();
      query.cursor = answer->next;
    }
    RC_ASSERT(found);
  }));
}

TEST_F(IndexTest, NeverFailsOnRandomBytes) {
  put(small_city());
  EXPECT_TRUE(rc::check("any bytes as a query, a title and a body", [&] {
    auto text = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    auto answer = index_->search({.text = text});
    RC_ASSERT(bool(answer));
    Record odd = record(1'000, text, text, text);
    odd.index_number = text;
    odd.kind = text;
    odd.marks = {text};
    std::vector<Record> records = {odd};
    RC_ASSERT(bool(index_->put(records)));
    RC_ASSERT(bool(index_->commit()));
    answer = index_->search({.text = text, .kind = text, .marks = {text}});
    RC_ASSERT(bool(answer));
    for (const auto& hit : answer->hits) {
      for (const auto& span : hit.title.spans) RC_ASSERT(span.start + span.length <= hit.title.text.size());
      for (const auto& span : hit.snippet.spans) RC_ASSERT(span.start + span.length <= hit.snippet.text.size());
    }
  }));
}

}  // namespace
}  // namespace dl::search
