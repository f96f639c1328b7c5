#include "requests/step_letters.h"

#include "requests/desk_fixture.h"
#include "requests/told.h"

namespace dl::requests {
namespace {

using matters::Input;
using testing::ElementsAre;
using testing::IsEmpty;

const LetterForm& form_of(LetterKind kind) { return RequestAgency::forms().at(kind); }

Slots said(const Told& told, LetterKind kind) {
  return must(said_by(form_of(kind), kind, told.now(), told.now().facts.back(), times()));
}
std::vector<FieldProblem> problems(const Told& told, LetterKind kind, const Slots& slots) {
  const auto checked = check_said(form_of(kind), kind, slots, told.now(), told.now().facts.back(), times());
  return checked ? std::vector<FieldProblem>() : checked.error().fields;
}

TEST(StepLetters, SayWhatTheStepSays) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.supplement-asked", Date(2026, 3, 4), Date(2026, 3, 18));
  EXPECT_EQ(std::get<Date>(said(told, LetterKind::Supplement).at("until")), Date(2026, 3, 18));
  EXPECT_THAT(said(told, LetterKind::Handover), IsEmpty()) << "no step writes it";
}

// Whoever writes an extension says the day that counts once it is told.
TEST(StepLetters, TheDayOfAnExtensionIsThatOfTheCase) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.extension-proposed", Date(2026, 3, 12), Date(2026, 4, 14));
  told.fact("request.extended", Date(2026, 3, 16)).untold();
  EXPECT_EQ(std::get<Date>(said(told, LetterKind::Extension).at("due")), Date(2026, 4, 14));
}

TEST(StepLetters, WordingIsFreeAndDaysAndMoneyAreNot) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.supplement-asked", Date(2026, 3, 4), Date(2026, 3, 18));
  auto slots = said(told, LetterKind::Supplement);
  slots["points"] = "请写明年份";
  EXPECT_THAT(problems(told, LetterKind::Supplement, slots), IsEmpty());
  slots["until"] = Date(2026, 3, 25);
  EXPECT_THAT(problems(told, LetterKind::Supplement, slots),
              ElementsAre(FieldProblem{"until", "request.notice-differs"}));

  told = Told(Date(2026, 3, 2));
  told.fact("request.fee-asked", Date(2026, 3, 4), {}, "piece");
  slots = said(told, LetterKind::Fee);
  EXPECT_THAT(problems(told, LetterKind::Fee, slots), IsEmpty());
  slots["charge"] = "1元";
  slots["until"] = Date(2026, 4, 1);
  EXPECT_THAT(problems(told, LetterKind::Fee, slots), ElementsAre(FieldProblem{"charge", "request.notice-differs"},
                                                                  FieldProblem{"until", "request.notice-differs"}))
      << "its twenty working days run from a receipt that nobody knows";
}

TEST(StepLetters, AStepIsToldOnce) {
  auto told = Told(Date(2026, 3, 2));
  EXPECT_EQ(untold_step(told.now(), LetterKind::ThirdParty), nullptr);
  told.fact("request.third-party-asked", Date(2026, 3, 4)).untold();
  const auto first = told.last();
  told.fact("request.third-party-asked", Date(2026, 3, 5)).untold();
  ASSERT_NE(untold_step(told.now(), LetterKind::ThirdParty), nullptr);
  EXPECT_EQ(untold_step(told.now(), LetterKind::ThirdParty)->id, first);
  told.issue(LetterKind::ThirdParty, Date(2026, 3, 6), first);
  EXPECT_EQ(untold_step(told.now(), LetterKind::ThirdParty)->id, first + 1);
  told.draft("third-party");
  EXPECT_EQ(untold_step(told.now(), LetterKind::ThirdParty), nullptr) << "one that names none tells of the other";
}

