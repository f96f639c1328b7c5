#include "requests/notices.h"

#include "requests/case_fixture.h"

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
