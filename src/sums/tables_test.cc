// Tables 3 and 4 in every form that they come in, the text beside them, and tables of any other kind.
#include "base/content.h"
#include "sums/sums_fixture.h"

namespace dl::sums {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::size_t count(const std::vector<Finding>& findings, Kind kind, bool reconciles) {
  return static_cast<std::size_t>(std::ranges::count_if(
      findings, [&](const Finding& one) { return one.kind == kind && one.reconciles == reconciles; }));
}

TEST(TableThree, HoldsInEveryForm) {
  for (const auto layout : kLayouts) {
    SCOPED_TRACE(static_cast<int>(layout));
    const auto findings = checked(table_text(sample_numbers(), layout));
    EXPECT_EQ(count(findings, Kind::Identity, true), 25U + 14U);
    EXPECT_EQ(faults_of(findings), 0U);
  }
}

TEST(TableThree, TellsTheRowAndTheColumnOfAChangedCell) {
  for (const auto layout : kLayouts) {
    SCOPED_TRACE(static_cast<int>(layout));
    auto numbers = sample_numbers();
    numbers[5][0] += 3;
    std::vector<std::string> places;
    for (const auto& finding : checked(table_text(numbers, layout)))
      if (!finding.reconciles) places.push_back(finding.where + " " + finding.difference);
    EXPECT_THAT(places, ElementsAre("表三 行 （三）不予公开/2.其他法律行政法规禁止公开 -3", "表三 列 自然人 -3"));
  }
}

TEST(TableThree, GivesUnnamedRowsTheirPlaceByTheirNumber) {
  auto text = table_text(sample_numbers(), Layout::Bars);
  // The labels of two rows stand torn above them.
  for (const std::string label : {"2.其他法律行政法规禁止公开", "3.补正后申请内容仍不明确"}) {
    const auto at = text.find("| " + label);
    text.replace(at, label.size() + 3, label.substr(0, 12) + "\n" + label.substr(12) + "\n");
  }
  const auto findings = checked(text);
  EXPECT_EQ(count(findings, Kind::Identity, true), 25U + 14U);
  EXPECT_EQ(faults_of(findings), 0U);
}

TEST(TableThree, SaysNothingOfALostCell) {
  const auto numbers = sample_numbers();
  auto text = table_text(numbers, Layout::Bars);
  const auto total = " | " + std::to_string(numbers[kCarriedOn][6]) + " |";
  text.replace(text.rfind(total), total.size(), " |  |");
  const auto findings = checked(text);
  EXPECT_EQ(faults_of(findings), 0U);
  EXPECT_EQ(count(findings, Kind::Identity, true), 25U + 14U - 2U);
}

TEST(TableThree, SaysNothingOfColumnsWhenARowIsLost) {
  auto text = table_text(sample_numbers(), Layout::Tabs);
  const auto at = text.find("3.要求提供公开出版物");
  text.erase(at, text.find('\n', at) + 1 - at);
  const auto findings = checked(text);
  EXPECT_EQ(faults_of(findings), 0U);
  EXPECT_EQ(count(findings, Kind::Identity, true), 24U + 7U);
}

TEST(TableThree, NamesANumberThatWasSplit) {
  auto numbers = sample_numbers();
  numbers[kCarriedOn] = {3, 1, 0, 0, 0, 0, 31};
  numbers[kReceived][0] += 24;
  numbers[kReceived][6] += 24;
  std::vector<std::string> hints;
  for (const auto& finding : checked(table_text(numbers, Layout::Bars)))
    if (!finding.hint.empty()) hints.push_back(finding.hint);
  EXPECT_THAT(hints, ElementsAre("疑似一个数 31 被拆成相邻两格"));
}

TEST(TableThree, IsReadFromATreeWithSpans) {
  const auto numbers = sample_numbers();
  content::Block block{.kind = content::BlockKind::Table};
  for (std::size_t row = 0; row < kRows; ++row) {
    content::Row cells;
    cells.cells.push_back({.runs = {{.text = text::encode(kRowNames[row].name)}}, .column_span = 3});
    for (const int number : numbers[row])
      cells.cells.push_back({.runs = {{.text = number == 0 ? std::string(" ") : std::to_string(number)}}});
    block.rows.push_back(std::move(cells));
  }
  const auto findings = check_figures(page_of(content::Tree{{block}}));
  EXPECT_EQ(faults_of(findings), 0U);
  EXPECT_GE(count(findings, Kind::Identity, true), 15U);
}

TEST(TableFour, HoldsByBlocks) {
  const std::string head(kRelief);
  EXPECT_THAT(told(head + "1 2 3 4 10 5 0 0 1 6 0 0 0 2 2\n"),
              ElementsAre("identity 10 = 1 2 3 4", "identity 6 = 5 0 0 1", "identity 2 = 0 0 0 2"));
  EXPECT_THAT(told(head + "| 1 | 2 | 3 | 4 | 11 | 5 | 0 | 0 | 1 | 6 | 0 | 0 | 0 | 2 | 2 |\n"),
              ElementsAre("!identity 11 = 1 2 3 4", "identity 6 = 5 0 0 1", "identity 2 = 0 0 0 2"));
}

TEST(Beside, TellsAFigureThatTheTableDoesNotHave) {
  const auto numbers = sample_numbers();
  const auto received = numbers[kReceived][6], in = numbers[kCarriedIn][6], on = numbers[kCarriedOn][6];
  const auto text = [&](int count) {
    return "本年新收政府信息公开申请" + std::to_string(count) + "件，上年结转" + std::to_string(in) + "件，结转下年度" +
           std::to_string(on) + "件。\n" + table_text(numbers, Layout::Bars);
  };
  EXPECT_EQ(count(checked(text(received)), Kind::Beside, true), 3U);
  EXPECT_EQ(faults_of(checked(text(received))), 0U);
  const auto findings = checked(text(received + 1));
  EXPECT_EQ(count(findings, Kind::Beside, false), 1U);
  EXPECT_EQ(faults_of(findings), 1U);
}

TEST(Beside, KnowsThatReceivedMayMeanBothAndLeavesOtherCountsAlone) {
  const auto numbers = sample_numbers();
  const auto both = std::to_string(numbers[kReceived][6] + numbers[kCarriedIn][6]);
  const auto table = table_text(numbers, Layout::Bars);
  EXPECT_EQ(count(checked("共受理政府信息公开申请" + both + "件。\n" + table), Kind::Beside, true), 1U);
  EXPECT_EQ(faults_of(checked("全市备案政府信息公开申请9999件。\n" + table)), 0U);
  EXPECT_EQ(faults_of(checked("全市受理政府信息公开申请9999件。\n" + table)), 0U);
}

TEST(SideBySide, IsReadAsTwoTablesAndNoText) {
  std::string text;
  for (int i = 0; i < 30; ++i)
    text += "左边一份报告的一行文字写在这里共有3件        右边另一份报告的一行文字，其中甲1件，乙5件。\n";
  EXPECT_THAT(told(text), IsEmpty());
}

TEST(PlainTables, AddUpRowsAndColumns) {
  const std::string table =
      "| 单位 | 网站 | 微信 | 合计 |\n|---|---|---|---|\n| 甲 | 3 | 4 | 7 |\n| 乙 | 5 | 6 | 11 |\n| 丙 | 1 | 1 | 2 |\n";
  EXPECT_EQ(faults_of(checked(table + "| 合计 | 9 | 11 | 20 |\n")), 0U);
  EXPECT_THAT(told(table + "| 合计 | 9 | 12 | 20 |\n"),
              testing::IsSupersetOf({"!column 12 = 4 6 1", "!row 20 = 9 12"}));
}

TEST(PlainTables, LeaveOtherTablesAlone) {
  const char* const texts[] = {
      "| 单位 | 总计 | 其中网站 |\n|---|---|---|\n| 甲 | 30 | 4 |\n| 乙 | 50 | 6 |\n| 丙 | 10 | 6 |\n",
      "| 指标 | 2023年 | 2024年 |\n|---|---|---|\n| 收入总计 | 30 | 4 |\n| 支出 | 50 | 6 |\n| 结余 | 10 | 6 |\n",
      "| 类别 | 数量 |\n|---|---|\n| 甲 | 30 |\n| 其中乙 | 6 |\n| 合计 | 30 |\n",
      "| 单位 | 件数 | 合计 |\n|---|---|---|\n| 甲 | 30 |  |\n| 乙 |  | 6 |\n| 合计 | 30 |  |\n",
  };
  for (const auto* text : texts) {
    SCOPED_TRACE(text);
    EXPECT_EQ(faults_of(checked(text)), 0U);
  }
}

}  // namespace
}  // namespace dl::sums
