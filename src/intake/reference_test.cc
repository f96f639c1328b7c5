// The five real documents that the requirements were taken from, when somebody has them:
// DAYLIGHT_REFERENCE names the folder that holds seeds/. Skipped otherwise.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "intake/document.h"

namespace dl::intake {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Reference : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("DAYLIGHT_REFERENCE") == nullptr) GTEST_SKIP() << "DAYLIGHT_REFERENCE is not set";
  }

  Found read(std::string_view number) {
    std::filesystem::path folder = std::string(std::getenv("DAYLIGHT_REFERENCE")) + "/seeds";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      auto name = entry.path().filename().string();
      if (!name.starts_with(number)) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      Options options;
      options.themes = {{"综合政务", {"政务公开"}},
                        {"城乡建设、环境保护", {"城乡建设（含住房）", "环境监测、保护与治理"}}};
      auto found = read_document({name, {std::istreambuf_iterator<char>(in), {}}}, options);
      EXPECT_TRUE(found) << describe(found.error());
      if (!found) return {};
      text_ = content::plain_text(found->body);
      return *found;
    }
    ADD_FAILURE() << "no document " << number;
    return {};
  }

  static std::vector<std::string> codes(const Found& found) {
    std::vector<std::string> out;
    for (const auto& warning : found.warnings) out.push_back(warning.code);
    return out;
  }
  static std::string message(const Found& found, std::string_view code) {
    for (const auto& warning : found.warnings)
      if (warning.code == code) return warning.message;
    return {};
  }
  static std::vector<int> levels(const Found& found) {
    std::vector<int> out(5);
    for (const auto& block : found.body.blocks) ++out[static_cast<std::size_t>(block.level)];
    return out;
  }

  std::string text_ = {};
};

TEST_F(Reference, S000) {
  auto found = read("000");
  EXPECT_EQ(found.title, "平顶山市城市管理局(平顶山市城市综合执法局)2021年度政务公开工作要点");
  ASSERT_TRUE(found.published_at);
  EXPECT_EQ(found.published_at->date(), Date(2021, 8, 5));
  EXPECT_FALSE(found.published_has_time);
  EXPECT_THAT(codes(found), Contains("attachment-missing"));
  for (const char* furniture : {"搜索推荐", "您的位置", "来源:", "作者:", "点击量", "时间:"})
    EXPECT_THAT(text_, Not(HasSubstr(furniture)));
  EXPECT_TRUE(text_.starts_with("按照《国务院办公厅印发"));
  EXPECT_THAT(text_, HasSubstr("\n二、重点领域信息公开\n(一)建议提案办理结果公开\n1.政策依据\n根据《国务院"));
  EXPECT_EQ(levels(found)[1], 3);
  EXPECT_EQ(levels(found)[2], 25);
}

TEST_F(Reference, S001) {
  auto found = read("001");
  EXPECT_EQ(found.title, "2024年市城市管理行政执法局政务公开工作要点");
  EXPECT_THAT(codes(found), Contains("placeholder"));
  EXPECT_THAT(message(found, "placeholder"), HasSubstr("XX"));
  EXPECT_THAT(text_, Not(HasSubstr("会员分享")));
  EXPECT_THAT(text_, Not(HasSubstr("优知文库")));
  EXPECT_TRUE(text_.starts_with("XX年政务公开工作要坚持"));
  for (const char* joined : {"围绕随机抽查事项清单、", "(一)做好公众开放日活动", "并将市民群众的问询、",
                             "小微企业和民营企业代表", "不予公开的公文进行审查", "流程完善、内容准确、"})
    EXPECT_THAT(text_, HasSubstr(joined));
  EXPECT_EQ(levels(found)[1], 5);
  EXPECT_EQ(levels(found)[2], 17);
}

TEST_F(Reference, S002) {
  auto found = read("002");
  EXPECT_EQ(found.title, "十堰市政务服务和政务公开领导小组关于印发十堰市2020年政务公开工作要点的通知");
  EXPECT_EQ(found.index_number, "000014349/2020-10036");
  EXPECT_EQ(found.kind, "通知");
  EXPECT_EQ(found.issuer, "十堰市政务服务和政务公开领导小组");
  EXPECT_EQ(found.document_number, "十政务公开发〔2020〕1号");
  EXPECT_EQ(found.issued_on, Date(2020, 6, 29));
  ASSERT_TRUE(found.published_at);
  EXPECT_EQ(found.published_at->text_with_seconds(), "2020-07-01 16:38:32");
  EXPECT_TRUE(found.published_has_time);
  EXPECT_EQ(found.validity, "有效");
  EXPECT_THAT(found.themes, ElementsAre("综合政务\\政务公开"));
  for (const char* foot :
       {"责任编辑", "段凌霄", "十堰发布", "扫一扫", "http://", "方针政策权威发布", "索引号", "通     知"})
    EXPECT_THAT(text_, Not(HasSubstr(foot)));
  EXPECT_THAT(text_, HasSubstr("并健全留言审核反馈机制"));
  EXPECT_THAT(text_, HasSubstr("和中共中央国务院印发《法治政府建设实施纲要"));
  EXPECT_EQ(found.body.blocks.front().align, content::Align::Left);
  EXPECT_EQ(levels(found)[1], 5);
  EXPECT_EQ(levels(found)[2], 22);
}

TEST_F(Reference, S003) {
  auto found = read("003");
  EXPECT_EQ(found.title, "朝阳市城市管理综合行政执法局2016年度政府信息公开工作报告");
  EXPECT_EQ(found.issued_on, Date(2017, 1, 16));
  EXPECT_EQ(found.kind, "");
  EXPECT_THAT(message(found, "document-number-brackets"), HasSubstr("朝委办发[2016]34号"));
  EXPECT_THAT(message(found, "document-number-brackets"), HasSubstr("朝政办发[2016]96号"));
  EXPECT_THAT(codes(found), Not(Contains("personal-data")));
  EXPECT_THAT(text_, HasSubstr("0421-2827333"));
  EXPECT_THAT(text_, HasSubstr("0421-3868266"));
  EXPECT_EQ(levels(found)[1], 6);
  EXPECT_EQ(levels(found)[3], 4);
}

TEST_F(Reference, S004) {
  auto found = read("004");
  EXPECT_EQ(found.title, "市城管局2021年度政务公开工作总结及2022年工作计划");
  EXPECT_EQ(found.index_number, "00248968X/2022-00246");
  EXPECT_EQ(found.issuer, "市城管局");
  EXPECT_EQ(found.issued_on, Date(2022, 7, 22));
  EXPECT_EQ(found.signed_on, Date(2021, 12, 3));
  ASSERT_TRUE(found.published_at);
  EXPECT_EQ(found.published_at->text(), "2022-07-22 13:21");
  EXPECT_THAT(found.themes,
              ElementsAre("城乡建设、环境保护\\城乡建设（含住房）", "城乡建设、环境保护\\环境监测、保护与治理"));
  EXPECT_THAT(codes(found), Contains("date-conflict"));
  EXPECT_THAT(message(found, "date-conflict"), HasSubstr("2021-12-03"));
  EXPECT_THAT(codes(found), Contains("truncated"));
  for (const char* furniture : {"打印本页", "关闭窗口", "访问次数", "索 引 号", "统一编号"})
    EXPECT_THAT(text_, Not(HasSubstr(furniture)));
  EXPECT_EQ(levels(found)[1], 2);
  EXPECT_EQ(levels(found)[2], 9);
}

}  // namespace
}  // namespace dl::intake
