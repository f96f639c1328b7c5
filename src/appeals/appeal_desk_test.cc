#include "appeals/appeal_desk.h"

#include "appeals/appeals_fixture.h"

namespace dl::appeals {
namespace {

using matters::Relation;
using matters::Tie;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class AppealDeskTest : public testing::TestWithParam<test::Store>, public Office {
 public:
  AppealDeskTest() : Office(GetParam()) {}

  std::int64_t id_of(const std::string& number) {
    return must(read([&](db::Session& session) { return matters::find_by_number(session, number); }))->id;
  }
  std::int64_t rounds_kept(std::int64_t id) {
    return must(read([&](db::Session& session) {
      return session.value<std::int64_t>("SELECT count(*) FROM appeal_round WHERE matter = :id", id);
    }));
  }
};
DL_ON_EVERY_ENGINE(AppealDeskTest);

TEST_P(AppealDeskTest, OpensAReviewOfAnAnsweredRequest) {
  const auto request = this->request(true);
  auto asked = papers(request);
  asked.case_number = "清府复〔2026〕7号";
  asked.claim = "撤销答复";
  asked.way = Way::Simplified;
  asked.accepted_on = Date(2026, 3, 30);
  const auto opened = must(open(review_kind(), asked));
  EXPECT_EQ(opened.number, place_.code + "-FY2026-0001");
  EXPECT_EQ(appeal(opened.id),
            (Appeal{opened.id, id_of(request), Block::Review, "清州市人民政府", "清府复〔2026〕7号", "撤销答复"}));
  const auto now = this->now(opened.id);
  EXPECT_EQ(now.matter.title, "道路养护预算");
  EXPECT_EQ(now.matter.received_on, today());
  EXPECT_THAT(now.relations, ElementsAre(Relation{opened.id, id_of(request), Tie::Follows}));
  ASSERT_EQ(now.facts.size(), 2U);
  EXPECT_EQ(now.facts[1].verb, event("review.accepted").verb);
  EXPECT_EQ(way_of(now), Way::Simplified);
  ASSERT_EQ(waiting(opened.id).size(), 1U);
  EXPECT_EQ(waiting(opened.id)[0].due_on, Date(2026, 4, 9)) << "five working days past the Qingming holiday";
}

TEST_P(AppealDeskTest, SaysAllMistakesAtOnce) {
  const auto refused = open(review_kind(), {});
  EXPECT_EQ(key_of(refused), "appeal.incomplete");
  EXPECT_THAT(refused.error().fields,
              ElementsAre(FieldProblem{"request", "field.owed"}, FieldProblem{"body", "field.owed"},
                          FieldProblem{"received_on", "field.owed"}));
  auto wrong = papers("X");
  wrong.received_on = today().plus_days(1);
  wrong.accepted_on = today().plus_days(2);
  wrong.body = std::string(kLongestBody + 1, 'b');
  EXPECT_THAT(open(review_kind(), wrong).error().fields,
              ElementsAre(FieldProblem{"body", "appeal.long"}, FieldProblem{"received_on", "appeal.future"},
                          FieldProblem{"accepted_on", "appeal.accepted-later"}));
}

TEST_P(AppealDeskTest, IsOfARequestOfTheAgencyInWhateverState) {
  EXPECT_EQ(field_of_error(open(review_kind(), papers("nobody's"))), "appeal.no-request");
  const auto late = request(false);
  const auto in_time = request(false, today());
  must(open(review_kind(), papers(in_time)));
  const auto opened = must(open(review_kind(), papers(late)));
  EXPECT_EQ(field_of_error(open(suit_kind(), papers(opened.number))), "appeal.no-request") << "a review is no request";
}

TEST_P(AppealDeskTest, AsksForTheRightOfTheAgency) {
  const auto request = this->request(true);
  const auto as = [&](accounts::Role role, std::int64_t agency) {
    const auto who = Principal::of_person(7, "丙", agency, {{role, agency, accounts::Reach::Own}}, {});
    return key_of(desk_.open(review_kind(), place_, papers(request), today(), who));
  };
  EXPECT_EQ(as(accounts::Role::RequestOfficer, place_.agency), "");
  EXPECT_EQ(as(accounts::Role::AgencyAdministrator, place_.agency), "right.missing");
  EXPECT_EQ(as(accounts::Role::RequestOfficer, place_.agency + 1), "right.missing");
}

TEST_P(AppealDeskTest, ASuitKnowsWhetherAReviewWentBefore) {
  const auto direct = request(true);
  EXPECT_EQ(appeal(suit(direct)).block, Block::Direct);
  const auto reviewed = request(true);
  const auto before = review(reviewed);
  must(take(before, "Decide", {.on = today(), .code = "upheld"}));
  const auto after = suit(reviewed);
  EXPECT_EQ(appeal(after).block, Block::AfterReview);
  EXPECT_THAT(now(after).relations, UnorderedElementsAre(Relation{after, id_of(reviewed), Tie::Follows},
                                                         Relation{after, before, Tie::Follows}));
  const auto withdrawn = request(true);
  must(take(review(withdrawn), "Withdraw", {.words = "申请人撤回", .on = today()}));
  EXPECT_EQ(appeal(suit(withdrawn)).block, Block::Direct) << "nothing was decided";
}

TEST_P(AppealDeskTest, KeepsTheRoundsOfASuit) {
  const auto id = suit(request(true));
  EXPECT_EQ(rounds_kept(id), 1);
  must(take(id, "Defend", {.on = today()}));
  must(take(id, "Judge", {.on = today(), .code = "upheld"}));
  EXPECT_THAT(waiting(id), testing::SizeIs(1)) << "it may be appealed, and is filed away then";
  must(take(id, "Archive"));
  EXPECT_THAT(waiting(id), IsEmpty());
  const auto again = must(take(id, "Appeal", {.words = "原告上诉", .on = today()}));
  EXPECT_EQ(again.round, 2);
  EXPECT_EQ(again.phase, matters::Phase::Open);
  EXPECT_EQ(rounds_kept(id), 2);
  EXPECT_EQ(key_of(take(id, "Archive")), "matter.step");
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

}  // namespace
}  // namespace dl::appeals
