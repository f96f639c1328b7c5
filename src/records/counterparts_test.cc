// A register held against an outside list: what is decided and not published, the powers of the service network, and
// that a list is never public.
#include "records/counterparts.h"

#include <numeric>
#include <random>
#include <set>

#include "db/tally.h"
#include "records/import_fixture.h"
#include "records/import_review.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Values = std::map<std::string, std::string>;
constexpr const char* kHasToBe = "a case that has to be public";

class CounterpartOffice : public ImportOffice {
 protected:
  Read of_case(int number, const Values& but = {}, const std::string& like = kHasToBe) const {
    auto all = but;
    all.try_emplace("number", fmt::format("东城管罚决字〔2025〕{}号", number));
    return words("enforcement_cases", like, all);
  }
  /// A row of a list that somebody else has accepted.
  Id accepted(std::string_view code, const Read& read, Id agency = kEast) {
    const auto id = entered(code, read, agency);
    accept(id);
    return id;
  }
  void accept(Id id) {
    must_do(desk_.take(id, Step::Submit, "", clerk_));
    must_do(desk_.sign(id, "", {second_, {}}));
  }
  /// A firm's penalty of the day of the case.
  Read firm(int number, const Values& but = {}) const {
    auto all = but;
    all.try_emplace("valid_until", "2026-09-10");
    return penalty(number, all, "a firm is fined");
  }
  Read power(const std::string& item, const Values& but = {}) const {
    auto all = but;
    all["item"] = item;
    return words("powers", "a power to punish", all);
  }
  Read listed_power(const std::string& item, const Values& but = {}) const {
    auto all = but;
    all["item"] = item;
    return words("service_network_powers", "a power to punish", all);
  }
  /// What waits on a record: "MissingHere 2025-09-19", with the fields that differ; empty for nothing.
  std::string waits(Id id) {
    const auto items = must(
        read([&](db::Session& session) { return work::kept_items(session, accounts::subject_text(kRecord, id)); }));
    for (const auto& item : items)
      if (item.kind == "record.counterpart") {
        const auto at = item.title.rfind("（");
        const bool fields = item.state == "Otherwise" && at != std::string::npos;
        return item.state + (item.due_on ? " " + item.due_on->text() : "") + (fields ? item.title.substr(at) : "");
      }
    return {};
  }
  /// The rows that are kept are those that are made anew.
  void expect_kept() { EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0); }
  template <class Ask>
  auto counted(std::string_view code, const accounts::Scope& scope, Ask ask) {
    const Times times{laws(), calendar()};
    const Counting counting{made(code), scope, times, today()};
    return must(read([&](db::Session& session) { return ask(session, counting); }));
  }
  Kept kept(std::string_view code = "penalties", const accounts::Scope& scope = accounts::Scope::everywhere()) {
    return counted(code, scope,
                   [&](auto& session, const auto& counting) { return counterparts_.kept(session, counting); });
  }
  /// The rows behind a count, read two at a time.
  std::vector<KeptRow> rows(std::optional<Share> share = {},
                            const accounts::Scope& scope = accounts::Scope::everywhere()) {
    std::vector<KeptRow> all;
    for (Id after = 0;;) {
      const auto page = counted("penalties", scope, [&](auto& session, const auto& counting) {
        return counterparts_.kept_rows(session, counting, share, after, 2);
      });
      all.insert(all.end(), page.begin(), page.end());
      if (page.size() < 2) return all;
      after = page.back().key;
    }
  }
  std::vector<Id> records(Share share, const accounts::Scope& scope = accounts::Scope::everywhere()) {
    std::vector<Id> ids;
    for (const auto& row : rows(share, scope)) ids.push_back(row.record);
    return ids;
  }
  /// Each count is that of the rows behind it, and what is missed is what waits as missing.
  void expect_counted(const accounts::Scope& scope = accounts::Scope::everywhere()) {
    const auto now = kept("penalties", scope);
    for (const auto& share : kShares) {
      SCOPED_TRACE(share.name);
      const auto ids = records(share.value, scope);
      EXPECT_EQ(now.of(share.value), std::ssize(ids));
      EXPECT_EQ(std::set<Id>(ids.begin(), ids.end()).size(), ids.size()) << "no row twice";
    }
    for (const auto& row : rows({}, scope)) {
      SCOPED_TRACE(fmt::format("row {}, {}", row.record, name_of(row.duty)));
      const bool missing = row.duty == Duty::Missed || row.duty == Duty::Open;
      EXPECT_EQ(waits(row.record).starts_with("MissingHere"), missing) << waits(row.record);
    }
  }

  Counterparts counterparts_ = Counterparts(must(carried()));
  ImportReview review_ = ImportReview(journal_, {registers_, projection_, laws(), key_});
};

