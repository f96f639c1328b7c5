#include "base/csv.h"

#include <gtest/gtest.h>

namespace dl {
namespace {

TEST(Csv, KeepsCellsApartAndFormulasHarmless) {
  struct Row {
    const char* name;
    const char* cell;
    const char* written;
  };
  const Row rows[] = {
      {"plain", "通知", "\"通知\"\r\n"},
      {"empty", "", "\"\"\r\n"},
      {"comma", "一,二", "\"一,二\"\r\n"},
      {"quotes", "说\"明\"", "\"说\"\"明\"\"\"\r\n"},
      {"lines", "一\r\n二", "\"一\r\n二\"\r\n"},
      {"equals", "=1+1", "\"'=1+1\"\r\n"},
      {"a command", "=cmd|'/c calc'!A1", "\"'=cmd|'/c calc'!A1\"\r\n"},
      {"plus", "+86", "\"'+86\"\r\n"},
      {"minus", "-1", "\"'-1\"\r\n"},
      {"at", "@SUM(A1)", "\"'@SUM(A1)\"\r\n"},
      {"after a tab", "\t=1", "\"'\t=1\"\r\n"},
      {"after a line end", "\n=1", "\"'\n=1\"\r\n"},
      {"full-width equals", "＝1+1", "\"'＝1+1\"\r\n"},
      {"full-width plus", "＋1", "\"'＋1\"\r\n"},
      {"full-width minus", "－1", "\"'－1\"\r\n"},
      {"full-width at", "＠SUM(1)", "\"'＠SUM(1)\"\r\n"},
      {"within", "1=1", "\"1=1\"\r\n"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(csv_row(std::vector<std::string>{row.cell}), row.written);
  }
  EXPECT_EQ(csv_row(std::vector<std::string>{"", "a", ""}), "\"\",\"a\",\"\"\r\n");
}

TEST(Csv, TakesHeadsAndCellsFromOneTable) {
  struct Light {
    std::string name = {};
    bool on = false;
  };
  constexpr CsvColumn<Light> kColumns[] = {
      {"名称", [](const Light& light) { return light.name; }},
      {"亮", [](const Light& light) { return std::string(light.on ? "是" : "否"); }},
  };
  EXPECT_EQ(csv_head<Light>(kColumns), "\xEF\xBB\xBF\"名称\",\"亮\"\r\n");
  EXPECT_EQ(csv_row_of<Light>(kColumns, {"红", true}), "\"红\",\"是\"\r\n");
}

}  // namespace
}  // namespace dl
