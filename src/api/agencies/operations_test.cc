// Changes of agencies, sites and columns: what a caller leaves out stays as it is.
#include "api/town_fixture.h"

#include <gmock/gmock.h>

namespace dl::api {
namespace {

using accounts::Role;

class AgencyOperations : public testing::Test {
 protected:
  /// One of a list, with the field that names it.
  json::object one(const std::string& list, std::int64_t id) {
    const auto reply = town.get(admin, list);
    for (const auto& item : reply.object().at("items").as_array())
      if (item.at("id").as_int64() == id) return item.as_object();
    ADD_FAILURE() << list << " has no " << id;
    return {};
  }
  json::object change(const std::string& target, const json::object& body, std::int64_t revision) {
    auto reply = town.put(admin, target, body, {{"If-Match", fmt::format("\"r{}\"", revision)}});
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_TRUE(town.reload());
    return reply.status == 200 ? reply.object() : json::object();
  }

  Town town;
  Browser admin = town.person("admin", Role::AgencyAdministrator, town.bureau());
};

TEST_F(AgencyOperations, ASiteKeepsTheFactsThatAreLeftOut) {
  const auto site = one("/api/v1/sites", town.site(town.bureau()));
  const auto target = fmt::format("/api/v1/sites/{}", site.at("id").as_int64());
  json::object body = {{"name", "城管局"}, {"host", site.at("host")}, {"prefix", site.at("prefix")}};
  body["facts"] = json::object{{"phone", "0000-1234567"}, {"organiser", "清州市城管局"}};
  const auto first = change(target, body, site.at("revision").as_int64());
  EXPECT_EQ(first.at("facts").at("phone").as_string(), "0000-1234567");
  body["facts"] = json::object{{"phone", "0000-7654321"}};
  const auto second = change(target, body, first.at("revision").as_int64());
  EXPECT_EQ(second.at("facts").at("phone").as_string(), "0000-7654321");
  EXPECT_EQ(second.at("facts").at("organiser").as_string(), "清州市城管局");
}

TEST_F(AgencyOperations, AColumnKeepsWhatIsLeftOut) {
  const auto id = town.column(town.bureau());
  const auto before = one("/api/v1/columns", id);
  const auto target = fmt::format("/api/v1/columns/{}", id);
  const auto first = change(target, {{"name", "通知"}, {"type", before.at("type")}, {"description", "说明"}},
                            before.at("revision").as_int64());
  EXPECT_EQ(first.at("update_cycle_days"), before.at("update_cycle_days"));
  EXPECT_EQ(first.at("position"), before.at("position"));
  const auto second = change(target, {{"name", "公告"}, {"type", before.at("type")}}, first.at("revision").as_int64());
  EXPECT_EQ(second.at("description").as_string(), "说明");
  EXPECT_EQ(second.at("name").as_string(), "公告");
}

TEST_F(AgencyOperations, AColumnNamesTheRegisterThatItShows) {
  const auto id = town.column(town.bureau());
  const auto before = one("/api/v1/columns", id);
  EXPECT_EQ(before.at("register_code").as_string(), "");
  const auto target = fmt::format("/api/v1/columns/{}", id);
  const auto first = change(target, {{"name", "停车"}, {"type", "Registers"}, {"register_code", "parking"}},
                            before.at("revision").as_int64());
  EXPECT_EQ(first.at("register_code").as_string(), "parking");
  const auto second = change(target, {{"name", "停车场"}, {"type", "Registers"}}, first.at("revision").as_int64());
  EXPECT_EQ(second.at("register_code").as_string(), "parking") << "left out, it stays";
  const auto unknown = town.put(admin, target, {{"name", "灯"}, {"type", "Registers"}, {"register_code", "lamps"}},
                                {{"If-Match", fmt::format("\"r{}\"", second.at("revision").as_int64())}});
  EXPECT_EQ(unknown.status, 422) << unknown.body;
  EXPECT_EQ(unknown.object().at("fields").at(0).at("field").as_string(), "register_code");
  const auto registers = town.get(admin, "/api/v1/vocabularies").object().at("registers").as_array();
  EXPECT_TRUE(std::ranges::any_of(registers, [](const auto& one) { return one.at("name") == "parking"; }));
}

TEST_F(AgencyOperations, AnAgencyKeepsItsParentItsOfficeAndTheDutiesOfItsDepartments) {
  const auto id = town.bureau();
  const auto before = one("/api/v1/agencies", id);
  const auto target = fmt::format("/api/v1/agencies/{}", id);
  const auto named =
      change(target, {{"name", "清州市城管局"}, {"short_name", "城管局"}}, before.at("revision").as_int64());
  EXPECT_EQ(named.at("parent"), before.at("parent"));

  const json::array departments = {json::object{{"name", "办公室"}, {"duties", "文电、会务"}}};
  const auto first = change(target + "/organisation",
                            {{"openness", {{"name", "办公室"}, {"phone", "0000-1"}}}, {"departments", departments}},
                            named.at("revision").as_int64());
  const auto office = first.at("departments").at(0).at("id");
  const json::array renamed = {json::object{{"id", office}, {"name", "综合科"}}};
  const auto second = change(target + "/organisation", {{"openness", {{"phone", "0000-2"}}}, {"departments", renamed}},
                             first.at("revision").as_int64());
  EXPECT_EQ(second.at("openness").at("name").as_string(), "办公室");
  EXPECT_EQ(second.at("openness").at("phone").as_string(), "0000-2");
  EXPECT_EQ(second.at("departments").at(0).at("duties").as_string(), "文电、会务");
}

TEST_F(AgencyOperations, ColumnsAreAddedAndChangedByTheirAdministrators) {
  auto added =
      town.post(admin, "/api/v1/columns",
                {{"site", town.site(town.bureau())}, {"slug", "snow"}, {"name", "除雪专题"}, {"type", "Topics"}});
  ASSERT_EQ(added.status, 201) << added.body;
  auto id = added.object().at("id").as_int64();
  const auto column = fmt::format("/api/v1/columns/{}", id);
  const json::value words = {{"name", "扫雪专题"}, {"type", "Topics"}};
  EXPECT_EQ(town.put(admin, column, words).status, 428);
  auto changed = town.put(admin, column, words, {{"If-Match", added.header("ETag")}});
  EXPECT_EQ(changed.status, 200) << changed.body;
  auto late = town.put(admin, column, words, {{"If-Match", added.header("ETag")}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(late.object().at("current").at("name").as_string(), "扫雪专题");
  EXPECT_THAT(town.get(admin, fmt::format("/api/v1/columns?site={}", town.site(town.bureau()))).body,
              testing::HasSubstr("扫雪专题"));
  auto lists = town.get(admin, "/api/v1/vocabularies");
  ASSERT_EQ(lists.status, 200) << lists.body;
  EXPECT_EQ(lists.object().at("kinds").as_array().size(), 15U);
  EXPECT_EQ(lists.object().at("states").as_array().size(), 9U);
  EXPECT_EQ(town.get(admin, "/api/v1/agencies").object().at("items").as_array().size(), 3U);
}

}  // namespace
}  // namespace dl::api