DL_ON_EVERY_ENGINE(CounterpartOffice);

TEST_P(CounterpartOffice, FindsWhatIsDecidedAndNotPublished) {
  const auto row = entered("enforcement_cases", of_case(1));
  EXPECT_EQ(waits(row), "") << "a list says nothing until somebody else has accepted it";
  accept(row);
  EXPECT_EQ(waits(row), "MissingHere 2025-09-19") << "seven working days from the day of the decision";
  const auto words = entered("penalties", firm(1));
  EXPECT_EQ(waits(row), "MissingHere 2025-09-19") << "entered is not published";
  publish(words);
  EXPECT_EQ(waits(row), "");
  expect_kept();
  must_do(desk_.take(words, Step::Withdraw, "写错了", second_));
  EXPECT_EQ(waits(row), "MissingHere 2025-09-19");
  must_do(desk_.take(words, Step::Restore, "没有写错", second_));
  EXPECT_EQ(waits(row), "");
  expect_kept();
}

TEST_P(CounterpartOffice, AsksForJudgementsAndForNothingOfNoInfluence) {
  const auto open = accepted("enforcement_cases", of_case(1, {}, "not judged yet"));
  const auto small = accepted("enforcement_cases", of_case(2, {}, "of no influence"));
  EXPECT_EQ(waits(open), "Unjudged 2025-09-19");
  EXPECT_EQ(waits(small), "");
  must_do(desk_.correct(open, {.read = of_case(1)}, "已判断", clerk_));
  EXPECT_EQ(waits(open), "") << "while it is being corrected it says nothing";
  accept(open);
  EXPECT_EQ(waits(open), "MissingHere 2025-09-19");
  expect_kept();
}

TEST_P(CounterpartOffice, NamesTheFieldsThatStandOtherwise) {
  const auto ours = published("penalties", firm(1));
  const auto row = accepted("enforcement_cases", of_case(1, {{"decided_on", "2025-09-08"}}));
  EXPECT_EQ(waits(row), "Otherwise（处罚决定日期）");
  must_do(desk_.correct(ours, {.read = firm(1, {{"decided_on", "2025-09-08"}})}, "日期写错", clerk_));
  EXPECT_EQ(waits(row), "Otherwise（处罚决定日期）") << "the public sees the old words";
  publish(ours);
  EXPECT_EQ(waits(row), "");
  must_do(desk_.correct(ours, {.read = firm(7, {{"decided_on", "2025-09-08"}})}, "文号写错", clerk_));
  publish(ours);
  EXPECT_EQ(waits(row), "MissingHere 2025-09-17") << "the number that it had is nobody's now";
  EXPECT_EQ(waits(ours), "MissingThere");
  expect_kept();
}

