#include "intake/page_layout.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "intake/pdf_file.h"

namespace dl::intake {
namespace {

/// Words at (x, y) with letters of ten: a Han character is ten wide, others five.
PlacedWord word(double x, double y, const char* utf8, double size = 10) {
  auto text = text::decode(utf8);
  double width = 0;
  for (char32_t c : text) width += c < 0x1100 ? size / 2 : size;
  return {.left = x, .top = y, .width = width, .height = size, .text = text};
}

/// One line a line; tables as rows with "|", a spanning cell with its width.
std::string shown(const Draft& draft) {
  std::string out;
  for (const auto& line : draft.lines) {
    if (line.centered) out += "= ";
    if (line.is_text()) out += text::encode(line.text) + "\n";
    for (const auto& row : line.block.rows) {
      for (const auto& cell : row.cells)
        out += "|" + content::text_of(cell.runs) +
               (cell.column_span > 1 ? fmt::format("({})", cell.column_span) : std::string());
      out += "|\n";
    }
  }
  return out;
}

struct Case {
  const char* name;
  std::vector<PlacedPage> pages;
  const char* expected;
};

void expect(const Case& c) {
  SCOPED_TRACE(c.name);
  Draft draft;
  lay_out(c.pages, draft);
  EXPECT_EQ(shown(draft), c.expected);
}

TEST(PageLayout, PutsCutLinesTogether) {
  // The text is 300 wide, from 50 to 350 on a page of 400.
  const auto full = "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢说";  // 28
  const Case cases[] = {
      {"a paragraph",
       {{400, {word(70, 100, full), word(50, 116, "清扫积雪的时间。"), word(70, 132, "另起一段。")}}},
       "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢说清扫积雪的时间。\n另起一段。\n"},
      {"one that ends at the margin",
       {{400,
         {word(70, 100, "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢。"), word(70, 116, "另起一段。")}}},
       "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢。\n另起一段。\n"},
      {"over the end of a page",
       {{400, {word(70, 100, full), word(195, 180, "- 1 -")}},
        {400, {word(50, 20, "清扫。"), word(195, 180, "- 2 -")}}},
       "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢说清扫。\n"},
      {"a new mark at the margin",
       {{400,
         {word(70, 100, "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢。"), word(50, 116, "一、清扫积雪"),
          word(50, 132, "二、清扫落叶")}}},
       "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢。\n一、清扫积雪\n二、清扫落叶\n"},
      {"lines that do not reach the margin",
       {{400, {word(50, 100, "清扫积雪清扫落叶清扫灰尘清扫街"), word(50, 116, "清扫积雪清扫落叶清扫灰尘清扫路")}}},
       "清扫积雪清扫落叶清扫灰尘清扫街\n清扫积雪清扫落叶清扫灰尘清扫路\n"},
      {"an empty line between",
       {{400,
         {word(50, 100, "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢说是"), word(50, 116, "一句话。"),
          word(50, 132, "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢说是"), word(50, 170, "落款不接上")}}},
       "从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢说是一句话。\n从前有座山山里有座庙庙里有个老和尚在讲故"
       "事讲的是什么呢说是\n落款不接上\n"},
      {"Latin words",
       {{400,
         {word(70, 100, "从前有座山山里有座庙庙里有个老和尚在讲故事 says the old"),
          word(50, 116, "monk of a temple。")}}},
       "从前有座山山里有座庙庙里有个老和尚在讲故事 says the old monk of a temple。\n"},
      {"a title",
       {{400, {word(150, 60, "关于清扫积雪的通知"), word(70, 100, full), word(50, 116, "清扫。")}}},
       "= 关于清扫积雪的通知\n从前有座山山里有座庙庙里有个老和尚在讲故事讲的是什么呢说清扫。\n"},
      {"raised and lowered figures",
       {{400, {word(50, 100, "面积35m"), word(85.5, 98, "2", 6), word(120, 100, "浓度CO"), word(150.5, 106, "2", 6)}}},
       "面积35m²      浓度CO₂\n"},
      {"what every page says",
       {{400, {word(50, 20, "青石市城市管理局文件"), word(50, 60, "第一页。")}},
        {400, {word(50, 20, "青石市城市管理局文件"), word(50, 60, "第二页。")}},
        {400, {word(50, 20, "青石市城市管理局文件"), word(50, 60, "第三页。")}}},
       "第一页。\n第二页。\n第三页。\n"},
      {"a mark of secrecy on every page",
       {{400, {word(50, 20, "机密★5年"), word(50, 60, "第一页。")}},
        {400, {word(50, 20, "机密★5年"), word(50, 60, "第二页。")}},
        {400, {word(50, 20, "机密★5年"), word(50, 60, "第三页。")}}},
       "机密★5年\n第一页。\n机密★5年\n第二页。\n机密★5年\n第三页。\n"},
      {"nothing", {{400, {}}}, ""},
  };
  for (const auto& c : cases) expect(c);
}

PlacedPage two_columns() {
  PlacedPage page{.width = 500};
  page.words.push_back(word(180, 40, "关于清扫积雪的通告"));
  for (int i = 0; i < 8; ++i) {
    page.words.push_back(word(50, 80 + i * 16, i == 7 ? "左栏到此。" : "左栏第行左栏第行左栏第行左栏第行左栏"));
    page.words.push_back(word(260, 82 + i * 16, i == 7 ? "右栏到此。" : "右栏第行右栏第行右栏第行右栏第行右栏"));
  }
  return page;
}

TEST(PageLayout, ReadsColumnsOneAfterTheOther) {
  Draft draft;
  lay_out({two_columns()}, draft);
  ASSERT_EQ(draft.lines.size(), 3U) << shown(draft);
  EXPECT_TRUE(text::encode(draft.lines[1].text).ends_with("左栏到此。"));
  EXPECT_TRUE(text::encode(draft.lines[2].text).ends_with("右栏到此。"));
}

TEST(PageLayout, FindsTables) {
  auto row = [](double y, const char* a, const char* b, const char* c) {
    return std::vector<PlacedWord>{word(50, y, a), word(150, y, b), word(250, y, c)};
  };
  auto page = [](std::initializer_list<std::vector<PlacedWord>> rows) {
    PlacedPage page{.width = 400};
    for (const auto& words : rows) page.words.insert(page.words.end(), words.begin(), words.end());
    return page;
  };
  const Case cases[] = {
      {"three columns",
       {page({row(100, "街道", "件数", "金额"), row(120, "南湖", "12", "5000"), row(140, "西塘", "7", "900")})},
       "|街道|件数|金额|\n|南湖|12|5000|\n|西塘|7|900|\n"},
      {"an empty cell",
       {page({row(100, "街道", "件数", "金额"),
              {word(50, 120, "南湖"), word(250, 120, "50")},
              row(140, "西塘", "7", "9")})},
       "|街道|件数|金额|\n|南湖||50|\n|西塘|7|9|\n"},
      {"a cell over two columns",
       {page({{word(50, 100, "街道"), word(150, 100, "办理件数和罚没金额合计")},
              row(120, "南湖", "12", "5000"),
              row(140, "西塘", "7", "900")})},
       "|街道|办理件数和罚没金额合计(2)|\n|南湖|12|5000|\n|西塘|7|900|\n"},
      {"a cell of two lines",
       {page({row(100, "街道", "事项", "金额"),
              row(130, "南湖", "清扫积雪", "5000"),
              {word(150, 142, "和落叶")},
              row(172, "西塘", "清运", "900"),
              row(202, "东河", "清运", "100")})},
       "|街道|事项|金额|\n|南湖|清扫积雪和落叶|5000|\n|西塘|清运|900|\n|东河|清运|100|\n"},
      {"a cell of two lines, the others in the middle",
       {page({row(100, "街道", "事项", "金额"),
              {word(150, 130, "清扫积雪")},
              {word(50, 136, "南湖"), word(250, 136, "5000")},
              {word(150, 142, "和落叶")},
              row(172, "西塘", "清运", "900"),
              row(202, "东河", "清运", "100"),
              row(232, "北山", "清运", "50")})},
       "|街道|事项|金额|\n|南湖|清扫积雪和落叶|5000|\n|西塘|清运|900|\n|东河|清运|100|\n|北山|清运|50|\n"},
      {"two cells of two lines, of which one is the first",
       {page({row(100, "街道", "事项", "金额"),
              row(130, "南湖街", "清扫积雪", "5000"),
              {word(50, 142, "道办"), word(150, 142, "和落叶")},
              row(172, "西塘", "清运", "900"),
              row(202, "东河", "清运", "100")})},
       "|街道|事项|金额|\n|南湖街道办|清扫积雪和落叶|5000|\n|西塘|清运|900|\n|东河|清运|100|\n"},
      {"remarks here and there",
       {page({row(100, "街道", "件数", "备注"),
              {word(50, 116, "南湖"), word(150, 116, "1")},
              row(132, "西塘", "2", "续"),
              {word(50, 148, "东河"), word(150, 148, "3")}})},
       "|街道|件数|备注|\n|南湖|1||\n|西塘|2|续|\n|东河|3||\n"},
      {"over the end of a page",
       {page({row(100, "街道", "件数", "金额"), row(120, "南湖", "12", "5000")}),
        page({row(20, "街道", "件数", "金额"), row(40, "西塘", "7", "900")})},
       "|街道|件数|金额|\n|南湖|12|5000|\n|西塘|7|900|\n"},
      {"two names beside each other are no table",
       {page({{word(50, 100, "青石市城市管理局"), word(250, 100, "青石市公安局")}})},
       "青石市城市管理局                        青石市公安局\n"},
  };
  for (const auto& c : cases) expect(c);
}

TEST(PdfText, IsReadFromTheWordsOfTheTool) {
  const std::string words =
      "level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
      "1\t1\t0\t0\t0\t0\t0\t0\t400\t600\t-1\t###PAGE###\n"
      "5\t1\t0\t0\t0\t0\t50\t80\t80\t26\t100\t关于清扫积雪的\n"
      "5\t1\t0\t0\t1\t0\t50\t92\t20\t26\t100\t通知\n"
      "1\t2\t0\t0\t0\t0\t0\t0\t400\t600\t-1\t###PAGE###\n"
      "5\tx\t\t\n";
  auto draft = read_pdf_text(words);
  // The boxes overlap, the letters do not.
  EXPECT_EQ(shown(draft), "关于清扫积雪的\n通知\n");
  ASSERT_EQ(draft.notes.size(), 1U);
  EXPECT_EQ(draft.notes[0].warning.code, "page-without-text");
  EXPECT_EQ(draft.notes[0].warning.words, "第 2 页");
}

}  // namespace
}  // namespace dl::intake
