// Each warning code, once with the fault and once with the same thing done right.
#include "intake/checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dl::intake {
namespace {

std::vector<Warning> warnings_of(const std::string& name, const std::string& text) {
  Options options;
  options.agency_names = {"青石市城市管理局", "青石市卫生健康委员会"};
  auto found = read_document({name, text}, options);
  EXPECT_TRUE(found) << describe(found.error());
  return found ? found->warnings : std::vector<Warning>();
}

const std::string kTitle = "青石市城市管理局关于清扫落叶的通知\n各科室：\n";
const std::string kProse = "现将有关事项通知如下，请各科室认真组织落实，遇有问题及时向局办公室报告。\n";
const std::string kSigned = "青石市城市管理局\n2024年3月5日\n";

struct Case {
  const char* code;
  std::string faulty;
  std::string right;
  const char* quoted;  ///< what the message must name
};

TEST(Warnings, AreGivenForTheFaultAndNotWithoutIt) {
  const Case cases[] = {
      {"attachment-missing", kTitle + kProse + "附件：\n", kTitle + kProse, "附件"},
      {"attachment-missing", kTitle + kProse + "附件：分工表\n",
       kTitle + kProse + "附件：分工表\n" + kSigned + "附件\n分工表\n路段由各队负责。\n", "分工表"},
      {"placeholder", kTitle + "XX年的任务由各队负责。\n", kTitle + "2024年的任务由各队负责，XXL号除外。\n", "XX年"},
      {"placeholder", kTitle + "由××市负责，某某局配合。\n", kTitle + "当事人张××、李某某已整改。\n", "××市"},
      {"document-number-brackets", kTitle + "依据青办发[2023]4号文件。\n", kTitle + "依据青办发〔2023〕4号文件。\n",
       "青办发[2023]4号"},
      {"document-number-form", kTitle + "依据青办发〔2023〕第04号文件。\n", kTitle + "依据青办发〔2023〕4号文件。\n",
       "序号不编虚位"},
      {"date-conflict", "成文日期：2024-03-06\n" + kTitle + kProse + kSigned,
       "成文日期：2024-03-05\n" + kTitle + kProse + kSigned, "2024-03-05"},
      {"date-conflict", kTitle + "发布日期：2024-03-01\n" + kProse + kSigned,
       kTitle + "发布日期：2024-03-08\n" + kProse + kSigned, "早于"},
      {"date-conflict", "施行日期：2024-05-01　失效日期：1900-01-01\n" + kTitle + kProse,
       "施行日期：2024-05-01　失效日期：2029-05-01\n" + kTitle + kProse, "1900-01-01"},
      {"title-missing", kProse + kProse, kTitle + kProse, "标题"},
      {"unsure-title", "落叶和清扫\n城区\n" + kProse, kTitle + kProse, "落叶和清扫"},
      {"index-number-invalid", "索引号：000014348/2020-10036\n" + kTitle + kProse,
       "索引号：000014349/2020-10036\n" + kTitle + kProse, "校验位"},
      {"index-number-invalid", "索引号：002489681/2022-00246\n" + kTitle + kProse,
       "索引号：00248968X/2022-00246\n" + kTitle + kProse, "校验位"},
      {"index-number-invalid", "索引号：002489681/2022-00246\n" + kTitle + kProse,
       "索引号：QS0020-36-2022-0003\n" + kTitle + kProse, "校验位"},
      {"index-number-invalid", "索引号：002489681/2022-00246\n" + kTitle + kProse,
       "索引号：002489681/202201-00246\n" + kTitle + kProse, "校验位"},
      {"secrecy-mark", "机密★5年\n" + kTitle + kProse, "特急\n" + kTitle + kProse + "本办法所称机密级事项另行规定。\n",
       "机密★5年"},
      {"not-public", "不予公开\n" + kTitle + kProse, "主动公开\n" + kTitle + kProse, "不予公开"},
      {"not-public", "索引号：00248968X/2022-00246　公开方式：依申请公开\n" + kTitle + kProse,
       "索引号：00248968X/2022-00246　公开方式：主动公开\n" + kTitle + kProse, "公开方式：依申请公开"},
      {"not-public", kTitle + kProse + "（此件不公开）\n",
       kTitle + kProse + "（此件公开发布）\n二、依申请公开\n依申请公开的，按规定办理。\n", "此件不公开"},
      {"date-incomplete", kTitle + kProse + "青石市城市管理局\n2024年3月\n", kTitle + kProse + kSigned, "2024年3月"},
      {"head-removed", "青管报〔2024〕3号　签发人：王某\n" + kTitle + kProse, "青管报〔2024〕3号\n" + kTitle + kProse,
       "签发人：王某"},
      {"field-dropped", "索引号：00248968X/2022-00246　公文目录：城乡建设\n" + kTitle + kProse,
       "索引号：00248968X/2022-00246\n" + kTitle + kProse, "公文目录：城乡建设"},
      {"names-listed", kTitle + kProse + "青石市城市管理局　　青石市卫生健康委员会\n2024年3月5日\n",
       kTitle + kProse + "青石市城市管理局\n青石市卫生健康委员会\n2024年3月5日\n", "顿号"},
      {"document-number-form", "青管罚决字〔2024〕第0012号\n" + kTitle + kProse,
       "青管罚决字〔2024〕12号\n" + kTitle + kProse, "第0012号"},
      {"furniture-removed", "当前位置：首页 > 公告\n" + kTitle + kProse, kTitle + kProse, "当前位置"},
      {"truncated", kTitle + kProse + "青石市城市管\n2024年3月5日\n", kTitle + kProse + kSigned, "青石市城市管"},
      {"truncated", kTitle + kProse + "青石市卫生健康委\n2024年3月5日\n",
       kTitle + kProse + "青石市卫生健康委员会\n2024年3月5日\n", "青石市卫生健康委"},
      {"joined-sentences",
       kTitle + "各中队要每日巡查主次干道不少于两次，并做好巡查记录和照片留存，发现落叶堆积的要立即通知作业单\n位在三十"
                "分钟内清理完毕。\n",
       kTitle + "各中队要每日巡查主次干道不少于两次，并做好巡查记录和照片留存，发现落叶堆积的要立即通知作业单位。\n其他"
                "问题另行通知。\n",
       "作业单｜位"},
      {"field-empty", "文号：\n成文日期：2024-03-05\n" + kTitle + kProse,
       "文号：青办〔2024〕3号\n成文日期：2024-03-05\n" + kTitle + kProse, "文号"},
      {"personal-data", kTitle + "报名请联系王某，手机13812345678。\n", kTitle + "报名请拨打0999-5550123或者12345。\n",
       "138****5678"},
      {"repeated-passage", kTitle + kProse + kProse, kTitle + kProse, "现将有关事项"},
      {"address-dropped", kTitle + "依据《纲要》<http://news.example/1.htm>的要求办理。\n",
       kTitle + "依据《纲要》的要求办理。\n", "news.example"},
      {"encoding-doubtful", kTitle + "损坏的\xFF\xFF字节。\n", kTitle + kProse, "原件"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.code);
    SCOPED_TRACE(c.faulty);
    std::string message;
    for (const auto& warning : warnings_of("a.txt", c.faulty))
      if (warning.code == c.code) message += warning.message;
    EXPECT_THAT(message, testing::HasSubstr(c.quoted));
    for (const auto& warning : warnings_of("a.txt", c.right)) EXPECT_NE(warning.code, c.code) << warning.message;
  }
}

// Whatever takes the words around it for a card or a title leaves the mark in the text, where a reviewer is asked.
TEST(Warnings, OfSecrecyInEveryPlace) {
  const std::string cards[] = {
      "索引号\t00248968X/2022-00246\t密级\t秘密★3年\n发布机构\t青石市城市管理局\t发布日期\t2024-03-05\n" + kTitle +
          kProse,
      "发布日期：2024-03-05\n机密★5年\n======== 正文 ========\n" + kTitle + kProse,
      "发布日期：2024-03-05\n公开范围：\n绝密★\n" + kTitle + kProse,
      "标题：青石市城市管理局关于保守秘密的通知\n机密★5年\n青石市城市管理局关于保守秘密的通知\n" + kProse,
      "秘密\n青石市城市管理局关于保守秘密的通知\n" + kProse,
  };
  for (const auto& text : cards) {
    SCOPED_TRACE(text);
    std::vector<std::string> codes;
    for (const auto& warning : warnings_of("a.txt", text)) codes.push_back(warning.code);
    EXPECT_THAT(codes, testing::Contains("secrecy-mark"));
  }
}

TEST(Warnings, OfPages) {
  const std::string head =
      "<html><body><div id=zoom><h1>青石市城市管理局关于清扫落叶的通知</h1><p>" + kProse + kProse + "</p>";
  const Case cases[] = {
      {"image-dropped", head + "<img src='/a.png' alt='路段图'>", head + "<img src='/dot.gif' width=1>", "路段图"},
      {"attachment-linked", head + "<p>附件：<a href='/f/1.doc'>分工表</a></p>", head, "/f/1.doc"},
      {"table-flattened",
       head + "<table><tr><td><h1>甲</h1><p>" + kProse + "</p></td><td><p>" + kProse + "</p></td></tr></table>",
       head + "<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>", "表格"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.faulty);
    std::string message;
    for (const auto& warning : warnings_of("a.html", c.faulty))
      if (warning.code == c.code) message += warning.message;
    EXPECT_THAT(message, testing::HasSubstr(c.quoted));
    for (const auto& warning : warnings_of("a.html", c.right)) EXPECT_NE(warning.code, c.code) << warning.message;
  }
}

TEST(Themes, AreReadAgainstTheVocabulary) {
  const std::vector<Theme> vocabulary = {
      {"综合政务", {"政务公开", "信访", "其他"}},
      {"城乡建设、环境保护", {"城市规划", "城乡建设（含住房）", "环境监测、保护与治理", "其他"}}};
  struct Written {
    const char* written;
    std::vector<std::string> themes;
  };
  const Written cases[] = {
      {"政务公开", {"综合政务\\政务公开"}},
      {"综合政务\\信访", {"综合政务\\信访"}},
      {"城乡建设(含住房),环境监测、保护与治理",
       {"城乡建设、环境保护\\城乡建设（含住房）", "城乡建设、环境保护\\环境监测、保护与治理"}},
      {"城乡建设、环境保护", {"城乡建设、环境保护"}},
      {"城乡建设、环境保护/城市规划；政务公开", {"城乡建设、环境保护\\城市规划", "综合政务\\政务公开"}},
      {"其他", {}},
      {"信访接待", {}},
      {"", {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.written);
    EXPECT_EQ(themes_in(c.written, vocabulary), c.themes);
  }
}

TEST(Body, IsShapedWithoutLookingForATitle) {
  auto tree = read_body("各科室：\n一、范围\n全部路段。\n青石市城市管理局\n2024年3月5日\n");
  ASSERT_EQ(tree.blocks.size(), 5U);
  EXPECT_EQ(tree.blocks[0].align, content::Align::Left);
  EXPECT_EQ(tree.blocks[1].kind, content::BlockKind::Heading);
  EXPECT_EQ(tree.blocks[4].align, content::Align::Right);
}

TEST(Read, RefusesWhatItCannotRead) {
  struct Refused {
    Source source;
    const char* key;
  };
  const Refused cases[] = {
      {{"a.doc", "\xD0\xCF\x11\xE0 old Word"}, "intake.format"},
      {{"a.txt", ""}, "intake.empty"},
      {{"a.docx", "PK\x03\x04"}, "intake.broken"},
      {{"a.html", "<html>" +
                      [] {
                        std::string deep;
                        for (int i = 0; i < 20'000; ++i) deep += "<div>";
                        return deep;
                      }()},
       "intake.broken"},
      {{"a.txt", std::string(2000, 'a')}, "intake.too-large"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.key);
    Options options;
    if (std::string_view(c.key) == "intake.too-large") options.max_bytes = 1000;
    auto found = read_document(c.source, options);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().key, c.key);
  }
}

// A million characters take seconds when each removal moves the rest of the line, far less when it is one pass.
TEST(Checks, LongLinesTakeNoLongerThanTheyAre) {
  struct Case {
    const char* name;
    const char* piece;
  };
  const Case cases[] = {
      {"addresses", "甲<http://a.cn> "},
      {"spaces", "通 知   "},
      {"brackets", "【【【【"},
      {"empty labels", "附件：\n\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    std::string text = "关于清扫积雪的通知\n\n各街道：\n";
    while (text.size() < 1'000'000) text += c.piece;
    auto began = std::chrono::steady_clock::now();
    auto found = read_document({"a.txt", text});
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
    if (!found) {
      EXPECT_NE(found.error().fault, Fault::Internal) << describe(found.error());
    }
  }
}

}  // namespace
}  // namespace dl::intake
