#include "plans/units.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace dl::plans {
namespace {

std::string told(const Units& units) {
  std::string text;
  for (const auto& name : units.lead) text += name + " ";
  text += "/";
  for (const auto& name : units.responsible) text += " " + name;
  return text;
}

TEST(Units, AreFoundInEveryWording) {
  const std::pair<const char*, const char*> cases[] = {
      {"责任单位：局属各单位、机关各科室", "/ 局属各单位 机关各科室"},
      {"牵头单位：市政府办公室；责任单位：市财政局，市审计局", "市政府办公室 / 市财政局 市审计局"},
      {"公开预决算。（市财政局牵头，各县（市、区）人民政府配合）", "市财政局 / 各县（市、区）人民政府"},
      {"加强解读，由局办公室牵头，法规科配合。", "局办公室 / 法规科"},
      {"此项工作由局办公室负责。", "/ 局办公室"},
      {"更新指南。各有关单位按职责分工负责。", "/ 各有关单位"},
      {"责任科室：办公室、信息中心", "/ 办公室 信息中心"},
      {"更新指南。[局办公室、法规科]", "/ 局办公室 法规科"},
      {"【牵头单位】市政府办公室【配合单位】市委网信办", "市政府办公室 / 市委网信办"},
      {"责任单位：市住房和城乡建设局和市民政局等部门", "/ 市住房和城乡建设局 市民政局"},
      {"责任单位：市司法局（牵头）、市财政局", "市司法局 / 市财政局"},
      {"牵头（责任）单位：办公室", "办公室 /"},
      {"责任单位：防控办主办、各工作组协办", "防控办 / 各工作组"},
      {"规划科负责重大项目信息公开", "/ 规划科"},
      {"办公室：统筹推进", "/ 办公室"},
  };
  for (const auto& [words, expected] : cases) {
    SCOPED_TRACE(words);
    EXPECT_EQ(told(find_duties(text::decode(words)).units), expected);
  }
}

TEST(Units, AreNotSeenInOtherSentences) {
  for (const char* words : {"形成主要领导亲自主抓、分管领导具体负责的机制", "邀请市民代表参与", "各单位要认真落实",
                            "各单位（科室）要制定措施", "《条例》（以下简称条例）", "梳理事项（含市、区两级）",
                            "优化流程（见附件）", "各单位主要负责人要亲自抓", "设在便民场所（乡镇、街道）"}) {
    SCOPED_TRACE(words);
    EXPECT_EQ(told(find_duties(text::decode(words)).units), "/");
  }
}

}  // namespace
}  // namespace dl::plans