TEST_P(CounterpartOffice, PowersAndTheListOfTheServiceNetworkDiffer) {
  const auto same = published("powers", power("410400202001"));
  const auto alone = published("powers", power("410400202002"));
  EXPECT_EQ(waits(alone), "") << "without a list nobody is asked";
  const auto first = accepted("service_network_powers", listed_power("410400202001"));
  const auto other = accepted("service_network_powers", listed_power("410400202003"));
  const auto renamed = accepted("service_network_powers", listed_power("410400202004", {{"name", "别的名称"}}));
  const auto ours = published("powers", power("410400202004"));
  EXPECT_EQ(waits(same), "");
  EXPECT_EQ(waits(first), "");
  EXPECT_EQ(waits(alone), "MissingThere") << "what was public before the list came";
  EXPECT_EQ(waits(other), "MissingHere") << "no clock runs";
  EXPECT_EQ(waits(renamed), "Otherwise（职权名称）");
  EXPECT_EQ(waits(ours), "");
  expect_kept();
  accepted("service_network_powers", listed_power("410400202002"));
  EXPECT_EQ(waits(alone), "");
  expect_kept();
}

TEST_P(CounterpartOffice, StaysWithinTheAgency) {
  published("penalties", firm(1), kWest);
  const auto row = accepted("enforcement_cases", of_case(1));
  EXPECT_EQ(waits(row), "MissingHere 2025-09-19") << "another agency's decision of the same number is another";
  const Asking asked{.registers = {"penalties", "enforcement_cases"}};
  const auto lines = [&](const accounts::Scope& scope) {
    return must(read([&](db::Session& session) { return list_differences(session, asked, scope, 0, 10); })).size();
  };
  EXPECT_EQ(lines(accounts::Scope::of({kEast})), 1U);
  EXPECT_EQ(lines(accounts::Scope::of({kWest})), 0U);
  EXPECT_EQ(lines({}), 0U);
  EXPECT_EQ(kept("penalties", accounts::Scope::of({kWest})).of(Share::Owed), 0);
  EXPECT_EQ(kept("penalties", accounts::Scope::of({kEast})).of(Share::Owed), 1);
  EXPECT_THAT(records(Share::Owed, accounts::Scope::of({kEast})), ElementsAre(row));
  EXPECT_THAT(records(Share::Owed, accounts::Scope::of({kWest})), IsEmpty());
}

TEST_P(CounterpartOffice, CountsWhatIsPublishedAndWhatCameLate) {
  const auto first = accepted("enforcement_cases", of_case(1));
  const auto second =
      accepted("enforcement_cases", of_case(2, {{"decided_on", "2025-09-28"}, {"judged_on", "2025-09-28"}}));
  const auto third = accepted("enforcement_cases", of_case(3));
  const auto open = accepted("enforcement_cases", of_case(4, {}, "not judged yet"));
  accepted("enforcement_cases", of_case(5, {}, "of no influence"));
  const auto ours = published("penalties", firm(1));  // on 9 October, due on 19 September
  published("penalties", firm(2, {{"decided_on", "2025-09-28"}}));
  EXPECT_THAT(records(Share::Owed), ElementsAre(first, second, third));
  EXPECT_THAT(records(Share::Published), ElementsAre(first, second));
  EXPECT_THAT(records(Share::Late), ElementsAre(first)) << "published late is late, though it is public";
  EXPECT_THAT(records(Share::Overdue), ElementsAre(third));
  EXPECT_THAT(records(Share::Unjudged), ElementsAre(open));
  EXPECT_EQ(kept().late_days, 20);
  const auto late = rows(Share::Late).at(0);
  EXPECT_EQ(late.other, ours);
  EXPECT_EQ(late.due_on, Date(2025, 9, 19));
  EXPECT_EQ(late.published_on, Date(2025, 10, 9));
  EXPECT_EQ(late.late_days, 20);
  const auto missed = rows(Share::Overdue).at(0);
  EXPECT_EQ(missed.other, 0);
  EXPECT_EQ(missed.published_on, std::nullopt);
  EXPECT_EQ(missed.late_days, 20) << "so far";
  EXPECT_EQ(rows().size(), 5U) << "all that is accepted";
  expect_counted();
}

