#include "requests/clocks.h"

#include <rapidcheck.h>

#include "requests/case_fixture.h"

namespace dl::requests {
namespace {

using matters::Channel;

TEST(RequestClocks, CountTheTestVectorsOfTheAnswer) {
  const std::pair<Date, Date> vectors[] = {{Date(2026, 2, 10), Date(2026, 3, 16)},
                                           {Date(2026, 9, 18), Date(2026, 10, 22)},
                                           {Date(2025, 9, 26), Date(2025, 10, 30)},
                                           {Date(2025, 12, 31), Date(2026, 1, 29)},
                                           {Date(2025, 1, 24), Date(2025, 2, 27)}};
  for (const auto& [received, due] : vectors) EXPECT_EQ(Told(received).due("answer"), due) << received.text();
}

TEST(RequestClocks, NoticeOfASupplementIsOwedWithinSevenWorkingDays) {
  EXPECT_EQ(Told(Date(2026, 2, 10)).due("supplement-notice"), Date(2026, 2, 26));
  EXPECT_EQ(Told(Date(2026, 2, 13)).due("supplement-notice"), Date(2026, 3, 2));
  auto told = Told(Date(2026, 2, 10));
  told.fact("request.assigned", Date(2026, 2, 12));
  EXPECT_EQ(told.met("supplement-notice"), Date(2026, 2, 12)) << "found clear";
}

TEST(RequestClocks, RunFromConfirmationOnline) {
  auto told = Told(Date(2026, 2, 14), Channel::Online);
  EXPECT_EQ(told.due("confirm"), Date(2026, 2, 24));
  EXPECT_EQ(told.due("answer"), std::nullopt);
  told.fact("request.confirmed", Date(2026, 2, 24));
  EXPECT_EQ(told.now().matter.received_on, Date(2026, 2, 24));
  EXPECT_TRUE(told.due("answer").has_value());
  EXPECT_EQ(told.met("confirm"), Date(2026, 2, 24));
  EXPECT_EQ(Told(Date(2026, 3, 2), Channel::Post).due("confirm"), Date(2026, 3, 2)) << "on the day of the letter";
  EXPECT_EQ(Told(Date(2026, 3, 2), Channel::Registered).due("confirm"), std::nullopt);
}

TEST(RequestClocks, BeginAnewFromTheSupplement) {
  auto told = Told(Date(2026, 2, 2));
  told.fact("request.supplement-asked", Date(2026, 2, 4), Date(2026, 2, 12));
  EXPECT_EQ(told.due("answer"), std::nullopt) << "while it is awaited";
  EXPECT_EQ(told.due("supplement"), Date(2026, 2, 12));
  told.fact("request.supplemented", Date(2026, 2, 10));
  EXPECT_EQ(told.due("answer"), Date(2026, 3, 16));
  EXPECT_EQ(told.clocks().front().period, "request.answer-after-correction");
}

TEST(RequestClocks, StandStillWhileSomebodyIsConsulted) {
  auto told = Told(Date(2026, 3, 2));
  EXPECT_EQ(told.due("answer"), Date(2026, 3, 30));
  told.fact("request.third-party-asked", Date(2026, 3, 9));
  const auto asked = told.last();
  told.fact("request.third-party-answered", Date(2026, 3, 24), {}, "consent", asked);
  EXPECT_EQ(told.due("answer"), Date(2026, 4, 15));
  told.fact("request.maker-asked", Date(2026, 3, 10));
  told.fact("request.maker-answered", Date(2026, 3, 20), {}, "consent", told.last());
  EXPECT_EQ(told.due("answer"), Date(2026, 4, 15)) << "two at once count once";
}

TEST(RequestClocks, ConsultationsLapse) {
  auto told = Told(Date(2026, 4, 20));
  told.fact("request.third-party-asked", Date(2026, 4, 28)).received(Date(2026, 4, 30));
  EXPECT_EQ(told.due("third-party:2"), Date(2026, 5, 25)) << "fifteen working days from receipt of the letter";
  const auto due = told.due("answer");
  told.fact("request.third-party-answered", Date(2026, 6, 10), {}, "silent", 2);
  EXPECT_EQ(told.due("answer"), due) << "an answer after the period moves nothing";
}

TEST(RequestClocks, TimeOfWhoeverIsAskedBeginsWithReceipt) {
  auto told = Told(Date(2026, 4, 20));
  told.fact("request.third-party-asked", Date(2026, 4, 28));
  const auto asked = told.last();
  EXPECT_EQ(told.due("third-party:2"), std::nullopt) << "it has not begun";
  const auto before = told.due("answer");
  told.fact("request.notice-received", Date(2026, 5, 8), {}, {}, asked);
  EXPECT_GT(told.due("answer"), before) << "the pause lasts as long as the third party may take";
  told.fact("request.third-party-answered", Date(2026, 5, 12), {}, "consent", asked);
  EXPECT_EQ(told.met("third-party:2"), Date(2026, 5, 12));
}

TEST(RequestClocks, ALetterThatIsNotIssuedMovesNothing) {
  const auto due = Told(Date(2026, 3, 2)).due("answer");
  const std::pair<const char*, std::optional<Date>> steps[] = {{"request.third-party-asked", {}},
                                                               {"request.maker-asked", {}},
                                                               {"request.agency-asked", Date(2026, 3, 20)},
                                                               {"request.deferred", Date(2026, 6, 30)},
                                                               {"request.supplement-asked", Date(2026, 3, 20)}};
  for (const auto& [verb, until] : steps) {
    SCOPED_TRACE(verb);
    auto told = Told(Date(2026, 3, 2));
    told.fact(verb, Date(2026, 3, 6), until).untold();
    EXPECT_EQ(told.due("answer"), due);
    told.issue(*notice_of(verb), Date(2026, 3, 9));
    EXPECT_NE(told.due("answer"), due);
  }
  auto extended = Told(Date(2026, 3, 2));
  extended.fact("request.extension-proposed", Date(2026, 3, 12), Date(2026, 4, 14));
  extended.fact("request.extended", Date(2026, 3, 16)).untold();
  EXPECT_EQ(extended.due("answer"), due) << "without notice it is overdue (art. 33)";
  extended.issue(LetterKind::Extension, Date(2026, 3, 17));
  EXPECT_EQ(extended.due("answer"), Date(2026, 4, 14));
}

TEST(RequestClocks, APauseBeginsWithItsOwnLetter) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.third-party-asked", Date(2026, 3, 4)).untold();
  told.fact("request.third-party-asked", Date(2026, 3, 5)).untold();
  told.issue(LetterKind::ThirdParty, Date(2026, 3, 6)).issue(LetterKind::ThirdParty, Date(2026, 3, 10));
  const auto facts = facts_of(told.now());
  ASSERT_EQ(facts.consultations.size(), 2U);
  EXPECT_EQ(facts.consultations[0].told_on, Date(2026, 3, 6));
  EXPECT_EQ(facts.consultations[1].told_on, Date(2026, 3, 10));
}

TEST(RequestClocks, NoticeOfASupplementIsLateByTheDayThatItBears) {
  auto told = Told(Date(2026, 2, 10));
  told.fact("request.supplement-asked", Date(2026, 2, 12), Date(2026, 3, 20)).untold();
  EXPECT_EQ(told.met("supplement-notice"), std::nullopt) << "nobody was told";
  told.issue(LetterKind::Supplement, Date(2026, 3, 3));
  EXPECT_EQ(told.met("supplement-notice"), Date(2026, 3, 3));
  const auto clocks = told.clocks();
  const auto notice = std::ranges::find(clocks, "supplement-notice", &matters::Clock::code);
  EXPECT_TRUE(notice->missed(Date(2026, 3, 3))) << "a fault of procedure";
  told.fact("request.supplemented", Date(2026, 3, 9));
  EXPECT_EQ(told.clocks().front().walk.from.date(), Date(2026, 3, 9)) << "the period begins anew all the same";
}

TEST(RequestClocks, ASupplementThatIsCalledOffWasNeverAsked) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.supplement-asked", Date(2026, 3, 4), Date(2026, 3, 12)).untold();
  told.fact("request.notice-called-off", Date(2026, 3, 5));
  EXPECT_EQ(told.due("answer"), Date(2026, 3, 30));
  EXPECT_EQ(told.due("supplement"), std::nullopt);
  told.fact("request.supplement-asked", Date(2026, 3, 6), Date(2026, 3, 16));
  EXPECT_EQ(told.due("supplement"), Date(2026, 3, 16));
}

