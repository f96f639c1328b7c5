#include "requests/ledger_course.h"

#include "requests/case_fixture.h"
#include "requests/ledger_desk.h"

namespace dl::requests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Date kReceived = Date(2026, 5, 6);

std::vector<std::string> told(const LedgerCourse& course) {
  std::vector<std::string> all;
  for (const auto& fact : earlier_facts(course, Date(2026, 6, 1)))
    all.push_back(fact.on.text() + " " + fact.verb + (fact.about != 0 ? fmt::format(" {}", fact.about) : ""));
  return all;
}

/// What a ledger is told of a request in hand that says it is due on a day.
std::vector<LedgerProblem> differing(const LedgerCourse& course, std::optional<Date> due_on) {
  const LedgerRow row{.row = 2, .received_on = kReceived, .course = course, .due_on = due_on};
  return must(LedgerDesk::find_differing({row}, times()));
}

TEST(LedgerCourse, BecomesFactsInTheOrderOfTheirDays) {
  const LedgerCourse course{.supplement_asked_on = Date(2026, 5, 11),
                            .supplement_until = Date(2026, 5, 25),
                            .supplemented_on = Date(2026, 5, 20),
                            .consulted_on = Date(2026, 5, 7),
                            .opinion_on = Date(2026, 5, 28),
                            .extended_on = Date(2026, 5, 22),
                            .extended_until = Date(2026, 7, 10)};
  EXPECT_THAT(told(course), ElementsAre("2026-05-07 request.third-party-asked", "2026-05-11 request.supplement-asked",
                                        "2026-05-20 request.supplemented", "2026-05-22 request.extension-proposed",
                                        "2026-05-22 request.extended", "2026-05-28 request.third-party-answered 1"));
  EXPECT_THAT(told({.consulted_on = Date(2026, 5, 7), .extended_until = Date(2026, 7, 10)}),
              ElementsAre("2026-05-07 request.third-party-asked", "2026-06-01 request.extension-proposed",
                          "2026-06-01 request.extended"));
  EXPECT_THAT(told({}), IsEmpty());
}

TEST(LedgerCourse, LeavesARequestWhereItStood) {
  EXPECT_EQ(state_after({}), State::Received);
  EXPECT_EQ(state_after({.supplement_asked_on = Date(2026, 5, 11)}), State::Supplement);
  EXPECT_EQ(state_after({.supplement_asked_on = Date(2026, 5, 11), .supplemented_on = Date(2026, 5, 20)}),
            State::Registered);
  EXPECT_EQ(state_after({.consulted_on = Date(2026, 5, 11)}), State::Registered);
  EXPECT_EQ(state_after({.extended_until = Date(2026, 7, 10)}), State::Registered);
}

TEST(LedgerCourse, RunsAsTheClockOfARequestThatWasHandledHere) {
  Told plain(kReceived);
  Told supplemented(kReceived);
  supplemented.fact("request.supplement-asked", Date(2026, 5, 11), Date(2026, 5, 25))
      .fact("request.supplemented", Date(2026, 5, 20));
  Told consulted(kReceived);
  consulted.fact("request.maker-asked", Date(2026, 5, 11), Date(2026, 5, 13));
  Told answered(kReceived);
  answered.fact("request.third-party-asked", Date(2026, 5, 11));
  answered.fact("request.third-party-answered", Date(2026, 5, 20), {}, {}, answered.last());
  Told agency(kReceived);
  agency.fact("request.agency-asked", Date(2026, 5, 11), Date(2026, 5, 18));
  struct Row {
    const char* name;
    LedgerCourse course;
    std::optional<Date> due;
  };
  const Row rows[] = {
      {"nothing happened", {}, plain.due("answer")},
      {"a supplement",
       {.supplement_asked_on = Date(2026, 5, 11),
        .supplement_until = Date(2026, 5, 25),
        .supplemented_on = Date(2026, 5, 20)},
       supplemented.due("answer")},
      {"a joint maker that has not answered",
       {.consulted = Consulted::Maker, .consulted_on = Date(2026, 5, 11), .letter_got_on = Date(2026, 5, 13)},
       consulted.due("answer")},
      {"a third party that has answered",
       {.consulted_on = Date(2026, 5, 11), .opinion_on = Date(2026, 5, 20)},
       answered.due("answer")},
      {"another agency",
       {.consulted = Consulted::Agency, .consulted_on = Date(2026, 5, 11), .opinion_until = Date(2026, 5, 18)},
       agency.due("answer")},
      {"an extension", {.extended_until = Date(2026, 6, 26)}, Date(2026, 6, 26)},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    ASSERT_TRUE(row.due);
    EXPECT_THAT(differing(row.course, row.due), IsEmpty());
    const auto other = differing(row.course, row.due->plus_days(1));
    ASSERT_THAT(other, SizeIs(1));
    EXPECT_EQ(other[0].key, "ledger.due-differs");
    EXPECT_EQ(other[0].about, "台账写 " + row.due->plus_days(1).text() + "，计算为 " + row.due->text());
  }
  EXPECT_NE(plain.due("answer"), supplemented.due("answer"));
  EXPECT_THAT(differing({.supplement_asked_on = Date(2026, 5, 11)}, Date(2026, 6, 1)), IsEmpty()) << "nothing runs";
}

}  // namespace
}  // namespace dl::requests
