#include "search/text_match.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.h"
#include "search/terms.h"

namespace dl::search {
namespace {

/// The text with its spans in brackets.
std::string marked(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  std::size_t at = 0;
  for (const auto& span : spans) {
    out.append(text.substr(at, span.start - at)).append("[").append(text.substr(span.start, span.length)).append("]");
    at = span.start + span.length;
  }
  return out.append(text.substr(at));
}

std::vector<Needle> needles(std::string_view query, MarkBy by = MarkBy::Runs) {
  return needles_of(parse_query(query).phrases, by);
}

TEST(TextMatch, HoldsPhrasesAgainstText) {
  struct Case {
    const char* name;
    const char* query;
    const char* text;
    bool holds;
  };
  const Case cases[] = {
      {"a phrase", "城市管理", "加强城市管理工作", true},
      {"its pairs apart", "城市管理", "城市，市管，管理", false},
      {"every word", "城市管理 公园绿地", "城市管理与公园", false},
      {"two words", "城市管理 公园绿地", "公园绿地的城市管理", true},
      {"quoted over punctuation", "\"规划、建设\"", "规划 、（建设）", true},
      {"quoted, apart", "\"规划、建设\"", "规划和建设", false},
      {"quoted, second place fits", "\"规划建 设\"", "规划建筑。规划建、设", true},
      {"excluded phrase", "公园 -停车收费", "公园停车收费", false},
      {"excluded phrase is not there", "公园 -停车收费", "公园停车，收费", true},
      {"capitals", "daylight", "The DAYlight", true},
      {"number in other brackets", "[2016]34号", "朝办发〔2016〕34号", true},
      {"number apart", "[2016]34号", "2016年发布的34号", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto plain = plain_words(c.text);
    std::string_view fields[] = {"题目", plain};
    EXPECT_EQ(PhraseMatch(parse_query(c.query).phrases).holds(fields), c.holds);
  }
  EXPECT_FALSE(PhraseMatch(parse_query("公园 路灯 -停车").phrases).needed());
  EXPECT_FALSE(PhraseMatch(parse_query("园 灯").phrases).needed());
  EXPECT_TRUE(PhraseMatch(parse_query("公园 灯").phrases).needed());
  EXPECT_TRUE(PhraseMatch(parse_query("园 灯 -车").phrases).needed());
}

TEST(TextMatch, MarksWhatWasFound) {
  EXPECT_EQ(marked("公园管理与公园", find_spans("公园管理与公园", needles("公园"))), "[公园]管理与[公园]");
  EXPECT_EQ(marked("城市管理", find_spans("城市管理", needles("城市 市管"))), "[城市管]理");
  EXPECT_EQ(marked("公园停车场", find_spans("公园停车场", needles("停车公园", MarkBy::Pairs))), "[公园停车]场");
  std::string_view title = "关于《Ａ类２０２１》（ETC）的通知";
  EXPECT_EQ(marked(title, find_spans_unfolded(title, needles("a类2021 etc"))), "关于《[Ａ类２０２１]》（[ETC]）的通知");
  EXPECT_EQ(marked("⼯作", find_spans_unfolded("⼯作", needles("工作"))), "[⼯作]");
}

TEST(TextMatch, CutsSnippetsAtClauses) {
  std::string body;
  for (int i = 0; i < 40; ++i) body += "这一句与问题没有关系。";
  body += "城市公园由园林部门管理，\n\n 停车另行规定。";
  for (int i = 0; i < 40; ++i) body += "后面也没有。";
  auto snippet = make_snippet(body, needles("公园 停车"), 40);
  EXPECT_TRUE(snippet.cut_before);
  EXPECT_TRUE(snippet.cut_after);
  auto text = marked(snippet.marked.text, snippet.marked.spans);
  EXPECT_TRUE(text.starts_with("城市[公园]由园林部门管理， [停车]另行规定。后面也没有。")) << text;
  EXPECT_EQ(text::length(text::remove_space(snippet.marked.text)), 40u);

  snippet = make_snippet("短文。\n", needles("公园"));
  EXPECT_EQ(snippet.marked.text, "短文。");
  EXPECT_FALSE(snippet.cut_before);
  EXPECT_FALSE(snippet.cut_after);
}

TEST(TextMatch, PrefersTheStretchWithMoreWords) {
  std::string body = "公园。";
  for (int i = 0; i < 60; ++i) body += "无关的一句话。";
  body += "公园停车。";
  auto snippet = make_snippet(body, needles("公园 停车"), 30);
  EXPECT_EQ(snippet.marked.spans.size(), 1u);
  EXPECT_NE(snippet.marked.text.find("公园停车"), std::string::npos);
}

TEST(TextMatch, SnippetsOfAnyBytesAreWhole) {
  EXPECT_TRUE(rc::check("spans lie inside, on character borders, apart", [] {
    auto body = plain_words(*rc::gen::arbitrary<std::string>() + "公园" + *rc::gen::arbitrary<std::string>());
    auto snippet = make_snippet(body, needles("公园 " + *rc::gen::arbitrary<std::string>()), 20);
    RC_ASSERT(text::is_utf8(snippet.marked.text));
    std::size_t last = 0;
    for (const auto& span : snippet.marked.spans) {
      RC_ASSERT(span.length > 0);
      RC_ASSERT(span.start >= last);
      last = span.start + span.length;
      RC_ASSERT(last <= snippet.marked.text.size());
      RC_ASSERT(text::is_utf8(std::string_view(snippet.marked.text).substr(span.start, span.length)));
    }
  }));
}

TEST(Terms, TakesTextTwoByTwo) {
  TermList list;
  list.add_text("城市公园", 5);
  list.add_text("城市。Ａb12", 1);
  std::string shown;
  for (const auto& [term, count] : list.take()) shown += fmt::format("{}:{} ", term, count);
  EXPECT_EQ(shown, "12:1 2:1 ab:1 b1:1 公园:5 园:5 城市:6 市:1 市公:5 Wab12:1 ");
  EXPECT_TRUE(list.take().empty());
}

TEST(Terms, KeepsPlainWordsAsTheyAre) {
  EXPECT_EQ(plain_words("《ＡＢc１２》（⼯作）\xff é"), "《ABc12》（工作）\xEF\xBF\xBD é");
  EXPECT_TRUE(rc::check("what runs_of finds stands in the plain text", [] {
    auto raw = *rc::gen::arbitrary<std::string>();
    auto plain = plain_words(raw);
    for (const auto& run : runs_of(raw)) RC_ASSERT(Needle(run).find(plain) != std::string::npos);
  }));
}

}  // namespace
}  // namespace dl::search
