// Table 3 over the API: within what a right reaches, and each number opens to as many requests.
#include <gmock/gmock.h>

#include "api/matters/kinds.h"
#include "api/town_fixture.h"
#include "figures/identity.h"
#include "requests/breakdown.h"
#include "requests/request_desk.h"

namespace dl::api {
namespace {

using accounts::Reach;
using accounts::Role;

class RequestTableTest : public testing::Test {
 protected:
  std::int64_t file(std::int64_t agency, requests::Applicant applicant = requests::Applicant::Natural,
                    std::optional<Date> came_on = {}) {
    auto& api = town_.api();
    auto matters = matter_desk(api);
    requests::RequestDesk desk(town_.journal(), matters, {api.letter_forms, api.around.sealing_key});
    const auto directory = api.around.directory.current();
    const auto* at = directory->agency(agency);
    const auto opened = desk.file({.place = {at->id, at->code, at->name},
                                   .channel = matters::Channel::Counter,
                                   .came_on = came_on.value_or(api.around.clock.today()),
                                   .applicant = applicant,
                                   .contact = {.name = "张三",
                                               .identity_kind = "passport",
                                               .identity_number = "E12345678",
                                               .phone = "13800000000"},
                                   .wanted = "预算"},
                                  "operator:test");
    EXPECT_TRUE(opened) << describe(opened.error());
    return opened ? opened->id : 0;
  }
  std::string days() {
    const auto today = town_.api().around.clock.today();
    return fmt::format("from={}&until={}", Date(today.year(), 1, 1).text(), Date(today.year(), 12, 31).text());
  }
  json::object get(Browser& browser, const std::string& target) {
    auto answer = town_.get(browser, target);
    EXPECT_EQ(answer.status, 200) << target << " " << answer.body;
    return answer.status == 200 ? answer.object() : json::object();
  }
  std::int64_t listed(Browser& browser, const std::string& more) {
    const auto list = get(browser, "/api/v1/matters?kind=request&limit=100&" + more);
    return static_cast<std::int64_t>(list.at("items").as_array().size());
  }

