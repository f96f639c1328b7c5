// `daylight calendar` as people use it, and what it does to deadlines.
#include <boost/json.hpp>
#include <fstream>

#include "app/command_line_fixture.h"

namespace dl::app {
namespace {

using testing::HasSubstr;

class CalendarCommand : public CommandLine {
 protected:
  void write(const char* name, std::string_view text) { std::ofstream(path(name)) << text; }
  std::string due(const std::string& words) {
    auto said = run("deadline --data DIR/d " + words);
    EXPECT_EQ(said.code, 0) << said.err;
    return std::string(boost::json::parse(said.out).at("due").as_string());
  }
};

constexpr std::string_view k2027 = R"({"year": 2027, "papers": ["https://www.gov.cn/x.htm"], "days": [
  {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
  {"name": "元旦", "date": "2026-12-27", "isOffDay": false},
  {"name": "春节", "date": "2027-02-08", "isOffDay": true}]})";

TEST_F(CalendarCommand, EntersAYearAndTellsWhatMoves) {
  begin();
  write("2027.json", k2027);
  write("letter.txt",
        "青石市城市管理局关于道路保洁的通知\n\n各单位：\n请做好保洁。\n\n青石市城市管理局\n2026年12月9日\n");
  must("import documents --data DIR/d --agency 743719761 DIR/letter.txt");
  EXPECT_EQ(due("--period request.answer --from 2026-12-09"), "2027-01-06");
  auto tried = run("calendar import --data DIR/d --dry-run DIR/2027.json");
  EXPECT_EQ(tried.code, 0) << tried.err;
  EXPECT_THAT(tried.out, HasSubstr("2027 年：放假 2 天，调休上班 1 天"));
  EXPECT_THAT(tried.out, HasSubstr("2026-12-27 周日 由休息改为上班（元旦）"));
  EXPECT_THAT(tried.out, HasSubstr("2027-02-08 周一 由上班改为休息（春节）"));
  EXPECT_THAT(tried.out, HasSubstr("没有录入"));
  EXPECT_THAT(run("calendar show --data DIR/d").out, HasSubstr("2007 至 2026 年"));
  auto entered = run("calendar import --data DIR/d DIR/2027.json");
  EXPECT_EQ(entered.code, 0) << entered.err;
  EXPECT_THAT(entered.out, HasSubstr("已录入"));
  EXPECT_THAT(run("calendar show --data DIR/d").out, HasSubstr("2007 至 2027 年\n  2027 年由本安装录入"));
  EXPECT_THAT(run("calendar show --data DIR/d --year 2027").out, HasSubstr("2027-02-08 周一 春节放假"));
  EXPECT_THAT(run("calendar import --data DIR/d DIR/2027.json").out, HasSubstr("与已录入的相同"));
  EXPECT_EQ(due("--period request.answer --from 2027-01-25"), "2027-02-23");
  must("journal verify --data DIR/d --contents");
}

TEST_F(CalendarCommand, TellsWhichDocumentsAreDueOnAnotherDay) {
  begin();
  write("2027.json", R"({"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true},
    {"name": "元旦", "date": "2027-01-04", "isOffDay": true}]})");
  write("letter.txt",
        "青石市城市管理局关于道路保洁的通知\n\n各单位：\n请做好保洁。\n\n青石市城市管理局\n2026年12月9日\n");
  must("import documents --data DIR/d --agency 743719761 DIR/letter.txt");
  auto said = run("calendar import --data DIR/d --dry-run DIR/2027.json");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("公开期限变动 1 件"));
  EXPECT_THAT(said.out, HasSubstr("《青石市城市管理局关于道路保洁的通知》 2027-01-06 → 2027-01-08"));
}

TEST_F(CalendarCommand, TakesAYearOutAgain) {
  begin();
  write("2027.json", k2027);
  must("calendar import --data DIR/d DIR/2027.json");
  auto gone = run("calendar remove --data DIR/d 2027");
  EXPECT_EQ(gone.code, 0) << gone.err;
  EXPECT_THAT(gone.out, HasSubstr("2027-02-08 周一 由休息改为上班"));
  EXPECT_THAT(run("calendar show --data DIR/d").out, HasSubstr("2007 至 2026 年"));
  must("journal verify --data DIR/d --contents");
}

TEST_F(CalendarCommand, SaysWhatIsWrongAndWhatToDo) {
  begin();
  write("none.json", R"({"year": 2027, "papers": [], "days": []})");
  write("gap.json", R"({"year": 2029, "days": [{"name": "元旦", "date": "2029-01-01", "isOffDay": true}]})");
  write("late.json", R"({"year": 2027, "days": [{"name": "元旦", "date": "2027-01-05", "isOffDay": false}]})");
  constexpr Case kCases[] = {
      {"calendar", 2, "请写明要办什么"},
      {"calendar import --data DIR/d DIR/nothing.json", 1, "nothing.json"},
      {"calendar import --data DIR/d DIR/none.json", 1, "no day of 2027 is given"},
      {"calendar import --data DIR/d DIR/gap.json", 1, "2027.toml: the file is missing"},
      {"calendar import --data DIR/d DIR/late.json", 1, "2027-01-05 is a weekday"},
      {"calendar remove --data DIR/d 2026", 1, "没有录入过这一年"},
      {"calendar show --data DIR/d --year 2050", 1, "没有这一年的放假安排"},
  };
  expect(kCases);
}

}  // namespace
}  // namespace dl::app
