// The file of a request over the API: for the office that handles it, once it is filed away, and on record.
#include <gmock/gmock.h>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;

class ArchiveApi : public testing::TestWithParam<test::Store> {
 protected:
  ArchiveApi() : town(GetParam()) {
    town.clock().set(Instant::at(Date(2026, 3, 2), 9, 30));
    officer = town.person("officer", Role::RequestOfficer, town.bureau());
    stranger = town.person("stranger", Role::RequestOfficer, town.other());
  }

  std::int64_t accepted() {
    const json::object form = {
        {"agency", town.bureau()},
        {"channel", "counter"},
        {"came_on", "2026-03-02"},
        {"purpose", "information"},
        {"applicant", "natural"},
        {"contact",
         {{"name", "张三"}, {"identity_kind", "passport"}, {"identity_number", "E1"}, {"phone", "13800000000"}}},
        {"wanted", "2025年供热管网改造的验收资料"},
        {"way", "collect"},
        {"carrier", "paper"}};
    const auto made = town.post(officer, "/api/v1/requests", form);
    EXPECT_EQ(made.status, 201) << made.body;
    const auto id = made.status == 201 ? made.object().at("id").as_int64() : 0;
    take(id, {{"step", "Accept"}, {"revision", 0}});
    return id;
  }
  void take(std::int64_t id, json::object step) {
    const auto taken = town.post(officer, fmt::format("/api/v1/matters/{}/steps", id), std::move(step));
    EXPECT_EQ(taken.status, 200) << taken.body;
  }
  Reply archive(Browser& who, std::int64_t id) {
    return town.post(who, fmt::format("/api/v1/matters/{}/archive", id), json::object());
  }

  Town town;
  Browser officer = {};
  Browser stranger = {};
};
DL_ON_EVERY_ENGINE(ArchiveApi);

TEST_P(ArchiveApi, WhatWasFiledAwayIsHandedOutOnRecord) {
  const auto id = accepted();
  EXPECT_EQ(archive(officer, id).key(), "request.not-archived");
  take(id, {{"step", "Withdraw"}, {"revision", 0}, {"reason", "来函撤回"}, {"on", "2026-03-02"}});
  take(id, {{"step", "Archive"}, {"revision", 0}});
  const auto file = archive(officer, id);
  ASSERT_EQ(file.status, 200) << file.body;
  EXPECT_EQ(file.events, 1);
  EXPECT_THAT(file.body, testing::StartsWith("PK"));
  EXPECT_THAT(file.header("Content-Disposition"), testing::EndsWith(".zip"));
  EXPECT_EQ(archive(officer, id).body, file.body) << "the same each time";
  EXPECT_EQ(archive(stranger, id).status, 404);
}

TEST_P(ArchiveApi, SheetsAreDrawnFromTheCase) {
  const auto id = accepted();
  const auto sheet = [&](Browser& who, std::string_view query) {
    return town.get(who, fmt::format("/api/v1/matters/{}/sheet?{}", id, query));
  };
  for (const auto* name : {"application", "registration", "service"}) {
    const auto pdf = sheet(officer, fmt::format("sheet={}", name));
    ASSERT_EQ(pdf.status, 200) << pdf.body;
    EXPECT_THAT(pdf.body, testing::StartsWith("%PDF-")) << name;
    EXPECT_THAT(sheet(officer, fmt::format("sheet={}&format=docx", name)).body, testing::StartsWith("PK")) << name;
  }
  EXPECT_EQ(sheet(officer, "sheet=service&format=odt").status, 422);
  EXPECT_EQ(sheet(officer, "sheet=other").status, 422);
  EXPECT_EQ(sheet(stranger, "sheet=registration").status, 404);
}

TEST_P(ArchiveApi, WhatIsToBePublishedGoesOutAsATable) {
  accepted();
  const json::object own = {{"kind", "request"}, {"agency", town.bureau()}, {"form", "Csv"}};
  const auto list = town.post(officer, "/api/v1/exports/request-publish-list", own);
  ASSERT_EQ(list.status, 200) << list.body;
  EXPECT_EQ(list.events, 1);
  EXPECT_THAT(list.body, testing::HasSubstr("信息内容"));
  EXPECT_THAT(list.body, testing::Not(testing::HasSubstr("供热管网"))) << "nobody decided that it be made public";
  EXPECT_EQ(town.post(stranger, "/api/v1/exports/request-publish-list", own).status, 403);
}

TEST_P(ArchiveApi, TheListIsNarrowedToWhatIsLookedAtAgain) {
  accepted();
  const auto list = town.get(officer, "/api/v1/matters?kind=request&reassess=all");
  ASSERT_EQ(list.status, 200) << list.body;
  EXPECT_TRUE(list.object().at("items").as_array().empty()) << "nothing was withheld";
  EXPECT_EQ(town.get(officer, "/api/v1/matters?kind=request&reassess=never").status, 422);
}

}  // namespace
}  // namespace dl::api
