// The registers of a site as programs ask for them.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "portal/records/register_fixture.h"
#include "records/content.h"
#include "records/open_data.h"
#include "tests/support/temporary_folder.h"

namespace dl::portal {
namespace {

namespace json = boost::json;
using records::Step;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

json::object asked(RegisterSite& site, const std::string& target, int status = 200) {
  const auto answer = site.get(target);
  EXPECT_EQ(answer.status, status) << target;
  EXPECT_EQ(answer.type, "application/json; charset=utf-8") << target;
  return json::parse(answer.body).as_object();
}

TEST(OpenApi, ListsWhatIsPublicByTheConditionsOfThePage) {
  RegisterSite site;
  site.published("penalties", site.penalty(1));
  site.published("penalties", site.penalty(2, {{"decided_on", "2024-03-01"}}, "a natural person"));
  site.entered("penalties", site.penalty(3));
  const auto all = asked(site, "/data/penalties/records");
  EXPECT_EQ(all.at("records").as_array().size(), 2U);
  EXPECT_TRUE(all.at("next").is_null());
  EXPECT_THAT(json::serialize(all), AllOf(HasSubstr("张某某"), Not(HasSubstr("张三")), Not(HasSubstr("3号"))));
  EXPECT_EQ(asked(site, "/data/penalties/records?decided_on=2024").at("records").as_array().size(), 1U);
  EXPECT_EQ(asked(site, "/data/penalties/records?q=阳光餐饮").at("records").as_array().size(), 1U);
  EXPECT_EQ(site.get("/data/penalties/records?decided_on=soon").status, 404);
  EXPECT_EQ(site.get("/data/lamps/records").status, 404);
}

TEST(OpenApi, EachPageNamesTheNextOne) {
  RegisterSite site;
  for (int number = 1; number <= 101; ++number) site.published("penalties", site.penalty(number));
  const auto first = asked(site, "/data/penalties/records?kinds=fine");
  ASSERT_EQ(first.at("records").as_array().size(), 100U);
  const std::string next(first.at("next").as_string());
  const auto second = asked(site, next.substr(next.find("/data/")));
  EXPECT_EQ(second.at("records").as_array().size(), 1U);
  EXPECT_TRUE(second.at("next").is_null());
}

TEST(OpenApi, ARecordComesWithItsHistoryAndLeavesATombstone) {
  RegisterSite site;
  const auto id = site.published("penalties", site.penalty(1));
  const auto hidden = site.entered("penalties", site.penalty(2));
  site.correct(id, site.penalty(1, {{"offence", "擅自占用道路"}}), "事由写错");
  const auto at = fmt::format("/data/penalties/records/{}", id);
  const auto whole = asked(site, at);
  EXPECT_EQ(whole.at("record").at("_record"), json::value(id));
  ASSERT_EQ(whole.at("history").as_array().size(), 2U);
  EXPECT_EQ(whole.at("history").at(1).at("ground"), json::value("事由写错"));
  EXPECT_EQ(site.get(fmt::format("/data/penalties/records/{}", hidden)).status, 404);
  EXPECT_EQ(site.get(fmt::format("/data/parking/records/{}", id)).status, 404);
  ASSERT_TRUE(site.registers().take(id, Step::Withdraw, "决定被撤销", site.clerk()));
  const auto gone = asked(site, at, 410);
  EXPECT_EQ(gone.at("ground"), json::value("决定被撤销"));
  EXPECT_THAT(json::serialize(gone), Not(HasSubstr("阳光餐饮")));
}

TEST(OpenApi, TheDescriptionHasEachRegisterThatIsHandedOver) {
  RegisterSite site;
  test::TemporaryFolder folder;
  records::OpenData open(site.journal(), {records::registers(), *site.portal().projection, folder.path()});
  site.portal().open_data = folder.path();
  site.published("penalties", site.penalty(1));
  ASSERT_TRUE(open.make_what_is_due());
  const auto described = asked(site, "/data/openapi.json");
  EXPECT_EQ(described.at("paths").as_object().size(), 3U);
  const auto& schema = described.at("components").at("schemas").at("penalties").as_object();
  for (const auto& field : records::penalties().fields)
    EXPECT_EQ(schema.at("properties").as_object().contains(field.code), !records::is_closed(field)) << field.code;
}

}  // namespace
}  // namespace dl::portal
