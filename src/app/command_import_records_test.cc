// `daylight import records` and `undo` as a clerk with a file uses them.
#include <boost/json.hpp>
#include <fstream>

#include "app/command_line_fixture.h"
#include "base/text.h"
#include "sheets/book_fixture.h"
#include "sheets/table_file.h"

namespace dl::app {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kHeading =
    "当事人,行政相对人类别,统一社会信用代码,决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,"
    "罚款金额（万元）,决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码";

std::string penalty(int number, std::string_view fine) {
  return fmt::format(
      "平城区阳光餐饮有限公司,法人及非法人组织,91110000101623741K,平城管罚决字〔2025〕{}号,占道经营,摆放桌椅,"
      "《城市道路管理条例》第四十二条,罚款,罚款,{},2025年9月10日,2026-09-10,平城区城市管理局,11110000000014349C,"
      "平城区城市管理局,11110000000014349C",
      number, fine);
}

class ImportRecords : public CommandLine {
 protected:
  void write(const char* name, std::initializer_list<std::string> rows) {
    std::ofstream out(path(name));
    out << kHeading << "\n";
    for (const auto& row : rows) out << row << "\n";
  }
  static std::vector<json::object> lines(const std::string& out) {
    std::vector<json::object> all;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) all.push_back(json::parse(line).as_object());
    return all;
  }
  static json::object totals(const Said& said) { return lines(said.out).back().at("totals").as_object(); }
  Said import(const std::string& words) {
    return run("import records --data DIR/d --register penalties --agency 743719761 " + words);
  }
};

TEST_F(ImportRecords, TellsEachRowAndTakesAllOrNothing) {
  begin();
  write("bad.csv", {penalty(1, "0.02"), penalty(2, "二百元")});
  const auto refused = import("DIR/bad.csv");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("整个文件都没有导入"));
  const auto rows = lines(refused.out);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(
      rows[0],
      (json::object{{"row", 2}, {"key", "平城管罚决字〔2025〕1号"}, {"action", "new"}, {"problems", json::array()}}));
  EXPECT_EQ(rows[1].at("action"), "refused");
  const auto& problem = rows[1].at("problems").at(0).as_object();
  EXPECT_EQ(problem.at("field"), "fine");
  EXPECT_EQ(problem.at("cell"), "J3");
  EXPECT_EQ(problem.at("code"), "record.money");
  EXPECT_THAT(std::string(problem.at("message").as_string()), HasSubstr("（二百元）"));
  EXPECT_EQ(totals(refused).at("applied"), false);

  write("good.csv", {penalty(1, "0.02"), penalty(2, "0.02")});
  EXPECT_EQ(totals(import("--dry-run DIR/good.csv")).at("applied"), false);
  EXPECT_EQ(totals(import("DIR/good.csv")).at("import"), 1);
  write("next.csv", {penalty(1, "0.03"), penalty(2, "0.02"), penalty(3, "0.02")});
  const auto next = import("DIR/next.csv");
  std::vector<std::string> actions;
  for (const auto& row : lines(next.out))
    if (row.contains("action")) actions.emplace_back(row.at("action").as_string());
  EXPECT_THAT(actions, ElementsAre("changed", "same", "new"));
  EXPECT_EQ(import("DIR/next.csv").code, 1) << "the same file again";

  const auto undone = run("import undo --data DIR/d --import 2 --reason 发错了");
  EXPECT_EQ(totals(undone).at("reversed"), 2) << undone.err;
  EXPECT_EQ(run("journal verify --data DIR/d --contents").code, 0);
}

TEST_F(ImportRecords, EndsWithTotalsWhateverKeepsTheFileFromBeingRead) {
  begin();
  write("one.csv", {penalty(1, "0.02")});
  const struct {
    const char* words;
    const char* key;
  } cases[] = {
      {"--data DIR/d --register penalties --agency 743719788 DIR/one.csv", "agency.missing"},
      {"--data DIR/d --register penaltys --agency 743719761 DIR/one.csv", "register.unknown"},
      {"--data DIR/none --register penalties --agency 743719761 DIR/one.csv", ""},
      {"--data DIR/d --register penalties --agency 743719761 DIR/two.csv", ""},
      {"--data DIR/d --register penalties --agency 743719761 --column 文号 DIR/one.csv", "import.column-option"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.words);
    const auto said = run(std::string("import records ") + c.words);
    EXPECT_EQ(said.code, 1);
    const auto told = lines(said.out);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].at("row"), 0);
    EXPECT_EQ(told[0].at("action"), "refused");
    if (*c.key != '\0') EXPECT_EQ(told[0].at("problems").at(0).at("code"), c.key);
    EXPECT_EQ(totals(said).at("rows"), 0);
    EXPECT_EQ(totals(said).at("applied"), false);
  }
}

