// What is told goes on from what was told: an identity with the freeze of the period before, on every engine.
#include "figures/identity.h"

#include "figures/figures_fixture.h"

namespace dl::figures {
namespace {

using testing::IsEmpty;

constexpr const char* kGoesOn = R"toml(
[[identity]]
id = "penalties.K4"
title = "期初等于上一期冻结的期末"
law = "行政处罚法"
by = ["kind"]
left = ["penalties.before"]
before = ["penalties.after"]
)toml";

class IdentityTest : public FiguresTest {
 public:
  IdentityTest() { use(std::string(kPenaltyFigures) + kPendingFigures + kGoesOn); }

  Outcome<Frozen> frozen(const char* period, const std::string& reason = {}) {
    return freeze(journal_, definitions_,
                  {.scope = {.period = *Period::parse(period)}, .actor = "test", .reason = reason});
  }
  std::vector<Unkept> broken(const char* period) {
    auto found = read([&](auto& session) {
      return unkept_of(session, definitions_, *definitions_.find_identity("penalties.K4"), *Period::parse(period), 0,
                       Date(2026, 1, 1));
    });
    EXPECT_TRUE(found) << describe(found.error());
    return found.value_or(std::vector<Unkept>());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, IdentityTest, testing::Values(test::Store::SqliteMemory, test::Store::Postgres),
                         test::name_of);

TEST_P(IdentityTest, HoldsAYearAgainstTheFreezeOfTheLastOne) {
  enter({.decided_on = "2024-06-01"});
  EXPECT_THAT(broken("2025"), IsEmpty()) << "nothing was frozen";
  ASSERT_TRUE(frozen("2024"));
  EXPECT_THAT(broken("2025"), IsEmpty());
  enter({.kind = "警告", .decided_on = "2024-12-30"});  // entered afterwards
  const std::vector<Unkept> moved = {{"penalties.K4", {"警告"}, 1, 0, true}};
  EXPECT_EQ(broken("2025"), moved);
  EXPECT_THAT(broken("2025-Q1"), IsEmpty()) << "the quarter before was never frozen";
  const auto refused = frozen("2025");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "figures.continues");
  ASSERT_TRUE(frozen("2024", "补录一件"));
  EXPECT_THAT(broken("2025"), IsEmpty());
  EXPECT_TRUE(frozen("2025"));
}

TEST_P(IdentityTest, HoldsNothingAgainstAnotherVersionOfAFigure) {
  ASSERT_TRUE(frozen("2024"));
  enter({.decided_on = "2024-12-30"});
  ASSERT_EQ(broken("2025").size(), 1U);
  const auto text = replaced(std::string(kPenaltyFigures) + kPendingFigures + kGoesOn,
                             "id = \"penalties.after\"\nversion = 1", "id = \"penalties.after\"\nversion = 2");
  use(text);
  EXPECT_THAT(broken("2025"), IsEmpty());
}

TEST_P(IdentityTest, NamesTheOtherSideOnce) {
  const auto with = [&](std::string_view what, std::string_view by) {
    return read_definitions(replaced(std::string(kPenaltyFigures) + kPendingFigures + kGoesOn, what, by));
  };
  constexpr auto kBefore = "before = [\"penalties.after\"]";
  EXPECT_FALSE(with(kBefore, "before = [\"penalties.after\"]\nright = [\"penalties.after\"]"));
  EXPECT_FALSE(with(kBefore, ""));
  EXPECT_FALSE(with(kBefore, "before = [\"penalties.never\"]"));
}

TEST(Period, KnowsItsNameByItsDaysAndTheOneBefore) {
  for (const auto* const text : {"2026", "2026-Q1", "2026-Q4", "2026-01", "2024-02"}) {
    const auto period = *Period::parse(text);
    const auto found = Period::of(period.from, period.before.plus_days(-1));
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(found->text, text);
  }
  EXPECT_FALSE(Period::of(Date(2026, 1, 2), Date(2026, 12, 31)));
  EXPECT_EQ(Period::parse("2026")->previous().text, "2025");
  EXPECT_EQ(Period::parse("2026-Q1")->previous().text, "2025-Q4");
  EXPECT_EQ(Period::parse("2026-03")->previous().text, "2026-02");
}

}  // namespace
}  // namespace dl::figures
