// What a review or a court had decided anew: a new round until the day that was ordered, and one request of table 3.
#include "matters/matter_store.h"
#include "requests/desk_fixture.h"
#include "requests/ends.h"
#include "requests/notices.h"
#include "requests/relief.h"
#include "requests/table3.h"
#include "requests/table3_store.h"

namespace dl::requests {
namespace {

using matters::Relation;
using matters::Tie;
using test::field_of_error;
using test::key_of;

/// Answered in the last days of a year, and annulled in the next one.
Told annulled(Purpose purpose = Purpose::Information) {
  auto told = Told(Date(2025, 12, 1), matters::Channel::Counter, purpose);
  told.fact("request.submitted", Date(2025, 12, 18), {}, "withheld-process", 1);
  told.fact("request.delivered", Date(2025, 12, 19), {}, "post");
  told.fact("request.redecided", Date(2026, 4, 1), Date(2026, 4, 30));
  told.stands(State::Registered);
  return told;
}

TEST(Redecision, IsDueOnTheDayThatWasOrdered) {
  auto told = annulled();
  EXPECT_EQ(told.due("answer"), Date(2026, 4, 30));
  EXPECT_EQ(told.clocks().size(), 1U) << "receipt and supplement are those of the first round";
  told.fact("request.third-party-asked", Date(2026, 4, 3)).received(Date(2026, 4, 7));
  EXPECT_EQ(told.due("answer"), Date(2026, 4, 30)) << "nothing stops it";
  told.fact("request.submitted", Date(2026, 4, 20), {}, "open", 2)
      .fact("request.delivered", Date(2026, 4, 21), {}, "post");
  EXPECT_EQ(told.met("answer"), Date(2026, 4, 21));
}

TEST(Redecision, IsNeitherExtendedNorDeferredNorDivided) {
  const auto told = annulled();
  const auto now = times();
  const Standing standing{told.now(), now, Date(2026, 4, 2), "person:甲"};
  EXPECT_EQ(key_of(check_proposes(standing)), "request.redecision");
  EXPECT_EQ(key_of(check_defers(standing)), "request.redecision");
  EXPECT_EQ(key_of(Procedure::check(standing, Step::Divide, {})), "request.redecision");
}

TEST(Redecision, LetsItsNoticesWaitToBeIssued) {
  auto told = annulled();
  told.draft("third-party");
  const auto all = must(waiting(told.now(), times()));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].what->work.name, "request.notice");
}

TEST(Redecision, OwesWordsForTheSameDecision) {
  const auto told = annulled();
  const auto now = times();
  const Standing standing{told.now(), now, Date(2026, 4, 2), "person:甲"};
  EXPECT_EQ(field_of_error(Procedure::check(standing, Step::Submit, {.code = "withheld-process", .about = 2})),
            "request.same-decision");
  EXPECT_EQ(key_of(Procedure::check(standing, Step::Submit,
                                    {.words = "因程序违法被撤销", .code = "withheld-process", .about = 2})),
            "");
  EXPECT_EQ(key_of(Procedure::check(standing, Step::Submit, {.code = "open", .about = 2})), "");
}

TEST(Redecision, CountsWithItsFirstEndAlone) {
  auto told = annulled();
  const auto row_in = [&](int year) {
    const auto counted = counted_of(told.now());
    EXPECT_TRUE(counted);
    return Table3::of({*counted}, Date(year, 1, 1), Date(year, 12, 31)).numbers();
  };
  const auto before = row_in(2025);
  EXPECT_EQ(before[9][kTotal], 1) << "属于四类过程性信息";
  EXPECT_EQ(row_in(2026), Table3::Numbers{});
  told.fact("request.submitted", Date(2026, 4, 20), {}, "open", 2);
  told.fact("request.delivered", Date(2026, 4, 21), {}, "post");
  EXPECT_EQ(row_in(2025), before);
  EXPECT_EQ(row_in(2026), Table3::Numbers{});
  EXPECT_EQ(told.now().matter.ended_on, Date(2025, 12, 19));
  EXPECT_EQ(counted_of(annulled(Purpose::Correction).now()), std::nullopt) << "what it is for holds in every round";
}

