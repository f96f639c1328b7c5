// The database counts what the facts say, cell by cell, whatever happened: table 3, its cells as lists, its figures.
#include "requests/table3_store.h"

#include <algorithm>
#include <set>

#include "accounts/people.h"
#include "db/schema.h"
#include "figures/frozen.h"
#include "figures/identity.h"
#include "journal/schema.h"
#include "matters/matter_store.h"
#include "requests/breakdown.h"
#include "requests/figures.h"
#include "requests/history_fixture.h"
#include "requests/request_store.h"
#include "requests/table3.h"
#include "tests/support/database_fixture.h"
#include "tests/support/places.h"
#include "work/schema.h"

namespace dl::requests {
namespace {

using matters::Matter;
using matters::Sight;
using testing::IsEmpty;
using Ids = std::vector<std::int64_t>;

struct Days {
  Date from = {};
  Date until = {};
};

class Table3StoreTest : public test::DatabaseTest {
 public:
  Table3StoreTest() {
    migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
             &work::migrations(), &figures::migrations(), &matters::migrations(), &migrations()});
    must(database().write([&](db::Session& session) -> Outcome<void> {
      DL_TRY(east_, test::put(session, test::kEast));
      DL_TRY(west_, test::put(session, test::kWest));
      return {};
    }));
  }

  /// Enters a life as the desk would have left it, and what counts of it.
  void enter(const matters::Case& told, Purpose purpose, std::int64_t agency, const std::string& klass,
             std::optional<matters::Answered> answered = {}) {
    auto now = told;
    now.matter.id = ++last_;
    now.matter.agency = agency;
    now.matter.number = fmt::format("N{}", last_);
    now.matter.title = "预算";
    now.matter.klass = klass;
    now.matter.department = last_ % 4 == 0 ? "" : fmt::format("科室{}", last_ % 3);
    must(database().write([&](db::Session& session) -> Outcome<void> {
      DL_CHECK(matters::insert(session, now.matter));
      DL_CHECK(insert(session, Request{.matter = last_, .purpose = purpose, .wanted = "预算"}));
      if (last_ % 5 != 0) DL_CHECK(set_topic(session, last_, last_ % 2 == 0 ? "parking" : "noise"));
      return matters::set_answered(session, last_, answered);
    }));
    const auto counted = counted_of(now);
    if (counted) counted_[agency].push_back(*counted);
  }
  /// A few hundred lives of two agencies.
  void enter_lives(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto pick = [&](std::size_t most) { return random() % most; };
    for (int turn = 0; turn < 150; ++turn) {
      Life life(random, Date(2025, 10, 1).plus_days(turn));
      life.live(static_cast<int>(pick(500)));
      // A class that the table does not know, as an older ledger may have one, is that of the others.
      const auto klass = pick(7) == 0 ? std::string("guild") : std::string(kApplicants[pick(6)].name);
      std::optional<matters::Answered> answered;
      if (const auto ended = life.told().now().matter.ended_on; ended && pick(3) != 0)
        answered =
            matters::Answered{ended->plus_days(static_cast<int>(pick(5)) - 2), *ended, static_cast<int>(pick(30))};
      enter(life.told().now(), Purpose::Information, pick(2) == 0 ? east_ : west_, klass, answered);
    }
    enter(Told(Date(2026, 1, 5), matters::Channel::Counter, Purpose::Correction).now(), Purpose::Correction, east_,
          "natural");
  }

  template <class F>
  auto read(F f) {
    return must(database().read([&](db::Session& session) { return f(session); }));
  }
  std::vector<Slice> slices(const accounts::Scope& scope, const Days& days) {
    return read([&](db::Session& session) { return load_slices(session, scope, days.from, days.until); });
  }
  /// As the list of matters shows a cell.
  Ids listed(std::int64_t agency, int row, std::optional<Applicant> applicant, const Days& days) {
    return listed(agency, cell_condition(row, applicant, days.from, days.until));
  }
  Ids listed(std::int64_t agency, db::Sql further) {
    const matters::Wanted wanted{.kind = "request", .agency = agency, .further = std::move(further)};
    const auto page = read(
        [&](db::Session& session) { return matters::list_matters(session, Sight::everywhere(), wanted, {}, 1000); });
    Ids ids;
    for (const auto& matter : page.items) ids.push_back(matter.id);
    std::ranges::sort(ids);
    return ids;
  }
  Ids rows_of(const figures::Ask& ask, std::vector<condition::Value> group) {
    const auto rows = read([&](db::Session& session) { return figures::rows(session, ask, std::move(group)); });
    Ids ids;
    for (const auto& row : rows) {
      EXPECT_TRUE(row.withheld) << "nobody outside sees who asked";
      ids.push_back(row.id);
    }
    return ids;
  }

