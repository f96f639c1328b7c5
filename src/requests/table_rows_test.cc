// Which row of table 3 a decision counts in is data where the form leaves it open.
#include "requests/table_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/must.h"

namespace dl::requests {
namespace {

using test::must;
using testing::HasSubstr;
using testing::Not;

std::string row(std::string_view decision, int number) {
  return fmt::format("[[row]]\ndecision = \"{}\"\nrow = {}\nhint = \"未核实\"\n", decision, number);
}

TEST(TableRows, AreThoseOfTheDecisionsAndOfTheData) {
  EXPECT_EQ(table_row(Decision::AlreadyOpen), 3);
  EXPECT_THAT(std::string(row_hint(Decision::AlreadyOpen)), HasSubstr("口径"));
  EXPECT_EQ(table_row(Decision::Open), 3);
  EXPECT_EQ(row_hint(Decision::Open), "") << "its row is settled";
  EXPECT_EQ(table_row(Decision::Divided), 0);
}

TEST(TableRows, FollowWhatAnInstallationLaysOver) {
  const auto rows = must(read_open_rows("x.toml", row("already-open", 23)));
  EXPECT_EQ(table_row(Decision::AlreadyOpen, rows), 23);
  EXPECT_EQ(table_row(Decision::Open, rows), 3);
  EXPECT_THAT(table_row_sql(rows), HasSubstr("WHEN 'already-open' THEN 23"));
  EXPECT_THAT(table_row_sql(rows), Not(HasSubstr("'divided'")));
}

TEST(TableRows, AreReadStrictly) {
  const std::pair<std::string, const char*> cases[] = {
      {"", "'already-open' is missing"},
      {row("already-open", 2), "x.toml:3: 'row' is 3 to 23"},
      {row("already-open", 24), "x.toml:3: 'row' is 3 to 23"},
      {row("open", 3), "x.toml:2: 'open' is no decision whose row is open"},
      {row("opened", 3), "x.toml:2: 'opened' is no decision whose row is open"},
      {row("already-open", 3) + row("already-open", 4), "x.toml:6: 'already-open' comes twice"},
  };
  for (const auto& [text, says] : cases) {
    const auto read = read_open_rows("x.toml", text);
    ASSERT_FALSE(read) << text;
    EXPECT_THAT(describe(read.error()), HasSubstr(says));
  }
}

}  // namespace
}  // namespace dl::requests
