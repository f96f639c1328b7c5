// `daylight plan read` as people use it: JSON lines from text and pages, and refusals that say what to do.
#include <boost/json.hpp>
#include <fstream>

#include "app/command_line_fixture.h"

namespace dl::app {
namespace {

class PlanCommand : public CommandLine {
 protected:
  void write(const char* name, std::string_view bytes) { std::ofstream(path(name), std::ios::binary) << bytes; }

  std::vector<boost::json::value> tasks(const std::string& name) {
    const auto said = run("plan read DIR/" + name);
    EXPECT_EQ(said.code, 0) << said.err;
    std::vector<boost::json::value> lines;
    std::istringstream in(said.out);
    for (std::string line; std::getline(in, line);) lines.push_back(boost::json::parse(line));
    return lines;
  }
};

constexpr const char* kText =
    "江湾市2024年政务公开工作要点\n\n2024年全市政务公开工作要抓好落实。\n\n一、主动公开\n\n"
    "（一）公开权力清单。根据《清单管理办法》（江政发〔2019〕8号），6月底前公布清单，变动后7个工作日内更新。\n\n"
    "牵头单位：市司法局\n\n责任单位：市政府各部门\n\n"
    "（二）公开办事指南。每季度核对办事指南，图解比例不低于50%。（市行政审批局负责）\n";

TEST_F(PlanCommand, PrintsATaskALine) {
  write("plan.txt", kText);
  const auto lines = tasks("plan.txt");
  ASSERT_EQ(lines.size(), 2);
  const auto& first = lines[0];
  EXPECT_EQ(first.at("task").as_string(), "公开权力清单");
  EXPECT_EQ(first.at("outline").as_string(), "一（一）");
  EXPECT_EQ(first.at("lead").as_array(), boost::json::array{"市司法局"});
  EXPECT_EQ(first.at("responsible").as_array(), boost::json::array{"市政府各部门"});
  EXPECT_EQ(first.at("basis").as_array(), (boost::json::array{"《清单管理办法》", "江政发〔2019〕8号"}));
  EXPECT_EQ(first.at("limits").at(0), boost::json::parse(R"({"text":"6月底前","kind":"deadline","value":null,
    "unit":null,"due":"2024-06-30"})"));
  EXPECT_EQ(first.at("limits").at(1), boost::json::parse(R"({"text":"7个工作日","kind":"within","value":7,
    "unit":"工作日","due":null})"));
  EXPECT_EQ(lines[1].at("responsible").as_array(), boost::json::array{"市行政审批局"});
}

TEST_F(PlanCommand, ReadsTablesOfPages) {
  write("plan.html",
        "<html><body><h1>江湾市2024年政务公开工作任务分解表</h1><p>根据上级要求，制定本表。</p><table>"
        "<tr><th>序号</th><th>工作任务</th><th>责任单位</th><th>完成时限</th></tr>"
        "<tr><td>1</td><td>公开年度报告，并解读主要数据。</td><td rowspan=\"2\">办公室</td><td>1月31日前</td></tr>"
        "<tr><td>2</td><td>组织政府开放日活动。</td><td>9月</td></tr></table></body></html>");
  const auto lines = tasks("plan.html");
  ASSERT_EQ(lines.size(), 2);
  EXPECT_EQ(lines[1].at("responsible").as_array(), boost::json::array{"办公室"});
  EXPECT_EQ(lines[1].at("limits").at(0).at("kind").as_string(), "during");
}

TEST_F(PlanCommand, RefusesAndSaysWhy) {
  write("letter.txt", "关于停车的说明\n\n停车场已经建成，欢迎使用。\n");
  const Case cases[] = {
      {"plan read DIR/none.txt", 1, "没有这个文件"},
      {"plan read DIR/letter.txt", 1, "没有找到任务"},
  };
  expect(cases);
}

}  // namespace
}  // namespace dl::app
