#include "requests/ledger_desk.h"

#include "requests/desk_fixture.h"
#include "requests/request_letters.h"
#include "requests/request_store.h"
#include "requests/table3_store.h"

namespace dl::requests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class LedgerDeskTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  LedgerDeskTest() : RequestAgency(GetParam(), Date(2026, 6, 1)) {}

  static LedgerRow row(const char* number, Date received, std::optional<Decision> decision = {},
                       std::optional<Date> ended = {}) {
    return {.number = number,
            .received_on = received,
            .applicant = Applicant::Legal,
            .contact = {.name = "某某律师事务所"},
            .wanted = "停车场规划",
            .department = "停车管理科",
            .decision = decision,
            .ended_on = ended};
  }
  template <class F>
  auto read(F f) {
    return must(AgencyFixture::read(f));
  }
  Table3::Numbers table() {
    return numbers_of(read([&](db::Session& session) {
      return load_slices(session, accounts::Scope::of({place_.agency}), Date(2026, 1, 1), Date(2026, 12, 31));
    }));
  }
  /// The first request of a row of the table.
  std::int64_t first_of(int row) {
    const matters::Wanted wanted{.agency = place_.agency,
                                 .further = cell_condition(row, {}, Date(2026, 1, 1), Date(2026, 12, 31))};
    const auto page = read([&](db::Session& session) {
      return matters::list_matters(session, matters::Sight::everywhere(), wanted, {}, 100);
    });
    return page.items.at(0).id;
  }

  /// The request that a ledger had under a number.
  matters::Case with(std::string_view number) {
    const auto page = read([&](db::Session& session) {
      return matters::list_matters(session, matters::Sight::everywhere(), {.agency = place_.agency}, {}, 100);
    });
    for (const auto& one : page.items)
      if (auto found = now(one.id); old_number(found) == number) return found;
    throw std::out_of_range("no such number");
  }

  LedgerDesk desk_{journal_, matters_};
  work::Seat seat_{accounts::Principal::machine("person:甲"), {}};
};
DL_ON_EVERY_ENGINE(LedgerDeskTest);

TEST_P(LedgerDeskTest, KeepsTheTopic) {
  auto classified = row("1", Date(2026, 5, 25));
  classified.topic = "parking";
  must(desk_.take_over(place_, {classified, row("2", Date(2026, 5, 25))}, seat_));
  const auto topic = [&](const char* number) {
    const auto id = with(number).matter.id;
    return read([&](db::Session& session) { return load_request(session, id); }).topic;
  };
  EXPECT_EQ(topic("1"), "parking");
  EXPECT_EQ(topic("2"), "");
}

TEST_P(LedgerDeskTest, WhatHadEndedCountsAsReportedAndTheRestRunsOn) {
  const auto taken = must(
      desk_.take_over(place_,
                      {row("1", Date(2025, 12, 20), Decision::Open, Date(2026, 1, 8)),
                       row("2", Date(2026, 3, 2), Decision::Withdrawn, Date(2026, 3, 5)), row("3", Date(2026, 5, 25))},
                      seat_));
  EXPECT_EQ(taken.reported, 2);
  EXPECT_EQ(taken.open, 1);
  const auto numbers = table();
  EXPECT_THAT(breaches(numbers), IsEmpty());
  const auto column = static_cast<std::size_t>(Applicant::Legal);
  EXPECT_EQ(numbers[0][column], 2) << "received this year";
  EXPECT_EQ(numbers[1][column], 1) << "carried in";
  EXPECT_EQ(numbers[2][column], 1) << "made public";
  EXPECT_EQ(numbers[22][column], 1) << "withdrawn";
  EXPECT_EQ(numbers[24][column], 1) << "carried on";
  const auto open = now(first_of(25));
  EXPECT_EQ(open.matter.received_on, Date(2026, 5, 25));
  EXPECT_EQ(open.matter.department, "停车管理科");
  EXPECT_THAT(must(clocks(open, times())), testing::Not(IsEmpty()));
  const auto ended = now(first_of(3));
  EXPECT_EQ(ended.matter.state, "Reported");
  EXPECT_THAT(must(clocks(ended, times())), IsEmpty()) << "no clock of it is judged";
  EXPECT_THAT(read([&](db::Session& session) { return matters::list_letters(session, ended.matter.id); }), IsEmpty());
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
  EXPECT_TRUE(must(journal_.verify()).intact);
}