TEST_F(ImportRecords, TellsWhatChangesAndWhatTheColumnsComeTo) {
  begin();
  write("one.csv", {penalty(1, "0.02"), penalty(2, "0.02")});
  EXPECT_EQ(import("DIR/one.csv").code, 0);
  write("two.csv", {penalty(1, "0.03"), penalty(2, "0.02")});
  const auto said = import("--dry-run DIR/two.csv");
  const auto rows = lines(said.out);
  const auto& changed = rows.front();
  ASSERT_TRUE(changed.contains("changes")) << said.out;
  EXPECT_EQ(changed.at("changes"),
            (json::array{json::object{{"field", "fine"}, {"before", "0.020000"}, {"after", "0.030000"}}}));
  EXPECT_FALSE(rows.at(1).contains("changes"));
  EXPECT_EQ(totals(said).at("sums").as_object().at("fine"), "0.050000");
}

TEST_F(ImportRecords, GivesTheWorkbookBackWithItsErrors) {
  begin();
  const auto address = [](int column, int row) { return fmt::format("{}{}", static_cast<char>('A' + column), row); };
  const auto row_of = [&](std::string_view cells, int number) {
    std::string xml = fmt::format("<row r=\"{}\">", number);
    for (int column = 0; !cells.empty(); ++column) {
      const auto cell = cells.substr(0, cells.find(','));
      cells.remove_prefix(std::min(cells.size(), cell.size() + 1));
      xml += fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", address(column, number), cell);
    }
    return xml + "</row>";
  };
  const sheets::Book book{
      .rows = row_of(kHeading, 1) + row_of(penalty(1, "0.02"), 2) + row_of(penalty(2, "二百元"), 3),
      .more = {
          {"xl/styles.xml", "<styleSheet><fills><fill/></fills><cellXfs><xf fillId=\"0\"/></cellXfs></styleSheet>"}}};
  std::ofstream(path("bad.xlsx"), std::ios::binary) << book.bytes();
  const auto given = import("--errors DIR/back.xlsx DIR/bad.xlsx");
  EXPECT_EQ(given.code, 1);
  std::ifstream in(path("back.xlsx"), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  sheets::Notes notes;
  ASSERT_TRUE(sheets::read_table(bytes, notes)) << given.out << given.err;
  EXPECT_THAT(notes.text, testing::AllOf(HasSubstr("错误"), HasSubstr("二百元")));
  const auto again = import("--dry-run DIR/back.xlsx");
  EXPECT_THAT(again.out, testing::Not(HasSubstr("import.column-unknown"))) << "its column is known as our own";
  write("bad.csv", {penalty(2, "二百元")});
  EXPECT_THAT(import("--errors DIR/back.xlsx DIR/bad.csv").err, HasSubstr("xlsx"));
}

TEST_F(ImportRecords, TakesTheGoodRowsWhereTheRestIsAskedFor) {
  begin();
  write("bad.csv", {penalty(1, "0.02"), penalty(2, "二百元"), penalty(3, "0.02")});
  const auto dry = import("--dry-run --rest DIR/rest.csv DIR/bad.csv");
  EXPECT_EQ(totals(dry).at("applied"), false);
  const auto said = import("--rest DIR/rest.csv DIR/bad.csv");
  EXPECT_EQ(said.code, 1) << "something is left to do";
  EXPECT_EQ(totals(said).at("applied"), true);
  EXPECT_THAT(said.err, HasSubstr("--rest"));
  const auto rest = lines(import("--dry-run DIR/rest.csv").out);
  ASSERT_EQ(rest.size(), 2U);
  EXPECT_EQ(rest.front().at("key"), "平城管罚决字〔2025〕2号");
}

TEST_F(ImportRecords, TellsWhatIsWrongWithTheFileAsRowZero) {
  begin();
  std::ofstream(path("less.csv")) << "决定书文号,违法事实\n平城管罚决字〔2025〕1号,摆放桌椅\n";
  const auto less = import("DIR/less.csv");
  EXPECT_EQ(less.code, 1);
  EXPECT_EQ(lines(less.out).front().at("row"), 0);
  EXPECT_THAT(less.out, HasSubstr("import.column-owed"));
  std::ofstream(path("none.csv")) << "甲,乙\n1,2\n";
  const auto none = import("DIR/none.csv");
  EXPECT_EQ(none.code, 1);
  EXPECT_EQ(lines(none.out).front().at("problems").at(0).at("code"), "import.no-heading");
  constexpr Case kWrong[] = {
      {"import records --data DIR/d --register penaltys --agency 743719761 DIR/less.csv", 1, "没有这个登记簿"},
      {"import records --data DIR/d --register penalties --agency 743719788 DIR/less.csv", 1, "743719788"},
      {"import records --data DIR/d --register penalties --agency 743719761 --column 甲 DIR/less.csv", 1, "--column"},
      {"import records --data DIR/d --register penalties --agency 743719761 --column 甲=fin DIR/less.csv", 1, "fin"},
      {"import undo --data DIR/d --import 9 --reason 错", 1, "没有这次导入"},
  };
  expect(kWrong);
}

}  // namespace
}  // namespace dl::app
