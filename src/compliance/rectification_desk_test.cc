#include "compliance/rectification_desk.h"

#include <random>

#include "compliance/compliance_fixture.h"

namespace dl::compliance {
namespace {

constexpr auto kDone = "已经整改，见 https://example.gov.cn/annual/2024";

using testing::ElementsAre;
using testing::IsEmpty;

class RectificationDeskTest : public testing::TestWithParam<test::Store>, public Office {
 public:
  RectificationDeskTest() : Office(GetParam()) {}
};
DL_ON_EVERY_ENGINE(RectificationDeskTest);

TEST_P(RectificationDeskTest, PutsAProblemOnTheList) {
  const auto opened = must(desk_.find(place_, problem(), today(), seat("督查").self));
  EXPECT_EQ(opened.number, place_.code + "-Z2025-0001");
  EXPECT_EQ(must(read([&](db::Session& session) { return load_rectification(session, opened.id); })),
            (Rectification{opened.id, problem()}));
  EXPECT_EQ(now(opened.id).matter.received_on, Date(2025, 9, 15));
  EXPECT_EQ(key_of(read([&](db::Session& session) { return load_rectification(session, opened.id + 1); })),
            "rectification.missing");
}

TEST_P(RectificationDeskTest, SaysAllMistakesAtOnce) {
  EXPECT_THAT(desk_.find(place_, {}, today(), seat("督查").self).error().fields,
              ElementsAre(FieldProblem{"title", "field.owed"}, FieldProblem{"origin", "field.choice"},
                          FieldProblem{"kind", "field.choice"}, FieldProblem{"problem", "field.owed"},
                          FieldProblem{"place", "field.owed"}, FieldProblem{"found_on", "field.owed"}));
  auto wrong = problem();
  wrong.found_on = today().plus_days(1);
  wrong.origin_number = std::string(kLongestNumber + 1, '1');
  const auto refused = desk_.find(place_, wrong, today(), seat("督查").self);
  EXPECT_EQ(key_of(refused), "rectification.incomplete");
  EXPECT_THAT(refused.error().fields, ElementsAre(FieldProblem{"origin_number", "rectification.long"},
                                                  FieldProblem{"found_on", "rectification.future"}));
}

TEST_P(RectificationDeskTest, AsksForTheRightOfTheAgency) {
  const auto person = [&](accounts::Role role, std::int64_t agency) {
    return Principal::of_person(7, "丙", agency, {{role, agency, accounts::Reach::Own}}, {});
  };
  const auto find_as = [&](const Principal& who) { return key_of(desk_.find(place_, problem(), today(), who)); };
  EXPECT_EQ(find_as(person(accounts::Role::Supervisor, place_.agency)), "");
  EXPECT_EQ(find_as(person(accounts::Role::AgencyAdministrator, place_.agency)), "right.missing");
  EXPECT_EQ(find_as(person(accounts::Role::Supervisor, place_.agency + 1)), "right.missing");
  const auto id = found();
  const work::Seat keeper{person(accounts::Role::AgencyAdministrator, place_.agency), {}};
  EXPECT_EQ(key_of(matters_.take(id, "Assign", {.department = "办公室"}, 0, keeper)), "right.missing");
}

TEST_P(RectificationDeskTest, IsGivenToSomebodyElseWithTheReason) {
  const auto id = assigned(Date(2025, 10, 20));
  EXPECT_EQ(key_of(take(id, "Reassign", {.department = "法制科"})), "matter.reason-owed");
  const auto moved =
      must(take(id, "Reassign", {.words = "属法制科职责", .department = "法制科", .holder = "person:9"}));
  EXPECT_EQ(moved.department, "法制科");
  EXPECT_EQ(moved.holder, "person:9");
  EXPECT_EQ(moved.state, name_of(State::Assigned));
  ASSERT_EQ(waiting(id).size(), 2U) << "for whoever checks, too";
  EXPECT_EQ(waiting(id)[0].holder, "person:9");
  EXPECT_EQ(waiting(id)[0].due_on, Date(2025, 10, 20)) << "the day stays";
  must(take(id, "Report", {.words = kDone}));
  EXPECT_EQ(key_of(take(id, "Reassign", {.words = "再改派", .department = "办公室"})), "matter.step");
}

TEST_P(RectificationDeskTest, TheWorkListSaysThatItWasEscalated) {
  const auto id = assigned();
  EXPECT_EQ(waiting(id).at(0).state, "整改中");
  must(take(id, "Escalate", {.words = "逾期", .code = lists().at("rectification_escalations").terms.front().code}));
  EXPECT_EQ(waiting(id).at(0).state, "整改中（已督办）");
  must(take(id, "Report", {.words = kDone}));
  EXPECT_EQ(waiting(id).at(0).state, "待核查（已督办）");
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

TEST_P(RectificationDeskTest, AReportNamesAFileAsItsEvidence) {
  const auto id = assigned();
  EXPECT_EQ(field_of_error(take(id, "Report", {.words = "已经整改", .about = 1})), "matter.no-file");
  const auto evidence =
      must(matters_.add_file(id, {.name = "整改后.txt", .bytes = "年报已经公开"}, kRectifies, seat("办公室").self));
  must(take(id, "Report", {.words = "已经整改", .about = evidence.position}));
  EXPECT_EQ(now(id).facts.back().about, evidence.position);
  EXPECT_TRUE(rectification_kind().names_file(now(id).facts.back().verb));
}

TEST_P(RectificationDeskTest, AReportOwesAFileOrALink) {
  const auto id = assigned();
  EXPECT_EQ(field_of_error(take(id, "Report", {.words = "已经整改"})), "rectification.evidence-owed");
  EXPECT_EQ(now(id).matter.state, "Assigned");
  must(take(id, "Report", {.words = kDone}));
}

// Nobody has to look: what is assigned waits for whoever checks by its day, until it was escalated after that.
TEST_P(RectificationDeskTest, GoesToTheSupervisingOfficeByItself) {
  const auto overdue = [&](std::int64_t id) {
    auto items = waiting(id);
    std::erase_if(items, [](const work::Item& item) { return item.kind != "rectification.overdue"; });
    return items;
  };
  const auto id = assigned(Date(2025, 10, 10));
  ASSERT_EQ(overdue(id).size(), 1U);
  EXPECT_EQ(overdue(id)[0].needs, kChecks);
  EXPECT_EQ(overdue(id)[0].due_on, Date(2025, 10, 10));
  must(take(id, "Escalate", {.words = "提醒", .code = "notice"}));
  EXPECT_EQ(overdue(id).size(), 1U) << "before its day an escalation is none of its being overdue";
  must(take(id, "Extend", {.words = "须招标", .until = Date(2025, 10, 20)}));
  EXPECT_EQ(overdue(id).at(0).due_on, Date(2025, 10, 20));
  clock_.set(Instant::at(Date(2025, 10, 21), 9));
  must(take(id, "Escalate", {.words = "逾期", .code = "notice"}));
  EXPECT_THAT(overdue(id), IsEmpty());
  EXPECT_EQ(waiting(id).at(0).state, "整改中（已督办）");
  const auto reported = assigned(Date(2025, 11, 10));
  must(take(reported, "Report", {.words = kDone}));
  EXPECT_THAT(overdue(reported), IsEmpty());
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

TEST_P(RectificationDeskTest, IsDueByThePlanUnlessADayWasSet) {
  const auto plan = assigned();
  EXPECT_EQ(waiting(plan).at(0).due_on, Date(2025, 11, 30));
  EXPECT_EQ(field_of_error(take(found(), "Assign", {.until = Date(2025, 9, 15), .department = "办公室"})),
            "rectification.past");
  const auto id = assigned(Date(2025, 10, 10));
  EXPECT_EQ(waiting(id).at(0).due_on, Date(2025, 10, 10));
  EXPECT_EQ(key_of(take(id, "Extend", {.until = Date(2025, 10, 20)})), "matter.reason-owed");
  EXPECT_EQ(field_of_error(take(id, "Extend", {.words = "须招标", .until = Date(2025, 10, 10)})),
            "rectification.not-later");
  must(take(id, "Extend", {.words = "须招标", .until = Date(2025, 10, 20)}));
  EXPECT_EQ(waiting(id).at(0).due_on, Date(2025, 10, 20));
  EXPECT_EQ(key_of(take(id, "Extend", {.words = "再次", .until = Date(2025, 10, 30)})), "rectification.extended-once");
}

TEST_P(RectificationDeskTest, IsStruckOffByASecondPerson) {
  const auto id = assigned(Date(2025, 10, 10));
  EXPECT_EQ(key_of(take(id, "Report", {}, "甲")), "matter.reason-owed") << "without evidence nothing is put right";
  must(take(id, "Report", {.words = "已公开：https://example.gov.cn/annual/2024"}, "甲"));
  EXPECT_EQ(key_of(take(id, "Confirm", {}, "甲")), "rectification.second");
  must(take(id, "SendBack", {.words = "链接打不开"}));
  must(take(id, "Report", {.words = kDone}, "甲"));
  EXPECT_EQ(waiting(id).at(0).due_on, std::nullopt) << "whoever checks has no day";
  const auto done = must(take(id, "Confirm"));
  EXPECT_EQ(done.phase, matters::Phase::Ended);
  EXPECT_EQ(done.outcome, "rectified");
  EXPECT_EQ(done.ended_on, today());
  EXPECT_THAT(waiting(id), IsEmpty());
  EXPECT_EQ(progress(id).sent_back, 1U);
}

TEST_P(RectificationDeskTest, ComputesThatItIsOverdue) {
  const auto id = assigned(Date(2025, 10, 10));
  clock_.set(Instant::at(Date(2025, 10, 10), 18));
  EXPECT_FALSE(progress(id).overdue);
  clock_.set(Instant::at(Date(2025, 10, 11), 9));
  EXPECT_TRUE(progress(id).overdue);
  EXPECT_EQ(now(id).matter.state, "Assigned") << "it is no state";
  EXPECT_EQ(field_of_error(take(id, "Escalate", {.words = "逾期", .code = "dismissal"})), "field.choice");
  must(take(id, "Escalate", {.words = "逾期", .code = "notice"}));
  must(take(id, "Escalate", {.words = "仍未整改", .code = "talk"}));
  EXPECT_EQ(progress(id).escalated, 2U);
  EXPECT_EQ(progress(id).due, Date(2025, 10, 10));
  must(take(id, "Report", {.words = kDone}, "甲"));
  EXPECT_TRUE(progress(id).overdue) << "it was reported late";
}

TEST_P(RectificationDeskTest, IsWithdrawnForAReason) {
  const auto id = found();
  EXPECT_EQ(key_of(take(id, "Withdraw")), "matter.reason-owed");
  const auto done = must(take(id, "Withdraw", {.words = "重复列入"}));
  EXPECT_EQ(done.outcome, "withdrawn");
  EXPECT_THAT(waiting(id), IsEmpty());
}

// Whatever is tried, an item only goes where its table leads, nobody strikes off what they reported, nobody outside the
// scope sees it, and its work is what rebuilding makes of it.
TEST_P(RectificationDeskTest, NoHistoryLeavesTheTable) {
  std::mt19937 random(20250916);
  const auto& kind = rectification_kind();
  const matters::Sight outside{.kinds = {{std::string(Procedure::kName), accounts::Scope::of({place_.agency + 1})}}};
  int taken = 0;
  for (int round = 0; round < 40; ++round) {
    const auto id = found();
    std::string state = "Found";
    for (int turn = 0; turn < 30; ++turn) {
      const auto& row = kind.steps[random() % kind.steps.size()];
      Input input{.words = kDone};
      for (const auto& question : row.questions) {
        if (question.ask == matters::Ask::Until) input.until = today().plus_days(static_cast<int>(random() % 100));
        if (question.ask == matters::Ask::Department) input.department = "办公室";
        if (question.ask == matters::Ask::Code) input.code = lists().at(question.among).terms.front().code;
      }
      const auto before = now(id);
      const auto done = take(id, row.step, input, random() % 2 == 0 ? "甲" : "督查");
      const auto after = now(id);
      if (!done) {
        EXPECT_EQ(after, before);
        continue;
      }
      ++taken;
      const auto* from = kind.find(state, row.step);
      ASSERT_NE(from, nullptr) << row.step << " from " << state;
      state = done->state;
      EXPECT_EQ(state, from->to);
      EXPECT_EQ(done->phase, kind.state(state).phase);
      EXPECT_LE(after.count("rectification.extended"), 1U);
      const auto* confirmed = after.last("rectification.confirmed");
      if (confirmed != nullptr) {
        EXPECT_NE(confirmed->actor, after.last("rectification.reported")->actor);
      }
    }
    EXPECT_EQ(key_of(read([&](db::Session& session) { return matters::load_matter(session, outside, id); })),
              "matter.missing");
  }
  EXPECT_GT(taken, 15);
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

}  // namespace
}  // namespace dl::compliance