TEST(StepLetters, WhatWasCalledOffIsNotTold) {
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.supplement-asked", Date(2026, 3, 4), Date(2026, 3, 18)).untold();
  EXPECT_NE(untold_step(told.now(), LetterKind::Supplement), nullptr);
  told.fact("request.notice-called-off", Date(2026, 3, 5));
  EXPECT_EQ(untold_step(told.now(), LetterKind::Supplement), nullptr);
}

/// The desk of an agency, in the spring of 2026.
class StepLettersTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  StepLettersTest() : RequestAgency(GetParam()) {
    id_ = must(desk_.file({.place = place_,
                           .channel = matters::Channel::Counter,
                           .came_on = today(),
                           .contact = {.name = "张三", .identity_number = "11010119900307889X", .phone = "13800000000"},
                           .wanted = "2025年道路养护预算"},
                          "person:甲"))
              .id;
    must(take(Step::Accept));
  }
  Outcome<matters::Matter> take(Step step, const Input& input = {}) {
    return AgencyFixture::take(id_, name_of(step), input, "甲");
  }
  matters::Letter last_letter() {
    return must(read([&](db::Session& session) { return matters::list_letters(session, id_); })).back();
  }
  std::string issued(const matters::Letter& letter) {
    return test::key_of(desk_.issue_notice(id_, letter.id, today(), who("乙")));
  }
  std::int64_t id_ = 0;
};
DL_ON_EVERY_ENGINE(StepLettersTest);

TEST_P(StepLettersTest, NobodyWritesANoticeThatNoStepHasAskedFor) {
  const Slots slots = {{"points", "写明年份"}, {"until", Date(2026, 3, 18)}};
  const auto write = [&](const Draft& draft, const Slots& what) {
    return desk_.draft_notice(id_, LetterKind::Supplement, what, draft, who("甲"));
  };
  EXPECT_EQ(write({}, slots).error().key, "request.notice-unasked");
  must(take(Step::AskSupplement, {.words = "写明年份", .on = today(), .until = Date(2026, 3, 18)}));
  const auto draft = last_letter();
  EXPECT_EQ(write({}, slots).error().key, "request.notice-unasked") << "its step has drafted it";
  auto other = slots;
  other["until"] = Date(2026, 3, 25);
  EXPECT_EQ(write({draft.id, draft.digest}, other).error().fields,
            (std::vector<FieldProblem>{{"until", "request.notice-differs"}}));
  other = slots;
  other["points"] = "写明年份和道路的名称";
  must(write({draft.id, draft.digest}, other));
  EXPECT_EQ(issued(draft), "");
}

// One that was written before days were held against the step is held against it when it is issued.
TEST_P(StepLettersTest, ANoticeThatDiffersIsNotIssued) {
  must(take(Step::AskSupplement, {.words = "写明年份", .on = today(), .until = Date(2026, 3, 18)}));
  const auto draft = last_letter();
  const auto matter = now(id_).matter;
  must(journal_.write([&](journal::Transaction& transaction) {
    const Slots slots = {{"points", "写明年份"}, {"until", Date(2026, 3, 25)}};
    return matters::draft_letter(transaction, matter,
                                 {.id = draft.id, .kind = draft.kind, .content = write_json(slots)}, draft.digest,
                                 "person:甲");
  }));
  EXPECT_EQ(issued(draft), "request.slots");
}

TEST_P(StepLettersTest, ADiscardedNoticeIsWrittenAnewForItsStep) {
  must(take(Step::AskReasons, {.words = "一个月三十件", .on = today(), .until = Date(2026, 3, 18)}));
  const auto first = last_letter();
  const auto stands = now(id_);
  must(journal_.write([&](journal::Transaction& transaction) {
    return matters::discard_letter(transaction, stands, kind(), first.id, "person:甲");
  }));
  const Slots slots = {{"why", "一个月三十件"}, {"until", Date(2026, 3, 18)}};
  const auto again = must(desk_.draft_notice(id_, LetterKind::Reasons, slots, {}, who("甲")));
  EXPECT_EQ(again.fact, first.fact);
  EXPECT_EQ(issued(again), "");
}

}  // namespace
}  // namespace dl::requests
