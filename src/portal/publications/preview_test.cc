// Previews: the page of a draft for those who may read it, and for nobody else.
#include "portal/publications/preview.h"

#include <gmock/gmock.h>

#include "portal/portal_fixture.h"

namespace dl::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

web::Request ask(std::int64_t id) {
  web::Request http;
  http.target = http.path = fmt::format("/console/preview/documents/{}", id);
  http.host = http.authority = "csglj.qingzhou.gov.cn";
  http.headers = {{"Host", "csglj.qingzhou.gov.cn"}};
  http.parameters = {{"id", fmt::format("{}", id)}};
  return http;
}

TEST(Preview, ShowsADraftToThoseWhoMayReadIt) {
  Site site;
  auto entry = site.entry("notices", "关于清扫道路积雪的通知", "2024-02-01 09:00");
  entry.published_at.reset();
  entry.files.push_back({"附件1.pdf", "%PDF-", false});
  const auto drafter = accounts::Principal::machine("person:甲");
  const auto id = site.desk().draft(entry, drafter);
  ASSERT_TRUE(id) << describe(id.error());
  EXPECT_EQ(site.get(fmt::format("/documents/{}", *id)).status, 404);

  const auto page = show_preview(ask(*id), site.portal(), drafter);
  ASSERT_TRUE(page) << describe(page.error());
  EXPECT_EQ(page->status, 200);
  EXPECT_THAT(page->body, HasSubstr("<h1>关于清扫道路积雪的通知</h1>"));
  EXPECT_THAT(page->body, HasSubstr("预览：第 1 版，草稿。"));
  EXPECT_THAT(page->body, HasSubstr("各科室、各单位：现将有关事项通知如下。"));
  EXPECT_THAT(page->body, HasSubstr(fmt::format("href=\"/api/v1/documents/{}/files/", *id)));
  EXPECT_THAT(page->body, Not(HasSubstr("1970")));
  EXPECT_EQ(page->max_age, -1);
  EXPECT_TRUE(page->topics.empty()) << "it must never be kept";

  const auto stranger = show_preview(ask(*id), site.portal(), accounts::Principal());
  ASSERT_FALSE(stranger);
  EXPECT_EQ(stranger.error().key, "document.missing");
}

}  // namespace
}  // namespace dl::portal