 protected:
  std::int64_t east_ = 0;
  std::int64_t west_ = 0;
  std::int64_t last_ = 0;
  std::map<std::int64_t, std::vector<Counted>> counted_ = {};
};
DL_ON_EVERY_ENGINE(Table3StoreTest);

constexpr Days kPeriods[] = {{{2026, 1, 1}, {2026, 12, 31}},
                             {{2025, 10, 20}, {2026, 1, 15}},
                             {{2026, 2, 2}, {2026, 2, 2}},
                             {{2020, 1, 1}, {2020, 12, 31}}};

TEST_P(Table3StoreTest, CountsWhatTheFactsSay) {
  enter_lives(20260302);
  for (const auto& days : kPeriods) {
    SCOPED_TRACE(days.from.text() + " " + days.until.text());
    for (const auto agency : {east_, west_}) {
      const auto table = Table3::of(counted_[agency], days.from, days.until);
      const auto numbers = numbers_of(slices(accounts::Scope::of({agency}), days));
      EXPECT_EQ(numbers, table.numbers());
      EXPECT_THAT(breaches(numbers), IsEmpty());
      for (int row = 1; row <= static_cast<int>(kRows); ++row) {
        SCOPED_TRACE(row);
        EXPECT_EQ(listed(agency, row, {}, days), table.cell(row, kTotal));
        for (const auto& one : kApplicants)
          EXPECT_EQ(listed(agency, row, one.value, days), table.cell(row, static_cast<std::size_t>(one.value)));
      }
    }
  }
  auto both = counted_[east_];
  both.insert(both.end(), counted_[west_].begin(), counted_[west_].end());
  const auto& year = kPeriods[0];
  EXPECT_EQ(numbers_of(slices(accounts::Scope::everywhere(), year)), Table3::of(both, year.from, year.until).numbers());
  EXPECT_THAT(slices(accounts::Scope(), year), IsEmpty());
  EXPECT_THROW(cell_condition(26, {}, year.from, year.until), std::out_of_range);
}

TEST_P(Table3StoreTest, CarriesOnWhatTheNextPeriodCarriesIn) {
  enter_lives(7);
  const Days before{{2025, 1, 1}, {2025, 12, 31}};
  const Days after{{2026, 1, 1}, {2026, 12, 31}};
  for (const auto& one : kApplicants)
    EXPECT_EQ(listed(east_, 25, one.value, before), listed(east_, 2, one.value, after));
  EXPECT_FALSE(listed(east_, 25, {}, before).empty());
}

// The figures of a bundle are the cells of the table, and open to the same requests.
TEST_P(Table3StoreTest, HasTheSameFigures) {
  enter_lives(11);
  const auto sources = must(figure_sources());
  const auto definitions = must(figures::Definitions::load_of(sources.front()));
  const auto& days = kPeriods[1];
  const figures::Period period{"x", days.from, days.until.plus_days(1)};
  const auto table = Table3::of(counted_[east_], days.from, days.until);
  const std::pair<const char*, int> rows[] = {
      {"requests.received", 1}, {"requests.carried-in", 2}, {"requests.ended", 24}, {"requests.carried-on", 25}};
  for (const auto& [id, row] : rows) {
    SCOPED_TRACE(id);
    auto ask = figures::Ask::of(definitions.at(id), period, east_);
    ask.by = {"applicant"};
    for (const auto& one : kApplicants)
      EXPECT_EQ(rows_of(ask, {std::string(one.name)}), table.cell(row, static_cast<std::size_t>(one.value)));
  }
  auto ask = figures::Ask::of(definitions.at("requests.results"), period, east_);
  ask.by = {"row"};
  for (std::int64_t row = kFirstResult; row <= kLastResult; ++row)
    EXPECT_EQ(rows_of(ask, {row}), table.cell(static_cast<int>(row), kTotal)) << row;
  EXPECT_THAT(
      read([&](db::Session& session) { return figures::unkept(session, definitions, period, 0, Date(2027, 1, 1)); }),
      IsEmpty());
}

/// How many requests of a line stand in a row of those that every line has.
std::int64_t count_in(const std::vector<Slice>& slices, Split split, const std::string& line, Line row) {
  std::int64_t count = 0;
  for (const auto& slice : slices) {
    if (line_of(slice, split) != line) continue;
    const bool stands = row == Line::New         ? !slice.carried_in
                        : row == Line::CarriedIn ? slice.carried_in
                        : row == Line::All       ? slice.decision.has_value()
                                                 : !slice.decision;
    if (stands) count += slice.count;
  }
  return count;
}

