// The calendar of a year, through the router.
#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;

class CalendarOperations : public testing::Test {
 protected:
  static json::object year(json::array days) {
    return {{"source", "国办发明电〔2026〕1号"}, {"days", std::move(days)}};
  }
  static json::object day(const char* date, const char* name, bool working = false) {
    return {{"date", date}, {"name", name}, {"working", working}};
  }

  Town town;
  Browser system = town.person("system", Role::SystemAdministrator, town.bureau());
};

TEST_F(CalendarOperations, PreviewEnterShowAndRemoveAYear) {
  auto body = year({day("2027-01-01", "元旦"), day("2026-12-27", "元旦", true)});
  auto preview = town.post(system, "/api/v1/calendars/2027/preview", body);
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_EQ(preview.events, 0);
  EXPECT_EQ(preview.object().at("days"), json::value({day("2026-12-27", "元旦", true), day("2027-01-01", "元旦")}));
  auto entered = town.put(system, "/api/v1/calendars/2027", body);
  EXPECT_EQ(entered.status, 204) << entered.body;
  EXPECT_EQ(entered.events, 1);
  EXPECT_EQ(town.put(system, "/api/v1/calendars/2027", body).events, 0) << "nothing new";
  auto list = town.get(system, "/api/v1/calendars").object().at("items").as_array();
  EXPECT_EQ(list.at(0), json::value({{"year", 2027}, {"entered", true}}));
  EXPECT_EQ(list.at(1), json::value({{"year", 2026}, {"entered", false}}));
  auto shown = town.get(system, "/api/v1/calendars/2027");
  EXPECT_EQ(shown.text("source"), "国办发明电〔2026〕1号");
  EXPECT_EQ(shown.object().at("days").as_array().size(), 2U);
  EXPECT_EQ(town.get(system, "/api/v1/calendars/2027/removal").object().at("days").as_array().size(), 2U);
  EXPECT_EQ(town.ask(system, web::Verb::Delete, "/api/v1/calendars/2027").status, 204);
  EXPECT_EQ(town.get(system, "/api/v1/calendars/2027").status, 404);
  EXPECT_EQ(town.ask(system, web::Verb::Delete, "/api/v1/calendars/2027").key(), "calendar.not-entered");
}

TEST_F(CalendarOperations, TellWhichDocumentsAreDueOnAnotherDay) {
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  auto words = Town::words("道路保洁的通知");
  words["metadata"].as_object()["issued_on"] = "2026-12-09";
  words["column"] = town.column(town.bureau());
  ASSERT_EQ(town.post(drafter, "/api/v1/documents", words).status, 201);
  auto due = [&] { return town.get(drafter, "/api/v1/worklist").object().at("items").at(0).at("due_on"); };
  EXPECT_EQ(due(), "2027-01-06");
  auto body = year({day("2027-01-01", "元旦"), day("2027-01-04", "元旦")});
  auto preview = town.post(system, "/api/v1/calendars/2027/preview", body);
  EXPECT_EQ(preview.object().at("dues"), 1) << preview.body;
  EXPECT_EQ(preview.object().at("moved").at(0).at("before"), "2027-01-06");
  EXPECT_EQ(preview.object().at("moved").at(0).at("after"), "2027-01-08");
  EXPECT_EQ(town.put(system, "/api/v1/calendars/2027", body).status, 204);
  EXPECT_EQ(due(), "2027-01-08");
}

TEST_F(CalendarOperations, ReadAFileWithoutEnteringIt) {
  auto read = town.post(system, "/api/v1/calendars/read",
                        {{"text", R"({"year": 2027, "papers": [], "days": [)"
                                  R"({"name": "元旦", "date": "2027-01-01", "isOffDay": true}]})"}});
  EXPECT_EQ(read.status, 200) << read.body;
  EXPECT_EQ(read.events, 0);
  EXPECT_EQ(read.object().at("days"), json::value(json::array{day("2027-01-01", "元旦")}));
}

TEST_F(CalendarOperations, RefuseWhatIsNoCalendar) {
  struct Case {
    const char* name;
    const char* target;
    json::object body;
  } cases[] = {
      {"no file", "/api/v1/calendars/read", {{"text", "放假"}}},
      {"a make-up Tuesday", "/api/v1/calendars/2027/preview", year({day("2027-01-05", "元旦", true)})},
      {"a day twice", "/api/v1/calendars/2027/preview", year({day("2027-01-01", "元旦"), day("2027-01-01", "元旦")})},
      {"another year", "/api/v1/calendars/2027/preview", year({day("2028-01-01", "元旦")})},
      {"a year after a gap", "/api/v1/calendars/2029/preview", year({day("2029-01-01", "元旦")})},
      {"no day", "/api/v1/calendars/2027/preview", year({})},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto reply = town.post(system, c.target, c.body);
    EXPECT_EQ(reply.status, 422) << reply.body;
    EXPECT_EQ(reply.key(), "calendar.invalid");
    EXPECT_EQ(reply.events, 0);
  }
}

}  // namespace
}  // namespace dl::api
