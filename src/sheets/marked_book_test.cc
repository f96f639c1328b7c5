// Workbooks given back with marks: what is wrong is told, everything else is as it was.
#include "sheets/marked_book.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "sheets/book_fixture.h"
#include "sheets/package.h"
#include "sheets/table_file.h"
#include "sheets/template_file.h"

namespace dl::sheets {
namespace {

constexpr const char* kStyles =
    "<styleSheet><fills count=\"2\"><fill/><fill/></fills><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" "
    "fillId=\"1\"><alignment/></xf><xf numFmtId=\"49\"/></cellXfs><dxfs><dxf><fill/></dxf></dxfs></styleSheet>";
constexpr const char* kHead = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>";

Book book(const std::string& rows) {
  return {.rows = rows, .more = {{"xl/styles.xml", kStyles}, {"docProps/x.bin", "\x01\x02"}}};
}

std::string part_of(std::string_view bytes, const std::string& name) {
  const Limits limits;
  auto package = Package::open(bytes, limits);
  if (!package) return describe(package.error());
  return package->read(name, 1U << 24U).value();
}

TEST(MarkedBook, HasItsMessagesAndFills) {
  struct Case {
    const char* name;
    std::string rows;
    std::vector<Mark> marks;
    const char* expected;  ///< what stands between the rows' begin and end
  };
  const std::string message = " s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">";
  const std::string head = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\"" +
                           message + "错误</t></is></c></row>";
  const std::string good = "<row r=\"3\" spans=\"1:2\"><c r=\"A3\"><v>7</v></c></row>";
  const Case cases[] = {
      {"a cell",
       "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>5</v></c></row>" + good,
       {{2, {0}, "不<是>日期"}},
       R"(<row r="2"><c r="A2" s="4"><v>5</v></c><c r="C2"%不&lt;是&gt;日期</t></is></c></row>)"},
      {"an empty cell, styled",
       "<row r=\"2\"><c r=\"A2\" s=\"1\"/><c r=\"B2\"><v>1</v></c></row>" + good,
       {{2, {0}, "缺"}},
       R"(<row r="2"><c r="A2" s="4"/><c r="B2"><v>1</v></c><c r="C2"%缺</t></is></c></row>)"},
      {"a cell that is not there",
       "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>" + good,
       {{2, {0, 1}, "缺"}},
       R"(<row r="2"><c r="A2" s="3"/><c r="B2" s="3"><v>1</v></c><c r="C2"%缺</t></is></c></row>)"},
      {"a row without content",
       "<row r=\"2\"/>" + good,
       {{2, {}, "空"}},
       R"(<row r="2"><c r="C2"%空</t></is></c></row>)"},
      {"a row that is not there", good, {{2, {}, "空"}}, R"(<row r="2"><c r="C2"%空</t></is></c></row>)"},
      {"two in a row",
       "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>" + good,
       {{2, {0}, "甲"}, {2, {}, "乙"}},
       R"(<row r="2"><c r="A2" s="3"><v>1</v></c><c r="C2"%甲；乙</t></is></c></row>)"},
      {"what stands behind the last column stays",
       "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"D2\" s=\"1\"/></row>" + good,
       {{2, {}, "甲"}},
       R"(<row r="2"><c r="A2"><v>1</v></c><c r="C2"%甲</t></is></c><c r="D2" s="1"/></row>)"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto before = book(kHead + c.rows).bytes();
    const auto marked = mark_workbook(before, {.marks = c.marks});
    ASSERT_TRUE(marked) << describe(marked.error());
    std::string expected = c.expected;
    expected.replace(expected.find('%'), 1, message);
    EXPECT_EQ(part_of(*marked, "xl/worksheets/sheet1.xml"),
              "<worksheet><sheetData>" + head + expected + good + "</sheetData></worksheet>");
    for (const auto* part : {"xl/workbook.xml", "xl/sharedStrings.xml", "docProps/x.bin", "xl/_rels/workbook.xml.rels"})
      EXPECT_EQ(part_of(*marked, part), part_of(before, part)) << part;
  }
}

TEST(MarkedBook, AddsToTheStylesWhatItNeeds) {
  const auto marked =
      mark_workbook(book(std::string(kHead) + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>5</v></c></row>").bytes(),
                    {.marks = {{2, {0}, "甲"}}});
  ASSERT_TRUE(marked);
  EXPECT_EQ(part_of(*marked, "xl/styles.xml"),
            "<styleSheet><fills count=\"3\"><fill/><fill/><fill><patternFill patternType=\"solid\"><fgColor "
            "rgb=\"FFFFC7CE\"/><bgColor indexed=\"64\"/></patternFill></fill></fills><cellXfs count=\"5\"><xf "
            "numFmtId=\"0\"/><xf numFmtId=\"14\" fillId=\"1\"><alignment/></xf><xf numFmtId=\"49\"/><xf numFmtId=\"0\" "
            "fillId=\"2\" applyFill=\"1\"/><xf numFmtId=\"14\" fillId=\"2\" applyFill=\"1\"><alignment/></xf></cellXfs>"
            "<dxfs><dxf><fill/></dxf></dxfs></styleSheet>");
}

TEST(MarkedBook, UsesTheColumnOfAnEarlierTimeAgain) {
  const auto before = book(std::string(kHead) +
                           "<row r=\"2\"><c r=\"A2\"><v>5</v></c></row><row r=\"3\"><c r=\"A3\"><v>6</v>"
                           "</c></row>")
                          .bytes();
  const auto once = mark_workbook(before, {.marks = {{2, {0}, "甲"}}});
  ASSERT_TRUE(once);
  const auto twice = mark_workbook(*once, {.marks = {{3, {}, "乙"}}});
  ASSERT_TRUE(twice) << describe(twice.error());
  Notes notes;
  ASSERT_TRUE(read_table(*twice, notes));
  EXPECT_EQ(notes.text, "[表一]\n1: A=街道 B=南湖 C=错误\n2: A=#5\n3: A=#6 C=乙\n");
}

TEST(MarkedBook, KeepsATemplateATemplate) {
  const auto before =
      write_template({.name = "t",
                      .version = "1",
                      .title = "表",
                      .columns = {{.code = "a", .title = "甲", .example = "1"}, {.code = "b", .title = "乙"}}});
  ASSERT_TRUE(before);
  auto bytes = mark_workbook(*before, {.heading_row = 2, .marks = {{0, {}, "缺少一列"}, {3, {1}, "缺"}}});
  ASSERT_TRUE(bytes) << describe(bytes.error());
  bytes = mark_workbook(*bytes, {.heading_row = 2, .marks = {{4, {1}, "缺"}}});
  ASSERT_TRUE(bytes) << describe(bytes.error());
  Notes notes;
  ASSERT_TRUE(read_table(*bytes, notes));
  EXPECT_TRUE(
      notes.text.starts_with("[表]\n1 hidden: A=a(text) B=b(text) C=#t/1(text)\n2: A=甲(text) B=乙(text) C=错误\n"))
      << notes.text;
  EXPECT_NE(notes.text.find("4: C=缺"), std::string::npos) << notes.text;
  EXPECT_EQ(notes.text.find("3: A=1(text) C="), std::string::npos) << notes.text;
}

TEST(MarkedBook, CopiesOtherPartsAsTheyArePacked) {
  auto crc_and_size = [](std::string_view bytes) {
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> found;
    zip_error_t problem;
    zip_error_init(&problem);
    auto* archive =
        zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &problem), ZIP_RDONLY, &problem);
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
      zip_stat_t facts;
      zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &facts);
      found[facts.name] = {facts.crc, facts.comp_size};
    }
    zip_discard(archive);
    found.erase("xl/worksheets/sheet1.xml");
    found.erase("xl/styles.xml");
    return found;
  };
  const auto before =
      write_template({.name = "t", .version = "1", .title = "表", .columns = {{.code = "a", .title = "甲"}}});
  ASSERT_TRUE(before);
  const auto marked = mark_workbook(*before, {.heading_row = 2, .marks = {{3, {0}, "缺"}}});
  ASSERT_TRUE(marked);
  EXPECT_EQ(crc_and_size(*marked), crc_and_size(*before));
  EXPECT_GT(crc_and_size(*before).size(), 5U);
}

TEST(MarkedBook, IsRefusedWhereItCannotBeMarked) {
  EXPECT_EQ(mark_workbook(Book{.rows = kHead}.bytes(), {}).error().key, "sheets.unmarkable");
  EXPECT_EQ(mark_workbook(book(kHead).bytes(), {.sheet = 1}).error().key, "sheets.unmarkable");
  EXPECT_EQ(mark_workbook("a,b\n", {}).error().key, "sheets.not-a-workbook");
}

}  // namespace
}  // namespace dl::sheets
