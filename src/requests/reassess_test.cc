// What was withheld comes up again by a period, from the last time that it was looked at.
#include "requests/reassess.h"

#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Input;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Reassess, ComesUpAgainFromTheAnswerAndFromTheLastTime) {
  Told told(Date(2026, 3, 2));
  told.fact("request.submitted", Date(2026, 3, 3), {}, "open", 1);
  told.fact("request.delivered", Date(2026, 3, 4), {}, "post");
  EXPECT_FALSE(reassessment_of(told.now(), laws())) << "nothing was withheld";
  Told withheld(Date(2024, 2, 1));
  withheld.fact("request.submitted", Date(2024, 2, 28), {}, std::string(name_of(Decision::Partly)), 1);
  EXPECT_FALSE(reassessment_of(withheld.now(), laws())) << "no answer yet";
  withheld.fact("request.delivered", Date(2024, 2, 29), {}, "post");
  EXPECT_EQ(reassessment_of(withheld.now(), laws())->due, Date(2025, 2, 28));
  withheld.fact("request.kept-closed", Date(2025, 2, 10));
  EXPECT_EQ(reassessment_of(withheld.now(), laws())->due, Date(2026, 2, 10));
  withheld.fact("request.opened-up", Date(2025, 6, 2));
  const auto opened = reassessment_of(withheld.now(), laws());
  EXPECT_TRUE(opened->opened);
  EXPECT_EQ(opened->last, Date(2025, 6, 2));
  EXPECT_EQ(opened->due, std::nullopt);
}

TEST(Reassess, GoesByWhatWasDecidedLast) {
  Told told(Date(2026, 3, 2));
  told.fact("request.submitted", Date(2026, 3, 3), {}, "withheld-process", 1);
  told.fact("request.delivered", Date(2026, 3, 4), {}, "post").fact("request.kept-closed", Date(2026, 9, 1));
  told.fact("request.redecided", Date(2026, 10, 8), Date(2026, 10, 30));
  EXPECT_FALSE(reassessment_of(told.now(), laws())) << "it is decided anew";
  auto opened = told;
  opened.fact("request.submitted", Date(2026, 10, 20), {}, "open", 2);
  opened.fact("request.delivered", Date(2026, 10, 21), {}, "post");
  EXPECT_FALSE(reassessment_of(opened.now(), laws())) << "nothing is withheld any more";
  told.fact("request.submitted", Date(2026, 10, 20), {}, "partly", 2);
  told.fact("request.delivered", Date(2026, 10, 21), {}, "post");
  EXPECT_EQ(reassessment_of(told.now(), laws())->due, Date(2027, 10, 21));
}

class ReassessTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  ReassessTest() : RequestAgency(GetParam()) { name_bodies(); }

  Outcome<matters::Matter> take(std::int64_t id, Step step, const Input& input = {}, std::string_view who = "甲") {
    return AgencyFixture::take(id, name_of(step), input, who);
  }
  /// Answered and posted today.
  std::int64_t answered(Reply reply) {
    const auto decision = std::string(name_of(reply.decision));
    const Filing filing{.place = place_,
                        .channel = matters::Channel::Counter,
                        .came_on = today(),
                        .contact = {.name = "张三",
                                    .identity_kind = "resident",
                                    .identity_number = "11010119900307889X",
                                    .phone = "13800000000"},
                        .wanted = "2025年道路养护预算"};
    const auto id = must(desk_.file(filing, "person:甲")).id;
    must(take(id, Step::Accept));
    const auto letter = must(desk_.draft_reply(id, std::move(reply), {}, who("甲"))).id;
    must(take(id, Step::Submit, {.code = decision, .about = letter}));
    must(take(id, Step::Sign, {}, "乙"));
    must(take(id, Step::Issue, {.on = today()}, "乙"));
    must(take(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"}));
    return id;
  }
  std::int64_t withheld() {
    return answered({.decision = Decision::Process, .grounds = {Ground::Process}, .reasons = "属于讨论记录。"});
  }
  std::vector<std::int64_t> listed(Reassess which, Date day) {
    const matters::Wanted wanted{.kind = std::string(kKind), .further = reassess_condition(which, day, laws())};
    const auto page = must(read([&](db::Session& session) {
      return matters::list_matters(session, matters::Sight::everywhere(), wanted, {}, 100);
    }));
    std::vector<std::int64_t> ids;
    for (const auto& matter : page.items) ids.push_back(matter.id);
    return ids;
  }
};
DL_ON_EVERY_ENGINE(ReassessTest);

TEST_P(ReassessTest, IsListedWhenItIsDue) {
  answered({.decision = Decision::Open, .material = {"预算表"}});
  const auto id = withheld();  // on 2 March 2026
  EXPECT_THAT(listed(Reassess::All, today()), ElementsAre(id));
  EXPECT_THAT(listed(Reassess::Soon, Date(2027, 1, 30)), IsEmpty());
  EXPECT_THAT(listed(Reassess::Soon, Date(2027, 1, 31)), ElementsAre(id)) << "thirty days before";
  EXPECT_THAT(listed(Reassess::Overdue, Date(2027, 3, 2)), IsEmpty()) << "the last day";
  EXPECT_THAT(listed(Reassess::Overdue, Date(2027, 3, 3)), ElementsAre(id));
}

TEST_P(ReassessTest, StaysClosedWithAReasonOrIsOpenedOnce) {
  const auto given = answered({.decision = Decision::Open, .material = {"预算表"}});
  const auto id = withheld();
  must(take(id, Step::Archive));
  clock_.set(Instant::at(Date(2027, 3, 3), 9, 30));
  EXPECT_EQ(test::key_of(take(id, Step::KeepClosed, {.on = today()})), "matter.reason-owed");
  const Input early{.words = "理由仍然成立", .on = Date(2026, 3, 1)};
  EXPECT_EQ(test::field_of_error(take(id, Step::KeepClosed, early)), "request.before");
  EXPECT_EQ(must(take(id, Step::KeepClosed, {.words = "理由仍然成立", .on = today()})).state, "Archived");
  EXPECT_THAT(listed(Reassess::Overdue, Date(2028, 3, 3)), IsEmpty());
  EXPECT_THAT(listed(Reassess::Overdue, Date(2028, 3, 4)), ElementsAre(id)) << "a year after the last time";
  must(take(id, Step::OpenUp, {.words = "决策已经作出", .on = today()}));
  EXPECT_THAT(listed(Reassess::All, today()), IsEmpty());
  EXPECT_EQ(test::key_of(take(id, Step::KeepClosed, {.words = "再看", .on = today()})), "request.opened-up");
  EXPECT_EQ(test::key_of(take(given, Step::OpenUp, {.words = "x", .on = today()})), "request.not-withheld");
}

TEST_P(ReassessTest, ListsWhatWasDecidedAnewByItsLastRound) {
  const auto id = withheld();
  const auto review = answered({.decision = Decision::Open, .material = {"预算表"}});  // stands in for one
  must(store_.database().write([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(matters::insert(session, matters::Relation{review, id, matters::Tie::Follows}));
    DL_CHECK(session.run("UPDATE matter SET outcome = 'corrected' WHERE id = :id", review));
    return {};
  }));
  clock_.set(Instant::at(Date(2026, 6, 1), 9, 30));
  must(take(id, Step::Redecide,
            {.words = "撤销，责令重新答复", .on = today(), .until = Date(2026, 6, 30), .about = review}));
  EXPECT_THAT(listed(Reassess::All, today()), IsEmpty()) << "it is in hand";
  const auto letter =
      must(desk_.draft_reply(id, {.decision = Decision::Process, .grounds = {Ground::Process}, .reasons = "讨论记录。"},
                             {}, who("甲")))
          .id;
  must(take(id, Step::Submit, {.words = "因程序违法被撤销", .code = "withheld-process", .about = letter}));
  must(take(id, Step::Sign, {}, "乙"));
  must(take(id, Step::Issue, {.on = today()}, "乙"));
  EXPECT_THAT(listed(Reassess::All, today()), IsEmpty()) << "it is not served";
  must(take(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"}));
  EXPECT_THAT(listed(Reassess::All, today()), ElementsAre(id));
  EXPECT_THAT(listed(Reassess::Overdue, Date(2027, 6, 1)), IsEmpty()) << "a year after the last answer";
  EXPECT_THAT(listed(Reassess::Overdue, Date(2027, 6, 2)), ElementsAre(id));
}

}  // namespace
}  // namespace dl::requests
