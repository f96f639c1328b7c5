// `daylight check figures` as people use it: what it prints of each kind of file, and what it refuses.
#include <boost/json.hpp>
#include <fstream>

#include "app/command_line_fixture.h"

namespace dl::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class CheckFigures : public CommandLine {
 protected:
  void SetUp() override {
    write("wrong.txt",
          "某市图书馆年度总结\n全年共办证90张，其中成人50张，少儿41张。\n借书60册，其中外借40册，内阅20册。\n");
    write("page.html",
          "<html><body><h1>某市图书馆年度总结</h1><p>全年共办证90张，其中成人50张，少儿40张。</p>"
          "<table><tr><td>馆</td><td>外借</td><td>内阅</td><td>合计</td></tr><tr><td>东馆</td><td>3</td><td>4</"
          "td><td>7</td></tr>"
          "<tr><td>西馆</td><td>5</td><td>6</td><td>11</td></tr><tr><td>合计</td><td>8</td><td>10</td><td>18</td></"
          "tr></table>"
          "</body></html>");
  }
  void write(const char* name, std::string_view bytes) { std::ofstream(path(name), std::ios::binary) << bytes; }
};

TEST_F(CheckFigures, PrintsALineForEachSum) {
  const auto said = run("check figures DIR/wrong.txt");
  ASSERT_EQ(said.code, 0) << said.err;
  std::istringstream lines(said.out);
  std::vector<boost::json::object> read;
  for (std::string line; std::getline(lines, line);) read.push_back(boost::json::parse(line).as_object());
  ASSERT_EQ(read.size(), 2U) << said.out;
  EXPECT_EQ(read[0].at("total").as_int64(), 90);
  EXPECT_EQ(read[0].at("difference").as_int64(), -1);
  EXPECT_FALSE(read[0].at("reconciles").as_bool());
  EXPECT_TRUE(read[1].at("reconciles").as_bool());
  EXPECT_FALSE(read[0].contains("file"));
}

TEST_F(CheckFigures, PrintsFaultsAloneAndNamesFiles) {
  const auto said = run("check figures --faults DIR/wrong.txt DIR/page.html");
  ASSERT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("wrong.txt"));
  EXPECT_THAT(said.out, Not(HasSubstr("page.html")));
  EXPECT_THAT(run("check figures DIR/page.html").out, HasSubstr(R"("total":18,"parts":[8,10],"reconciles":true)"));
}

TEST_F(CheckFigures, RefusesWhatItCannotRead) {
  write("program.exe", std::string_view("\x7f"
                                        "ELF\x02\x01\x01\0\0\0",
                                        10));
  const Case cases[] = {{"check figures DIR/none.txt", 1, "没有这个文件"}, {"check figures DIR/program.exe", 1, ""}};
  expect(cases);
  EXPECT_EQ(run("check figures").code, 2);
  EXPECT_THAT(run("check figures --help").out, HasSubstr("勾稽关系"));
}

}  // namespace
}  // namespace dl::app
