// A rectification that is struck off becomes an entry of its register.
#include "api/matters/struck_off.h"

#include <gmock/gmock.h>

#include "api/matters/kinds.h"
#include "api/town_fixture.h"
#include "compliance/procedure.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::IsEmpty;
using testing::SizeIs;

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
  /// A file as evidence; its position.
  std::int64_t evidence(std::int64_t id) {
    auto desk = matter_desk(town.api());
    const auto file = desk.add_file(id, {.name = "整改后.txt", .bytes = "年报已经公开"}, compliance::kRectifies,
                                    accounts::Principal::machine("operator:test"));
    EXPECT_TRUE(file) << describe(file.error());
    return file ? file->position : 0;
  }
  /// A problem that was found, assigned, reported in these words and perhaps with a file, and struck off.
  void struck_off(const std::string& report, bool with_file = false) {
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
    json::object step = {{"step", "Report"}, {"revision", 0}, {"reason", report}};
    if (with_file) step["file"] = evidence(id);
    take(owner, id, std::move(step));
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
  struck_off("已补充公开", true);
  EXPECT_THAT(entries(), IsEmpty());
}

}  // namespace
}  // namespace dl::api
