#include "app/column_choice.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/resources.h"
#include "tests/support/temporary_folder.h"

namespace dl::app {
namespace {

TEST(ColumnChoice, FollowsTheRulesOfTheProgram) {
  struct Case {
    const char* title;
    const char* kind;
    const char* number;
    const char* column;
  };
  constexpr Case kCases[] = {
      {"青石市城市管理局关于印发2023年政务公开工作要点的通知", "通知", "青城管发〔2023〕18号", "openness-plans"},
      {"青石市城市管理局2022年政府信息公开工作年度报告", "报告", "", "annual-reports"},
      {"青石市城市管理局政府信息公开指南", "", "", "guide"},
      {"一图读懂生活垃圾收运办法", "", "", "interpretations"},
      {"《青石市养犬管理办法》解读", "", "", "interpretations"},
      {"青石市养犬管理办法", "", "青城管发〔2023〕20号", "normative"},
      {"2024年环卫专项规划", "", "", "plans"},
      {"关于某店铺占道经营的行政处罚决定书", "决定", "青城罚〔2023〕5号", "penalties"},
      {"2023年部门预算公开说明", "", "", "budgets"},
      {"燃气事故应急预案", "", "", "emergency"},
      {"关于道路封闭施工的通告", "通告", "青城管通〔2023〕3号", "notices"},
      {"关于表彰先进单位的决定", "决定", "青城管发〔2023〕21号", "other-documents"},
      {"关于开展培训的通知", "通知", "", "notices"},
      {"", "", "", "notices"},
  };
  auto choice = ColumnChoice::load();
  ASSERT_TRUE(choice) << describe(choice.error());
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.title);
    EXPECT_EQ(choice->choose(c.title, c.kind, c.number), c.column);
  }
}

// Rules of an installation's own, laid over the built-in ones.
class OwnRules : public testing::Test {
 protected:
  Outcome<ColumnChoice> load(std::string_view text) {
    std::filesystem::create_directories(folder_.path() / "data");
    std::ofstream(folder_.path() / "data/import_columns.toml") << text;
    EXPECT_TRUE(set_resource_overlay({}));
    EXPECT_TRUE(set_resource_overlay(folder_.path()));
    return ColumnChoice::load();
  }
  ~OwnRules() override { EXPECT_TRUE(set_resource_overlay({})); }

 private:
  test::TemporaryFolder folder_ = {};
};

TEST_F(OwnRules, LastOneMustTakeEverything) {
  auto choice = load("[[rule]]\ntitle = [\"预算\"]\ncolumn = \"budgets\"\n");
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().key, "data.invalid");
  EXPECT_NE(choice.error().detail.find("the last rule must have no condition"), std::string::npos);
}

}  // namespace
}  // namespace dl::app
