// Workbooks as rows of cells, and the workbooks that are refused.
#include "sheets/workbook.h"

#include <gtest/gtest.h>

#include "sheets/book_fixture.h"
#include "sheets/table_file.h"

namespace dl::sheets {
namespace {

std::string in_row(const std::string& cells, const char* more = "") {
  return fmt::format("<row{}>{}</row>", more, cells);
}
std::string words(const char* at, const std::string& text) {
  return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", at, text);
}

TEST(Workbook, TellsCellsAsTheyAre) {
  struct Case {
    const char* name;
    Book book;
    const char* told;
  };
  const std::string two = "<workbook>{}<sheets><sheet name=\"表一\" r:id=\"r1\"/></sheets></workbook>";
  const Case cases[] = {
      {"shared strings, runs, how they are read aloud apart",
       {.rows = in_row("<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>")},
       "1: A=街道 B=南湖 C=a\rb_x0041_\n"},
      {"inline strings with runs and white space",
       {.rows = in_row("<c t=\"inlineStr\"><is><r><t> 甲</t></r><r><t xml:space=\"preserve\">\n乙 "
                       "</t></r><rPh><t>x</t></rPh></is></c>")},
       "1: A= 甲\n乙 \n"},
      {"an identity number as a number",
       {.rows = in_row("<c><v>110101199003077000</v></c>")},
       "1: A=#110101199003077000\n"},
      {"the same as text", {.rows = in_row(words("A1", "11010119900307 789x"))}, "1: A=11010119900307 789x\n"},
      {"a code that lost its zeros, beside one that has a letter",
       {.rows = in_row("<c><v>12</v></c>") + in_row(words("A2", "0164A")) + in_row(words("A3", "9e42"))},
       "1: A=#12\n2: A=0164A\n3: A=9e42\n"},
      {"a title above, two rows of headings, a sum and a note below",
       {.rows = in_row(words("A1", "公示表")) + in_row(words("A2", "街道") + words("B2", "办理")) +
                in_row(words("B3", "件数")) + in_row(words("A4", "合计") + "<c r=\"B4\"><f>SUM(B3)</f><v>0</v></c>") +
                in_row(words("A6", "注：按季度"), " r=\"6\""),
        .behind = "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A3\"/></mergeCells>"},
       "1: A=公示表\n2: A=街道 B=办理\n3: B=件数\n4: A=合计 B=#0(worked)\n6: A=注：按季度\n"},
      {"digits of a text cell are no number",
       {.rows = in_row("<c s=\"2\" t=\"inlineStr\"><is><t>0012</t></is></c>")},
       "1: A=0012(text)\n"},
      {"a number in a cell that is meant for text", {.rows = in_row("<c s=\"2\"><v>12</v></c>")}, "1: A=#12(text)\n"},
      {"digits beyond a double",
       {.rows = in_row("<c s=\"3\"><v>0.30000000000000004</v></c>")},
       "1: A=#0.30000000000000004\n"},
      {"days by their style",
       {.rows =
            in_row("<c s=\"1\"><v>44382</v></c><c><v>44382</v></c><c s=\"1\"><v>60</v></c><c s=\"1\"><v>0.5</v></c>")},
       "1: A=#44382(2021-07-05) B=#44382 C=#60 D=#0.5\n"},
      {"days of 1904",
       {.rows = in_row("<c s=\"1\"><v>42920</v></c>"),
        .more = {{"xl/workbook.xml", fmt::format(fmt::runtime(two), "<workbookPr date1904=\"1\"/>")}}},
       "1: A=#42920(2021-07-05)\n"},
      {"a day of ISO 8601", {.rows = in_row("<c t=\"d\"><v>2021-07-05</v></c>")}, "1: A=@2021-07-05\n"},
      {"truth and errors", {.rows = in_row("<c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c>")}, "1: A=?1 B=!#N/A\n"},
      {"formulas with and without a result",
       {.rows = in_row("<c><f>A2+1</f><v>3</v></c><c t=\"str\"><f>HYPERLINK(\"http://a\",\"甲\")</f><v>甲</v></c><c>"
                       "<f>[1]Sheet1!A1</f></c><c t=\"str\"><f>A9</f><v></v></c>")},
       "1: A=#3(worked) B=甲(worked) C=(unworked [1]Sheet1!A1)\n"},
      {"rows and cells far apart, styled and empty ones",
       {.rows = in_row(words("C3", "甲") + "<c r=\"XFD3\" s=\"1\"/>", " r=\"3\"") + in_row("", " r=\"4\"") +
                in_row(words("B1048576", "乙"), " r=\"1048576\""),
        .before = "<dimension ref=\"A1:XFD1048576\"/>"},
       "3: C=甲\n1048576: B=乙\n"},
      {"cells in no order", {.rows = in_row(words("C1", "丙") + words("A1", "甲"))}, "1: A=甲 C=丙\n"},
      {"hidden rows and columns",
       {.rows = in_row(words("A1", "甲") + words("B1", "乙")) + in_row(words("A2", "丙"), " hidden=\"1\""),
        .before = "<cols><col min=\"2\" max=\"3\" hidden=\"true\"/></cols>"},
       "1: A=甲 B=乙(hidden)\n2 hidden: A=丙\n"},
      {"another prefix",
       {.more = {{"xl/worksheets/sheet1.xml",
                  "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>甲</x:t></x:is></x:c>"
                  "</x:row></x:sheetData></x:worksheet>"}}},
       "1: A=甲\n"},
      {"UTF-16",
       {.more = {{"xl/worksheets/sheet1.xml",
                  [] {
                    std::string wide = "\xFF\xFE";
                    for (char c :
                         std::string("<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>"))
                      wide += {c, '\0'};
                    return wide;
                  }()}}},
       "1: A=#7\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Notes notes;
    const auto summary = read_workbook(c.book.bytes(), notes);
    ASSERT_TRUE(summary) << describe(summary.error());
    EXPECT_EQ(notes.text, std::string("[表一]\n") + c.told);
  }
}

TEST(Workbook, TellsWhatStandsAroundTheRows) {
  Notes notes;
  const auto bytes =
      Book{.rows = in_row(words("A1", "甲")),
           .behind =
               "<autoFilter ref=\"A1:C9\"/><mergeCells><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"B1:$C$1\"/>"
               "</mergeCells><drawing r:id=\"d\"/>",
           .more = {{"xl/worksheets/_rels/sheet1.xml.rels",
                     "<Relationships><Relationship Id=\"c\" Target=\"../comments1.xml\"/></Relationships>"},
                    {"xl/comments1.xml",
                     "<comments><commentList><comment><text><r><t>暗</t></r><r><t>号</t></r></text></comment>"
                     "</commentList></comments>"}}}
          .bytes();
  ASSERT_TRUE(read_workbook(bytes, notes));
  EXPECT_EQ(notes.foot.merges, (std::vector<Range>{{1, 0, 3, 0}, {0, 1, 0, 2}}));
  EXPECT_EQ(notes.foot.filter, (Range{0, 0, 8, 2}));
  EXPECT_TRUE(notes.foot.drawings);
  EXPECT_EQ(notes.foot.comments, std::vector<std::string>{"暗号"});
}

TEST(Workbook, TellsEachSheetAndTakesOnlyWhatIsWanted) {
  const auto bytes =
      Book{.rows = in_row(words("A1", "甲")) + in_row(words("A2", "乙")),
           .behind = "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>",
           .more = {{"xl/workbook.xml",
                     "<workbook><sheets><sheet name=\"表一\" r:id=\"r1\"/><sheet name=\"暗\" state=\"veryHidden\" "
                     "r:id=\"r2\"/><sheet name=\"图\" r:id=\"r3\"/></sheets></workbook>"},
                    {"xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"}}}
          .bytes();
  Notes all;
  auto summary = read_workbook(bytes, all);
  ASSERT_TRUE(summary);
  EXPECT_EQ(all.text, "[表一]\n1: A=甲\n2: A=乙\n[暗 hidden]\n");
  EXPECT_EQ(summary->sheets, 2U);
  EXPECT_EQ(summary->others, std::vector<std::string>{"图"});
  EXPECT_FALSE(summary->ended);

  Notes frame;
  frame.wish = Wish::Frame;
  ASSERT_TRUE(read_workbook(bytes, frame));
  EXPECT_EQ(frame.rows, 0U);

  Notes first;
  first.most = 1;
  summary = read_workbook(bytes, first);
  ASSERT_TRUE(summary);
  EXPECT_TRUE(summary->ended);
  EXPECT_EQ(first.text, "[表一]\n1: A=甲\n");
}

TEST(Workbook, ShowsWhatItsFormatsShow) {
  const NumberFormat day{.code = "yyyy/m/d", .is_date = true};
  const NumberFormat odd{.code = "# ?/?"};
  const NumberFormat general;
  EXPECT_EQ(shown({.kind = Kind::Number, .number = 44382, .raw = "44382", .format = &day}), "2021/7/5");
  EXPECT_EQ(shown({.kind = Kind::Number, .number = 0.5, .raw = "0.5", .format = &odd}), std::nullopt);
  EXPECT_EQ(shown({.kind = Kind::Number, .number = 0.1 + 0.2, .raw = "0.30000000000000004", .format = &general}),
            "0.3");
  EXPECT_EQ(shown({.kind = Kind::Boolean, .raw = "0"}), "FALSE");
  EXPECT_EQ(shown({.raw = "甲"}), "甲");
}

std::string old_file(std::string_view stream) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  for (char c : stream) bytes += {c, '\0'};
  return bytes;
}

TEST(Workbook, IsRefusedWithItsOwnReason) {
  std::string zeros(8U << 20U, ' ');
  struct Case {
    const char* name;
    std::string bytes;
    const char* key;
    Limits limits = {};
  };
  const Case cases[] = {
      {"cut", Book{.rows = "<row><c><v>1</v>"}.bytes(), "sheets.broken"},
      {"half an archive", Book{}.bytes().substr(0, 300), "sheets.broken"},
      {"rows in no order", Book{.rows = in_row("", " r=\"5\"") + in_row("", " r=\"2\"")}.bytes(), "sheets.broken"},
      {"a cell told twice", Book{.rows = in_row(words("A1", "甲") + words("A1", "乙"))}.bytes(), "sheets.broken"},
      {"a string that there is not", Book{.rows = in_row("<c t=\"s\"><v>99</v></c>")}.bytes(), "sheets.broken"},
      {"a row beyond the last", Book{.rows = in_row(words("A1", "甲"), " r=\"1048577\"")}.bytes(), "sheets.broken"},
      {"entities",
       Book{.more = {{"xl/worksheets/sheet1.xml",
                      "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><worksheet>&c;</worksheet>"}}}
           .bytes(),
       "sheets.entities"},
      {"an entity that reads a file",
       Book{.more = {{"xl/sharedStrings.xml",
                      "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><sst><si><t>&b;</t></si></sst>"}}}
           .bytes(),
       "sheets.entities"},
      {"a bomb", Book{.rows = zeros}.bytes(), "sheets.too-dense"},
      {"a part too large",
       Book{.rows = in_row(words("A1", std::string(2000, 'a')))}.bytes(),
       "sheets.too-large",
       {.part = 1000}},
      {"too many cells",
       Book{.rows = in_row(words("A1", "甲") + words("B1", "乙"))}.bytes(),
       "sheets.too-many-cells",
       {.cells = 1}},
      {"a column too far", Book{.rows = in_row(words("C1", "甲"))}.bytes(), "sheets.too-many-columns", {.columns = 2}},
      {"a long text", Book{.rows = in_row(words("A1", std::string(100'001, 'a')))}.bytes(), "sheets.too-long"},
      {"a long shared text",
       Book{.more = {{"xl/sharedStrings.xml", "<sst><si><t>" + std::string(100'001, 'a') + "</t></si></sst>"}}}.bytes(),
       "sheets.too-long"},
      {"an older workbook under this name", old_file("Workbook"), "sheets.old-workbook"},
      {"a password", old_file("EncryptedPackage"), "sheets.password"},
      {"a binary workbook", pack({{"xl/workbook.bin", "x"}}), "sheets.old-workbook"},
      {"a document of words", pack({{"word/document.xml", "<a/>"}}), "sheets.not-a-workbook"},
      {"a picture", "\x89PNG\r\n\x1A\n" + std::string(8, '\0'), "sheets.not-a-workbook"},
      {"nothing in it", Book{}.bytes(), "sheets.no-rows"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Notes notes;
    const auto read = read_table(c.bytes, notes, {}, c.limits);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().key, c.key) << read.error().detail;
  }
}

TEST(Workbook, GivesAddressesAsSheetsDo) {
  EXPECT_EQ(address(0, 1), "A1");
  EXPECT_EQ(address(25, 2), "Z2");
  EXPECT_EQ(address(26, 0), "AA");
  EXPECT_EQ(address(701, 3), "ZZ3");
  EXPECT_EQ(address(702, 4), "AAA4");
  EXPECT_EQ(address(16'383, 1'048'576), "XFD1048576");
  for (std::size_t column = 0; column < 16'384; ++column) {
    const auto place = place_of(address(column, column + 1));
    ASSERT_TRUE(place);
    ASSERT_EQ(place->column, column);
    ASSERT_EQ(place->row, column);
  }
  for (const auto* bad : {"", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A1B", "$", "甲1"})
    EXPECT_FALSE(place_of(bad)) << bad;
}

}  // namespace
}  // namespace dl::sheets