  Town town_;
};

TEST_F(RequestTableTest, OpensEachNumberToItsRequestsWithinTheReach) {
  file(town_.bureau());
  file(town_.bureau());
  file(town_.other());
  struct Row {
    const char* login;
    Reach reach;
    std::int64_t agency;
    std::int64_t received;
  };
  for (const auto& row :
       {Row{"own", Reach::Own, 0, 2}, Row{"all", Reach::All, 0, 3}, Row{"all.one", Reach::All, town_.other(), 1}}) {
    SCOPED_TRACE(row.login);
    auto one = town_.person(row.login, {{Role::RequestOfficer, town_.bureau(), row.reach}}, town_.bureau());
    const auto view = get(one, fmt::format("/api/v1/request-table?{}&agency={}", days(), row.agency));
    EXPECT_EQ(view.at("rows").as_array().size(), 25U);
    EXPECT_TRUE(view.at("breaches").as_array().empty());
    EXPECT_EQ(view.at("total").at("received").as_int64(), row.received);
    for (const auto& line : view.at("rows").as_array()) {
      const auto& columns = view.at("columns").as_array();
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string code(columns[i].at("code").as_string());
        const auto year = town_.api().around.clock.today().year();
        EXPECT_EQ(
            listed(one, fmt::format("agency={}&table_row={}&table_class={}&table_from={}-01-01&table_until={}-12-31",
                                    row.agency, line.at("row").as_int64(), code, year, year)),
            line.at("values").at(i).as_int64());
      }
    }
  }
}

// Whatever the line, its number is as many as the list shows to whoever asked, and no more.
TEST_F(RequestTableTest, OpensEachLineOfABreakdownWithinTheReach) {
  auto officer = town_.person("own", Role::RequestOfficer, town_.bureau());
  const auto first = file(town_.bureau());
  file(town_.bureau());
  file(town_.other());
  const auto taken = town_.post(officer, fmt::format("/api/v1/matters/{}/steps", first),
                                json::object{{"step", "Accept"}, {"code", "parking"}, {"revision", 0}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  const auto view = get(officer, "/api/v1/request-table?" + days());
  const auto& breakdowns = view.at("breakdowns").as_array();
  ASSERT_EQ(breakdowns.size(), requests::kSplits.size());
  const auto year = town_.api().around.clock.today().year();
  for (const auto& part : breakdowns)
    for (const auto& line : part.at("lines").as_array()) {
      const auto of = [&](int row) {
        return listed(officer, fmt::format("table_row={}&table_from={}-01-01&table_until={}-12-31&table_by={}"
                                           "&table_line={}",
                                           row, year, year, std::string(part.at("by").as_string()),
                                           web::percent_encode(std::string(line.at("code").as_string()))));
      };
      SCOPED_TRACE(json::serialize(line));
      EXPECT_EQ(of(1), line.at("received").as_int64());
      EXPECT_EQ(of(2), line.at("carried_in").as_int64());
      EXPECT_EQ(of(24), line.at("ended").as_int64());
      EXPECT_EQ(of(25), line.at("carried_on").as_int64());
    }
  const auto& topics = breakdowns.at(static_cast<std::size_t>(requests::Split::Topic));
  EXPECT_EQ(topics.at("by").as_string(), "topic");
  ASSERT_EQ(topics.at("lines").as_array().size(), 2U);
  EXPECT_EQ(topics.at("lines").at(0).at("title").as_string(), "停车");
  EXPECT_EQ(topics.at("lines").at(1).at("title").as_string(), "未分类");
  EXPECT_EQ(topics.at("lines").at(1).at("received").as_int64(), 1) << "another agency's are out of reach";
  EXPECT_EQ(listed(officer, "topic=parking"), 1);
  EXPECT_EQ(listed(officer, "topic=noise"), 0);
  EXPECT_EQ(listed(officer, fmt::format("topic=parking&table_row=1&table_from={0}-01-01&table_until={0}-12-31", year)),
            1)
      << "beside a cell";
  EXPECT_EQ(view.at("total").at("twice_median"), json::value(nullptr)) << "nothing was answered";
}

// Outsiders see of a request what decides its number; whoever may open it sees the whole, and gets there.
TEST_F(RequestTableTest, LeadsFromAFigureToTheRequest) {
  const auto id = file(town_.bureau());
  auto own = town_.person("own", Role::RequestOfficer, town_.bureau());
  const auto rows = get(own, "/api/v1/figures/requests.received/rows").at("items").as_array();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].at("withheld"), json::value(true));
  EXPECT_EQ(rows[0].at("address").as_string(), fmt::format("/matters/{}", id));
  EXPECT_EQ(rows[0].at("values").at("title").as_string(), "预算");
  EXPECT_EQ(rows[0].at("values").at("applicant").as_string(), "自然人");
}

TEST_F(RequestTableTest, LetsMattersOfEveryKindBeCounted) {
  file(town_.bureau());
  const auto& definitions = town_.api().figures;
  const auto today = town_.api().around.clock.today();
  const auto period = figures::Period::parse(fmt::format("{}", today.year()));
  ASSERT_TRUE(period);
  for (const auto& kind : matter_kinds()) {
    SCOPED_TRACE(kind.name);
    const bool attacks = kind.name == "review" || kind.name == "suit";  // both are counted by table 4
    const auto found = definitions.find(attacks ? "appeals.received" : fmt::format("{}s.received", kind.name));
    ASSERT_TRUE(found);
    EXPECT_EQ((*found)->source->needs, kind.read);
    const auto cells = town_.api().read(
        [&](db::Session& session) { return figures::cells(session, figures::Ask::of(**found, *period, 0, today)); });
    ASSERT_TRUE(cells) << describe(cells.error());
    EXPECT_EQ(cells->size(), kind.name == "request" ? 1U : 0U);
  }
  const auto unkept =
      town_.api().read([&](db::Session& session) { return figures::unkept(session, definitions, *period, 0, today); });
  ASSERT_TRUE(unkept) << describe(unkept.error());
  EXPECT_TRUE(unkept->empty());
}

// K4: what was entered later with a day in a year that is frozen shows in the next one, which is not frozen before the
// last one is frozen once more.
TEST_F(RequestTableTest, SaysThatAYearDoesNotGoOnFromTheFreezeOfTheLastOne) {
  const auto last = town_.api().around.clock.today().year() - 1;
  auto own = town_.person("own", Role::RequestOfficer, town_.bureau());
  auto manager = town_.person("manager", Role::AgencyAdministrator, town_.bureau());
  const auto freeze = [&](int year, const char* reason) {
    const json::object body = {{"period", std::to_string(year)}, {"agency", town_.bureau()}, {"reason", reason}};
    return town_.ask(manager, web::Verb::Post, "/api/v1/figure-freezes", json::serialize(body));
  };
  const auto breaches = [&] { return get(own, "/api/v1/request-table?" + days()).at("breaches").as_array(); };
  ASSERT_EQ(freeze(last, "").status, 200);
  EXPECT_TRUE(breaches().empty());
  file(town_.bureau(), requests::Applicant::Natural, Date(last, 12, 30));
  const auto natural = static_cast<int>(requests::Applicant::Natural);
  ASSERT_EQ(breaches().size(), 1U);
  EXPECT_EQ(breaches().at(0), json::value({{"identity", "K4"}, {"row", 0}, {"column", natural}}));
  EXPECT_EQ(freeze(last + 1, "").key(), "figures.continues");
  ASSERT_EQ(freeze(last, "补录一件").status, 200);
  EXPECT_TRUE(breaches().empty());
  EXPECT_EQ(freeze(last + 1, "").status, 200);
}

TEST_F(RequestTableTest, IsClosedAndStrict) {
  file(town_.bureau());
  auto drafter = town_.person("drafter", Role::Drafter, town_.bureau());
  EXPECT_EQ(town_.get(drafter, "/api/v1/request-table?" + days()).key(), "right.missing");
  auto own = town_.person("own", Role::RequestOfficer, town_.bureau());
  EXPECT_EQ(town_.get(own, fmt::format("/api/v1/request-table?{}&agency={}", days(), town_.other())).key(),
            "right.missing");
  EXPECT_EQ(town_.get(own, "/api/v1/request-table").key(), "request.table-days");
  EXPECT_EQ(town_.get(own, "/api/v1/request-table?from=2026-02-01&until=2026-01-01").key(), "request.table-days");
  EXPECT_EQ(town_
                .get(own,
                     "/api/v1/matters?kind=request&table_row=24&table_from=2026-01-01&table_until=2026-12-31"
                     "&table_by=days&table_line=7")
                .key(),
            "request.table-cell");
  for (const auto* cell : {"table_row=26&table_from=2026-01-01&table_until=2026-12-31", "table_row=1",
                           "table_row=1&table_class=guild&table_from=2026-01-01&table_until=2026-12-31"})
    EXPECT_EQ(town_.get(own, std::string("/api/v1/matters?kind=request&") + cell).key(), "request.table-cell");
}

}  // namespace
}  // namespace dl::api