TEST_P(LedgerDeskTest, WhatIsInHandRunsOnFromWhereItStood) {
  auto awaited = row("1", Date(2026, 5, 18));
  awaited.course = {.supplement_asked_on = Date(2026, 5, 20), .supplement_until = Date(2026, 6, 5)};
  auto consulted = row("2", Date(2026, 5, 18));
  consulted.course = {.consulted_on = Date(2026, 5, 20), .extended_until = Date(2026, 7, 24)};
  auto ended = row("3", Date(2026, 3, 2), Decision::Open, Date(2026, 4, 20));
  ended.course = {.supplement_asked_on = Date(2026, 3, 5), .supplemented_on = Date(2026, 3, 16)};
  ended.letter = "城管依申请〔2026〕3号";
  must(desk_.take_over(place_, {awaited, consulted, ended}, seat_));
  const auto first = with("1");
  EXPECT_EQ(first.matter.state, "Supplement");
  EXPECT_EQ(first.matter.phase, matters::Phase::Waiting);
  EXPECT_FALSE(must(answer_clock(first, times()))) << "no answer is due while a supplement is awaited";
  const auto second = with("2");
  EXPECT_EQ(second.matter.state, "Registered");
  EXPECT_EQ(must(answer_clock(second, times()))->due(), Date(2026, 7, 24));
  const auto third = with("3");
  EXPECT_EQ(third.matter.state, "Reported");
  EXPECT_EQ(third.matter.ended_on, Date(2026, 4, 20));
  EXPECT_EQ(facts_of(third).supplemented_on, Date(2026, 3, 16));
  EXPECT_EQ(old_letter(third), "城管依申请〔2026〕3号");
  for (const auto* one : {&first, &second, &third})
    EXPECT_THAT(read([&](db::Session& session) { return matters::list_letters(session, one->matter.id); }), IsEmpty());
  // And the steps go on from there.
  EXPECT_EQ(must(take(first.matter.id, "Supplemented", {.words = "2025年的", .on = Date(2026, 6, 1)})).state,
            "Registered");
  const auto asked = second.last(event("request.third-party-asked").verb)->id;
  must(take(second.matter.id, "ThirdAnswered",
            {.words = "同意", .on = Date(2026, 6, 1), .code = "consent", .about = asked}));
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
  EXPECT_TRUE(must(journal_.verify()).intact);
}

TEST_P(LedgerDeskTest, WhatRanOutBeforeItCameHereIsNotJudged) {
  must(desk_.take_over(place_, {row("1", Date(2026, 5, 6)), row("2", Date(2026, 5, 27))}, seat_));
  const auto codes = [&](std::string_view number) {
    std::vector<std::string> all;
    for (const auto& clock : must(clocks(with(number), times()))) all.push_back(clock.code);
    return all;
  };
  EXPECT_THAT(codes("1"), ElementsAre("answer")) << "whether its content was clear was settled by 15 May";
  EXPECT_THAT(codes("2"), ElementsAre("answer", "supplement-notice"));
}

TEST_P(LedgerDeskTest, ANumberIsBroughtAlongOnce) {
  const std::vector<LedgerRow> rows = {row("1", Date(2026, 3, 2)), row("2", Date(2026, 3, 2))};
  must(desk_.take_over(place_, {rows[0]}, seat_));
  const auto known = read([&](db::Session& session) { return LedgerDesk::find_known(session, place_.agency, rows); });
  ASSERT_THAT(known, SizeIs(1));
  EXPECT_EQ(known[0].about, "1");
  const auto again = desk_.take_over(place_, rows, seat_);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().key, "ledger.again");
  EXPECT_EQ(table()[0][kTotal], 1) << "all of them or none";
}

TEST_P(LedgerDeskTest, NothingElseIsEndedAsReported) {
  must(desk_.take_over(place_, {row("1", Date(2026, 3, 2))}, seat_));
  const auto id = first_of(25);
  const matters::Input input{.on = Date(2026, 3, 20), .code = "divided"};
  EXPECT_FALSE(take(id, "Report", input)) << "its parts would be counted nowhere";
  const auto done = must(take(id, "Report", {.on = Date(2026, 3, 20), .code = "open"}));
  EXPECT_EQ(done.state, "Reported");
}

}  // namespace
}  // namespace dl::requests
