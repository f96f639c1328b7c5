// The guide of an agency and what its pages offer, by what the agency has said of its channels.
#include <gtest/gtest.h>

#include "portal/matters/window_fixture.h"

namespace dl::portal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Offer closed() {
  return {.channels =
              requests::Channels{.online = false, .fax = true, .post_address = "邮政信箱 7 号", .fax_number = "0969-1"},
          .bodies = {"清州市人民政府", "清州市中级人民法院", "https://fuyi.example/"}};
}

class GuideSite : public AskingSite {
 public:
  void offers(Offer offer) {
    window().offer = [offer = std::move(offer)](db::Session&, std::int64_t) { return Outcome<Offer>(offer); };
  }
};

TEST(Guide, IsDrawnFromChannelsFeesPeriodsAndBodies) {
  GuideSite site;
  auto offer = closed();
  offer.channels->online = true;
  offer.channels->mail = true;
  offer.channels->mailbox = "ysqgk@csglj.example";
  site.offers(offer);
  expect_rows(site, {{"guide",
                      "/requests/guide",
                      200,
                      {"href=\"/requests/new\"", "当面提交", "邮政信箱 7 号", "0969-1", "mailto:ysqgk@csglj.example",
                       "口头申请", "20 个工作日内答复", "100元/件", "10元/页", "向清州市人民政府申请行政复议",
                       "清州市中级人民法院", "https://fuyi.example/", "href=\"/disclosure\""},
                      {}},
                     {"entry", "/requests", 200, {"href=\"/requests/guide\"", "href=\"/requests/new\"", "0969-1"}, {}},
                     {"disclosure", "/disclosure", 200, {"href=\"/requests/guide\""}, {}},
                     {"map", "/sitemap", 200, {"href=\"/requests/guide\""}, {}},
                     {"map for engines", "/sitemap.xml", 200, {"/requests/guide</loc>"}, {}}});
  EXPECT_THAT(site.get("/requests/guide").topics, testing::Contains("day"));
}

TEST(Guide, OfAnAgencyThatHasSaidNothingNamesNoBodyAndNoNumber) {
  AskingSite site;
  const auto page = site.get("/requests/guide");
  EXPECT_EQ(page.status, 200);
  for (const auto* part : {"href=\"/requests/new\"", "当面提交", "邮寄", "有管辖权的行政复议机关"})
    EXPECT_THAT(page.body, HasSubstr(part));
  for (const auto* part : {"发出后请来电确认", "在线申请行政复议"}) EXPECT_THAT(page.body, Not(HasSubstr(part)));
}

TEST(Guide, WhereNothingIsTakenOnlineThereIsNoFormAndThePageSaysWhereElse) {
  GuideSite site;
  site.offers(closed());
  expect_rows(site,
              {{"entry",
                "/requests",
                200,
                {"不接收网上提交的申请", "href=\"/requests/guide\"", "0969-1"},
                {"href=\"/requests/new\""}},
               {"guide", "/requests/guide", 200, {"0969-1"}, {"href=\"/requests/new\"", "不接收网上提交的申请"}},
               {"form", "/requests/new", 404, {"不接收网上提交的申请", "邮政信箱 7 号"}, {"name=\"contact.name\""}}});
  const auto sent = site.post("/requests/new", AskingSite::filled(std::string(32, 'a')));
  EXPECT_EQ(sent.status, 404);
  EXPECT_THAT(sent.body, HasSubstr("不接收网上提交的申请"));
  EXPECT_TRUE(sent.topics.empty());
  EXPECT_EQ(site.count("matter"), 0);
}

TEST(Guide, IsNotThereWithoutAWindow) {
  Site site;
  expect_rows(site, {{"guide", "/requests/guide", 404, {}, {}}});
}

}  // namespace
}  // namespace dl::portal
