// What another version of the law would give for requests.
#include "matters/other_laws.h"

#include <rapidcheck.h>

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

// By the regulation of 2007 only third parties stop the answer: its fifteen working days are those on which none of
// them was being asked, whoever else was.
TEST(OtherLaws, TheEarlierRegulationStandsStillForThirdPartiesAlone) {
  rc::check([] {
    const auto received = Date(2024, 1, 1).plus_days(*rc::gen::inRange(0, 600));
    Told told(received);
    std::vector<std::pair<Date, Date>> third;
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
      const auto sent = received.plus_days(*rc::gen::inRange(0, 25));
      const auto answered = sent.plus_days(*rc::gen::inRange(0, 15));
      const auto who = *rc::gen::element(std::string("third-party"), std::string("maker"), std::string("agency"));
      told.fact("request." + who + "-asked", sent, who == "agency" ? std::optional(answered) : std::nullopt);
      told.fact("request." + who + "-answered", answered, {}, "consent", told.last());
      if (who == "third-party") third.emplace_back(sent, answered);
    }
    const auto all = others(told);
    const auto found =
        std::ranges::find(all, std::string("request.answer"), [](const auto& other) { return other.period.id; });
    RC_ASSERT(found != all.end());
    const auto due = found->clocks.at(0).due();
    RC_ASSERT(due < *told.due("answer"));
    int counted = 0;
    for (Date day = received.plus_days(1); day <= due; day = day.plus_days(1)) {
      const bool paused =
          std::ranges::any_of(third, [&](const auto& span) { return span.first < day && day <= span.second; });
      if (!paused && calendar().is_working_day(day)) ++counted;
    }
    RC_ASSERT(counted == 15);
  });
}

TEST(OtherLaws, AfterASupplementTheEarlierRegulationGaveFifteenWorkingDaysToo) {
  Told told(Date(2018, 3, 1));
  told.fact("request.supplement-asked", Date(2018, 3, 5), Date(2018, 3, 12));
  told.fact("request.supplemented", Date(2018, 3, 8));
  EXPECT_EQ(told.clocks().front().period, "request.answer-after-correction");
  EXPECT_EQ(told.clocks().front().walk.needed, 15);
}

}  // namespace
}  // namespace dl::requests
