// Files of rows through the reading process: what is told is what the reader of sheets tells, as often as is wanted.
#include "intake/table_parcel.h"

#include <gmock/gmock.h>

#include "intake/readers.h"
#include "sheets/book_fixture.h"
#include "sheets/template_file.h"

namespace dl::intake {
namespace {

using sheets::Notes;
using testing::HasSubstr;

constexpr const char* kRows =
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>金额</t></is></c><c r=\"C1\"><f>1+1</f><v>2</v></c></row>"
    "<row r=\"3\" hidden=\"1\"><c r=\"B3\" s=\"3\"><v>0.25</v></c><c r=\"C3\" s=\"1\"><v>45000</v></c>"
    "<c r=\"D3\"><f>A1</f></c></row>";
const std::string kPicture = "\x89PNG\r\n\x1A\n" + std::string(8, '\0');
constexpr const char* kMerge = "<mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells>";

class TableOf : public testing::TestWithParam<std::string> {};

TEST_P(TableOf, IsToldAsTheFileIs) {
  Notes direct;
  const auto file = sheets::read_table(GetParam(), direct);
  ASSERT_TRUE(file) << describe(file.error());
  const auto table = Table::open(pack_table(GetParam(), {}));
  ASSERT_TRUE(table) << describe(table.error());
  for (int i = 0; i < 2; ++i) {
    Notes again;
    const auto told = table->tell(again);
    ASSERT_TRUE(told) << describe(told.error());
    EXPECT_EQ(again.text, direct.text);
    EXPECT_EQ(again.foot.merges, direct.foot.merges);
    EXPECT_EQ(told->form, file->form);
    EXPECT_EQ(told->charset, file->charset);
    EXPECT_EQ(told->summary.sheets, file->summary.sheets);
    EXPECT_FALSE(told->summary.ended);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, TableOf,
                         testing::Values("编号,金额\n1,0.20\n,\n3,\"一\n二\"\n", "\xB1\xE0\xBA\xC5,a\n1,2\n",
                                         R"([{"a":"1","b":[1,2]},{"b":true,"c":1.50}])",
                                         sheets::Book{.rows = kRows, .behind = kMerge}.bytes()));

TEST(Table, EndsWhereTheReceiverEndsAndLeavesOutWhatItDoesNotWant) {
  const auto table = Table::open(pack_table("a,b\n1,2\n3,4\n", {}));
  ASSERT_TRUE(table);
  Notes one;
  one.most = 1;
  const auto told = table->tell(one);
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->summary.ended);
  EXPECT_EQ(one.rows, 1U);
  Notes frame;
  frame.wish = sheets::Wish::Frame;
  ASSERT_TRUE(table->tell(frame));
  EXPECT_EQ(frame.rows, 0U);
}

TEST(Table, RefusesWithTheFailureOfTheFile) {
  for (const auto& bytes : {std::string(), kPicture, std::string("a,b\n\xFF\xFE\xC3\x28,1\n")}) {
    Notes notes;
    const auto file = sheets::read_table(bytes, notes);
    const auto table = Table::open(pack_table(bytes, {}));
    ASSERT_FALSE(file);
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().key, file.error().key);
    EXPECT_EQ(table.error().fault, file.error().fault);
    EXPECT_EQ(table.error().fields, file.error().fields);
  }
}

TEST(Table, IsRefusedWhereItIsCutAndHarmlessWhereItIsChanged) {
  const auto whole = pack_table("编号,金额\n1,0.20\n2,0.30\n", {});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto table = Table::open(whole.substr(0, size));
    Notes notes;
    EXPECT_FALSE(table && table->tell(notes)) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    Notes notes;
    if (const auto table = Table::open(changed)) static_cast<void>(table->tell(notes));
  }
}

TEST(Table, ComesFromAReadingProcessAndSoDoesAMarkedWorkbook) {
  Readers readers({});
  const auto book = sheets::write_template(
      {.name = "lamps",
       .version = "1",
       .title = "路灯",
       .columns = {{.code = "number", .title = "编号", .example = "1"}, {.code = "b", .title = "金额"}}});
  ASSERT_TRUE(book) << describe(book.error());
  const auto table = readers.read_table(*book, {});
  ASSERT_TRUE(table) << describe(table.error());
  Notes there;
  ASSERT_TRUE(table->tell(there));
  EXPECT_THAT(there.text, HasSubstr("金额"));
  const auto marked =
      readers.mark_workbook(*book, {.heading_row = 2, .marks = {{.row = 3, .columns = {1}, .message = "金额不正确"}}});
  ASSERT_TRUE(marked) << describe(marked.error());
  Notes notes;
  ASSERT_TRUE(sheets::read_table(*marked, notes));
  EXPECT_THAT(notes.text, HasSubstr("金额不正确"));
  EXPECT_EQ(readers.read_table(kPicture, {}).error().key, "sheets.not-a-workbook");
}

}  // namespace
}  // namespace dl::intake
