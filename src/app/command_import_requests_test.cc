// `daylight import requests` as somebody at a desk uses it: told of every mistake and every column that is left out,
// all of the file or none of it.
#include <boost/json.hpp>
#include <fstream>

#include "app/command_line_fixture.h"

namespace dl::app {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

class ImportRequests : public CommandLine {
 protected:
  void write(const char* name, std::initializer_list<const char*> rows) {
    std::ofstream out(path(name));
    out << "编号,收件日期,申请人类型,申请人,申请公开内容,答复结果,答复日期,补正通知日期,补正截止日期,经办领导\n";
    for (const auto* row : rows) out << row << "\n";
  }
  static std::vector<json::object> lines(const std::string& out) {
    std::vector<json::object> all;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) all.push_back(json::parse(line).as_object());
    return all;
  }
  Said import(const std::string& words) { return run("import requests --data DIR/d --agency 743719761 " + words); }
};

constexpr const char* kClosed = "1,2024-03-04,个人,张三,道路养护预算,予以公开,2024-03-20,,,甲";
constexpr const char* kAwaited = "2,2024-03-04,企业,某某公司,停车场规划,,,2024-03-06,2024-03-20,甲";

TEST_F(ImportRequests, TellsWhatIsWrongAndWhatIsLeftOut) {
  begin();
  write("bad.csv", {kClosed, "2,2024-03-04,企业,某某公司,停车场规划,,,2024-03-06,,甲"});
  const auto refused = import("DIR/bad.csv");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("什么都没有登记"));
  const auto told = lines(refused.out);
  ASSERT_EQ(told.size(), 3U) << refused.out;
  EXPECT_EQ(told[0].at("kind"), "problem");
  EXPECT_EQ(told[0].at("cell"), "I3");
  EXPECT_EQ(told[0].at("code"), "ledger.supplement-owed");
  EXPECT_EQ(told[1].at("kind"), "note");
  EXPECT_EQ(told[1].at("code"), "ledger.column-unknown");
  EXPECT_THAT(std::string(told[1].at("message").as_string()), HasSubstr("（经办领导）"));
  EXPECT_EQ(told[2].at("totals").at("applied"), false);
}

TEST_F(ImportRequests, TakesAFileOverOnce) {
  begin();
  write("good.csv", {kClosed, kAwaited});
  const auto totals = [](const Said& said) { return lines(said.out).back().at("totals").as_object(); };
  EXPECT_EQ(totals(import("--dry-run DIR/good.csv")).at("applied"), false);
  const auto taken = import("DIR/good.csv");
  ASSERT_EQ(taken.code, 0) << taken.err;
  EXPECT_EQ(totals(taken).at("applied"), true);
  EXPECT_EQ(totals(taken).at("reported"), 1);
  EXPECT_EQ(totals(taken).at("open"), 1);
  const auto again = import("DIR/good.csv");
  EXPECT_EQ(again.code, 1);
  EXPECT_EQ(totals(again).at("problems"), 2);
}

}  // namespace
}  // namespace dl::app
