// Feeds and the site map, compared with files kept beside the tests.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/markup.h"
#include "portal/portal_fixture.h"
#include "publications/metadata_json.h"

namespace dl::portal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// UPDATE_GOLDEN=1 rewrites the file; the difference is reviewed by eye.
void expect_golden(const std::string& name, const std::string& drawn) {
  const std::string path = std::string(DAYLIGHT_SOURCE_DIR) + "/tests/fixtures/portal/" + name;
  if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << drawn;
  std::ifstream file(path, std::ios::binary);
  std::stringstream kept;
  kept << file.rdbuf();
  EXPECT_EQ(drawn, kept.str()) << path;
}

void fill(Site& site) {
  site.publish(site.entry("news", "园林绿化“以奖代补” <试行> & 其他", "2023-12-31 23:59"));
  auto entry = site.entry("normative", "户外广告设置管理办法", "2024-02-01 08:30");
  entry.metadata.summary = "规定户外广告的设置条件、申请程序和监督检查。";
  site.publish(entry);
}

TEST(Feed, HoldsTheNewestDocuments) {
  Site site;
  fill(site);
  const auto feed = site.get("/feed.xml");
  EXPECT_EQ(feed.type, "application/atom+xml; charset=utf-8");
  expect_golden("feed.xml", feed.body);
  EXPECT_THAT(site.get("/columns/policies/feed.xml").body, Not(HasSubstr("园林绿化")));
  EXPECT_EQ(site.get("/columns/nowhere/feed.xml").status, 404);
}

// Pasted or badly decoded titles, as they were once taken: one of them must not stop every subscriber.
TEST(Feed, IsWellFormedWhateverATitleHolds) {
  Site site;
  auto entry = site.entry("news", "夜市公告", "2024-02-01 08:30");
  const auto id = site.publish(entry);
  auto& words = entry.metadata;
  words.title = "夜市\uFFFE公告\uFFFF\x02";
  words.summary = "摘要\U0001FFFE。";
  ASSERT_TRUE(site.portal().database.write([&](db::Session& session) {
    return session.run("UPDATE edition SET title = :title, summary = :summary, metadata = :all WHERE document = :id",
                       words.title, words.summary, publications::write_json(words), id);
  }));
  for (const auto& target :
       {std::string("/feed.xml"), std::string("/columns/news/feed.xml"), std::string("/sitemap.xml"), std::string("/"),
        std::string("/columns/news"), fmt::format("/documents/{}", id)}) {
    SCOPED_TRACE(target);
    const auto body = site.get(target).body;
    EXPECT_EQ(body, writable(body));
    EXPECT_EQ(body.find("夜市公告") != std::string::npos, target != "/sitemap.xml");
  }
}

TEST(SiteMap, ListsEveryPage) {
  Site site;
  fill(site);
  const auto map = site.get("/sitemap.xml");
  EXPECT_EQ(map.type, "application/xml; charset=utf-8");
  expect_golden("sitemap.xml", map.body);
}

TEST(SiteMap, IsSplitBeyondItsLimit) {
  Site site(test::Store::SqliteMemory, {.addresses_a_map = 2});
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(site.publish(site.entry("news", "新闻", "2024-02-01 08:30")));
  const auto index = site.get("/sitemap.xml").body;
  EXPECT_THAT(index, HasSubstr("<sitemapindex"));
  EXPECT_THAT(index, HasSubstr("/sitemap-pages.xml"));
  std::size_t found = 0;
  for (int part = 1; part <= 200; ++part) {
    if (index.find(fmt::format("/sitemap-{}.xml", part)) == std::string::npos) continue;
    const auto page = site.get(fmt::format("/sitemap-{}.xml", part));
    EXPECT_EQ(page.status, 200);
    for (const auto id : ids) found += page.body.find(fmt::format("/documents/{}<", id)) != std::string::npos;
  }
  EXPECT_EQ(found, ids.size());
  EXPECT_EQ(site.get("/sitemap-99999.xml").status, 404);
  EXPECT_EQ(site.get("/sitemap-x.xml").status, 404);
}

}  // namespace
}  // namespace dl::portal
