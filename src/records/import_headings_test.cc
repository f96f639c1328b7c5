// What the heading of a file is told to be, column by column, while its rows are read.
#include "records/import_headings.h"

#include "records/import_fixture.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "A 处罚类别=kinds", "B 备注", "C 序号-" for what is passed over.
std::vector<std::string> told(const std::string& bytes, const Mapping& mapping = {}, std::size_t* row = nullptr) {
  Headings headings(penalties(), mapping);
  const auto file =
      headings.listening_to([&](sheets::Receiver& receiver) { return sheets::read_table(bytes, receiver); });
  const auto read =
      read_rows(file, {penalties(), mapping, Date(2025, 10, 9)}, [](FileRow, const auto&) { return true; });
  EXPECT_EQ(headings.found(), read.has_value());
  if (row != nullptr) *row = headings.row();
  std::vector<std::string> all;
  for (const auto& one : headings.columns()) {
    const auto field = one.field == nullptr ? "" : "=" + one.field->code;
    all.push_back(one.letters + " " + one.heading + field + (one.passed_over ? "-" : ""));
  }
  return all;
}

TEST(Headings, TellWhatEachColumnHolds) {
  EXPECT_THAT(told("序号,处罚类别,处罚内容,经办\n1,罚款,一,甲\n"),
              ElementsAre("A 序号-", "B 处罚类别=kinds", "C 处罚内容=content", "D 经办"));
  const Mapping mapping = {{"经办", ""}, {"金额", "fine"}};
  EXPECT_THAT(told("处罚类别,金额,经办\n罚款,1,甲\n", mapping),
              ElementsAre("A 处罚类别=kinds", "B 金额=fine", "C 经办-"));
  EXPECT_THAT(told(R"([{"kinds":["fine"],"colour":"red"}])"), ElementsAre("A kinds=kinds", "B colour"));
}

TEST(Headings, TellInWhichRowTheyStand) {
  std::size_t row = 0;
  told("台账,,\n,,\n处罚类别,处罚内容\n罚款,一\n", {}, &row);
  EXPECT_EQ(row, 3U);
  const auto form = sheets::write_template(template_of(penalties(), Date(2025, 10, 9)));
  ASSERT_TRUE(form);
  const auto columns = told(*form, {}, &row);
  EXPECT_EQ(row, 2U) << "below the hidden row of codes";
  EXPECT_EQ(columns.size(), template_of(penalties(), Date(2025, 10, 9)).columns.size());
  for (const auto& column : columns) EXPECT_NE(column.find('='), column.npos) << column;
}

TEST(Headings, OfManyWordsAreMappedAsTheyStand) {
  std::string long_one;
  for (int i = 0; i < 60; ++i) long_one += "处罚 的 金额";
  const Mapping mapping = {{comparable_heading(long_one), "fine"}};
  EXPECT_LE(comparable_heading(long_one).size(), 600U) << "it lies in an index";
  EXPECT_THAT(told("处罚类别," + long_one + "\n罚款,1\n", mapping),
              ElementsAre("A 处罚类别=kinds", "B " + long_one + "=fine"));
}

TEST(Headings, ThatNobodyKnowsAreGuessedWithoutFields) {
  EXPECT_THAT(told("甲\n文书号,罚了多少\n1,2\n"), ElementsAre("A 文书号", "B 罚了多少"));
  EXPECT_THAT(told("文书号,罚了多少\n1,2\n", {{"文书号", "number"}, {"罚了多少", "fine"}}),
              ElementsAre("A 文书号=number", "B 罚了多少=fine"));
}

}  // namespace
}  // namespace dl::records
