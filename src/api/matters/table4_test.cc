// Reviews and suits over the API: entered on a request, and table 4, each number of which opens to as many cases.
#include <gmock/gmock.h>

#include "api/matters/kinds.h"
#include "api/town_fixture.h"
#include "requests/request_desk.h"

namespace dl::api {
namespace {

using accounts::Role;

class AppealTableTest : public testing::Test {
 protected:
  /// The number of a request that was withdrawn, which is an end.
  std::string withdrawn() {
    auto& api = town_.api();
    auto matters = matter_desk(api);
    requests::RequestDesk desk(town_.journal(), matters, {api.letter_forms, api.around.sealing_key});
    const auto* at = api.around.directory.current()->agency(town_.bureau());
    const auto opened = desk.file({.place = {at->id, at->code, at->name},
                                   .channel = matters::Channel::Counter,
                                   .came_on = api.around.clock.today(),
                                   .contact = {.name = "张三",
                                               .identity_kind = "passport",
                                               .identity_number = "E12345678",
                                               .phone = "13800000000"},
                                   .wanted = "预算"},
                                  "operator:test");
    EXPECT_TRUE(opened) << describe(opened.error());
    if (!opened) return {};
    const auto ended = take(opened->id, {{"step", "Withdraw"}, {"reason", "来电"}, {"revision", 0}});
    EXPECT_EQ(ended.status, 200) << ended.body;
    return opened->number;
  }
  json::object papers(const std::string& request) {
    return {{"agency", town_.bureau()},
            {"request", request},
            {"body", "清州市人民政府"},
            {"way", "simplified"},
            {"received_on", town_.api().around.clock.today().text()}};
  }
  Reply take(std::int64_t id, json::object step) {
    return town_.post(officer_, fmt::format("/api/v1/matters/{}/steps", id), std::move(step));
  }
  json::object table(Browser& as) {
    const auto year = town_.api().around.clock.today().year();
    const auto answer = town_.get(as, fmt::format("/api/v1/appeal-table?from={0}-01-01&until={0}-12-31", year));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.object();
  }
  std::int64_t listed(const std::string& block, const std::string& column) {
    const auto year = town_.api().around.clock.today().year();
    const auto answer =
        town_.get(officer_, fmt::format("/api/v1/matters?appeal_block={}&appeal_column={}&table_from={}-01-01&"
                                        "table_until={}-12-31",
                                        block, column, year, year));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return std::ssize(answer.object().at("items").as_array());
  }

  Town town_;
  Browser officer_ = town_.person("officer", Role::RequestOfficer, town_.bureau());
};

TEST_F(AppealTableTest, OpensEachNumberToItsCases) {
  const auto request = withdrawn();
  const auto review = town_.post(officer_, "/api/v1/reviews", papers(request));
  ASSERT_EQ(review.status, 201) << review.body;
  const auto id = review.object().at("id").as_int64();
  const auto today = town_.api().around.clock.today().text();
  const auto decided = take(id, {{"step", "Decide"}, {"on", today}, {"code", "corrected"}, {"revision", 0}});
  ASSERT_EQ(decided.status, 200) << decided.body;
  EXPECT_EQ(decided.object().at("outcome_name").as_string(), "结果纠正");
  const auto suit = town_.post(officer_, "/api/v1/suits", papers(request));
  ASSERT_EQ(suit.status, 201) << suit.body;
  ASSERT_EQ(town_.post(officer_, "/api/v1/suits", papers(withdrawn())).status, 201);
  const auto view = table(officer_);
  const std::vector<std::vector<std::int64_t>> expected = {{0, 1, 0, 0, 1}, {0, 0, 0, 1, 1}, {0, 0, 0, 1, 1}};
  const auto& blocks = view.at("blocks").as_array();
  ASSERT_EQ(blocks.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const std::string block(blocks[i].at("block").as_string());
    EXPECT_TRUE(blocks[i].at("adds_up").as_bool());
    for (std::size_t column = 0; column < expected[i].size(); ++column) {
      const std::string code(view.at("columns").at(column).at("code").as_string());
      EXPECT_EQ(blocks[i].at("values").at(column).as_int64(), expected[i][column]) << block << " " << code;
      EXPECT_EQ(listed(block, code), expected[i][column]) << block << " " << code;
    }
  }
  const auto whole = town_.get(officer_, fmt::format("/api/v1/matters/{}", id)).object();
  EXPECT_EQ(whole.at("relations").at(0).at("number"), suit.object().at("number")) << "what came of it first";
  EXPECT_EQ(whole.at("relations").at(1).at("number").as_string(), request);
}

TEST_F(AppealTableTest, IsOfWhatTheRightReaches) {
  const auto request = withdrawn();
  auto elsewhere = town_.person("elsewhere", Role::RequestOfficer, town_.other());
  EXPECT_EQ(town_.post(elsewhere, "/api/v1/reviews", papers(request)).key(), "right.missing");
  ASSERT_EQ(town_.post(officer_, "/api/v1/reviews", papers(request)).status, 201);
  const auto seen = table(elsewhere);
  for (const auto& block : seen.at("blocks").as_array()) EXPECT_EQ(block.at("values").at(4).as_int64(), 0);
  EXPECT_EQ(town_.get(officer_, "/api/v1/appeal-table").key(), "appeal.table-days");
  EXPECT_EQ(town_.get(officer_, "/api/v1/matters?appeal_block=review").key(), "appeal.table-cell");
}

}  // namespace
}  // namespace dl::api
