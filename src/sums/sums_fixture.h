// What the tests of this module share: a text is checked, its faults are listed; a table 3 that holds, in any form.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "sums/annual.h"
#include "sums/check.h"

namespace dl::sums {

inline std::vector<Finding> checked(std::string_view text) { return check_figures(page_of_text(text)); }

/// total = part + part, with ! in front where that does not hold.
inline std::vector<std::string> told(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  for (const auto& finding : findings) {
    std::string line =
        std::string(finding.reconciles ? "" : "!") + std::string(name_of(finding.kind)) + " " + finding.total + " =";
    for (const auto& part : finding.parts) line += " " + part;
    lines.push_back(std::move(line));
  }
  return lines;
}

inline std::vector<std::string> told(std::string_view text) { return told(checked(text)); }

inline std::size_t faults_of(const std::vector<Finding>& findings) {
  return static_cast<std::size_t>(std::ranges::count(findings, false, &Finding::reconciles));
}

/// Rows of table 3; the last column and the rows （七）and 四 are worked out, so that all of it holds.
using Numbers = std::array<std::array<int, 7>, kRows>;
inline Numbers sample_numbers() {
  Numbers numbers = {};
  for (std::size_t row = kFirstResult; row <= kLastResult; ++row) {
    numbers[row][0] = static_cast<int>(row * 3 % 17);
    numbers[row][1] = static_cast<int>(row % 5);
    numbers[row][4] = row % 4 == 0 ? 1 : 0;
  }
  for (std::size_t column = 0; column < 6; ++column) {
    auto& all = numbers[kAllResults][column];
    for (std::size_t row = kFirstResult; row <= kLastResult; ++row) all += numbers[row][column];
    numbers[kCarriedOn][column] = column == 0 ? 7 : 0;
    numbers[kCarriedIn][column] = column < 2 ? 2 : 0;
    numbers[kReceived][column] = all + numbers[kCarriedOn][column] - numbers[kCarriedIn][column];
  }
  for (auto& row : numbers)
    for (std::size_t column = 0; column < 6; ++column) row[6] += row[column];
  return numbers;
}

enum class Layout { Bars, Tabs, Spaces, CellALine, RowATable, Wrapped };
inline constexpr Layout kLayouts[] = {Layout::Bars,      Layout::Tabs,      Layout::Spaces,
                                      Layout::CellALine, Layout::RowATable, Layout::Wrapped};

/// Table 3 as text, in one of the forms that reports come in.
inline std::string table_text(const Numbers& numbers, Layout layout) {
  std::string text = "三、收到和处理政府信息公开申请情况\n";
  for (std::size_t row = 0; row < kRows; ++row) {
    auto label = text::encode(kRowNames[row].name);
    auto joined = [&](const char* mark) {
      std::string cells;
      for (const int number : numbers[row]) cells += mark + std::to_string(number);
      return cells;
    };
    if (row == kFirstResult) text += layout == Layout::Tabs ? "三、本年度办理结果\t" : "三、本年度办理结果\n";
    switch (layout) {
      case Layout::Bars: text += "| " + label + joined(" | ") + " |\n"; break;
      case Layout::Tabs: text += label + joined("\t") + "\n"; break;
      case Layout::Spaces: text += label + joined(" ") + "\n"; break;
      case Layout::CellALine: text += label + " |" + joined(" |\n").substr(2) + " |\n||\n"; break;
      case Layout::RowATable:
        text += "\n### " + label +
                "\n| 类别 | 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 总计 |\n|---|---|---|---|---|---|---|---|\n| " + label +
                joined(" | ") + " |\n";
        break;
      case Layout::Wrapped: {
        const auto half = text::encode(text::decode(label).substr(0, text::decode(label).size() / 2));
        text += half + "\n" + label.substr(half.size()) + joined(" ") + "\n";
        break;
      }
    }
  }
  return text;
}

inline constexpr std::string_view kRelief =
    "四、政府信息公开行政复议、行政诉讼情况\n结果维持 结果纠正 其他结果 尚未审结 总计\n";

}  // namespace dl::sums
