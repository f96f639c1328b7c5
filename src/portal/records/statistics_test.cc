// Statistics of registers as visitors see them: every number leads to as many records as it says.
#include <gmock/gmock.h>

#include <regex>

#include "portal/records/register_fixture.h"

namespace dl::portal {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string unescaped(std::string text) {
  for (auto at = text.find("&amp;"); at != std::string::npos; at = text.find("&amp;")) text.replace(at, 5, "&");
  return text;
}

struct Number {
  std::string url;
  std::string value;
};
/// The numbers of a table, by the id of its section.
std::vector<Number> numbers_of(const std::string& body, const std::string& id) {
  const auto from = body.find("aria-labelledby=\"" + id + "\"");
  EXPECT_NE(from, std::string::npos) << id;
  const auto section = body.substr(from, body.find("</section>", from) - from);
  static const std::regex link("<td class=\"number\"><a href=\"([^\"]*)\"[^>]*>([^<]*)</a>");
  std::vector<Number> all;
  for (std::sregex_iterator one(section.begin(), section.end(), link), end; one != end; ++one)
    all.push_back({unescaped((*one)[1]), (*one)[2]});
  return all;
}

/// How many records a list says that it has, or a page of the records behind a number shows.
std::int64_t records_on(RegisterSite& site, const std::string& url) {
  const auto page = site.get(url);
  EXPECT_EQ(page.status, 200) << url;
  static const std::regex total("共 <b class=\"num\">([0-9]+) 条</b>");
  std::smatch found;
  if (std::regex_search(page.body, found, total)) return std::stoll(found[1]);
  static const std::regex line("<td><a href=\"/records/");
  return std::distance(std::sregex_iterator(page.body.begin(), page.body.end(), line), std::sregex_iterator());
}

/// As far as they can be public on one of two days.
void publish_examples(RegisterSite& site) {
  for (const auto day : {Date(2025, 10, 9), Date(2026, 11, 27)}) {
    site.clock().set(Instant::at(day, 9, 30));
    for (const auto& [code, made] : records::registers().all())
      for (const auto& read : records::good_examples(made)) {
        const auto entered = site.registers().enter(code, site.agency(test::kBureau), {read}, site.clerk());
        if (entered) site.try_to_publish(entered->front());
      }
  }
  EXPECT_TRUE(site.registers().end_displays(1000)) << "as each night";
}

// Each file of a register shows its writers a record that the public gets to see.
TEST(Examples, OfEveryRegisterHaveOneThatIsPublished) {
  RegisterSite site;
  std::map<std::string, std::string> never;
  for (const auto& [code, made] : records::registers().all())
    if (!made.for_staff()) never[code] = "no case without problems";
  for (int round = 0; round < 2; ++round)  // some name records of others
    for (const auto day : {Date(2025, 10, 9), Date(2026, 11, 27)}) {
      site.clock().set(Instant::at(day, 9, 30));
      for (const auto& [code, made] : records::registers().all())
        for (const auto& read : never.contains(code) ? records::good_examples(made) : std::vector<records::Read>()) {
          const auto entered = site.registers().enter(code, site.agency(test::kBureau), {read}, site.clerk());
          if (!entered && entered.error().key == "record.taken") continue;
          if (entered && site.try_to_publish(entered->front()))
            never.erase(code);
          else if (never.contains(code))
            never[code] = entered ? "entered, but not published" : describe(entered.error());
        }
    }
  for (const auto& [code, why] : never) ADD_FAILURE() << code << ": " << why;
}

TEST(Statistics, OfEveryRegisterLeadToAsManyRecordsAsTheNumberSays) {
  RegisterSite site;
  publish_examples(site);
  for (const auto& [code, made] : records::registers().all()) {
    SCOPED_TRACE(code);
    if (made.for_staff()) {
      EXPECT_EQ(site.get("/registers/" + code).status, 404);
      EXPECT_EQ(site.get("/registers/" + code + "/statistics").status, 404);
      continue;
    }
    EXPECT_THAT(site.get("/registers/" + code).body, HasSubstr("/registers/" + code + "/statistics\""));
    for (const std::string period : {"", "?period=2025", "?period=2026", "?period=2025-09"}) {
      SCOPED_TRACE(period);
      const auto page = site.get("/registers/" + code + "/statistics" + period);
      ASSERT_EQ(page.status, 200);
      for (const auto& form : made.figures) {
        SCOPED_TRACE(form.code);
        for (const auto& [url, value] : numbers_of(page.body, "figure-" + form.code)) {
          SCOPED_TRACE(url);
          const auto records = records_on(site, url);
          if (form.sum == nullptr && !form.share) {
            EXPECT_EQ(fmt::format("{}", records), value);
          } else if (form.share && value == "0") {
            EXPECT_EQ(records, 0);
          } else if (form.share) {
            EXPECT_THAT(value, HasSubstr(fmt::format("/ {}（", records)));
          } else if (value != "0") {
            EXPECT_GT(records, 0);
          }
        }
      }
    }
  }
}

TEST(Statistics, TellYearsKindsAndAmounts) {
  RegisterSite site;
  site.published("penalties", site.penalty(1));
  site.published("penalties", site.penalty(2, {{"fine", "0.03"}}));
  site.published("penalties", site.penalty(3, {{"decided_on", "2024-03-01"}}, "a natural person"));
  site.entered("penalties", site.penalty(4));
  const auto page = site.get("/registers/penalties/statistics");
  for (const char* text : {"行政处罚公示统计", "2025 年 9 月", "href=\"/registers/penalties?decided_on=2025-09\"",
                           "万元", "0.05", "只计处罚类别包含“罚款”", "?period=2024", "下载表格"})
    EXPECT_THAT(page.body, HasSubstr(text));
  EXPECT_THAT(page.body, Not(HasSubstr("noindex")));
  EXPECT_THAT(page.topics, Contains("register:penalties"));
  EXPECT_EQ(records_on(site, "/registers/penalties?decided_on=2025-09"), 2);
  const auto year = site.get("/registers/penalties/statistics?period=2025");
  EXPECT_THAT(year.body, HasSubstr("2025 年）"));
  EXPECT_THAT(year.body, HasSubstr("?period=2025-09"));
  EXPECT_THAT(year.body, Not(HasSubstr("2024 年 3 月")));
  EXPECT_THAT(site.get("/registers/penalties/statistics?period=2019").topics, IsEmpty()) << "nobody is led there";
  const auto file = site.get("/registers/penalties/statistics.csv?figure=fines&period=2025");
  EXPECT_EQ(file.body, "\xEF\xBB\xBF\"处罚决定日期\",\"罚款总额（万元）\"\r\n\"2025 年\",\"0.05\"\r\n");
  EXPECT_EQ(file.type, "text/csv; charset=utf-8");
}

TEST(Statistics, ShowTheRecordsThatNoListIsNarrowedTo) {
  RegisterSite site({}, {.lines_a_page = 1});
  for (const auto* number : {"P-0001", "P-0002"}) site.published("parking", site.lot({{"lot", number}}));
  const auto numbers = numbers_of(site.get("/registers/parking/statistics?period=2025").body, "figure-lots");
  ASSERT_FALSE(numbers.empty());
  ASSERT_THAT(numbers.front().url, HasSubstr("/registers/parking/statistics/lots?period=2025&group="));
  const auto page = site.get(numbers.front().url);
  for (const char* text : {"停车场", "noindex", "人民广场地下停车场", "下一页", "href=\"/records/1\""})
    EXPECT_THAT(page.body, HasSubstr(text));
  EXPECT_EQ(records_on(site, numbers.front().url), 1);
  EXPECT_EQ(records_on(site, numbers.front().url + "&after=1"), 1);
}

TEST(Statistics, AreOfTheOwnAgencyAlone) {
  RegisterSite site;
  site.found(test::kCulture);
  site.published("penalties", site.penalty(1));
  EXPECT_THAT(site.get("/whj/registers/penalties/statistics").body, Not(HasSubstr("2025 年")));
}

TEST(Statistics, RefuseWhatNoStatisticsCanHave) {
  RegisterSite site;
  site.published("penalties", site.penalty(1));
  const std::string all = "/registers/penalties/statistics";
  for (const std::string& target :
       {all + "?period=20x5", all + "?period=2025-13", all + "?period=2025-Q1", all + "?period=2999",
        all + ".csv?figure=x", all + ".csv", all + "/x", all + "/count?group=x", all + "/count?group=[]",
        all + "/count?group=[\"1999-01\"]", all + "/count?after=x", std::string("/registers/lamps/statistics")})
    EXPECT_EQ(site.get(target).status, 404) << target;
  EXPECT_EQ(site.get(all + "/count?group=[\"2025-09\"]").status, 200);
}

}  // namespace
}  // namespace dl::portal