TEST(RequestClocks, ExtendFromTheDayThatWasDue) {
  auto told = Told(Date(2026, 2, 10));
  told.fact("request.extension-proposed", Date(2026, 3, 12), Date(2026, 4, 14));
  EXPECT_EQ(told.due("answer"), Date(2026, 3, 16)) << "proposed is not approved";
  told.fact("request.extended", Date(2026, 3, 13));
  EXPECT_EQ(told.due("answer"), Date(2026, 4, 14));
}

TEST(RequestClocks, AnExtensionGoesOnStandingStill) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.extension-proposed", Date(2026, 3, 5), Date(2026, 4, 3));
  told.fact("request.extended", Date(2026, 3, 6));
  const auto before = told.due("answer");
  EXPECT_EQ(before, Date(2026, 4, 3));
  told.fact("request.maker-asked", Date(2026, 3, 9));
  told.fact("request.maker-answered", Date(2026, 3, 11), {}, "consent", told.last());
  EXPECT_GT(told.due("answer"), before);
}

TEST(RequestClocks, DeferralSetsTheDay) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.deferred", Date(2026, 3, 20), Date(2026, 6, 30));
  EXPECT_EQ(told.due("answer"), Date(2026, 6, 30));
}

TEST(RequestClocks, PaymentIsAwaitedForTwentyWorkingDaysAndStopsNothing) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.fee-asked", Date(2026, 3, 9));
  EXPECT_EQ(told.due("fee"), std::nullopt) << "nobody has it yet";
  told.received(Date(2026, 3, 10));
  EXPECT_EQ(told.due("fee"), Date(2026, 4, 8)) << "from the day behind its receipt";
  told.fact("request.fee-paid", Date(2026, 3, 16));
  EXPECT_EQ(told.due("answer"), Date(2026, 3, 30)) << "that payment begins the period anew is not confirmed";
}