TEST_P(Table3StoreTest, ListsTheRequestsOfEachLineOfABreakdown) {
  enter_lives(20260302);
  for (const auto& days : kPeriods) {
    SCOPED_TRACE(days.from.text() + " " + days.until.text());
    const auto all = slices(accounts::Scope::of({east_}), days);
    for (const auto& split : kSplits) {
      std::set<std::string> lines;
      for (const auto& slice : all)
        if (const auto line = line_of(slice, split.value)) lines.insert(*line);
      if (days.from == kPeriods[0].from) EXPECT_GE(lines.size(), 2U) << split.name;
      std::array<std::int64_t, kRows + 1> sums = {};
      for (const auto& line : lines)
        for (const auto row : {Line::New, Line::CarriedIn, Line::All, Line::CarriedOn}) {
          SCOPED_TRACE(fmt::format("{} {} R{}", split.name, line, static_cast<int>(row)));
          auto condition = cell_condition(static_cast<int>(row), {}, days.from, days.until);
          condition.add(" AND ?", must(line_condition(split.value, line, days.until)));
          const auto count = count_in(all, split.value, line, row);
          EXPECT_EQ(std::ssize(listed(east_, condition)), count);
          sums.at(static_cast<std::size_t>(row)) += count;
        }
      const auto whole = numbers_of(all);
      EXPECT_EQ(sums[24], whole[23][kTotal]) << split.name << ": whatever ended stands in one line";
      if (split.value == Split::Decision || split.value == Split::Days) continue;
      for (const std::size_t row : {1, 2, 25}) EXPECT_EQ(sums[row], whole[row - 1][kTotal]) << split.name;
    }
    std::int64_t late = 0;
    for (const auto& slice : all) late += slice.late;
    auto condition = cell_condition(24, {}, days.from, days.until);
    condition.add(" AND ?", late_condition(days.until));
    EXPECT_EQ(std::ssize(listed(east_, condition)), late);
  }
  EXPECT_EQ(test::key_of(line_condition(Split::Days, "7", kPeriods[0].until)), "request.table-cell");
}

TEST_P(Table3StoreTest, CountsByTopicAsTheFiguresDo) {
  enter_lives(11);
  const auto sources = must(figure_sources());
  const auto definitions = must(figures::Definitions::load_of(sources.front()));
  const auto& days = kPeriods[0];
  const figures::Period period{"x", days.from, days.until.plus_days(1)};
  auto ask = figures::Ask::of(definitions.at("requests.by-topic"), period, east_);
  ask.by = {"topic"};
  const auto all = slices(accounts::Scope::of({east_}), days);
  for (const std::string topic : {"parking", "noise", ""})
    EXPECT_EQ(std::ssize(rows_of(ask, {topic})), count_in(all, Split::Topic, topic, Line::New)) << topic;
  const auto* topic = sources.front()->find("topic");
  ASSERT_NE(topic, nullptr);
  EXPECT_EQ(figures::worded(*topic, std::string("parking")), "停车");
  EXPECT_EQ(figures::worded(*topic, std::string()), "未分类");
}

TEST_P(Table3StoreTest, SumsDaysOfWhatEndedWithinThePeriod) {
  const auto answered = [](Date on) {
    auto told = Told(Date(2026, 3, 2));
    told.fact("request.submitted", on, {}, "open", 1);
    told.fact("request.delivered", on, {}, "post");
    return told.now();
  };
  enter(answered(Date(2026, 3, 10)), Purpose::Information, east_, "natural",
        matters::Answered{Date(2026, 3, 30), Date(2026, 3, 10), 6});
  enter(answered(Date(2026, 3, 31)), Purpose::Information, east_, "legal",
        matters::Answered{Date(2026, 3, 30), Date(2026, 3, 31), 21});
  enter(answered(Date(2026, 3, 12)), Purpose::Information, east_, "legal");
  const auto sums = [&](const Days& days) {
    Slice all;
    Lengths lengths;
    for (const auto& slice : slices(accounts::Scope::everywhere(), days)) {
      all.count += slice.count;
      all.late += slice.late;
      if (slice.days) lengths.add(*slice.days, slice.count);
    }
    return std::array{all.count, lengths.sum(), lengths.count(), all.late};
  };
  EXPECT_EQ(sums({{2026, 1, 1}, {2026, 12, 31}}), (std::array<std::int64_t, 4>{3, 27, 2, 1}));
  EXPECT_EQ(sums({{2026, 3, 1}, {2026, 3, 30}}), (std::array<std::int64_t, 4>{3, 6, 1, 0})) << "the late one runs on";
}

}  // namespace
}  // namespace dl::requests