TEST(Redecision, HasReliefOfItsOwn) {
  auto told = annulled();
  const Bodies bodies = {"清州市人民政府", "清州市中级人民法院", ""};
  const auto open_on = [&](Date day) { return recourse(told.now(), told.clocks(), bodies, day, times()); };
  EXPECT_TRUE(open_on(Date(2026, 4, 30)).remedies.empty()) << "it is in hand, and in time";
  EXPECT_FALSE(open_on(Date(2026, 5, 1)).remedies.empty()) << "it is overdue";
  told.fact("request.submitted", Date(2026, 4, 20), {}, "open", 2);
  told.fact("request.delivered", Date(2026, 4, 21), {}, "direct");
  const auto known = open_on(Date(2026, 4, 22));
  ASSERT_EQ(known.remedies.size(), 2U) << "of what was decided last: either way";
  EXPECT_EQ(known.remedies[0].means, Means::Reconsider);
  EXPECT_EQ(first_end(told.now())->decision(), Decision::Process);
  EXPECT_EQ(end_of_round(told.now())->decision(), Decision::Open);
}

class RedecisionTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  RedecisionTest() : RequestAgency(GetParam()) { name_bodies(); }

  std::int64_t filed() {
    return must(desk_.file({.place = place_,
                            .channel = matters::Channel::Counter,
                            .came_on = today(),
                            .contact = {.name = "张三",
                                        .identity_kind = "resident",
                                        .identity_number = "11010119900307889X",
                                        .phone = "13800000000"},
                            .wanted = "2025年道路养护预算"},
                           "person:甲"))
        .id;
  }
  void answer(std::int64_t id, const std::string& words = {}) {
    const auto letter =
        must(desk_.draft_reply(id, {.decision = Decision::Open, .material = {"预算表"}}, {}, who("甲"))).id;
    must(take(id, "Submit", {.words = words, .code = "open", .about = letter}));
    must(take(id, "Sign", {}, "乙"));
    must(take(id, "Issue", {.on = today()}, "乙"));
    must(take(id, "Deliver", {.on = today(), .code = "post", .terms = "EMS1234567890"}));
  }
  /// Puts down that `other` came of it, as a review does that is opened.
  void attack(std::int64_t id, std::int64_t other) {
    must(store_.database().write([&](db::Session& session) {
      return matters::insert(session, Relation{other, id, Tie::Follows});
    }));
  }
  /// What the review came to.
  void decide(std::int64_t other, const std::string& result) {
    must(store_.database().write([&](db::Session& session) -> Outcome<void> {
      DL_CHECK(
          session.run("UPDATE matter SET outcome = :result, ended_on = :day WHERE id = :id", result, today(), other));
      return {};
    }));
  }
  Table3::Numbers table() {
    return numbers_of(must(read([&](db::Session& session) {
      return load_slices(session, accounts::Scope::of({place_.agency}), Date(2026, 1, 1), Date(2026, 12, 31));
    })));
  }
};
DL_ON_EVERY_ENGINE(RedecisionTest);

TEST_P(RedecisionTest, IsLedAnewByWhatAttacksIt) {
  const auto first_day = today();
  const auto id = filed();
  must(take(id, "Accept"));
  answer(id);
  const auto before = table();
  const auto attacking = filed();
  clock_.set(Instant::at(Date(2026, 5, 11), 9, 30));
  const Date until(2026, 5, 29);
  const matters::Input ordered{.words = "撤销，责令重新答复", .on = today(), .until = until, .about = attacking};
  EXPECT_EQ(field_of_error(take(id, "Redecide", ordered)), "request.no-appeal");
  attack(id, attacking);
  EXPECT_EQ(field_of_error(take(id, "Redecide", ordered)), "request.not-annulled") << "it is still tried";
  decide(attacking, "upheld");
  EXPECT_EQ(field_of_error(take(id, "Redecide", ordered)), "request.not-annulled");
  decide(attacking, "corrected");
  EXPECT_EQ(
      field_of_error(take(id, "Redecide", {.words = "撤销", .on = today(), .until = today(), .about = attacking})),
      "request.until-past");
  const auto anew = must(take(id, "Redecide", ordered));
  EXPECT_EQ(anew.state, name_of(State::Registered));
  EXPECT_EQ(anew.round, 2);
  EXPECT_EQ(anew.ended_on, first_day);
  decide(attacking, "");  // it stands in for the review as a request, and is none that ended
  must(store_.database().write([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(session.run("UPDATE matter SET ended_on = NULL WHERE id = :id", attacking));
    return {};
  }));
  const auto items = waiting(id);
  EXPECT_TRUE(std::ranges::any_of(items, [&](const work::Item& item) { return item.due_on == until; }));
  EXPECT_EQ(key_of(matters_.rate(id, 5, "")), "matter.not-answered");
  answer(id, "发现新的事实");
  EXPECT_EQ(now(id).matter.ended_on, first_day);
  must(matters_.rate(id, 5, ""));
  const auto after = table();
  EXPECT_EQ(after[23], before[23]) << "it ended once";
  EXPECT_EQ(after[0][kTotal], 2) << "and came once, beside what stands in for the review";
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

}  // namespace
}  // namespace dl::requests
