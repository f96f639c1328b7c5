// Lines that hold a whole page come apart; lines that hold a paragraph stay whole.
#include "intake/unfold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "intake/scan.h"

namespace dl::intake {
namespace {

std::vector<std::string> unfolded(std::string_view text) {
  Draft draft;
  draft.lines.push_back(text_line(text::decode(text)));
  unfold(draft);
  std::vector<std::string> lines;
  for (const auto& line : draft.lines) lines.push_back(text::encode(line.text));
  return lines;
}

constexpr std::string_view kCard =
    "当前位置： 首页政务公开清溪市水利局法定主动公开内容 索 引 号： QX0021-0300-2023-00044 主题分类： 农业、水利 "
    "发文机关： 清溪市水利局 成文日期：2023-04-10 标 题： 清溪市水利局关于开展小型水库安全检查的通知 发文字号： "
    "清水〔2023〕44号 发布日期：2023-04-12 有 效 性： 有效 清溪市水利局关于开展小型水库安全检查的通知 "
    "来源：清溪市水利局 "
    "时间：2023-04-12 09:31 --> 微信 微博 打印 ";

TEST(Unfold, CutsTheTextBehindACard) {
  struct Case {
    const char* text;
    std::vector<std::string> lines;
  };
  const Case cases[] = {
      {"各县区水利局： 汛期将至，决定开展检查。 特此通知。 清溪市水利局 2023年4月10日 附件下载 名单.xls",
       {"各县区水利局：", "汛期将至，决定开展检查。", "特此通知。", "清溪市水利局", "2023年4月10日", "附件下载",
        "名单.xls"}},
      {"清溪市水利局2023年4月10日", {"清溪市水利局", "2023年4月10日"}},
      {"一、检查范围（一）登记的水库。含今年完工的水库。（二）未登记的山塘。二、检查内容是渗漏。",
       {"一、检查范围", "（一）登记的水库。含今年完工的水库。", "（二）未登记的山塘。", "二、检查内容是渗漏。"}},
      {"名单如下：1.清溪商会2.望江商会3.平湖商会", {"名单如下：", "1.清溪商会", "2.望江商会", "3.平湖商会"}},
      {"增长2.5倍，其中（二）类水库1.2万座，一、二类各半。", {"增长2.5倍，其中（二）类水库1.2万座，一、二类各半。"}},
      {"清溪市水利局 安全检查公示 （2023年5月21日—8月30日） 为做好检查，现公示如下。 联系人：某某，电话：23001200",
       {"清溪市水利局", "安全检查公示", "（2023年5月21日—8月30日）", "为做好检查，现公示如下。",
        "联系人：某某，电话：23001200"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto lines = unfolded(std::string(kCard) + c.text);
    auto begin = std::ranges::find(lines, "--> 微信 微博 打印");
    ASSERT_NE(begin, lines.end()) << testing::PrintToString(lines);
    EXPECT_EQ(std::vector<std::string>(begin + 1, lines.end()), c.lines);
  }
}

TEST(Unfold, CutsTheLabelsOfTheCardApart) {
  EXPECT_THAT(unfolded(std::string(kCard) + "各县区水利局： 汛期将至。"),
              testing::IsSupersetOf({"索 引 号： QX0021-0300-2023-00044", "发文机关： 清溪市水利局",
                                     "成文日期：2023-04-10", "来源：清溪市水利局 时间：2023-04-12 09:31"}));
}

TEST(Unfold, CutsAtTheIndentsOfParagraphs) {
  const std::string sentence = "近年来，我市河道保洁由沿河乡镇各自承担，标准不一，费用难以核算。";
  auto lines = unfolded("清溪市人民政府关于河道保洁的通知清政发〔2022〕8号各县人民政府：　　" + sentence + sentence +
                        sentence + sentence + sentence + sentence + "　　一、总体要求　　" + sentence +
                        "　　　　　　清溪市人民政府　　　　　2022年3月8日");
  ASSERT_GE(lines.size(), 4U);
  EXPECT_EQ(lines[0], "清溪市人民政府关于河道保洁的通知");
  EXPECT_EQ(lines[1], "清政发〔2022〕8号");
  EXPECT_EQ(lines[2], "各县人民政府：");
  EXPECT_EQ(lines[4], "一、总体要求");
  EXPECT_EQ(lines.back(), "2022年3月8日");
}

TEST(Unfold, LeavesParagraphsWhole) {
  std::string prose;
  for (int i = 0; i < 12; ++i) prose += "索引号由电脑编制，发布日期、成文日期和文号由人填写，一、二类信息各有规则。 ";
  for (const auto& text : {prose, "　　" + prose, std::string("短 句 一、二")}) {
    auto trimmed_text = text::encode(trimmed(text::decode(text)));
    EXPECT_EQ(unfolded(trimmed_text), std::vector{trimmed_text});
  }
}

TEST(Unfold, LosesNothingButWhiteSpace) {
  auto text =
      std::string(kCard) + "一、范围（一）水库。 1.大坝。2.溢洪道。 清溪市水利局2023年4月10日 附件下载 名单.xls";
  std::string words;
  for (const auto& line : unfolded(text)) words += line;
  EXPECT_EQ(squeezed(text::decode(words)), squeezed(text::decode(text)));
}

TEST(Unfold, TakesNoLongerThanALineIsLong) {
  std::string text(kCard);
  for (int i = 0; i < 100'000; ++i) text += "（一） 某局 2023年4月10日 。1.2. ";
  EXPECT_GT(unfolded(text).size(), 1000U);
}

}  // namespace
}  // namespace dl::intake
