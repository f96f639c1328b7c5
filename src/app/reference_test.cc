// Five real documents of other offices, from import to the page a citizen reads. They are no part of the
// tree: DAYLIGHT_REFERENCE names the folder that holds seeds/, and without it these tests are skipped.
#include <gmock/gmock.h>

#include <cstdlib>

#include "app/office_fixture.h"
#include "app/service.h"
#include "base/log.h"
#include "publications/document_store.h"
#include "publications/finding_store.h"
#include "web/server_fixture.h"

namespace dl::app {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::Not;

class ReferenceImport : public testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("DAYLIGHT_REFERENCE");
    if (folder == nullptr) GTEST_SKIP() << "DAYLIGHT_REFERENCE is not set";
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(folder) / "seeds"))
      files_.push_back(entry.path());
    std::sort(files_.begin(), files_.end());
    ASSERT_EQ(files_.size(), 5U);
    log::set_level(log::Level::Error);
  }

  /// Imports and publishes the document whose name begins so; its line is `line_`, its page `page_`.
  void publish(std::string_view number) {
    for (const auto& file : files_) {
      if (!file.filename().string().starts_with(number)) continue;
      auto imported = import_files(office_.installation(), {file}, {.person = "张三", .publish = true});
      ASSERT_EQ(imported.lines.size(), 1U);
      line_ = imported.lines.front();
      ASSERT_FALSE(line_.contains("error")) << json::serialize(line_);
    }
    if (line_.contains("held")) answer_and_publish(line_.at("document").as_int64());
    ASSERT_EQ(text_of(line_, "state"), "Published");
    auto created = Service::create(office_.installation(), "127.0.0.1:0");
    ASSERT_TRUE(created) << describe(created.error());
    ASSERT_TRUE((*created)->start());
    auto reply = web::testing::Client((*created)->port()).get(text_of(line_, "address"));
    ASSERT_EQ(reply.status, 200);
    page_ = reply.body;
    EXPECT_THAT(page_, HasSubstr(text_of(line_, "title")));
  }

  void answer_and_publish(std::int64_t id) {
    auto& installation = office_.installation();
    const auto findings = installation.database().read([&](db::Session& session) {
      return publications::list_findings(session, publications::load_newest_edition(session, id)->id);
    });
    ASSERT_TRUE(findings) << describe(findings.error());
    std::vector<std::string> digests;
    for (const auto& finding : *findings) digests.push_back(finding.what.digest);
    auto desk = installation.document_desk();
    ASSERT_TRUE(desk.answer_findings(id, digests, publications::Answer::Accepted, "与原件核对无误",
                                     accounts::Principal::machine("person:李四")));
    ASSERT_TRUE(desk.publish(id, accounts::Principal::machine("person:张三"), publications::Force::Yes, "批量导入"));
    line_["state"] = "Published";
    line_["address"] = fmt::format("/documents/{}", id);
  }

  std::string warning(std::string_view code) const {
    for (const auto& warning : line_.at("warnings").as_array())
      if (text_of(warning.as_object(), "code") == code) return text_of(warning.as_object(), "message");
    return {};
  }

  void shows_none_of(std::initializer_list<const char*> words) const {
    for (const char* word : words) EXPECT_THAT(page_, Not(HasSubstr(word)));
  }

  json::object line_;
  std::string page_;

 private:
  std::vector<std::filesystem::path> files_ = {};
  Office office_ = Office();
};

TEST_F(ReferenceImport, S000) {
  publish("000");
  EXPECT_EQ(text_of(line_, "title"), "平顶山市城市管理局(平顶山市城市综合执法局)2021年度政务公开工作要点");
  EXPECT_THAT(text_of(line_, "published_at"), testing::StartsWith("2021-08-05"));
  EXPECT_FALSE(warning("attachment-missing").empty());
  EXPECT_EQ(text_of(line_, "column"), "openness-plans");
  shows_none_of({"搜索推荐", "您的位置", "点击量"});
}

TEST_F(ReferenceImport, S001) {
  publish("001");
  EXPECT_EQ(text_of(line_, "title"), "2024年市城市管理行政执法局政务公开工作要点");
  EXPECT_THAT(warning("placeholder"), HasSubstr("XX"));
  EXPECT_THAT(page_, HasSubstr("围绕随机抽查事项清单、"));
  shows_none_of({"会员分享", "优知文库"});
}

TEST_F(ReferenceImport, S002) {
  publish("002");
  EXPECT_EQ(text_of(line_, "index_number"), "000014349/2020-10036");
  EXPECT_EQ(text_of(line_, "kind"), "通知");
  EXPECT_EQ(text_of(line_, "issuer"), "十堰市政务服务和政务公开领导小组");
  EXPECT_EQ(text_of(line_, "document_number"), "十政务公开发〔2020〕1号");
  EXPECT_EQ(text_of(line_, "issued_on"), "2020-06-29");
  EXPECT_EQ(text_of(line_, "published_at"), "2020-07-01 16:38:32");
  EXPECT_EQ(text_of(line_, "validity"), "有效");
  EXPECT_EQ(json::serialize(line_.at("theme")), "[\"综合政务\\\\政务公开\"]");
  for (const char* shown :
       {"000014349/2020-10036", "十政务公开发〔2020〕1号", "2020-06-29", "2020-07-01 16:38", "有效"})
    EXPECT_THAT(page_, HasSubstr(shown));
  shows_none_of({"责任编辑", "段凌霄", "十堰发布", "方针政策权威发布"});
}

TEST_F(ReferenceImport, S003) {
  publish("003");
  EXPECT_EQ(text_of(line_, "title"), "朝阳市城市管理综合行政执法局2016年度政府信息公开工作报告");
  EXPECT_EQ(text_of(line_, "issued_on"), "2017-01-16");
  EXPECT_THAT(warning("document-number-brackets"), HasSubstr("朝委办发[2016]34号"));
  EXPECT_THAT(warning("document-number-brackets"), HasSubstr("朝政办发[2016]96号"));
  EXPECT_EQ(text_of(line_, "column"), "annual-reports");
  EXPECT_THAT(page_, HasSubstr("0421-2827333"));
  EXPECT_THAT(page_, HasSubstr("0421-3868266"));
}

TEST_F(ReferenceImport, S004) {
  publish("004");
  EXPECT_EQ(text_of(line_, "index_number"), "00248968X/2022-00246");
  EXPECT_EQ(text_of(line_, "issued_on"), "2022-07-22");
  EXPECT_THAT(text_of(line_, "published_at"), testing::StartsWith("2022-07-22 13:21"));
  EXPECT_EQ(line_.at("theme").as_array().size(), 2U);
  EXPECT_THAT(warning("date-conflict"), HasSubstr("2021-12-03"));
  EXPECT_THAT(page_, HasSubstr("2022-07-22 13:21"));
  shows_none_of({"访问次数", "索 引 号", "统一编号", "打印本页", "关闭窗口"});
}

}  // namespace
}  // namespace dl::app
