// Requests whose day is near: as a filter of the list, as a mark in open work, and pressed for by whoever supervises.
#include <gmock/gmock.h>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::HasSubstr;
using testing::SizeIs;

class BandsApi : public testing::TestWithParam<test::Store> {
 protected:
  BandsApi() : town_(GetParam()) {
    on(Date(2026, 3, 2));
    officer_ = town_.person("officer", Role::RequestOfficer, town_.bureau());
    supervisor_ = town_.person("supervisor", Role::RequestSupervisor, town_.bureau());
    const auto made = town_.post(
        officer_, "/api/v1/requests",
        {{"agency", town_.bureau()},
         {"channel", "counter"},
         {"came_on", "2026-03-02"},
         {"purpose", "information"},
         {"applicant", "natural"},
         {"contact",
          {{"name", "张三"}, {"identity_kind", "passport"}, {"identity_number", "E1"}, {"phone", "13800000000"}}},
         {"wanted", "供热管网改造的验收资料"},
         {"way", "collect"},
         {"carrier", "paper"}});
    EXPECT_EQ(made.status, 201) << made.body;
    id_ = made.status == 201 ? made.object().at("id").as_int64() : 0;
  }

  void on(Date day) { town_.clock().set(Instant::at(day, 9, 30)); }
  Reply take(Browser& as, json::object step) {
    return town_.post(as, fmt::format("/api/v1/matters/{}/steps", id_), std::move(step));
  }
  std::size_t listed(Browser& as, const std::string& band) {
    const auto list = town_.get(as, "/api/v1/matters?band=" + band);
    EXPECT_EQ(list.status, 200) << list.body;
    return list.status == 200 ? list.object().at("items").as_array().size() : 0;
  }
  json::object task(Browser& as) {
    const auto list = town_.get(as, "/api/v1/worklist");
    EXPECT_EQ(list.status, 200) << list.body;
    const auto& items = list.object().at("items").as_array();
    EXPECT_THAT(items, SizeIs(1));
    return items.empty() ? json::object() : items.front().as_object();
  }

  Town town_;
  Browser officer_ = {};
  Browser supervisor_ = {};
  std::int64_t id_ = 0;
};
DL_ON_EVERY_ENGINE(BandsApi);

// Twenty working days from 2 March 2026 end on the 30th.
TEST_P(BandsApi, ListAndOpenWorkSayHowNearItsDayIs) {
  ASSERT_EQ(take(officer_, {{"step", "Accept"}, {"revision", 0}}).status, 200);
  ASSERT_EQ(take(officer_, {{"step", "Assign"}, {"revision", 0}, {"department", "养护科"}}).status, 200)
      << "or 告知补正 would be due before";
  struct Row {
    Date day = {};
    std::string band = {};
    std::string mark = {};
  };
  for (const auto& row : {Row{Date(2026, 3, 3)}, Row{Date(2026, 3, 24)}, Row{Date(2026, 3, 25), "near", "临近到期"},
                          Row{Date(2026, 3, 27), "last", "即将到期"}, Row{Date(2026, 3, 30), "last", "即将到期"},
                          Row{Date(2026, 3, 31), "overdue", "已逾期"}}) {
    SCOPED_TRACE(row.day.text());
    on(row.day);
    officer_ = town_.sign_in("officer");
    for (const auto* band : {"near", "last", "overdue"}) EXPECT_EQ(listed(officer_, band), row.band == band ? 1U : 0U);
    EXPECT_EQ(task(officer_).at("band_name").as_string(), row.mark);
  }
  EXPECT_EQ(town_.get(officer_, "/api/v1/matters?band=never").status, 422);
}

TEST_P(BandsApi, WhoeverSupervisesPressesForAnAnswerAndDoesNothingElse) {
  const auto whole = town_.get(supervisor_, fmt::format("/api/v1/matters/{}", id_)).object();
  const auto& steps = whole.at("steps").as_array();
  ASSERT_THAT(steps, SizeIs(1));
  EXPECT_EQ(steps.front().at("step").as_string(), "Urge");
  EXPECT_EQ(take(supervisor_, {{"step", "Urge"}, {"revision", 0}}).key(), "matter.reason-owed");
  EXPECT_EQ(take(supervisor_, {{"step", "Accept"}, {"revision", 0}}).key(), "right.missing");
  EXPECT_EQ(take(officer_, {{"step", "Urge"}, {"revision", 0}, {"reason", "催办"}}).key(), "right.missing");
  const auto urged = take(supervisor_, {{"step", "Urge"}, {"revision", 0}, {"reason", "请本周内答复"}});
  ASSERT_EQ(urged.status, 200) << urged.body;
  int noted = 0;
  for (const auto& fact : urged.object().at("facts").as_array()) {
    if (fact.at("verb").as_string() != "request.urged") continue;
    EXPECT_FALSE(fact.at("told").as_bool()) << "the applicant's page tells nothing of it";
    ++noted;
  }
  EXPECT_EQ(noted, 1);
  EXPECT_EQ(urged.object().at("state").as_string(), "Received");
  EXPECT_THAT(std::string(task(officer_).at("state_name").as_string()), HasSubstr("已督办"));
  EXPECT_THAT(town_.get(supervisor_, "/api/v1/worklist").object().at("items").as_array(), SizeIs(0));
}

}  // namespace
}  // namespace dl::api