TEST(RequestClocks, CorrectionsOfRecordsHaveTheirOwnPeriod) {
  const auto told = Told(Date(2026, 3, 2), Channel::Counter, Purpose::Correction);
  EXPECT_EQ(told.clocks().front().period, "request.record-correction");
}

TEST(RequestClocks, CorrectionsOfRecordsStandStillForNobodyAndBeginAnewFromASupplement) {
  Told told(Date(2026, 3, 2), Channel::Counter, Purpose::Correction);
  ASSERT_EQ(told.due("answer"), Date(2026, 3, 30));
  told.fact("request.third-party-asked", Date(2026, 3, 9));
  told.fact("request.third-party-answered", Date(2026, 3, 24), {}, "consent", told.last());
  EXPECT_EQ(told.due("answer"), Date(2026, 3, 30)) << "its period names nobody";
  told.fact("request.supplement-asked", Date(2026, 3, 25), Date(2026, 4, 8));
  told.fact("request.supplemented", Date(2026, 3, 27));
  EXPECT_EQ(told.clocks().front().walk.from.date(), Date(2026, 3, 27));
  EXPECT_EQ(told.clocks().front().period, "request.record-correction");
}

// What an installation lays over the law is what counts.
TEST(RequestClocks, StopAndBeginAnewOnlyForWhatTheLawNames) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.agency-asked", Date(2026, 3, 9), Date(2026, 3, 20));
  told.fact("request.agency-answered", Date(2026, 3, 20), {}, {}, told.last());
  EXPECT_GT(told.due("answer"), Date(2026, 3, 30));
  auto bare = *laws().find("request.answer", Date(2026, 3, 2));
  bare.pauses = {"third-party"};
  bare.restarts.clear();
  const auto by_bare = laws().with(bare);
  const auto due = [&] { return must(clocks(told.now(), {by_bare, calendar()})).front().due(); };
  EXPECT_EQ(due(), Date(2026, 3, 30));
  told.fact("request.supplement-asked", Date(2026, 3, 23), Date(2026, 4, 8));
  EXPECT_EQ(due(), Date(2026, 3, 30)) << "while it is awaited";
  told.fact("request.supplemented", Date(2026, 3, 26));
  EXPECT_EQ(due(), Date(2026, 3, 30));
}

