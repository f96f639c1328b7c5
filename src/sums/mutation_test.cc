// In reports that hold, each number that something ties to another is changed in turn, and the change is found.
#include <set>

#include "sums/sums_fixture.h"

namespace dl::sums {
namespace {

std::string report(Layout layout) {
  const auto numbers = sample_numbers();
  const auto all = numbers[kReceived][6] + numbers[kCarriedIn][6];
  auto text = fmt::format(
      "一、总体情况\n全年主动公开信息1842条，其中网站1100条，微信520条，微博222条。共受理政府信息公开申请{}"
      "件，其中办结{}件，结转下年度{}件。"
      "举办培训36期，上年为30期，增加6期，增长20%。处理留言250件，其中咨询140件，占56%"
      "；建议类60件、投诉类30件、其他20件。"
      "三个窗口分别接待418人、207人和95人，合计720人。\n",
      all, numbers[kAllResults][6], numbers[kCarriedOn][6]);
  text += table_text(numbers, layout);
  text += std::string(kRelief) + "12 3 4 5 24 6 1 0 2 9 3 0 1 1 5\n";
  text +=
      "五、各单位发布情况\n| 单位 | 网站 | 微信 | 合计 |\n|---|---|---|---|\n| 甲局 | 31 | 14 | 45 |\n| 乙局 | 25 | 16 "
      "| 41 |\n| 丙局 | 12 | 21 "
      "| 33 |\n| 合计 | 68 | 51 | 119 |\n";
  return text;
}

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Runs of digits that are numbers of something: not the ordinal of a row (1.属于…).
std::vector<Span> numbers_of(const std::string& text) {
  std::vector<Span> spans;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] < '0' || text[at] > '9') continue;
    auto end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end >= text.size() || text[end] != '.') spans.push_back({at, end});
    at = end;
  }
  return spans;
}

TEST(Mutations, OfTiedNumbersAreFound) {
  std::size_t all = 0, found = 0;
  for (const auto layout : kLayouts) {
    const auto text = report(layout);
    ASSERT_EQ(faults_of(checked(text)), 0U) << static_cast<int>(layout);
    for (const auto& span : numbers_of(text)) {
      ++all;
      auto changed = text;
      auto& last = changed[span.end - 1];
      last = last == '9' ? '8' : static_cast<char>(last + 1);
      found += faults_of(checked(changed)) > 0;
    }
  }
  fmt::print("{} of {} numbers are tied and found: {}%\n", found, all, found * 100 / all);
  EXPECT_GE(found * 2, all);
  EXPECT_GE(found * 100, all * 90);  // the reports above hold nearly nothing else
}

TEST(Mutations, ThatKeepEverySumRaiseNothing) {
  auto numbers = sample_numbers();
  for (std::size_t column : {0U, 6U}) {
    numbers[kFirstResult][column] += 5;
    numbers[kAllResults][column] += 5;
    numbers[kReceived][column] += 5;
  }
  for (const auto layout : kLayouts) EXPECT_EQ(faults_of(checked(table_text(numbers, layout))), 0U);
}

}  // namespace
}  // namespace dl::sums
