// A rectification that is struck off becomes an entry of its register.
#include "api/matters/struck_off.h"

#include <gmock/gmock.h>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::IsEmpty;
using testing::SizeIs;

TEST(FirstLink, IsWhatStandsInTheWords) {
  struct Row {
    const char* text;
    const char* link;
  };
  for (const auto& row :
       {Row{"已公开：https://example.gov.cn/annual/2024.html，请核查", "https://example.gov.cn/annual/2024.html"},
        Row{"见http://a.cn/1. 另见https://b.cn/2", "http://a.cn/1"}, Row{"已经整改", ""}, Row{"", ""},
        Row{"ftp://a.cn", ""}})
    EXPECT_EQ(first_link(row.text), row.link) << row.text;
}

class StruckOff : public testing::TestWithParam<test::Store> {
 protected:
  StruckOff() : town(GetParam()) {
    town.clock().set(Instant::at(Date(2026, 3, 2), 9, 30));
    supervisor = town.person("supervisor", Role::Supervisor, town.bureau());
    owner = town.person("owner", Role::AgencyAdministrator, town.bureau());
    keeper = town.person("keeper", Role::RecordKeeper, town.bureau());
  }

  void take(Browser& who, std::int64_t id, json::object step) {
    const auto reply = town.post(who, fmt::format("/api/v1/matters/{}/steps", id), std::move(step));
    ASSERT_EQ(reply.status, 200) << reply.body;
  }
  /// A problem that was found, assigned, reported in these words, and struck off.
  void struck_off(const std::string& report) {
    const auto found = town.post(supervisor, "/api/v1/rectifications",
                                 json::object{{"agency", town.bureau()},
                                              {"title", "年报未公开"},
                                              {"origin", "third"},
                                              {"kind", "annual_report"},
                                              {"problem", "2024年度报告在网站上找不到。"},
                                              {"place", "政府信息公开年报栏目"},
                                              {"measures", "补充公开"},
                                              {"found_on", "2026-03-01"}});
    ASSERT_EQ(found.status, 201) << found.body;
    const auto id = found.object().at("id").as_int64();
    take(supervisor, id, {{"step", "Assign"}, {"revision", 0}, {"department", "办公室"}, {"until", "2026-03-31"}});
    take(owner, id, {{"step", "Report"}, {"revision", 0}, {"reason", report}});
    take(supervisor, id, {{"step", "Confirm"}, {"revision", 0}});
  }
  json::array entries() {
    const auto list = town.get(keeper, "/api/v1/records?register=rectifications");
    EXPECT_EQ(list.status, 200) << list.body;
    return list.object().at("items").as_array();
  }

  Town town;
  Browser supervisor = {};
  Browser owner = {};
  Browser keeper = {};
};
DL_ON_EVERY_ENGINE(StruckOff);

TEST_P(StruckOff, BecomesAnEntryThatWaitsForTheRegistersTwoPeople) {
  struck_off("已补充公开，见 https://example.gov.cn/annual/2024.html");
  const auto all = entries();
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].at("cells").at("unit").as_string(), "办公室");
  EXPECT_EQ(all[0].at("state").as_string(), "Entered") << "nothing is public by striking it off";
  const auto id = all[0].at("id").as_int64();
  const auto whole = town.get(keeper, fmt::format("/api/v1/records/{}", id));
  ASSERT_EQ(whole.status, 200) << whole.body;
  EXPECT_THAT(whole.body, testing::HasSubstr("https://example.gov.cn/annual/2024.html"));
}

TEST_P(StruckOff, WithoutALinkItIsLeftToBeEnteredByHand) {
  struck_off("已补充公开");
  EXPECT_THAT(entries(), IsEmpty());
}

}  // namespace
}  // namespace dl::api