// An extension is more of the same period: the clock that it lengthens goes on standing still as before.
TEST(RequestClocks, AnExtensionNamesWhatThePeriodNamesThatItExtends) {
  for (const auto& period : laws().all())
    if (period.id == "request.extension")
      EXPECT_EQ(period.pauses, laws().find("request.answer", *period.effective_from)->pauses) << period.source;
}

// Art. 35: no law sets the day and no period stops for it.
TEST(RequestClocks, ReasonsAreAwaitedFromTheirNoticeUntilTheyAreGiven) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.reasons-asked", Date(2026, 3, 4), Date(2026, 3, 13)).untold();
  EXPECT_EQ(told.due("reasons"), std::nullopt) << "nobody has been asked";
  told.issue(LetterKind::Reasons, Date(2026, 3, 5));
  EXPECT_EQ(told.due("reasons"), Date(2026, 3, 13));
  EXPECT_EQ(told.due("answer"), Date(2026, 3, 30));
  EXPECT_EQ(told.met("reasons"), std::nullopt);
  told.fact("request.reasons-given", Date(2026, 3, 11));
  EXPECT_EQ(told.met("reasons"), Date(2026, 3, 11));
}

TEST(RequestClocks, AreMetByTheDayOfDelivery) {
  auto told = Told(Date(2026, 2, 10));
  told.fact("request.submitted", Date(2026, 3, 12), {}, "open", 7);
  told.fact("request.delivered", Date(2026, 3, 16), {}, "post");
  EXPECT_EQ(told.clocks().front().met_on, Date(2026, 3, 16));
  EXPECT_FALSE(told.clocks().front().missed(Date(2026, 5, 1)));
  EXPECT_EQ(told.now().matter.outcome, "open");
  EXPECT_EQ(told.now().matter.ended_on, Date(2026, 3, 16));
}

// Whatever consultations there are, their time counts once, and no answer is due before the day on which one of them
// that began within the period has ended.
TEST(RequestClocks, TimeOfConsultationsIsTheirUnion) {
  rc::check([] {
    const auto received = Date(2024, 1, 1).plus_days(*rc::gen::inRange(0, 700));
    auto told = Told(received);
    const auto plain = *told.due("answer");
    std::vector<std::pair<Date, Date>> spans;
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
      const auto sent = received.plus_days(*rc::gen::inRange(0, days_between(received, plain)));
      const auto answered = sent.plus_days(*rc::gen::inRange(0, 15));
      told.fact("request.third-party-asked", sent);
      told.fact("request.third-party-answered", answered, {}, "consent", told.last());
      spans.emplace_back(sent, answered);
    }
    const auto due = *told.due("answer");
    RC_ASSERT(due >= plain);
    int counted = 0;
    for (Date day = received.plus_days(1); day <= due; day = day.plus_days(1)) {
      const bool paused =
          std::ranges::any_of(spans, [&](const auto& span) { return span.first < day && day <= span.second; });
      if (!paused && calendar().is_working_day(day)) ++counted;
    }
    RC_ASSERT(counted == 20);
    for (const auto& [sent, answered] : spans) RC_ASSERT(due > answered);
  });
}

}  // namespace
}  // namespace dl::requests
