// `daylight deadline` as people and other programs use it.
#include <boost/json.hpp>
#include <fstream>

#include "app/command_line_fixture.h"

namespace dl::app {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

class Deadline : public CommandLine {
 protected:
  json::object ask(const std::string& words) {
    auto said = run("deadline " + words);
    EXPECT_EQ(said.code, 0) << said.err;
    return said.code == 0 ? json::parse(said.out).as_object() : json::object();
  }
};

TEST_F(Deadline, PrintsWhenAPeriodEndsAndWhatEachDayCounted) {
  auto answer = ask("--period request.answer --from 2026-03-02 --pause 2026-03-09..2026-03-24");
  EXPECT_EQ(answer["period"], "request.answer");
  EXPECT_EQ(answer["from"], "2026-03-02");
  EXPECT_EQ(answer["due"], "2026-04-15");
  EXPECT_EQ(answer["provisional"], false);
  EXPECT_EQ(answer.size(), 7U);
  EXPECT_EQ(answer["source"], "政府信息公开条例第三十三条第二款、第三款");
  const auto& days = answer["days"].as_array();
  EXPECT_EQ(days.front(),
            json::parse(R"({"date":"2026-03-02","counted":false,"number":null,"because":"起算当日不计"})"));
  EXPECT_EQ(days.back(), json::parse(R"({"date":"2026-04-15","counted":true,"number":20,"because":"工作日"})"));
  auto paused =
      std::ranges::count_if(days, [](const json::value& day) { return day.at("because") == "期间中止，不计"; });
  EXPECT_EQ(paused, 11);
}

TEST_F(Deadline, SaysWhatOtherVersionsOfTheLawGive) {
  auto now = ask("--period request.answer --from 2026-03-02");
  EXPECT_EQ(now["due"], "2026-03-30");
  ASSERT_EQ(now["others"].as_array().size(), 1U);
  const auto& earlier = now["others"].as_array().front().as_object();
  EXPECT_EQ(earlier.at("due"), "2026-03-23") << "as the page of a case has it";
  EXPECT_EQ(earlier.at("length"), "15");
  EXPECT_EQ(earlier.at("in_force_until"), "2019-05-14");
  EXPECT_EQ(earlier.at("in_force_from"), "2008-05-01");
  EXPECT_EQ(earlier.at("on"), true);
  auto before = ask("--period request.answer --from 2019-03-04");
  EXPECT_EQ(before["others"].as_array().front().at("length"), "20") << "to earlier days the earlier law is applied";
  EXPECT_TRUE(ask("--period site-error.answer --from 2026-03-02")["others"].as_array().empty());
}

TEST_F(Deadline, TakesSeveralPausesAndHours) {
  auto twice =
      ask("--period request.answer --pause 2026-03-09..2026-03-20 --pause 2026-03-16..2026-03-24 --from 2026-03-02");
  EXPECT_EQ(twice["due"], "2026-04-15");
  auto hours = ask("--period incident.first-information --from 2026-03-02");
  EXPECT_EQ(hours["from"], "2026-03-02 00:00");
  EXPECT_EQ(hours["due"], "2026-03-02 05:00");
}

TEST_F(Deadline, SaysHowThePeriodStandsOnADay) {
  auto answer = ask("--period request.answer --from 2026-02-10 --as-of 2026-03-22");
  EXPECT_EQ(answer["due"], "2026-03-16");
  EXPECT_EQ(answer["as_of"], "2026-03-22");
  EXPECT_EQ(answer["spent"], 20);
  EXPECT_EQ(answer["left"], 0);
  EXPECT_EQ(answer["overdue"], 4);
}

TEST_F(Deadline, ListsThePeriods) {
  auto said = run("deadline --list");
  ASSERT_EQ(said.code, 0) << said.err;
  std::istringstream lines(said.out);
  std::map<std::string, json::object> rows;
  for (std::string line; std::getline(lines, line);) {
    auto row = json::parse(line).as_object();
    EXPECT_EQ(row.size(), 7U) << line;
    rows.emplace(std::string(row["period"].as_string()), row);
  }
  EXPECT_EQ(rows["request.answer"]["length"], 20);
  EXPECT_EQ(rows["request.answer"]["unit"], "working-day");
  EXPECT_EQ(rows["request.answer"]["title"], "答复申请");
  EXPECT_EQ(rows["annual-report.department"]["length"], "01-31");
  EXPECT_EQ(rows["annual-report.department"]["unit"], "date");
  EXPECT_EQ(rows["penalty.publish"]["on"], true);
  EXPECT_EQ(rows["enforcement.publish"]["on"], false);
}

TEST_F(Deadline, WarnsOfWhatIsNotConfirmedOrNotInForce) {
  auto off = run("deadline --period enforcement.publish --from 2026-03-02");
  EXPECT_EQ(off.code, 0);
  EXPECT_THAT(off.err, HasSubstr("enforcement.publish 的依据未经核实"));
  auto early = run("deadline --period request.answer --from 2008-04-30");
  EXPECT_EQ(early.code, 0);
  EXPECT_THAT(early.err, HasSubstr("在 2008-04-30 并不施行（2019-05-15 至 今）"));
  EXPECT_EQ(run("deadline --period request.answer --from 2019-05-14").err, "");
}

TEST_F(Deadline, SaysWhatIsWrongAndWhatToDo) {
  constexpr Case kCases[] = {
      {"deadline", 1, "请用 --period 写明期限"},
      {"deadline --period request.answer", 1, "请用 --from 写明起算日"},
      {"deadline --period request.anwser --from 2026-03-02", 1, "没有这个期限，请核对；"},
      {"deadline --period request.anwser --from 2026-03-02", 1, "request.anwser → request.answer"},
      {"deadline --period request.answer --from 2026-02-30", 1, "请写成 2026-02-10 这样"},
      {"deadline --period request.answer --from 2026-03-02 --as-of tomorrow", 1, "--as-of tomorrow"},
      {"deadline --period request.answer --from 2026-03-02 --pause 2026-03-09", 1,
       "请写成 2026-03-09..2026-03-24 这样"},
      {"deadline --period opinion.respond --from 9:30", 1, "这个期限按小时计"},
      {"deadline --period annual-report.department --from 2026-01-01 --pause 2026-01-02..2026-01-03", 1,
       "固定日期，不能中止"},
      {"deadline --period request.answer --from 2026-03-02 --pause 2026-03-02..9000-01-01", 1, "期限算不到头"},
      {"deadline --list --data DIR/none", 1, "DIR"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.line);
    auto said = run(c.line);
    EXPECT_EQ(said.code, c.code) << said.err;
    if (std::string_view(c.says) != "DIR") {
      EXPECT_THAT(said.err, HasSubstr(c.says));
    }
    EXPECT_THAT(said.err, HasSubstr("错误："));
  }
}

TEST_F(Deadline, UsesTheInstallationsOwnPeriods) {
  begin();
  std::filesystem::create_directories(path("d/overrides/data/laws"));
  std::ofstream(path("d/overrides/data/laws/local.toml"))
      << "[[period]]\nid = \"local.answer\"\ntitle = \"本市答复\"\nlength = 3\nunit = \"working-day\"\n"
         "from = \"收到\"\nsource = \"本市规定\"\ngrade = \"A\"\n";
  EXPECT_EQ(ask("--data DIR/d --period local.answer --from 2026-03-02")["due"], "2026-03-05");
  // A file that was read stays as it was for the life of the program, so the wrong one has another name.
  std::ofstream(path("d/overrides/data/laws/wrong.toml")) << "[[period]]\nid = \"local\"\n";
  auto wrong = run("deadline --data DIR/d --list");
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("data/laws/wrong.toml:2"));
}

}  // namespace
}  // namespace dl::app
