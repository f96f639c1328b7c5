// What a document's page says of time: past editions, validity by the clock, neighbours in its column.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "portal/portal_fixture.h"

namespace dl::portal {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Revised : public testing::Test {
 protected:
  Revised() {
    auto entry = site_.entry("normative", "停车管理办法", "2024-02-01 08:30");
    entry.files = {{.name = "旧附件.txt", .bytes = "旧附件的字"}};
    id_ = site_.publish(entry);
    revise("停车管理办法（修订）", "道路泊位按时段管理。");
  }

  void revise(std::string title, std::string words) {
    ASSERT_TRUE(site_.desk().revise(id_, accounts::Principal::machine("person:甲"), "补充泊位条款"));
    auto entry = site_.entry("normative", std::move(title), "2024-02-01 08:30");
    entry.body.blocks = {{.runs = {{.text = std::move(words)}}}};
    ASSERT_TRUE(site_.desk().correct(id_, entry.metadata, entry.body, accounts::Principal::machine("person:甲")));
    ASSERT_TRUE(site_.desk().publish(id_, accounts::Principal::machine("person:甲"), publications::Force::Yes, "测试"));
  }

  std::string path(int edition) const { return fmt::format("/documents/{}/editions/{}", id_, edition); }

  Site site_ = Site();
  std::int64_t id_ = 0;
};

TEST_F(Revised, KeepsAPageForThePastEdition) {
  EXPECT_THAT(site_.get(fmt::format("/documents/{}", id_)).body, HasSubstr("href=\"" + path(1) + "\""));
  const auto old = site_.get(path(1));
  EXPECT_EQ(old.status, 200);
  for (const auto* words : {"这是旧版", "查看现行版本", "各科室、各单位", "name=\"robots\" content=\"noindex\"",
                            "旧附件.txt", "（第 1 版，旧版）停车管理办法", "补充泊位条款", "打开现行版本"})
    EXPECT_THAT(old.body, HasSubstr(words));
  EXPECT_THAT(old.body, Not(HasSubstr("道路泊位")));
  EXPECT_THAT(old.body,
              HasSubstr(fmt::format("rel=\"canonical\" href=\"https://csglj.qingzhou.gov.cn/documents/{}\"", id_)));
  EXPECT_THAT(old.topics, Contains(publications::topic_of_document(id_)));
}

TEST_F(Revised, SendsTheFilesOfThePastEdition) {
  const auto old = site_.get(path(1)).body;
  const auto digest = old.substr(old.find("/files/") + 7, 64);
  EXPECT_EQ(site_.get(fmt::format("/documents/{}/files/{}", id_, digest)).status, 200);
  ASSERT_TRUE(site_.desk().withdraw(id_, accounts::Principal::machine("person:乙"), "内容有误"));
  EXPECT_EQ(site_.get(fmt::format("/documents/{}/files/{}", id_, digest)).status, 404);
}

TEST_F(Revised, LeadsFromThePresentEditionToTheDocument) {
  const auto present = site_.get(path(2));
  EXPECT_EQ(present.status, 303);
  EXPECT_THAT(present.headers,
              Contains(std::pair<std::string, std::string>("Location", fmt::format("/documents/{}", id_))));
}

TEST_F(Revised, KnowsNoEditionThatWasNeverPublic) {
  ASSERT_TRUE(site_.desk().revise(id_, accounts::Principal::machine("person:甲"), "尚未发布"));
  for (const auto& target : {path(3), path(4), path(0), fmt::format("/documents/{}/editions/x", id_),
                             std::string("/documents/999/editions/1"), path(1) + "00000000000"}) {
    SCOPED_TRACE(target);
    EXPECT_EQ(site_.get(target).status, 404);
  }
}

TEST_F(Revised, TakesThePastEditionsAlongWhenItIsWithdrawn) {
  ASSERT_TRUE(site_.desk().withdraw(id_, accounts::Principal::machine("person:乙"), "内容有误，重新核实"));
  const auto gone = site_.get(path(1));
  EXPECT_EQ(gone.status, 410);
  EXPECT_THAT(gone.body, HasSubstr("内容有误，重新核实"));
  EXPECT_THAT(gone.body, Not(HasSubstr("各科室、各单位")));

  // Published again, the withdrawn edition stays withdrawn; the one before it is history again.
  revise("停车管理办法（第三版）", "停车位统一编号。");
  EXPECT_EQ(site_.get(path(2)).status, 410);
  EXPECT_THAT(site_.get(path(2)).body, Not(HasSubstr("道路泊位")));
  EXPECT_EQ(site_.get(path(1)).status, 200);
}

TEST(Document, SaysByTheClockWhetherItIsInForce) {
  Site site;
  auto entry = site.entry("normative", "户外广告管理办法", "2024-02-01 08:30");
  entry.metadata.validity = publications::Validity::InForce;
  entry.metadata.effective_on = Date(2024, 3, 2);
  entry.metadata.expires_on = Date(2024, 3, 31);
  const auto address = fmt::format("/documents/{}", site.publish(entry));
  struct Case {
    Date day;
    const char* banner;
    const char* card;
    const char* fact;  // in the list
  };
  const Case cases[] = {
      {Date(2024, 3, 1), "本文件尚未生效。</strong> 自 2024-03-02 起施行", "<dd>尚未生效</dd>", ">尚未生效<"},
      {Date(2024, 3, 2), "", "<dd>有效</dd>", ">有效<"},
      {Date(2024, 3, 31), "", "<dd>有效</dd>", ">有效<"},
      {Date(2024, 4, 1), "本文件已失效。</strong> 失效日期：2024-03-31", "<dd>已失效</dd>", ">已失效<"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.day.text());
    site.clock().set(Instant::at(c.day, 0, 0));
    const auto page = site.get(address);
    EXPECT_THAT(page.topics, Contains(std::string(kDayTopic)));
    EXPECT_THAT(page.body, HasSubstr(c.card));
    const auto list = site.get("/columns/normative");
    EXPECT_THAT(list.topics, Contains(std::string(kDayTopic)));
    EXPECT_THAT(list.body, HasSubstr(c.fact));
    if (*c.banner == '\0')
      EXPECT_THAT(page.body, Not(HasSubstr("class=\"banner\"")));
    else
      EXPECT_THAT(page.body, HasSubstr(c.banner));
  }
  const auto undated = site.publish(site.entry("normative", "没有期限的办法", "2024-02-01 08:30"));
  EXPECT_THAT(site.get(fmt::format("/documents/{}", undated)).topics, Not(Contains(std::string(kDayTopic))));
}

TEST(Document, NamesItsNeighboursInTheColumn) {
  Site site;
  const auto first = site.publish(site.entry("news", "第一篇", "2024-01-01 10:00"));
  const auto second = site.publish(site.entry("news", "第二篇", "2024-01-02 10:00"));
  const auto same_time = site.publish(site.entry("news", "同时的一篇", "2024-01-02 10:00"));
  site.publish(site.entry("notices", "别的栏目", "2024-01-02 10:00"));
  struct Case {
    std::int64_t document;
    std::vector<std::string> has;
    std::vector<std::string> has_not;
  };
  const Case cases[] = {{first, {"上一篇：第二篇"}, {"下一篇", "别的栏目"}},
                        {second, {"上一篇：同时的一篇", "下一篇：第一篇"}, {}},
                        {same_time, {"下一篇：第二篇"}, {"上一篇"}}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.document);
    const auto page = site.get(fmt::format("/documents/{}", c.document));
    for (const auto& words : c.has) EXPECT_THAT(page.body, HasSubstr(words));
    for (const auto& words : c.has_not) EXPECT_THAT(page.body, Not(HasSubstr(words)));
    EXPECT_THAT(page.topics, Contains(publications::topic_of_column(site.column("news"))));
  }
}

TEST(About, ListsTheDepartmentsOfTheAgency) {
  Site site;
  const auto page = site.get("/about").body;
  EXPECT_THAT(page, HasSubstr("<h2 id=\"departments\">内设机构</h2>"));
  EXPECT_THAT(page, HasSubstr("<dt>办公室</dt><dd>负责文电、会务和信息公开。</dd>"));
}

}  // namespace
}  // namespace dl::portal
