// The finder over words: kinds, places, digests that follow the words, the bound, the cost.
#include "intake/finding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <fstream>
#include <regex>

namespace dl::intake {
namespace {

content::Tree body_of(const std::vector<std::string>& paragraphs) {
  content::Tree body;
  for (const auto& text : paragraphs) body.blocks.push_back({.runs = {{.text = text}}});
  return body;
}

std::vector<Finding> find(const std::vector<std::string>& paragraphs) {
  return find_in_words(stretches_of("关于清扫落叶的通知", body_of(paragraphs)), {});
}

TEST(Findings, SayWhatIsWhere) {
  struct Case {
    const char* name;
    std::string text;
    const char* kind;
    const char* excerpt;
  };
  const Case cases[] = {
      {"mobile", "请与王某联系，电话13812345678。", "personal-data", "138****5678"},
      {"identity card", "身份证号11010519491231002X。", "personal-data", "110105********002X"},
      {"placeholder", "请于XX年底前完成。", "placeholder", "“请于XX年底前完”"},
      {"brackets", "依据青办发[2023]4号文件办理。", "document-number-brackets", "青办发[2023]4号"},
      {"form", "依据青办发〔2023〕第4号文件办理。", "document-number-form", "青办发〔2023〕第4号"},
      {"unreadable", "各科室要\uFFFD\uFFFD实。", "encoding-doubtful", "“各科室要\uFFFD\uFFFD实”"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = find({"各科室：", c.text});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, c.kind);
    EXPECT_EQ(found[0].place, "body");
    EXPECT_EQ(found[0].block, 1);
    EXPECT_EQ(found[0].excerpt, c.excerpt);
    EXPECT_EQ(found[0].digest.size(), 64U);
    EXPECT_FALSE(found[0].message.empty());
  }
  EXPECT_TRUE(find({"各科室：", "请联系市政务服务热线12345。"}).empty());
  EXPECT_EQ(find_in_words(stretches_of("", body_of({"各科室："})), {})[0].kind, "title-missing");
}

TEST(Findings, KeepTheirDigestWhileTheWordsStayAndLoseItWithThem) {
  auto digest = [](const std::string& text, std::size_t at = 0) {
    std::vector<std::string> paragraphs(at, "前面的一段。");
    paragraphs.push_back(text);
    auto found = find(paragraphs);
    EXPECT_EQ(found.size(), 1U) << text;
    return found.empty() ? std::string() : found[0].digest;
  };
  const auto first = digest("值班员张某，手机13812345678，昼夜值守。");
  EXPECT_EQ(digest("值班员李某，手机13812345678，夜间不值守。"), first) << "another clause is other words";
  EXPECT_EQ(digest("值班员张某，手机 138 1234 5678，昼夜值守。", 7), first)
      << "the place and white space are not the words";
  EXPECT_NE(digest("值班员张某，手机13812345679，昼夜值守。"), first);
  EXPECT_NE(digest("值班员张某，张某的手机13812345678，昼夜值守。"), first);
}

TEST(Findings, AreOneForTheSameWords) {
  EXPECT_EQ(find({"依据青办发[2023]4号文件。", "又依据青办发[2023]4号文件。"}).size(), 1U);
}

TEST(Findings, ReadTheRowsOfATableTogether) {
  const auto row = [](std::vector<std::string> cells) {
    content::Row made;
    for (auto& cell : cells) made.cells.push_back({.runs = {{.text = std::move(cell)}}});
    return made;
  };
  content::Tree body;
  body.blocks.push_back(
      {.kind = content::BlockKind::Table,
       .rows = {row({"当事人", "拓跋听泉"}), row({"地址", "听泉苑3幢2单元501室"}), row({"案由", "搭建"})}});
  std::vector<std::string> values;
  const auto found = find_in_words(stretches_of("决定", body), {}, &values);
  EXPECT_THAT(values, testing::ElementsAre("拓跋听泉", "听泉苑3幢2单元501室"));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].excerpt, "拓跋某某");
  EXPECT_EQ(found[1].excerpt, "***");
  EXPECT_EQ(found[1].message, "有住址 ***，公开前请隐去或说明依据。");
}

TEST(Findings, TellWhoIsUnderAge) {
  const auto found = find({"学生王小波（15岁）"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "有未成年人的姓名 某某，不得公开。");
}

// Guarded ones stay in sight however many others there are, and what is beyond is owed an answer as a whole.
TEST(Findings, AreBoundedWithGuardedOnesFirst) {
  std::vector<std::string> paragraphs;
  for (int i = 0; i < 500; ++i) paragraphs.push_back(fmt::format("第{}项由XX年的计划安排。", i));
  paragraphs.push_back("电话13812345678。");
  auto found = find(paragraphs);
  ASSERT_EQ(found.size(), kMostFindings + 1);
  EXPECT_EQ(found.front().kind, "personal-data");
  EXPECT_EQ(found.back().kind, "more-findings");
  EXPECT_THAT(found.back().message, testing::HasSubstr("301"));
  EXPECT_EQ(find(paragraphs), found);
  paragraphs[490] = "第490项由XX年的方案安排。";
  EXPECT_NE(find(paragraphs).back().digest, found.back().digest) << "what is beyond has changed";
}

TEST(Findings, CostNoMoreThanTheirTextGrows) {
  constexpr std::size_t kSmall = 200'000;
  for (const char* piece : {"XX年", "13812345678 ", "发[2023]4号", "\uFFFD", "某", "1", "，", "年×"}) {
    SCOPED_TRACE(piece);
    auto time = [&](std::size_t bytes) {
      std::string text;
      while (text.size() < bytes) text += piece;
      auto begin = std::clock();  // of the processor, for others may be at work on the machine
      find({text});
      return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    EXPECT_LT(time(8 * kSmall), 40 * std::max(time(kSmall), 0.01));
  }
}

// Findings are kept: what stood in a hidden column must not be kept with them.
TEST(Findings, MaskWhatAFileHid) {
  auto finding = finding_of({"hidden-dropped", "隐藏的列没有读入：13912345678，请核对。", {}, "王某\n13912345678"});
  EXPECT_EQ(finding.excerpt, "王某\n139****5678");
  EXPECT_EQ(finding.message, "隐藏的列没有读入：139****5678，请核对。");
  EXPECT_NE(finding.digest, finding_of({"hidden-dropped", "", {}, "王某\n13912345679"}).digest);
}

// A warning without a row would be shown as "其他".
TEST(Findings, HaveARowForEveryCodeOfTheHandbook) {
  std::ifstream handbook(DAYLIGHT_SOURCE_DIR "/src/intake/README.md");
  const std::regex code("`([a-z-]+)`");
  std::string line;
  std::size_t codes = 0;
  bool in_table = false;
  while (std::getline(handbook, line)) {
    in_table = line == "## Warnings" || (in_table && !line.starts_with("## "));
    if (!in_table || !line.starts_with("| `")) continue;
    auto head = line.substr(0, line.find(" | "));
    for (std::sregex_iterator at(head.begin(), head.end(), code), end; at != end; ++at, ++codes)
      EXPECT_NE(finding_kind((*at)[1].str()).code, "other") << (*at)[1];
  }
  EXPECT_GT(codes, 20U);
  EXPECT_EQ(finding_kind("unheard-of").weight, Weight::Owed);
}

}  // namespace
}  // namespace dl::intake
