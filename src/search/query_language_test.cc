#include "search/query_language.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.h"

namespace dl::search {
namespace {

/// "+" a word, "&" runs that must follow each other, "!" a required one, "-" an excluded one.
std::string shown(const ParsedQuery& parsed) {
  std::string out;
  for (const auto& phrase : parsed.phrases) {
    if (!out.empty()) out += ' ';
    out += phrase.excluded ? "-" : phrase.required ? "!" : phrase.adjacent ? "&" : "+";
    for (std::size_t i = 0; i < phrase.runs.size(); ++i) out += (i == 0 ? "" : "|") + text::encode(phrase.runs[i]);
  }
  return out;
}

TEST(QueryLanguage, ReadsWordsAndPhrases) {
  struct Case {
    const char* text;
    const char* phrases;
  };
  const Case cases[] = {
      {"", ""},
      {"  \t　 ", ""},
      {"城市管理", "+城市管理"},
      {"城市管理 公园", "+城市管理 +公园"},
      {"城市管理　公园", "+城市管理 +公园"},
      {"《公园办法》", "+公园办法"},
      {"规划、建设", "+规划|建设"},
      {"ＡＢＣ１２", "+abc12"},
      {"\"规划、建设\" 公园", "!规划|建设 +公园"},
      {"“十四五”规划", "!十四五 +规划"},
      {"于“十四", "+于 +十四"},
      {"\"", ""},
      {"\"\"", ""},
      {"公园 -停车", "+公园 -停车"},
      {"公园 －停车", "+公园 -停车"},
      {"公园 -\"停车 收费\"", "+公园 -停车|收费"},
      {"公园-停车", "+公园|停车"},
      {"公园 - 停车", "+公园 +停车"},
      {"-停车", "+停车"},
      {"-停车 -收费", "+停车 +收费"},
      {"--停车", "+停车"},
      {"，。！", ""},
      {"\xff\xfe公园\x80", "+公园"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(shown(parse_query(c.text)), c.phrases);
  }
}

TEST(QueryLanguage, ReadsDocumentNumbers) {
  struct Case {
    const char* text;
    const char* term;
    const char* phrases;
  };
  const Case cases[] = {
      {"青办发〔2021〕3号", "N青办发|2021|3", "&青办发|2021|3号"},
      {"青办发[2021]3号", "N青办发|2021|3", "&青办发|2021|3号"},
      {"青办发【2021】03号", "N青办发|2021|3", "&青办发|2021|03号"},
      {"青办发（２０２１）３號", "N青办发|2021|3", "&青办发|2021|3號"},
      {"﹝2018﹞10号", "S2018|10", "&2018|10号"},
      {"[2016]34", "S2016|34", "&2016|34"},
      {"2020 1号", "S2020|1", "&2020|1号"},
      {"2020-1号", "S2020|1", "&2020|1号"},
      {"青办发2020 1号 公园", "N青办发|2020|1", "&青办发2020|1号 +公园"},
      {"公园 〔2021〕第3号", "S2021|3", "&2021|第3号 +公园"},
      {"公告2020年第1号", "N公告|2020|1", "&公告2020年第1号"},
      {"青办发〔二〇二一〕三号", "N青办发|2021|3", "&青办发|二〇二一|三号"},
      {" 青办发〔21〕3 ", "N青办发|2021|3", "&青办发|21|3"},
      {"青河市人民政府令第12号", "N青河市人民政府令|0|12", "&青河市人民政府令第12号"},
      {"2021年8月5号", "", "+2021年8月5号"},
      {"2021年度", "", "+2021年度"},
      {"(2021)年", "", "+2021|年"},
      {"12021 3号", "", "+12021 +3号"},
      {"1021 3号", "", "+1021 +3号"},
      {"\"青办发〔2021〕3号\"", "", "!青办发|2021|3号"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto parsed = parse_query(c.text);
    EXPECT_EQ(parsed.number ? number_term(*parsed.number) : "", c.term);
    EXPECT_EQ(shown(parsed), c.phrases);
  }
}

TEST(QueryLanguage, ReadsIndexNumbers) {
  EXPECT_EQ(parse_query("000014349/2020-10036").index_number, "I000014349/2020-10036");
  EXPECT_EQ(parse_query(" ００２４８９６８x／2022-00246 ").index_number, "I00248968X/2022-00246");
  for (const char* none : {"公园", "abcdefgh", "12345", "000014349/2020-10036号", "(000014349)"}) {
    EXPECT_EQ(parse_query(none).index_number, "") << none;
  }
}

TEST(QueryLanguage, KeepsWithinItsLimits) {
  std::string words;
  for (int i = 0; i < 500; ++i) words += "园 ";
  EXPECT_EQ(parse_query(words).phrases.size(), kQueryRuns);
  std::string run;
  for (int i = 0; i < 500; ++i) run += "园";
  EXPECT_EQ(parse_query(run).phrases.at(0).runs.at(0).size(), kQueryCharacters);
  EXPECT_TRUE(rc::check("any bytes make at most so many runs, none of them empty", [] {
    auto parsed = parse_query(*rc::gen::arbitrary<std::string>());
    std::size_t runs = 0;
    for (const auto& phrase : parsed.phrases) {
      RC_ASSERT(!phrase.runs.empty());
      for (const auto& one : phrase.runs) RC_ASSERT(!one.empty());
      runs += phrase.runs.size();
    }
    RC_ASSERT(runs <= kQueryRuns + 4);
  }));
}

}  // namespace
}  // namespace dl::search
