// Comparing two editions: which blocks stayed, changed, came and went, and the marks inside.
#include "api/publications/differences.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "api/publications/alignment.h"

namespace dl::api {
namespace {

using content::Block;
using content::BlockKind;
using content::Tree;

Block paragraph(std::string text) { return {.runs = {{.text = std::move(text)}}}; }

// "=same", "~before → after", "+after", "-before" a line, without the paragraph tags.
std::string summary_of(const std::vector<BlockDifference>& found) {
  auto bare = [](std::string html) {
    for (const char* tag : {"<p>", "</p>", "\n"})
      for (auto at = html.find(tag); at != std::string::npos; at = html.find(tag))
        html.erase(at, std::string(tag).size());
    return html;
  };
  std::string lines;
  for (const auto& block : found) {
    switch (block.kind) {
      case BlockDifference::Kind::Same: lines += "=" + bare(block.after) + "\n"; break;
      case BlockDifference::Kind::Changed: lines += "~" + bare(block.before) + " → " + bare(block.after) + "\n"; break;
      case BlockDifference::Kind::Added: lines += "+" + bare(block.after) + "\n"; break;
      case BlockDifference::Kind::Removed: lines += "-" + bare(block.before) + "\n"; break;
    }
  }
  return lines;
}

TEST(Differences, OfParagraphs) {
  struct Case {
    const char* name;
    std::vector<const char*> before;
    std::vector<const char*> after;
    const char* expected;
  };
  const Case cases[] = {
      {"nothing", {}, {}, ""},
      {"the same",
       {"一、总体要求。", "二、职责。"},
       {"一、总体要求。", "二、职责。"},
       "=一、总体要求。\n=二、职责。\n"},
      {"one character",
       {"积雪应于三日内清除。"},
       {"积雪应于二日内清除。"},
       "~积雪应于<del>三</del>日内清除。 → 积雪应于<ins>二</ins>日内清除。\n"},
      {"a number is one word",
       {"罚款 5000 元以下。"},
       {"罚款 3000 元以下。"},
       "~罚款 <del>5000</del> 元以下。 → 罚款 <ins>3000</ins> 元以下。\n"},
      {"a paragraph came",
       {"甲事项由市局负责。", "丙事项由街道负责。"},
       {"甲事项由市局负责。", "乙类问题应及时上报处理。", "丙事项由街道负责。"},
       "=甲事项由市局负责。\n+乙类问题应及时上报处理。\n=丙事项由街道负责。\n"},
      {"a paragraph went", {"道路清扫。", "垃圾分类。"}, {"垃圾分类。"}, "-道路清扫。\n=垃圾分类。\n"},
      {"rewritten whole", {"道路清扫。"}, {"公园管理办法另行制定"}, "-道路清扫。\n+公园管理办法另行制定\n"},
      {"nothing there before", {}, {"新增一条。"}, "+新增一条。\n"},
      {"text that looks like a mark",
       {"甲<ins>乙丙丁。"},
       {"甲<ins>乙丙戊。"},
       "~甲&lt;ins&gt;乙丙<del>丁</del>。 → 甲&lt;ins&gt;乙丙<ins>戊</ins>。\n"},
      {"signs in the text", {"甲\uFDD0乙丙丁。"}, {"甲\uFDD0乙丙丁。"}, "=甲乙丙丁。\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Tree before;
    Tree after;
    for (const char* text : c.before) before.blocks.push_back(paragraph(text));
    for (const char* text : c.after) after.blocks.push_back(paragraph(text));
    EXPECT_EQ(summary_of(differences(before, after, "/f/")), c.expected);
  }
}

TEST(Differences, MarksStayInsideBoldAndLinks) {
  Tree before{{{.runs = {{.text = "详见"}, {.text = "旧办法", .strong = true}}}}};
  Tree after{{{.runs = {{.text = "详见"}, {.text = "新办法", .strong = true}}}}};
  auto found = differences(before, after, "/f/");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].after.find("<strong><ins>新</ins></strong>"), std::string::npos) << found[0].after;
  EXPECT_NE(found[0].before.find("<strong><del>旧</del></strong>"), std::string::npos) << found[0].before;
}

TEST(Differences, OfTables) {
  auto table = [](std::vector<std::vector<const char*>> rows) {
    Block block{.kind = BlockKind::Table};
    for (const auto& texts : rows) {
      content::Row row;
      for (const char* text : texts) row.cells.push_back({.runs = {{.text = text}}});
      block.rows.push_back(row);
    }
    return Tree{{block}};
  };
  auto found = differences(table({{"事项", "时限"}, {"清扫", "3日"}, {"绿化", "9日"}}),
                           table({{"事项", "时限"}, {"清扫", "2日"}, {"绿化", "9日"}, {"照明", "1日"}}), "/f/");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, BlockDifference::Kind::Changed);
  EXPECT_NE(found[0].before.find("<del>3</del>日"), std::string::npos) << found[0].before;
  EXPECT_NE(found[0].after.find("<ins>2</ins>日"), std::string::npos) << found[0].after;
  EXPECT_NE(found[0].after.find("<ins>照明</ins>"), std::string::npos) << found[0].after;
  EXPECT_EQ(found[0].after.find("<ins>绿化"), std::string::npos) << found[0].after;
}

TEST(Differences, OfCaptionsAndMarks) {
  auto table = [](const char* caption) {
    return Tree{
        {{.kind = BlockKind::Table, .runs = {{.text = caption}}, .rows = {{.cells = {{.runs = {{.text = "清扫"}}}}}}}}};
  };
  auto found = differences(table("表1 时限"), table("表2 时限"), "/f/");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].after.find("<caption>表<ins>2</ins> 时限</caption>"), std::string::npos) << found[0].after;

  auto marked = [](content::Script script) {
    return Tree{{{.runs = {{.text = "面积35m"}, {.text = "2", .script = script}, {.text = "[1]", .note = 1}}}}};
  };
  found = differences(marked(content::Script::Plain), marked(content::Script::Super), "/f/");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].after, "<p>面积35m<sup><ins>2</ins></sup><sup>[1]</sup></p>\n");
}

TEST(Alignment, KeepsOrderAndPairsEqualThings) {
  const std::vector<int> first = {1, 2, 3, 4, 5};
  const std::vector<int> second = {9, 2, 4, 3, 5, 1};
  auto pairs = align(first, second);
  EXPECT_EQ(pairs.size(), 3U);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    EXPECT_EQ(first[pairs[i].first], second[pairs[i].second]);
    if (i > 0) {
      EXPECT_TRUE(pairs[i - 1].first < pairs[i].first && pairs[i - 1].second < pairs[i].second);
    }
  }
}

// Far beyond the table of lengths: what stands once on either side holds the alignment together.
TEST(Alignment, OfLongListsIsQuick) {
  std::vector<int> first;
  std::vector<int> second;
  for (int i = 0; i < 20'000; ++i) {
    if (i % 7 != 0) first.push_back(i);
    if (i % 5 != 0) second.push_back(i);
  }
  auto pairs = align(first, second);
  for (const auto& [a, b] : pairs) ASSERT_EQ(first[a], second[b]);
  EXPECT_EQ(pairs.size(), 13'714U);  // neither a multiple of 7 nor of 5
}

}  // namespace
}  // namespace dl::api
