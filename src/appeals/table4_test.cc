// Table 4 over chosen and random lives: each case stands in one cell of a year, and goes on into the next while it is
// pending.
#include "appeals/table4.h"

#include <map>

#include "appeals/case_fixture.h"

namespace dl::appeals {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::optional<Column> in_year(const std::vector<Round>& rounds, int year) {
  return column_of(rounds, Date(year, 1, 1), Date(year, 12, 31));
}

TEST(Table4, CountsTheLastInstanceOfAYear) {
  struct Row {
    const char* name;
    std::vector<Round> rounds;
    std::optional<Column> in_2025;
    std::optional<Column> in_2026;
  };
  const Date spring(2025, 3, 3);
  const Round upheld{1, spring, Date(2025, 6, 2), Result::Upheld};
  const Row rows[] = {
      {"pending", {{1, spring}}, Column::Pending, Column::Pending},
      {"ended at once", {upheld}, Column::Upheld, std::nullopt},
      {"ended the next year", {{1, spring, Date(2026, 1, 1), Result::Corrected}}, Column::Pending, Column::Corrected},
      {"ended on the last day", {{1, spring, Date(2025, 12, 31), Result::Other}}, Column::Other, std::nullopt},
      {"came the next year", {{1, Date(2026, 1, 1)}}, std::nullopt, Column::Pending},
      {"appealed and ended in its year",
       {upheld, {2, Date(2025, 7, 1), Date(2025, 10, 1), Result::Corrected}},
       Column::Corrected,
       std::nullopt},
      {"appealed in its year", {upheld, {2, Date(2025, 7, 1)}}, Column::Pending, Column::Pending},
      {"appealed the next year",
       {{1, spring, Date(2025, 12, 20), Result::Upheld}, {2, Date(2026, 1, 4), Date(2026, 5, 1), Result::Corrected}},
       Column::Upheld,
       Column::Corrected},
      {"nothing", {}, std::nullopt, std::nullopt},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(in_year(row.rounds, 2025), row.in_2025);
    EXPECT_EQ(in_year(row.rounds, 2026), row.in_2026);
  }
}

TEST(Table4, PutsCasesIntoTheirBlocks) {
  const Round ended{1, Date(2026, 2, 2), Date(2026, 3, 2), Result::Upheld};
  const auto table = Table4::of({{3, Block::Direct, {ended}},
                                 {1, Block::Review, {ended}},
                                 {2, Block::Review, {{1, Date(2026, 2, 2)}}},
                                 {4, Block::AfterReview, {{1, Date(2027, 2, 2)}}}},
                                Date(2026, 1, 1), Date(2026, 12, 31));
  EXPECT_THAT(table.cell(Block::Review, Column::Upheld), ElementsAre(1));
  EXPECT_THAT(table.cell(Block::Review, Column::Pending), ElementsAre(2));
  EXPECT_THAT(table.cell(Block::Review, Column::Total), ElementsAre(1, 2));
  EXPECT_THAT(table.cell(Block::Direct, Column::Upheld), ElementsAre(3));
  EXPECT_THAT(table.cell(Block::AfterReview, Column::Total), IsEmpty());
  EXPECT_THAT(breaches(table.numbers()), IsEmpty());
}

// The fixture of a report that was published.
TEST(Table4, FindsATotalThatDoesNotAddUp) {
  Table4::Numbers told = {{{376, 97, 196, 121, 790}, {16, 1, 12, 27, 56}, {74, 1, 30, 51, 156}}};
  EXPECT_THAT(breaches(told), IsEmpty());
  ++told[1][2];
  EXPECT_THAT(breaches(told), ElementsAre(Block::Direct));
}

TEST(Table4, EveryLifeStandsInOneCellOfAYearAndGoesOnWhilePending) {
  std::mt19937 random(20260302);
  std::size_t appealed = 0;
  for (int turn = 0; turn < 200; ++turn) {
    Life life(random, turn % 2 == 0 ? review_kind() : suit_kind(), Date(2024, 10, 1).plus_days(turn));
    for (int trial = 0; trial < 30; ++trial) {
      life.go_on();
      for (const auto& clock : life.told().clocks()) EXPECT_GE(clock.due(), clock.walk.from.date());
    }
    const auto& now = life.told().now();
    const auto rounds = rounds_of(now);
    ASSERT_FALSE(rounds.empty());
    appealed += rounds.size() > 1 ? 1 : 0;
    EXPECT_EQ(std::ssize(rounds), now.matter.round);
    EXPECT_EQ(rounds.back().ended_on, now.matter.ended_on);
    EXPECT_EQ(rounds.back().result.has_value(), rounds.back().ended_on.has_value());
    std::optional<Column> before;
    for (int year = 2024; year < 2040; ++year) {
      const auto column = in_year(rounds, year);
      if (before == Column::Pending) {
        EXPECT_TRUE(column.has_value()) << year << ": what was pending is pending or ends";
      }
      const auto table = Table4::of({{7, Block::Direct, rounds}}, Date(year, 1, 1), Date(year, 12, 31));
      EXPECT_EQ(table.cell(Block::Direct, Column::Total).size(), column ? 1U : 0U);
      EXPECT_THAT(breaches(table.numbers()), IsEmpty());
      before = column;
    }
  }
  EXPECT_GT(appealed, 10U);
}

}  // namespace
}  // namespace dl::appeals
