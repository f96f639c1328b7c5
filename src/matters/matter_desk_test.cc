#include "matters/matter_desk.h"

#include <random>

#include "base/text.h"

#include "matters/letters.h"
#include "matters/matters_fixture.h"
#include "matters/query_code.h"

namespace dl::matters::errand {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

class MatterDeskTest : public testing::TestWithParam<test::Store>, public Agency {
 public:
  MatterDeskTest() : Agency(GetParam()) {}

  static std::string key_of(const Outcome<Matter>& done) { return done ? "" : done.error().key; }
  std::int64_t answered() {
    const auto id = opened().id;
    must(take(id, "Accept", {.department = "办公室"}));
    const auto reply = letter(id);
    must(take(id, "Submit", {.about = reply}));
    must(take(id, "Sign", {}, "乙"));
    must(take(id, "Answer", {.on = today(), .code = "done"}));
    return id;
  }
};
DL_ON_EVERY_ENGINE(MatterDeskTest);

TEST_P(MatterDeskTest, OpensWithNumberCodeAndAPartyWhomNobodyCanRead) {
  const auto first = opened();
  const auto second = opened();
  EXPECT_EQ(first.number, place_.code + "-2026-1");
  EXPECT_EQ(second.number, place_.code + "-2026-2");
  EXPECT_THAT(first.code, MatchesRegex("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}"));
  const auto by = [&](std::string_view number, std::string_view code) {
    return read([&](db::Session& session) { return open_by_code(session, key_, number, code); });
  };
  EXPECT_EQ(must(by(first.number, first.code)).id, first.id);
  EXPECT_EQ(must(by(first.number, " " + text::ascii_lower(first.code))).id, first.id) << "as people type it";
  EXPECT_EQ(by(first.number, second.code).error().key, "matter.code");
  EXPECT_EQ(by("X-1", first.code).error().key, "matter.code");
  const auto parties = must(read([&](db::Session& session) { return list_parties(session, first.id); }));
  ASSERT_THAT(parties, SizeIs(1));
  EXPECT_THAT(parties[0].kept, SizeIs(64));
  const auto contact = must(read([&](db::Session& session) { return contact_of(session, key_, parties[0]); }));
  EXPECT_EQ(contact->name, "张三");
  const auto same = must(
      read([&](db::Session& session) { return brought_by(session, "errand", place_.agency, parties[0].same, 10); }));
  EXPECT_THAT(same, ElementsAre(second.id, first.id));
}

TEST_P(MatterDeskTest, WhatWasDoneElsewhereStandsWithANewMatter) {
  NewMatter asked{.kind = "errand", .place = place_, .title = "取一本书", .on = Date(2026, 2, 2)};
  asked.state = "Doing";
  asked.earlier = {{.verb = "errand.unclear", .on = Date(2026, 2, 3), .until = Date(2026, 2, 10), .words = "哪一本"},
                   {.verb = "errand.explained", .on = Date(2026, 2, 5), .about = 1}};
  const auto id = must(desk_.open(asked, "person:甲")).id;
  const auto made = now(id);
  EXPECT_EQ(made.matter.state, "Doing");
  EXPECT_EQ(made.matter.phase, Phase::Open);
  ASSERT_THAT(made.facts, SizeIs(3));
  EXPECT_EQ(made.facts[1].on, Date(2026, 2, 3));
  EXPECT_EQ(made.facts[2].about, made.facts[1].id) << "by its number";
  EXPECT_EQ(made.facts[2].actor, "person:甲");
  EXPECT_EQ(key_of(take(id, "Ask", {.words = "哪一本", .until = Date(2026, 3, 20)})), "errand.asked-before");
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
  EXPECT_TRUE(must(journal_.verify()).intact);
}

TEST_P(MatterDeskTest, TakesTheStepsOfTheTableAndNoOthers) {
  const auto id = opened().id;
  EXPECT_EQ(key_of(take(id, "Answer")), "matter.step");
  EXPECT_EQ(key_of(take(id, "Nonsense")), "matter.step");
  const auto owed = take(id, "Accept");
  EXPECT_EQ(key_of(owed), "matter.input");
  EXPECT_THAT(owed.error().fields, ElementsAre(FieldProblem{"department", "matter.owed"}));
  EXPECT_THAT(take(id, "Accept", {.code = "x", .department = "办公室"}).error().fields,
              ElementsAre(FieldProblem{"code", "matter.not-asked"}));
  const auto accepted = must(take(id, "Accept", {.department = "办公室"}));
  EXPECT_EQ(accepted.state, "Doing");
  EXPECT_EQ(accepted.department, "办公室");
  EXPECT_EQ(key_of(take(id, "Ask", {.until = Date(2026, 3, 9)})), "matter.reason-owed");
  EXPECT_EQ(take(id, "Ask", {.words = "哪一本？", .until = Date(2026, 3, 1)}).error().fields.at(0).key, "errand.past");
  EXPECT_EQ(must(take(id, "Ask", {.words = "哪一本？", .until = Date(2026, 3, 9)})).phase, Phase::Waiting);
  must(take(id, "Explain"));
  EXPECT_EQ(key_of(take(id, "Ask", {.words = "哪一本？", .until = Date(2026, 3, 9)})), "errand.asked-before");
}

TEST_P(MatterDeskTest, ChangesNothingForWhoLookedAtAnotherRevision) {
  const auto id = opened().id;
  const auto seen = now(id).matter.revision;
  must(take(id, "Accept", {.department = "办公室"}));
  const auto late =
      desk_.take(id, "Ask", {.words = "?", .until = Date(2026, 3, 9)}, seen, {Principal::machine("person:乙"), {}});
  EXPECT_EQ(key_of(late), "matter.changed");
}

TEST_P(MatterDeskTest, EachFactIsProvedByItsEvent) {
  const auto id = answered();
  const auto told = must(journal_.about(subject_of(id)));
  for (const auto& fact : now(id).facts) {
    EXPECT_EQ(fact.digest, digest_of(fact));
    EXPECT_TRUE(std::ranges::any_of(told, [&](const journal::Entry& entry) {
      return entry.event.verb == fact.verb && entry.event.after_digest == fact.digest;
    })) << fact.verb;
  }
}

// Asked on 2 March, two working days waited for, answered on the 12th: six working days, due on the 13th. Opened again,
// it is not answered.
TEST_P(MatterDeskTest, KeepsHowTheAnswerStoodToItsClock) {
  const auto kept = [&](std::int64_t id) {
    return must(read([&](db::Session& session) {
             return session.find<std::optional<Date>, std::optional<int>>(
                 "SELECT answer_due, answer_days FROM matter WHERE id = :id", id);
           }))
        .value();
  };
  const auto id = opened().id;
  must(take(id, "Accept", {.department = "办公室"}));
  clock_.set(Instant::at(Date(2026, 3, 3), 9, 30));
  must(take(id, "Ask", {.words = "哪一本？", .until = Date(2026, 3, 9)}));
  clock_.set(Instant::at(Date(2026, 3, 5), 9, 30));
  must(take(id, "Explain"));
  const auto reply = letter(id);
  must(take(id, "Submit", {.about = reply}));
  must(take(id, "Sign", {}, "乙"));
  EXPECT_EQ(kept(id), std::tuple(std::optional<Date>(), std::optional<int>()));
  clock_.set(Instant::at(Date(2026, 3, 12), 9, 30));
  must(take(id, "Answer", {.on = today(), .code = "done"}));
  EXPECT_EQ(kept(id), std::tuple(std::optional(Date(2026, 3, 13)), std::optional(6)));
  must(take(id, "File"));
  EXPECT_EQ(std::get<1>(kept(id)), 6);
  must(take(id, "Reopen", {.words = "没有办好"}));
  EXPECT_EQ(kept(id), std::tuple(std::optional<Date>(), std::optional<int>()));
}

TEST_P(MatterDeskTest, IsSignedByASecondPersonForTheWordsAsTheyStand) {
  const auto id = opened().id;
  must(take(id, "Accept", {.department = "办公室"}));
  const auto reply = letter(id);
  EXPECT_EQ(must(take(id, "Submit", {.about = reply})).state, "Signing");
  EXPECT_EQ(key_of(take(id, "Sign")), "sign-off.own");
  EXPECT_THAT(waiting(id), ElementsAre(testing::Field(&work::Item::kind, "errand.sign")));
  EXPECT_EQ(must(take(id, "SendBack", {.words = "还差一句"}, "乙")).state, "Doing");
  must(take(id, "Submit", {.about = reply}));
  const auto changed = journal_.write([&](journal::Transaction& transaction) -> Outcome<Letter> {
    DL_TRY(const auto matter, lock_matter(transaction.sql(), id));
    DL_TRY(auto kept, load_letter(transaction.sql(), id, reply));
    const auto known = kept.digest;
    kept.content = R"({"text":"换了"})";
    return draft_letter(transaction, matter, kept, known, "person:甲");
  });
  EXPECT_TRUE(changed);
  EXPECT_EQ(key_of(take(id, "Sign", {}, "乙")), "sign-off.changed");
}

TEST_P(MatterDeskTest, WhatWasSentForSignatureIsNotDeleted) {
  const auto id = opened().id;
  must(take(id, "Accept", {.department = "办公室"}));
  const auto reply = letter(id);
  const auto other = letter(id, R"({"text":"另一份"})");
  const auto discard = [&](std::int64_t which) {
    const auto seen = now(id);
    return journal_.write([&](journal::Transaction& transaction) {
      return discard_letter(transaction, seen, errands(), which, "person:甲");
    });
  };
  must(discard(other));
  must(take(id, "Submit", {.about = reply}));
  EXPECT_EQ(discard(reply).error().key, "matter.letter-signed");
  must(take(id, "SendBack", {.words = "还差一句"}, "乙"));
  EXPECT_EQ(discard(reply).error().key, "matter.letter-signed") << "why it came back stays to be read";
}

TEST_P(MatterDeskTest, WaitsUntilTheDayThatItsClockSays) {
  const auto id = opened().id;
  EXPECT_EQ(waiting(id).at(0).due_on, Date(2026, 3, 11));
  must(take(id, "Accept", {.department = "办公室"}));
  must(take(id, "Ask", {.words = "哪一本？", .until = Date(2026, 3, 9)}));
  EXPECT_EQ(waiting(id).at(0).due_on, Date(2026, 3, 18)) << "five working days do not count";
  clock_.set(Instant::at(Date(2026, 3, 4), 9));
  must(take(id, "Explain"));
  EXPECT_EQ(waiting(id).at(0).due_on, Date(2026, 3, 13));
}

TEST_P(MatterDeskTest, IsRatedOnceARound) {
  const auto open = opened().id;
  EXPECT_EQ(desk_.rate(open, 5, "").error().key, "matter.not-answered");
  const auto id = answered();
  EXPECT_EQ(desk_.rate(id, 6, "").error().key, "matter.stars");
  must(desk_.rate(id, 2, "太慢"));
  EXPECT_EQ(desk_.rate(id, 5, "").error().key, "matter.rated");
  must(take(id, "File"));
  EXPECT_THAT(waiting(id), IsEmpty());
  const auto again = must(take(id, "Reopen", {.words = "评价低"}));
  EXPECT_EQ(again.round, 2);
  EXPECT_EQ(again.outcome, "");
  EXPECT_EQ(now(id).last("errand.answered"), nullptr) << "the answer is that of the round before";
  const auto ratings = must(read([&](db::Session& session) { return list_ratings(session, id); }));
  ASSERT_THAT(ratings, SizeIs(1));
  EXPECT_EQ(ratings[0].stars, 2);
}

TEST_P(MatterDeskTest, JointHandlingHasOneLeader) {
  const auto leader = opened().id;
  const auto second = opened().id;
  const auto third = opened().id;
  const auto who = Principal::machine("person:甲");
  must(desk_.join(second, leader, kDo, who));
  EXPECT_EQ(desk_.join(second, leader, kDo, who).error().key, "matter.tied");
  EXPECT_EQ(desk_.join(third, second, kDo, who).error().key, "matter.tie") << "one that follows does not lead";
  EXPECT_EQ(desk_.join(leader, third, kDo, who).error().key, "matter.tie") << "one that leads does not follow";
  EXPECT_EQ(desk_.join(leader, leader, kDo, who).error().key, "matter.tie");
  EXPECT_THAT(now(second).relations, ElementsAre(Relation{second, leader, Tie::Joint}));
  must(desk_.leave(second, leader, kDo, who));
  EXPECT_THAT(now(second).relations, IsEmpty());
}

TEST_P(MatterDeskTest, ListsByStateAndWordsWithinSight) {
  const auto one = opened("取一本书").id;
  const auto two = opened("送一封信").id;
  must(take(two, "Accept", {.department = "收发室"}));
  const auto list = [&](const Sight& sight, const Wanted& wanted) {
    std::vector<std::int64_t> ids;
    for (const auto& matter :
         must(read([&](db::Session& session) { return list_matters(session, sight, wanted, {}, 10); })).items)
      ids.push_back(matter.id);
    return ids;
  };
  EXPECT_THAT(list(Sight::everywhere(), {}), ElementsAre(two, one));
  EXPECT_THAT(list(Sight::everywhere(), {.state = "Doing"}), ElementsAre(two));
  EXPECT_THAT(list(Sight::everywhere(), {.department = "收发室"}), ElementsAre(two));
  EXPECT_THAT(list(Sight::everywhere(), {.words = "一本"}), ElementsAre(one));
  EXPECT_THAT(list({.kinds = {{"errand", accounts::Scope::of({place_.agency})}}}, {}), ElementsAre(two, one));
  EXPECT_THAT(list({.kinds = {{"errand", accounts::Scope::of({place_.agency + 1})}}}, {}), IsEmpty());
  EXPECT_THAT(list({.kinds = {{"request", accounts::Scope::everywhere()}}}, {}), IsEmpty());
}

// Whatever is tried, a matter only goes where its table leads, each of its facts is a step of it, and its work is what
// rebuilding makes of it.
TEST_P(MatterDeskTest, NoHistoryLeavesTheTable) {
  std::mt19937 random(20260302);
  const auto& kind = errands();
  const auto id = opened().id;
  const auto reply = letter(id);
  std::string state = "Asked";
  int taken = 0;
  for (int turn = 0; turn < 600; ++turn) {
    const auto& row = kind.steps[random() % kind.steps.size()];
    const char* who = std::array{"甲", "乙", "丙"}.at(random() % 3);
    Input input{.words = "因为"};
    for (const auto& question : row.questions) {
      if (question.ask == Ask::Until) input.until = today().plus_days(5);
      if (question.ask == Ask::Department) input.department = "办公室";
      if (question.ask == Ask::Letter) input.about = reply;
      if (question.ask == Ask::Code) input.code = "done";
    }
    const auto before = now(id);
    const auto done = take(id, row.step, input, who);
    if (!done) {
      EXPECT_EQ(now(id), before);
      continue;
    }
    ++taken;
    const auto* from = kind.find(state, row.step);
    ASSERT_NE(from, nullptr) << row.step << " from " << state;
    state = done->state;
    if (state != from->to) {
      const auto* last = kind.find(from->to, "AllSigned");
      ASSERT_NE(last, nullptr);
      EXPECT_EQ(state, last->to);
    }
    EXPECT_EQ(done->phase, kind.state(state).phase);
    clock_.set(Instant(clock_.now().milliseconds() + 3'600'000));
  }
  EXPECT_GT(taken, 15);
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

}  // namespace
}  // namespace dl::matters::errand
