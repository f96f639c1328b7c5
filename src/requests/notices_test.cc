#include "requests/notices.h"

#include "requests/case_fixture.h"
#include "requests/clocks.h"

namespace dl::requests {
namespace {

std::optional<Date> due(const Told& told, LetterKind kind) { return must(notice_due(kind, told.now(), times())); }
std::vector<matters::Waiting> waits(const Told& told) { return must(waiting(told.now(), times())); }

TEST(RequestNotices, AreDueAsTheLawHasIt) {
  auto told = Told(Date(2026, 3, 2));
  EXPECT_EQ(due(told, LetterKind::Supplement), Date(2026, 3, 11)) << "seven working days (art. 30)";
  EXPECT_EQ(due(told, LetterKind::Fee), Date(2026, 3, 30)) << "within the period of the answer";
  EXPECT_EQ(due(told, LetterKind::Receipt), std::nullopt);
  EXPECT_EQ(due(told, LetterKind::ThirdParty), std::nullopt);
  told.fact("request.extension-proposed", Date(2026, 3, 12), Date(2026, 4, 14));
  told.fact("request.extended", Date(2026, 3, 16));
  EXPECT_EQ(due(told, LetterKind::Extension), Date(2026, 3, 30)) << "before what it lengthens is over (art. 33)";
  EXPECT_EQ(due(told, LetterKind::Fee), Date(2026, 4, 14));
  EXPECT_EQ(due(Told(Date(2026, 3, 2), matters::Channel::Online), LetterKind::Supplement), std::nullopt)
      << "its receipt is not settled";
}

TEST(RequestNotices, WaitUntilTheyAreIssuedOrTheRequestIsAnswered) {
  auto told = Told(Date(2026, 3, 2));
  told.in(State::Registered);
  EXPECT_TRUE(waits(told).empty());
  told.draft("reply").draft("archive-contents");
  EXPECT_TRUE(waits(told).empty()) << "an answer has its step, the archive no approver";
  told.draft("receipt").draft("supplement");
  const auto all = waits(told);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].what->work.name, "request.notice");
  EXPECT_EQ(all[0].words, "登记回执、补正告知书");
  EXPECT_EQ(all[0].due_on, Date(2026, 3, 11)) << "the first of them";
  told.fact("request.delivered", Date(2026, 3, 20));
  EXPECT_TRUE(waits(told).empty());
}

// Two third parties are asked; the letter to the second one leaves first.
TEST(RequestNotices, ALetterIsThatOfTheStepThatItNames) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.third-party-asked", Date(2026, 3, 4)).untold();
  const auto first = told.last();
  told.fact("request.third-party-asked", Date(2026, 3, 5)).untold();
  told.issue(LetterKind::ThirdParty, Date(2026, 3, 6), told.last());
  const auto facts = facts_of(told.now());
  ASSERT_EQ(facts.consultations.size(), 2U);
  EXPECT_EQ(facts.consultations[0].told_on, std::nullopt);
  EXPECT_EQ(facts.consultations[1].told_on, Date(2026, 3, 6));
  told.issue(LetterKind::ThirdParty, Date(2026, 3, 9));
  EXPECT_EQ(facts_of(told.now()).consultations[0].told_on, Date(2026, 3, 9)) << "one written by hand is the other's";
  EXPECT_EQ(first, 2);
}

TEST(RequestNotices, AnApplicantHearsOfWhatWasTold) {
  auto told = Told(Date(2026, 3, 2));
  told.in(State::Supplement);
  told.fact("request.supplement-asked", Date(2026, 3, 4), Date(2026, 3, 20)).untold();
  const auto& asked = told.now().facts.back();
  EXPECT_EQ(Procedure::told_on(told.now(), asked), std::nullopt);
  EXPECT_EQ(Procedure::shown_state(told.now()), "Registered");
  told.issue(LetterKind::Supplement, Date(2026, 3, 6));
  EXPECT_EQ(Procedure::told_on(told.now(), told.now().facts.back()), Date(2026, 3, 6));
  EXPECT_EQ(Procedure::shown_state(told.now()), "Supplement");
}

TEST(RequestNotices, ReceiptOfALetterWaitsToBeNoted) {
  auto told = Told(Date(2026, 3, 2));
  told.in(State::Registered);
  told.fact("request.third-party-asked", Date(2026, 3, 4)).untold();
  const auto asked = told.last();
  EXPECT_TRUE(waits(told).empty()) << "it is not sent";
  told.issue(LetterKind::ThirdParty, Date(2026, 3, 5));
  told.fact("request.fee-asked", Date(2026, 3, 6));
  const auto paid = told.last();
  const auto all = waits(told);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].what->work.name, "request.receipt");
  EXPECT_THAT(all[0].words, testing::HasSubstr("征求第三方意见书、收费通知书"));
  EXPECT_EQ(all[0].due_on, std::nullopt) << "no clock runs";
  EXPECT_EQ(all[0].since, Instant::at(Date(2026, 3, 5)));
  told.fact("request.notice-received", Date(2026, 3, 9), {}, {}, asked);
  told.fact("request.notice-received", Date(2026, 3, 9), {}, {}, paid);
  EXPECT_TRUE(waits(told).empty());
}

TEST(RequestNotices, AnExtensionWaitsForSomebodyElseWhileTheRequestIsInHand) {
  auto told = Told(Date(2026, 3, 2));
  told.in(State::Registered);
  told.fact("request.extension-proposed", Date(2026, 3, 12), Date(2026, 4, 14));
  const auto all = waits(told);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].what->work.name, "request.extension");
  EXPECT_EQ(all[0].due_on, Date(2026, 3, 30));
  EXPECT_EQ(all[0].not_for, std::vector<std::string>{"person:甲"});
  told.in(State::Signing);
  EXPECT_TRUE(waits(told).empty()) << "the answer is on its way";
  told.in(State::Registered);
  told.fact("request.extended", Date(2026, 3, 16));
  EXPECT_TRUE(waits(told).empty());
}

}  // namespace
}  // namespace dl::requests
