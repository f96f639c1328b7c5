#include "base/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/resources.h"

namespace dl {
namespace {

using testing::HasSubstr;

TEST(Vocabularies, OfTheProgramAreRight) {
  ASSERT_TRUE(set_resource_overlay(DAYLIGHT_SOURCE_DIR));
  auto all = Vocabularies::load();
  ASSERT_TRUE(all) << describe(all.error());
  EXPECT_EQ(all->at("themes").terms.size(), 22U);
  EXPECT_EQ(all->at("document_kinds").terms.size(), 15U);
  EXPECT_EQ(all->at("statutory_items").terms.size(), 15U);
  EXPECT_EQ(all->at("stages").terms.size(), 8U);
  EXPECT_EQ(all->find("nothing"), nullptr);
  EXPECT_THROW(static_cast<void>(all->at("nothing")), std::out_of_range);

  EXPECT_EQ(all->at("document_kinds").find("令")->name, "命令（令）");
  EXPECT_EQ(all->at("validity").find("有效")->code, "InForce");
  EXPECT_EQ(all->at("validity").find("InForce")->name, "有效");
  EXPECT_EQ(all->at("validity").find("无"), nullptr);

  const auto* news = all->at("column_types").find("News");
  ASSERT_TRUE(news && news->cycle);
  EXPECT_EQ(news->grade, Grade::Quoted);
  EXPECT_EQ(news->cycle->before({2026, 3, 1}), Date(2026, 2, 15));
  EXPECT_EQ(all->at("column_types").find("Guide")->cycle, std::nullopt);
}

TEST(Cycle, IsReadAndCountedBack) {
  EXPECT_EQ(Cycle::parse("6 months")->before({2026, 8, 31}), Date(2026, 2, 28));
  EXPECT_EQ(Cycle::parse("1 year")->before({2024, 2, 29}), Date(2023, 2, 28));
  for (const char* bad : {"", "6", "months", "0 days", "6 month long", "6months", "-1 day"}) {
    SCOPED_TRACE(bad);
    EXPECT_EQ(Cycle::parse(bad), std::nullopt);
  }
}

TEST(VocabularyFile, IsRefusedWithItsLine) {
  const std::string head = "title = \"t\"\nsource = \"s\"\ngrade = \"P\"\n";
  const std::string one = head + "[[term]]\ncode = \"a\"\nname = \"甲\"\n";
  struct Case {
    const char* name;
    std::string text;
    const char* detail;
  } cases[] = {
      {"no terms", head, "the list has no [[term]]"},
      {"no source", "title = \"t\"\n", "x.toml:1: 'source' is missing"},
      {"bad grade", "title = \"t\"\nsource = \"s\"\ngrade = \"A\"", "x.toml:3: grade 'A'"},
      {"empty name", head + "[[term]]\ncode = \"a\"\nname = \" \"", "x.toml:6: 'name' is empty"},
      {"same code", one + "[[term]]\ncode = \"A\"\nname = \"乙\"", "x.toml:7: '乙' (A) has a code"},
      {"same name", one + "[[term]]\ncode = \"b\"\nname = \"甲 \"", "has a code, name or alias of another term"},
      {"idle alias", one + "aliases = [\"甲\"]", "says nothing new"},
      {"same child", one + "children = [\"子\", \"子\"]", "x.toml:7: sub-class '子' comes twice"},
      {"bad cycle", one + "cycle = \"soon\"", "x.toml:7: 'soon' is no cycle"},
      {"ends before it begins", one + "from = 2026-01-02\nuntil = 2026-01-01", "x.toml:8: 'until' is before 'from'"},
      {"unknown key", one + "alias = [\"乙\"]", "unknown key 'alias'; is 'aliases' meant?"},
      {"list missing", one, "themes.toml: the list is missing"},
  };
  auto folder = std::filesystem::path(testing::TempDir()) / "daylight-vocabularies";
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    // What was read once stays, so each case has a folder of its own.
    auto own = folder / c.name / "data" / "vocabularies";
    std::filesystem::create_directories(own);
    std::ofstream(own / "x.toml") << c.text;
    ASSERT_TRUE(set_resource_overlay(folder / c.name));
    auto all = Vocabularies::load();
    ASSERT_FALSE(all);
    EXPECT_THAT(all.error().detail, HasSubstr(c.detail));
  }
  ASSERT_TRUE(set_resource_overlay({}));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace dl