TEST_P(CounterpartOffice, ANumberThatIsNotPublicYetIsMissed) {
  const auto ours = published("penalties", firm(1));
  const auto row = accepted("enforcement_cases", of_case(2));
  must_do(desk_.correct(ours, {.read = firm(2)}, "文号写错", clerk_));
  EXPECT_EQ(waits(row), "MissingHere 2025-09-19");
  EXPECT_EQ(kept().of(Share::Published), 0) << "what the public sees has another number";
  publish(ours);
  EXPECT_EQ(kept().of(Share::Published), 1);
  expect_counted();
}

// Whatever is done to both sides, a count is that of the rows behind it.
TEST_P(CounterpartOffice, CountsAreThoseOfTheirRows) {
  static constexpr std::array kLike = {kHasToBe, kHasToBe, "not judged yet", "of no influence"};
  for (unsigned seed = 1; seed <= 2; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const auto below = [&](int most) { return std::uniform_int_distribution(0, most - 1)(random); };
    const auto day = [&] { return fmt::format("2025-{:02}-10", 6 + below(4)); };
    const auto number = [&] { return static_cast<int>(seed) * 10 + below(7); };
    const auto decided = [&] {
      const auto on = day();
      return Values{{"decided_on", on}, {"judged_on", on}};
    };
    std::vector<Id> ids;
    for (int i = 0; i < 120; ++i) {
      const auto& like = kLike.at(static_cast<std::size_t>(below(4)));
      const bool judged = std::string_view(like) != "not judged yet";
      const auto row = [&] { return of_case(number(), judged ? decided() : Values{{"decided_on", day()}}, like); };
      const auto ours = [&] { return firm(number(), {{"decided_on", day()}}); };
      const auto agency = below(4) == 0 ? kWest : kEast;
      if (ids.empty() || below(3) == 0) {
        const auto made = below(2) == 0 ? desk_.enter("enforcement_cases", agency, {row()}, clerk_)
                                        : desk_.enter("penalties", agency, {ours()}, clerk_);
        if (made) ids.push_back(made->front());
        continue;
      }
      const auto id = ids.at(static_cast<std::size_t>(below(static_cast<int>(ids.size()))));
      const bool listed = this->row(id).code == "enforcement_cases";
      switch (below(6)) {
        case 0: (void)desk_.correct(id, {.read = listed ? row() : ours()}, "更正", clerk_); break;
        case 1: (void)desk_.take(id, Step::Withdraw, "撤下", second_); break;
        case 2: (void)desk_.take(id, Step::Restore, "恢复", second_); break;
        default:
          (void)desk_.take(id, Step::Submit, "", clerk_);
          (void)desk_.sign(id, "", {second_, {}});
          (void)desk_.take(id, Step::Publish, "", second_);
      }
    }
    EXPECT_GT(kept().of(Share::Owed), 0);
    expect_counted();
    expect_counted(accounts::Scope::of({kWest}));
  }
  expect_kept();
}

TEST_P(CounterpartOffice, WhatMayNotBePublicIsNotMissed) {
  const auto row = accepted("enforcement_cases", of_case(1, {{"party", "张三"}, {"party_kind", "自然人"}}));
  EXPECT_EQ(waits(row), "MissingHere 2025-09-19");
  entered("penalties", penalty(1, {}, "a natural person"));
  EXPECT_EQ(waits(row), "MissingHere 2025-09-19");
  const auto young = accepted("enforcement_cases", of_case(2, {{"party", "李四"}, {"party_kind", "自然人"}}));
  entered("penalties", penalty(2, {{"party_number", "110105201001010010"}}, "a natural person"));
  EXPECT_EQ(waits(young), "");
  EXPECT_EQ(kept().of(Share::Owed), 1);
  expect_counted();
  expect_kept();
}

