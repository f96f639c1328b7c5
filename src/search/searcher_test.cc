#include "search/searcher.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.h"
#include "search/index_fixture.h"
#include "search/terms.h"

namespace dl::search {
namespace {

using SearcherTest = IndexTest;

TEST_F(SearcherTest, FindsWhatIsWritten) {
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

TEST_F(SearcherTest, FindsADocumentByItsNumberFirst) {
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
      {"青政公开发〔二〇二一〕三号", 2, true},
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
    EXPECT_EQ(answer.hits[0].id.number, c.first);
    EXPECT_EQ(answer.hits[0].number_match, c.own);
    EXPECT_FALSE(answer.loose);
  }
}

TEST_F(SearcherTest, BoundsWhatACommonCharacterCosts) {
  std::vector<Record> many;
  for (int i = 0; i < 150; ++i) {
    auto other = text::encode(std::u32string(1, static_cast<char32_t>(0x4E00 + i)));
    many.push_back(record(i + 1, i % 3 == 0 ? "湖泊名录" : "河流名录", "的" + other));
  }
  put(many);
  EXPECT_FALSE(ask("的").exact);
  EXPECT_GE(ask("的").total, 90u);
  EXPECT_TRUE(ask("湖").exact);
  EXPECT_EQ(ask("湖").total, 50u);
  auto beside = ask("的 湖泊");  // held against the text: none is missed
  EXPECT_TRUE(beside.exact);
  EXPECT_EQ(beside.total, 50u);
  EXPECT_EQ(ask("的 湖泊 -七").total, 49u);
}

TEST_F(SearcherTest, MarksTitleAndSnippet) {
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

TEST_F(SearcherTest, FiltersAndCountsFacets) {
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
  query.column = 10;
  EXPECT_EQ(ask(query).total, 20u);
  query.column = {};
  query.kind = "报告";
  EXPECT_EQ(ask(query).total, 30u);
  query.marks = {"theme:城管", "site:2"};
  EXPECT_EQ(ask(query).total, 0u);
  query.marks = {"theme:城管"};
  EXPECT_EQ(ids(ask(query)), std::vector<std::int64_t>{7});
}

TEST_F(SearcherTest, SortsByDateAndListsEverythingForAnEmptyText) {
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
    for (const auto& hit : answer.hits) page.push_back(hit.id.number);
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
    for (const auto& hit : answer.hits) page.push_back(hit.id.number);
    back.push_back(page);
    query.cursor = answer.previous;
  }
  std::reverse(back.begin(), back.end());
  EXPECT_TRUE(forth == back) << "other pages on the way back";
}

TEST_F(SearcherTest, PagesForthAndBack) {
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

TEST_F(SearcherTest, RefusesWhatIsNoCursor) {
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

TEST_F(SearcherTest, FindsEveryShortPieceOfATitle) {
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
      for (const auto& hit : answer->hits) found = found || hit.id.number == id;
      more = !answer->next.empty();
      query.cursor = answer->next;
    }
    RC_ASSERT(found);
  }));
}

TEST_F(SearcherTest, NeverFailsOnRandomBytes) {
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
