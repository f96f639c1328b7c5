// The seal of an agency over the API: for whoever may issue its letters, and for nobody else.
#include <gmock/gmock.h>

#include "api/town_fixture.h"
#include "paper/letter_sample.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::SizeIs;

class SealsApi : public testing::TestWithParam<test::Store> {
 protected:
  SealsApi() : town(GetParam()) {
    approver = town.person("approver", Role::RequestApprover, town.bureau());
    officer = town.person("officer", Role::RequestOfficer, town.bureau());
    stranger = town.person("stranger", Role::RequestApprover, town.other());
  }
  std::string at(std::string_view below = {}) const {
    return fmt::format("/api/v1/seals{}?agency={}", below, town.bureau());
  }
  Reply upload(Browser& as, const std::string& png, const char* width = "45") {
    return town.ask(as, web::Verb::Post, fmt::format("{}&width={}", at(), width), png, {{"Content-Type", ""}});
  }

  Town town;
  Browser approver = {};
  Browser officer = {};
  Browser stranger = {};
};
DL_ON_EVERY_ENGINE(SealsApi);

TEST_P(SealsApi, IsUploadedAndSeenByWhoeverMayIssue) {
  const auto png = paper::seal_png(200);
  EXPECT_EQ(upload(officer, png).status, 403);
  EXPECT_EQ(upload(stranger, png).status, 403);
  EXPECT_EQ(upload(approver, "GIF89a").key(), "paper.seal");
  EXPECT_EQ(upload(approver, paper::opaque_png()).key(), "paper.seal-opaque");
  EXPECT_EQ(upload(approver, png, "99").key(), "paper.seal-width");
  const auto made = upload(approver, png);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.object().at("width").as_int64(), 45);
  EXPECT_EQ(upload(approver, png).key(), "request.seal-same");
  const auto below = fmt::format("/{}/image", made.object().at("id").as_int64());
  const auto sent = town.get(approver, at(below));
  EXPECT_EQ(sent.status, 200);
  EXPECT_TRUE(sent.body.starts_with("\x89PNG"));
  EXPECT_EQ(town.get(officer, at(below)).status, 403);
  EXPECT_EQ(town.get(stranger, at(below)).status, 403);
  ASSERT_EQ(upload(approver, paper::seal_png(300)).status, 201);
  EXPECT_THAT(town.get(approver, at()).object().at("items").as_array(), SizeIs(2));
  EXPECT_THAT(town.get(stranger, at()).object().at("items").as_array(), SizeIs(0));
  const auto uses = fmt::format("/api/v1/seal-uses?agency={}", town.bureau());
  EXPECT_THAT(town.get(approver, uses).object().at("items").as_array(), SizeIs(0));
}

}  // namespace
}  // namespace dl::api