TEST_P(CounterpartOffice, ListsAreImportedAcceptedAndTakenBack) {
  const auto ours = published("penalties", firm(9));
  const auto& list = made("enforcement_cases");
  const auto cells = [&](int number) {
    return cells_like(list, kHasToBe, {{"number", fmt::format("东城管罚决字〔2025〕{}号", number)}});
  };
  const auto id = apply(csv_of(list, {cells(1), cells(2)}), "enforcement_cases");
  EXPECT_EQ(waits(ours), "") << "nothing is in effect yet";
  must_do(review_.submit(id, clerk_));
  must_do(review_.sign(id, "", {second_, {}}));
  EXPECT_EQ(key_of([&]() -> Outcome<void> {
              DL_CHECK(review_.publish(id, second_));
              return {};
            }()),
            "record.for-staff");
  EXPECT_EQ(waits(ours), "MissingThere");
  const Asking asked{.registers = {"penalties", "enforcement_cases"}};
  const auto counts = [&] {
    return must(
        read([&](db::Session& session) { return count_differences(session, asked, accounts::Scope::everywhere()); }));
  };
  EXPECT_THAT(counts(), ElementsAre(std::pair(Differs::MissingHere, 2), std::pair(Differs::MissingThere, 1)));
  expect_kept();
  must(import_.undo(id, "发错了", clerk_));
  EXPECT_THAT(counts(), IsEmpty());
  expect_kept();
}

TEST_P(CounterpartOffice, ManyRowsAreComparedInAsFewStatementsAsTwo) {
  const auto& list = made("enforcement_cases");
  std::vector<Cells> all;
  for (int i = 1; i <= 30; ++i)
    all.push_back(cells_like(list, kHasToBe, {{"number", fmt::format("东城管罚决字〔2025〕{}号", i)}}));
  for (const int i : {1, 2}) published("penalties", firm(i, {{"decided_on", "2025-09-08"}}));
  const auto id = apply(csv_of(list, all), "enforcement_cases");
  must_do(review_.submit(id, clerk_));
  must_do(review_.sign(id, "", {second_, {}}));
  const auto ids = records(Share::Owed);
  ASSERT_EQ(ids.size(), 30U);
  const Times times{laws(), calendar()};
  const auto cost = [&](std::size_t most) {
    const std::vector<Id> some(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(most));
    const auto before = db::tally().statements;
    must_do(read([&](db::Session& session) -> Outcome<void> {
      DL_TRY(const auto rows, rows_of(session, some));
      DL_TRY(const auto found, counterparts_.of(session, rows, times));
      EXPECT_EQ(found.size(), most);
      DL_TRY(const auto touched, counterparts_.touched(session, some));
      EXPECT_EQ(touched.size(), 2U) << "what is public of the first two";
      return {};
    }));
    return db::tally().statements - before;
  };
  EXPECT_GT(cost(2), 0);
  EXPECT_EQ(cost(29), cost(2));
  EXPECT_EQ(waits(ids.at(0)), "Otherwise（处罚决定日期）");
  EXPECT_EQ(waits(ids.at(29)), "MissingHere 2025-09-19");
  expect_counted();
  expect_kept();
}

TEST_P(CounterpartOffice, MoreRecordsChangeAtOnceThanAStatementTakes) {
  std::vector<Id> many(70'000);
  std::iota(many.begin(), many.end(), 1'000);
  EXPECT_THAT(must(read([&](db::Session& session) { return counterparts_.touched(session, many); })), IsEmpty());
}

TEST_P(CounterpartOffice, AListIsNeverPublic) {
  const auto row = entered("enforcement_cases", of_case(1));
  EXPECT_EQ(key_of(desk_.take(row, Step::Publish, "", second_)), "record.chain");
  accept(row);
  EXPECT_EQ(key_of(desk_.take(row, Step::Publish, "", second_)), "record.for-staff");
  EXPECT_EQ(this->row(row).shown, 0);
  EXPECT_EQ(words_of(this->row(row).state, made("enforcement_cases")), "已核准");
  EXPECT_THAT(listed("enforcement_cases", "number"), IsEmpty());
  const auto items =
      must(read([&](db::Session& session) { return work::kept_items(session, accounts::subject_text(kRecord, row)); }));
  EXPECT_EQ(items.size(), 1U) << "what is accepted waits for no publication";
}

}  // namespace
}  // namespace dl::records
