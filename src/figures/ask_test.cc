// Numbers and the rows behind them, on every engine.
#include "figures/ask.h"

#include <rapidcheck.h>

#include "base/condition_arbitrary.h"
#include "figures/figures_fixture.h"
#include "figures/identity.h"

namespace dl::figures {
namespace {

using condition::Value;

class AskTest : public FiguresTest {};
INSTANTIATE_TEST_SUITE_P(Engines, AskTest, testing::Values(test::Store::SqliteMemory, test::Store::Postgres),
                         test::name_of);

std::vector<std::int64_t> ids_of(const std::vector<Row>& rows) {
  std::vector<std::int64_t> ids;
  for (const auto& row : rows) ids.push_back(row.id);
  return ids;
}

TEST_P(AskTest, CountsByGroupWithinAPeriod) {
  enter({});                              // 1
  enter({.kind = "警告", .amount = {}});  // 2
  enter({.decided_on = "2025-12-31"});    // 3
  enter({.decided_on = "2026-01-01"});    // 4, another year
  enter({.agency = 2, .kind = ""});       // 5, of another agency, without a kind
  enter({}, "draft");                     // does not belong to the source
  const auto& figure = definitions_.at("penalties.count");
  const auto year = *Period::parse("2025");
  EXPECT_EQ(cells_of(Ask::of(figure, year)), (std::vector<Cell>{{{Value()}, 1}, {{"罚款"}, 2}, {{"警告"}, 1}}));
  EXPECT_EQ(cells_of(Ask::of(figure, year, 1)), (std::vector<Cell>{{{"罚款"}, 2}, {{"警告"}, 1}}));
  EXPECT_EQ(cells_of(Ask::of(figure, *Period::parse("2025-Q1"), 1)), (std::vector<Cell>{{{"罚款"}, 1}, {{"警告"}, 1}}));
  EXPECT_EQ(cells_of(Ask::of(figure, *Period::parse("2025-12"))), (std::vector<Cell>{{{"罚款"}, 1}}));
  EXPECT_EQ(cells_of(Ask::of(figure)).at(1).value, 3);
  EXPECT_EQ(ids_of(rows_of(Ask::of(figure, year), {{"罚款"}})), (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(ids_of(rows_of(Ask::of(figure, year), {{Value()}})), (std::vector<std::int64_t>{5}));

  auto other = Ask::of(figure);
  other.by = {"agency_id"};
  EXPECT_EQ(cells_of(other), (std::vector<Cell>{{{1}, 4}, {{2}, 1}}));
  const auto scope = accounts::Scope::of({2});
  other.scope = &scope;
  EXPECT_EQ(cells_of(other), (std::vector<Cell>{{{2}, 1}}));
  other.scope = nullptr;
  other.further = {is_number(*figure.source, "agency_id", 1)};
  other.by = {};
  EXPECT_EQ(cells_of(other), (std::vector<Cell>{{{}, 4}}));
  other.from = Date(2026, 1, 1);
  EXPECT_EQ(cells_of(other), (std::vector<Cell>{{{}, 1}}));
}

TEST_P(AskTest, SumsAndTellsShares) {
  EXPECT_EQ(cells_of(Ask::of(definitions_.at("penalties.amount"))), (std::vector<Cell>{{{}, 0}}));
  enter({.amount = 99});
  enter({.amount = std::int64_t{1} << 40});
  enter({.amount = {}});
  enter({.kind = "警告", .amount = 5});
  EXPECT_EQ(cells_of(Ask::of(definitions_.at("penalties.amount"))),
            (std::vector<Cell>{{{}, (std::int64_t{1} << 40) + 99}}));
  EXPECT_EQ(cells_of(Ask::of(definitions_.at("penalties.high"))),
            (std::vector<Cell>{{{"罚款"}, 1, 3}, {{"警告"}, 0, 1}}));
}

TEST_P(AskTest, CountsTheDaysOfMomentsInShanghai) {
  enter({.published = "2025-01-01 00:00"});
  enter({.published = "2024-12-31 23:59"});
  enter({.published = ""});
  const auto& figure = definitions_.at("penalties.high");
  EXPECT_EQ(ids_of(rows_of(Ask::of(figure, *Period::parse("2025")))), (std::vector<std::int64_t>{1}));
  auto by_day = Ask::of(figure);
  by_day.by = {"published_on"};
  EXPECT_EQ(cells_of(by_day),
            (std::vector<Cell>{{{Value()}, 1, 1}, {{Date(2024, 12, 31)}, 1, 1}, {{Date(2025, 1, 1)}, 1, 1}}));
}

// What SQL finds is what the condition says of each record, whatever stands in it.
TEST_P(AskTest, FindsTheRecordsForWhichAConditionHolds) {
  const auto& figure = definitions_.at("penalties.count");
  std::map<std::int64_t, condition::arbitrary::Record> records;
  const auto grow = [&] {
    auto record = *condition::arbitrary::record();
    enter({.kind = text_of(record.at("kind")),
           .amount = condition::is_empty(record.at("amount")) ? std::optional<std::int64_t>()
                                                              : std::get<std::int64_t>(record.at("amount")),
           .decided_on = text_of(record.at("decided_on")),
           .published = {},
           .themes = text_of(record.at("themes")),
           .moved_on = condition::is_empty(record.at("moved_on")) ? std::optional<std::string>()
                                                                  : text_of(record.at("moved_on"))});
    records[last_] = std::move(record);
  };
  EXPECT_TRUE(rc::check("records", [&] {
    for (int i = 0; i < 2; ++i) grow();
    const auto condition = *condition::arbitrary::condition();
    Ask ask{.figure = figure, .further = {condition}};
    std::vector<std::int64_t> wanted;
    for (const auto& [id, record] : records)
      if (condition::holds(condition, [&](std::string_view name) { return record.at(std::string(name)); }))
        wanted.push_back(id);
    RC_ASSERT(ids_of(rows_of(ask)) == wanted);
    RC_ASSERT(cells_of(ask).front().value == static_cast<std::int64_t>(wanted.size()));
  }));
}

// What lies on a bound: who came on the first day is new, who left on it was still there at the beginning.
TEST_P(AskTest, CountsWhatIsThereAtAMoment) {
  use(std::string(kPenaltyFigures) + kPendingFigures);
  enter({.decided_on = "2024-12-31", .moved_on = "2024-12-31"});     // 1
  enter({.decided_on = "2024-12-31", .moved_on = "2025-01-01"});     // 2
  enter({.decided_on = "2025-01-01"});                               // 3
  enter({.decided_on = "2025-12-31", .moved_on = "2025-12-31"});     // 4
  enter({.decided_on = "2025-12-31", .moved_on = "2026-01-01"});     // 5
  enter({.decided_on = "2026-01-01"});                               // 6
  enter({.agency = 2, .decided_on = "2020-01-01", .moved_on = ""});  // 7: an empty text is no day
  const auto year = *Period::parse("2025");
  const auto ids = [&](std::string_view figure, std::optional<Period> period, std::int64_t agency = 0) {
    return ids_of(rows_of(Ask::of(definitions_.at(figure), std::move(period), agency)));
  };
  EXPECT_EQ(ids("penalties.before", year), (std::vector<std::int64_t>{2, 7}));
  EXPECT_EQ(ids("penalties.before", year, 1), (std::vector<std::int64_t>{2}));
  EXPECT_EQ(ids("penalties.after", year), (std::vector<std::int64_t>{3, 5, 7}));
  EXPECT_EQ(ids("penalties.after", {}), (std::vector<std::int64_t>{3, 6, 7})) << "now";
  EXPECT_EQ(cells_of(Ask::of(definitions_.at("penalties.after"), year)), (std::vector<Cell>{{{"罚款"}, 3}}));
}

TEST_P(AskTest, HoldsIdentitiesAgainstTheNumbers) {
  use(std::string(kPenaltyFigures) + kPendingFigures);
  enter({.decided_on = "2024-06-01", .moved_on = "2025-02-01"});
  enter({.kind = "警告"});
  const auto broken = [&] {
    auto found =
        read([&](auto& session) { return unkept(session, definitions_, *Period::parse("2025"), 0, Date(2026, 1, 1)); });
    EXPECT_TRUE(found) << describe(found.error());
    return found.value_or(std::vector<Unkept>());
  };
  EXPECT_TRUE(broken().empty());
  enter({.decided_on = "2025-06-01", .moved_on = "2024-06-01"});  // moved before it was decided
  EXPECT_EQ(broken(), (std::vector<Unkept>{{"penalties.K", {"罚款"}, 2, 1}}));
  const auto refused = freeze(journal_, definitions_, {.scope = {.period = *Period::parse("2025")}, .actor = "test"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "figures.identity");
  EXPECT_THAT(refused.error().detail, testing::HasSubstr("penalties.K"));
}

// Sums of rows are the numbers, for every definition, cell by cell.
TEST_P(AskTest, TheRowsOfACellGiveItsNumber) {
  EXPECT_TRUE(rc::check("rows", [&] {
    std::vector<Penalty> several;
    for (int i = 0; i < 3; ++i)
      several.push_back({.agency = *rc::gen::inRange(1, 4),
                         .kind = *condition::arbitrary::text(),
                         .amount = *rc::gen::inRange(0, 200),
                         .decided_on = (*condition::arbitrary::date()).text(),
                         .published = (*condition::arbitrary::date()).text() + " 00:00"});
    enter_all(several);
    for (const auto& figure : definitions_.all()) {
      const auto ask = Ask::of(figure, *Period::parse("2024"), *rc::gen::inRange(0, 4));
      std::size_t total = 0;
      for (const auto& cell : cells_of(ask)) {
        const auto behind = rows_of(ask, cell.group);
        total += behind.size();
        std::int64_t sum = 0;
        std::int64_t part = 0;
        for (const auto& row : behind) {
          const auto* amount = std::get_if<std::int64_t>(&row.values.at(2));
          sum += amount == nullptr ? 0 : *amount;
          part += amount != nullptr && *amount >= 100 ? 1 : 0;
        }
        const auto count = static_cast<std::int64_t>(behind.size());
        RC_ASSERT(cell.value == (figure.id == "penalties.amount" ? sum : figure.id == "penalties.high" ? part : count));
        if (cell.of) RC_ASSERT(*cell.of == count);
      }
      RC_ASSERT(rows_of(ask).size() == total);
    }
  }));
}

}  // namespace
}  // namespace dl::figures
