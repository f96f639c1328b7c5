#include "base/calendar_year.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/calendar.h"
#include "base/resources.h"

namespace dl {
namespace {

using testing::HasSubstr;

constexpr std::string_view kJson = R"({"$schema": "x", "year": 2027, "papers": ["https://www.gov.cn/a.htm"], "days": [
  {"name": "元旦", "date": "2026-12-31", "isOffDay": false},
  {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
  {"name": "元旦", "date": "2027-01-02", "isOffDay": true},
  {"name": "春节", "date": "2027-02-06", "isOffDay": true},
  {"name": "春节", "date": "2027-01-31", "isOffDay": false}]})";

std::string json_with(std::string_view old, std::string_view text) {
  std::string json(kJson);
  return json.replace(json.find(old), old.size(), text);
}

TEST(CalendarYear, IsReadFromHolidayCn) {
  auto json = json_with("2026-12-31", "2026-12-27");  // a Sunday
  auto year = CalendarYear::parse("2027.json", json);
  ASSERT_TRUE(year) << describe(year.error());
  EXPECT_EQ(year->year, 2027);
  ASSERT_EQ(year->days.size(), 5U);
  EXPECT_TRUE(year->days.at({2027, 1, 31}).working);
  EXPECT_EQ(year->days.at({2027, 2, 6}).name, "春节");
  ASSERT_EQ(year->notices.size(), 1U);
  EXPECT_EQ(year->notices[0].source, "https://www.gov.cn/a.htm");
  EXPECT_EQ(year->toml(),
            "year = 2027\n\n[[notice]]\nsource = \"https://www.gov.cn/a.htm\"\n\n[[holiday]]\nname = \"元旦\"\n"
            "off = [\"2027-01-01..2027-01-02\"]\nwork = [\"2026-12-27\"]\n\n[[holiday]]\nname = \"春节\"\n"
            "off = [\"2027-02-06\"]\nwork = [\"2027-01-31\"]\n");
}

TEST(CalendarYear, IsRefusedWithThePlace) {
  struct Case {
    const char* name;
    std::string text;
    const char* said;
  } cases[] = {
      {"no JSON", "{\"year\": 2027,", "f:1: this is no JSON object"},
      {"no year", "{\"days\": []}", "f:1: 'year' is not between"},
      {"the file before the notice is out", R"({"year": 2027, "papers": [], "days": []})", "no day of 2027 is given"},
      {"a make-up Thursday", std::string(kJson), "f: day 1: 2026-12-31 is a weekday"},
      {"a day of another year", json_with("2026-12-31", "2028-01-01"), "f: day 1: 2028-01-01 is after 2027"},
      {"long before", json_with("2026-12-31", "2026-11-29"), "f: day 1: 2026-11-29 is outside 2027"},
      {"twice", json_with("2026-12-31\", \"isOffDay\": false", "2027-01-01\", \"isOffDay\": true"),
       "f: day 2: 2027-01-01 is already named at f: day 1"},
      {"no date", json_with("2026-12-31", "2026-12-32"), "f: day 1: this is no day"},
      {"no name", json_with("\"name\": \"元旦\"", "\"nom\": \"元旦\""), "f: day 1: this is no day"},
      {"no word of being off", json_with("\"isOffDay\": false", "\"isOffDay\": 0"), "f: day 1: this is no day"},
      {"a number in place of a day", R"({"year": 2027, "days": [3]})", "f: day 1: this is no day"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto year = CalendarYear::parse("f", c.text);
    ASSERT_FALSE(year);
    EXPECT_EQ(year.error().key, "data.invalid");
    EXPECT_THAT(year.error().detail, HasSubstr(c.said));
  }
}

TEST(CalendarYear, WritesWhatItReadsBack) {
  ASSERT_TRUE(set_resource_overlay(DAYLIGHT_SOURCE_DIR));
  for (int number = 2007; number <= 2026; ++number) {
    SCOPED_TRACE(number);
    auto name = fmt::format("data/calendar/{}.toml", number);
    auto year = CalendarYear::parse(name, load_resource(name).value());
    ASSERT_TRUE(year);
    auto again = CalendarYear::parse(name, year->toml());
    ASSERT_TRUE(again) << describe(again.error());
    EXPECT_EQ(again->toml(), year->toml());
    ASSERT_EQ(again->days.size(), year->days.size());
    for (const auto& [date, day] : year->days) {
      EXPECT_EQ(again->days.at(date).name, day.name);
      EXPECT_EQ(again->days.at(date).working, day.working);
    }
    EXPECT_EQ(again->notices.size(), year->notices.size());
  }
  CalendarYear odd{.year = 2027,
                   .notices = {{.source = "a \"quoted\" \\ source\nin two lines"}},
                   .days = {{{2027, 1, 1}, {.name = "\"元旦\\"}}}};
  auto read = CalendarYear::parse("2027.toml", odd.toml());
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->days.at({2027, 1, 1}).name, "\"元旦\\");
  EXPECT_EQ(read->notices[0].source, "a \"quoted\" \\ source in two lines");
}

TEST(Calendar, TakesYearsThatWereEnteredAndSaysWhatTheyChange) {
  ASSERT_TRUE(set_resource_overlay(DAYLIGHT_SOURCE_DIR));
  auto before = Calendar::load();
  auto next = CalendarYear::parse("f", json_with("2026-12-31", "2026-12-27"));
  ASSERT_TRUE(before && next);
  auto after = Calendar::load({{2027, next->toml()}});
  ASSERT_TRUE(after) << describe(after.error());
  EXPECT_EQ(after->last_year(), 2027);
  EXPECT_TRUE(after->is_settled({2027, 1, 5}));
  EXPECT_NE(after->version(), before->version());
  std::vector<std::string> told;
  for (const auto& day : changed_days(*before, *after))
    told.push_back(fmt::format("{} {} {}", day.date.text(), day.working, day.name));
  EXPECT_THAT(told, testing::ElementsAre("2026-12-27 true 元旦", "2027-01-01 false 元旦", "2027-01-31 true 春节"));
  EXPECT_THAT(changed_days(*after, *after), testing::IsEmpty());
  // A year in place of a built-in one, and one with a gap before it.
  auto amended = Calendar::load({{2026,
                                  "year = 2026\n[[notice]]\nsource = \"s\"\n[[holiday]]\nname = \"n\"\n"
                                  "off = [\"2026-01-01\"]\n"}});
  ASSERT_TRUE(amended);
  EXPECT_TRUE(amended->is_working_day({2026, 2, 16}));
  auto gap = Calendar::load({{2028,
                              "year = 2028\n[[notice]]\nsource = \"s\"\n[[holiday]]\nname = \"n\"\n"
                              "off = [\"2028-01-03\"]\n"}});
  ASSERT_FALSE(gap);
  EXPECT_THAT(gap.error().detail, HasSubstr("2027.toml: the file is missing"));
}

}  // namespace
}  // namespace dl
