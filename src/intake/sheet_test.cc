// Workbooks and separated values as tables.
#include <gtest/gtest.h>

#include "base/text.h"
#include "intake/csv_file.h"
#include "intake/document.h"
#include "intake/docx_fixture.h"
#include "intake/xlsx_file.h"

namespace dl::intake {
namespace {

/// Lines of text, and tables as rows: "#" before the cells of a head, spans behind a cell.
std::string shown(const Draft& draft) {
  std::string out;
  for (const auto& line : draft.lines) {
    if (line.is_text()) out += text::encode(line.text) + "\n";
    for (const auto& row : line.block.rows) {
      for (const auto& cell : row.cells) {
        out += (cell.header ? "#" : "|") + content::text_of(cell.runs);
        if (cell.column_span > 1 || cell.row_span > 1) out += fmt::format("({}x{})", cell.column_span, cell.row_span);
      }
      out += "\n";
    }
  }
  return out;
}

TEST(SeparatedValues, BecomeTables) {
  struct Case {
    const char* name;
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"commas", "街道,件数\n南湖,12\n西塘,7\n", "#街道#件数\n|南湖|12\n|西塘|7\n"},
      {"tabs", "街道\t件数\n南湖\t1,200\n西塘\t7\n", "#街道#件数\n|南湖|1,200\n|西塘|7\n"},
      {"semicolons", "街道;金额\n南湖;1,5\n西塘;2,5\n", "#街道#金额\n|南湖|1,5\n|西塘|2,5\n"},
      {"quotation marks", "名称,说明\n甲,\"一,二\"\n乙,\"说\"\"好\"\"\n了\"\n丙,3\n",
       "#名称#说明\n|甲|一,二\n|乙|说\"好\" 了\n|丙|3\n"},
      {"a title and a note", "处罚公示表,,\n街道,件数,金额\n南湖,12,5\n西塘,7,9\n注：按季度,,\n",
       "处罚公示表\n#街道#件数#金额\n|南湖|12|5\n|西塘|7|9\n注：按季度\n"},
      {"an open mark", "街道,件数\n\"南湖,12\n西塘,7\n", "#街道#件数\n|\"南湖|12\n|西塘|7\n"},
      {"an empty cell", "街道,件数\n南湖,\n西塘,7\n", "#街道#件数\n|南湖|\n|西塘|7\n"},
      {"nothing", "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(shown(read_csv(c.text)), c.expected);
  }
}

struct Book {
  std::string rows = {};
  std::string frame = {};  ///< behind the rows
  std::string columns = {};
  std::map<std::string, std::string> more = {};
};

std::string pack(const Book& book) {
  auto parts = book.more;
  parts.try_emplace("xl/workbook.xml", "<workbook><sheets><sheet name=\"表一\" r:id=\"r1\"/></sheets></workbook>");
  parts["xl/_rels/workbook.xml.rels"] =
      "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
      "Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>";
  parts.try_emplace(
      "xl/sharedStrings.xml",
      "<sst><si><t>街道</t></si><si><t>件数</t></si><si><r><t>南</t></r><r><t>湖</t></r><rPh><t>nan</t></rPh></si>"
      "<si><t>a_x000D_b</t></si></sst>");
  parts["xl/styles.xml"] =
      "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"0&quot;件&quot;\"/></numFmts><cellXfs><xf "
      "numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"31\"/><xf numFmtId=\"12\"/></cellXfs></styleSheet>";
  parts["xl/worksheets/sheet1.xml"] =
      "<worksheet>" + book.columns + "<sheetData>" + book.rows + "</sheetData>" + book.frame + "</worksheet>";
  parts.try_emplace("xl/worksheets/sheet2.xml",
                    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>暗号</t></is></c><c "
                    "r=\"B1\"><v>1</v></c></row></sheetData></worksheet>");
  return pack_docx(parts);
}

std::string words(const char* at, const char* text) {
  return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", at, text);
}
std::string row(const std::string& cells, const char* more = "") { return fmt::format("<row{}>{}</row>", more, cells); }

const std::string kHead = row("<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>");
const std::string kSouth = row("<c t=\"s\"><v>2</v></c><c s=\"1\"><v>12</v></c>");
const std::string kWest = row(words("A3", "西塘") + "<c s=\"2\"><v>45054</v></c>");

TEST(Workbook, BecomesTables) {
  struct Case {
    const char* name;
    Book book;
    const char* expected;
  };
  const Case cases[] = {
      {"strings, formats, dates", {.rows = kHead + kSouth + kWest}, "#街道#件数\n|南湖|12件\n|西塘|2023年5月8日\n"},
      {"merged cells",
       {.rows = row(words("A1", "处罚公示表")) + row(words("A2", "街道") + words("B2", "办理")) +
                row(words("B3", "件数") + words("C3", "金额")) +
                row(words("A4", "南湖") + "<c r=\"B4\"><v>1</v></c><c r=\"C4\"><v>2</v></c>") +
                row(words("A5", "西塘") + "<c r=\"B5\"><v>3</v></c><c r=\"C5\"><v>4</v></c>"),
        .frame =
            "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/></mergeCells>"},
       "处罚公示表\n#街道(1x2)#办理(2x1)\n#件数#金额\n|南湖|1|2\n|西塘|3|4\n"},
      {"an empty row between",
       {.rows = kHead + kSouth + row(words("A9", "乙") + words("B9", "丙"), " r=\"9\"") +
                row(words("A10", "丁") + "<c r=\"B10\"><v>1</v></c>")},
       "#街道#件数\n|南湖|12件\n#乙#丙\n|丁|1\n"},
      {"errors, truth, formulas",
       {.rows = row("<c r=\"A1\" t=\"e\"><v>#N/A</v></c><c r=\"B1\" t=\"b\"><v>1</v></c><c r=\"C1\" "
                    "t=\"str\"><f>A</f><v>和</v></c>")},
       "|#N/A|TRUE|和\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto draft = read_xlsx(pack(c.book));
    ASSERT_TRUE(draft) << describe(draft.error());
    EXPECT_EQ(shown(*draft), c.expected);
  }
}

TEST(Workbook, NamesItsSheetsWhenThereAreSeveral) {
  auto draft = read_xlsx(
      pack({.rows = kHead + kSouth,
            .more = {{"xl/workbook.xml",
                      "<x:workbook xmlns:x=\"m\" xmlns:q=\"r\"><x:sheets><x:sheet name=\"表一\" "
                      "q:id=\"r1\"/><x:sheet name=\"表二\" q:id=\"r2\"/></x:sheets></x:workbook>"},
                     {"xl/worksheets/sheet2.xml",
                      "<x:worksheet><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>暗号</x:t></x:is></x:c>"
                      "<x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"}}}));
  ASSERT_TRUE(draft) << describe(draft.error());
  EXPECT_EQ(shown(*draft), "表一\n#街道#件数\n|南湖|12件\n表二\n|暗号|1\n");
  EXPECT_EQ(draft->lines[0].source_level, 1);
}

TEST(Workbook, TellsWhatItDoesNotShow) {
  struct Case {
    const char* name;
    Book book;
    const char* code;
    const char* word;
  };
  const Case cases[] = {
      {"a hidden row",
       {.rows = kHead + kSouth + row(words("A3", "暗号"), " r=\"3\" hidden=\"1\"")},
       "hidden-dropped",
       "暗号"},
      {"a hidden column",
       {.rows = kHead + row(words("A2", "南湖") + words("B2", "暗号")),
        .columns = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>"},
       "hidden-dropped",
       "暗号"},
      {"a hidden sheet",
       {.rows = kHead + kSouth,
        .more = {{"xl/workbook.xml",
                  "<workbook><sheets><sheet name=\"表一\" r:id=\"r1\"/><sheet name=\"暗号\" state=\"hidden\" "
                  "r:id=\"r2\"/></sheets></workbook>"}}},
       "hidden-dropped",
       "暗号"},
      {"under a merged cell",
       {.rows = row(words("A1", "街道") + words("B1", "暗号")) + kSouth,
        .frame = "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"},
       "hidden-dropped",
       "暗号"},
      {"a formula without a result",
       {.rows = kHead + row(words("A2", "南湖") + "<c r=\"B2\"><f>SUM(A1)</f></c>")},
       "part-dropped",
       "SUM(A1)"},
      {"a format",
       {.rows = kHead + row(words("A2", "南湖") + "<c r=\"B2\" s=\"3\"><v>0.5</v></c>")},
       "table-flattened",
       "0.5"},
      {"a chart", {.rows = kHead + kSouth, .frame = "<drawing r:id=\"d\"/>"}, "object-dropped", ""},
      {"a comment",
       {.rows = kHead + kSouth,
        .more =
            {{"xl/worksheets/_rels/sheet1.xml.rels",
              "<Relationships><Relationship Id=\"c\" Target=\"../comments1.xml\"/></Relationships>"},
             {"xl/comments1.xml",
              "<comments><commentList><comment><text><r><t>暗号</t></r></text></comment></commentList></comments>"}}},
       "comments-dropped",
       "暗号"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto draft = read_xlsx(pack(c.book));
    ASSERT_TRUE(draft) << describe(draft.error());
    EXPECT_EQ(shown(*draft).find("暗号"), std::string::npos);
    EXPECT_TRUE(std::ranges::any_of(draft->notes, [&](const Note& note) {
      return note.warning.code == c.code && note.warning.words.find(c.word) != std::string::npos;
    }));
  }
}

TEST(Workbook, IsRefusedWhenDamagedOrTooLarge) {
  std::string cells, many;
  for (int i = 0; i < 2001; ++i) cells += fmt::format("<c><v>{}</v></c>", i * 7919 % 100'003);
  for (int i = 0; i < 100; ++i) many += row(cells);
  std::string same;
  for (int i = 0; i < 300; ++i) same += row("<c t=\"s\"><v>0</v></c><c><v>1</v></c>");
  const auto long_word = "<sst><si><t>" + std::string(60'000, 'a') + "</t></si></sst>";
  struct Case {
    const char* name;
    std::string bytes;
    const char* key;
  };
  const Case cases[] = {
      {"cut rows", pack({.rows = "<row><c><v>1</v>"}), "sheets.broken"},
      {"rows in no order", pack({.rows = row(words("A1", "甲"), " r=\"5\"") + row(words("A1", "乙"), " r=\"2\"")}),
       "sheets.broken"},
      {"too many cells", pack({.rows = many}), "intake.too-many"},
      {"one long word in many cells", pack({.rows = same, .more = {{"xl/sharedStrings.xml", long_word}}}),
       "intake.too-many"},
      {"no words", pack({}), "intake.empty"},
      {"no archive", "PK\x03\x04 x", "sheets.broken"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = read_document({"a.xlsx", c.bytes});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().key, c.key);
  }
}

TEST(Workbook, OfOneDocumentIsNoCardOfOne) {
  auto found = read_document(
      {"文件清单.csv", "序号,文件名称,文号,发布日期\n1,关于防汛值班的通知,梅水〔2024〕17号,2024-05-06\n"});
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_EQ(found->title, "文件清单");
  EXPECT_EQ(found->document_number, "");
  EXPECT_NE(content::plain_text(found->body).find("梅水〔2024〕17号"), std::string::npos);
}

TEST(Workbook, TakesItsTitleFromTheRowAboveTheTable) {
  auto found = read_document(
      {"附件.xlsx", pack({.rows = row(words("A1", "2023年第一季度行政处罚情况公示表")) + kHead + kSouth + kWest})});
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_EQ(found->title, "2023年第一季度行政处罚情况公示表");
  found = read_document({"关于2023年行政处罚情况的通报.csv", "街道,件数\n南湖,12\n西塘,7\n"});
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_EQ(found->title, "关于2023年行政处罚情况的通报");
}

}  // namespace
}  // namespace dl::intake
