// What another version of the law would give for requests.
#include "matters/other_laws.h"

#include "requests/case_fixture.h"

namespace dl::requests {
namespace {

std::vector<matters::OtherLaw> others(const Told& told) {
  static const auto kind = matters::kind_of<Procedure>();
  return matters::other_laws(kind, told.now(), times(), told.clocks());
}

TEST(OtherLaws, TheEarlierRegulationGaveFifteenWorkingDays) {
  const Told told(Date(2026, 3, 2));
  ASSERT_EQ(told.due("answer"), Date(2026, 3, 30));
  const auto all = others(told);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].period.id, "request.answer");
  EXPECT_EQ(all[0].period.length, 15);
  ASSERT_EQ(all[0].clocks.size(), 1U) << "no other clock ends on another day";
  EXPECT_EQ(all[0].clocks[0].code, "answer");
  EXPECT_EQ(all[0].clocks[0].due(), Date(2026, 3, 23));
  EXPECT_EQ(told.due("answer"), Date(2026, 3, 30)) << "what is due has not moved";
}

TEST(OtherLaws, AnUnconfirmedOptionIsWorkedOutAndNotApplied) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.fee-asked", Date(2026, 3, 10));
  told.fact("request.fee-paid", Date(2026, 3, 16));
  ASSERT_EQ(told.due("answer"), Date(2026, 3, 30));
  const auto all = others(told);
  const auto found = std::ranges::find_if(
      all, [](const matters::OtherLaw& other) { return other.period.id == "request.answer-after-payment"; });
  ASSERT_NE(found, all.end());
  EXPECT_FALSE(found->period.on);
  EXPECT_EQ(found->clocks.at(0).walk.from.date(), Date(2026, 3, 16));
  EXPECT_GT(found->clocks.at(0).due(), Date(2026, 3, 30));
}

}  // namespace
}  // namespace dl::requests
