// The database counts what the facts say, cell by cell: table 4, its cells as lists, its figures.
#include "appeals/table4_store.h"

#include <algorithm>
#include <map>

#include "accounts/people.h"
#include "appeals/appeal_store.h"
#include "appeals/case_fixture.h"
#include "appeals/figures.h"
#include "db/schema.h"
#include "figures/frozen.h"
#include "figures/identity.h"
#include "journal/schema.h"
#include "matters/matter_store.h"
#include "tests/support/database_fixture.h"
#include "tests/support/places.h"
#include "work/schema.h"

namespace dl::appeals {
namespace {

using testing::IsEmpty;
using Ids = std::vector<std::int64_t>;

struct Days {
  Date from = {};
  Date until = {};
};

class Table4StoreTest : public test::DatabaseTest {
 public:
  Table4StoreTest() {
    migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
             &work::migrations(), &figures::migrations(), &matters::migrations(), &migrations()});
    must(database().write([&](db::Session& session) -> Outcome<void> {
      DL_TRY(east_, test::put(session, test::kEast));
      DL_TRY(west_, test::put(session, test::kWest));
      return {};
    }));
  }

  /// Lives of two agencies, as the desk would have left them; one matter stands in for what all of them attack.
  void enter_lives(std::uint32_t seed) {
    std::mt19937 random(seed);
    put_matter({.kind = "request", .agency = east_, .state = "Answered"});
    const auto attacked = last_;
    for (int turn = 0; turn < 120; ++turn) {
      const auto block = kBlocks[random() % kBlocks.size()].value;
      Life life(random, block == Block::Review ? review_kind() : suit_kind(), Date(2025, 3, 1).plus_days(turn * 3));
      life.live(static_cast<int>(random() % 25));
      auto matter = life.told().now().matter;
      matter.agency = random() % 2 == 0 ? east_ : west_;
      const auto rounds = rounds_of(life.told().now());
      put_matter(matter);
      must(database().write([&](db::Session& session) -> Outcome<void> {
        DL_CHECK(insert(session, Appeal{.matter = last_, .request = attacked, .block = block, .body = "法院"}));
        return keep_rounds(session, last_, rounds);
      }));
      counted_[matter.agency].push_back({last_, block, rounds});
    }
  }

  template <class F>
  auto read(F f) {
    return must(database().read([&](db::Session& session) { return f(session); }));
  }
  Table4::Numbers counted(const accounts::Scope& scope, const Days& days) {
    return read([&](db::Session& session) { return load_table4(session, scope, days.from, days.until); });
  }
  /// As the list of matters shows a cell.
  Ids listed(std::int64_t agency, Block block, Column column, const Days& days) {
    const matters::Wanted wanted{
        .kind = std::string(block == Block::Review ? ReviewProcedure::kName : SuitProcedure::kName),
        .agency = agency,
        .further = cell_condition(block, column, days.from, days.until)};
    const auto page = read([&](db::Session& session) {
      return matters::list_matters(session, matters::Sight::everywhere(), wanted, {}, 1000);
    });
    Ids ids;
    for (const auto& matter : page.items) ids.push_back(matter.id);
    std::ranges::sort(ids);
    return ids;
  }

 protected:
  void put_matter(matters::Matter matter) {
    matter.id = ++last_;
    matter.number = fmt::format("N{}", last_);
    matter.title = "预算";
    must(database().write([&](db::Session& session) { return matters::insert(session, matter); }));
  }

  std::int64_t east_ = 0;
  std::int64_t west_ = 0;
  std::int64_t last_ = 0;
  std::map<std::int64_t, std::vector<Counted>> counted_ = {};
};
DL_ON_EVERY_ENGINE(Table4StoreTest);

constexpr Days kPeriods[] = {{{2025, 1, 1}, {2025, 12, 31}},
                             {{2026, 1, 1}, {2026, 12, 31}},
                             {{2025, 6, 10}, {2025, 8, 20}},
                             {{2020, 1, 1}, {2020, 12, 31}}};

TEST_P(Table4StoreTest, CountsWhatTheFactsSay) {
  enter_lives(20260302);
  for (const auto& days : kPeriods) {
    SCOPED_TRACE(days.from.text() + " " + days.until.text());
    for (const auto agency : {east_, west_}) {
      const auto table = Table4::of(counted_[agency], days.from, days.until);
      const auto numbers = counted(accounts::Scope::of({agency}), days);
      EXPECT_EQ(numbers, table.numbers());
      EXPECT_THAT(breaches(numbers), IsEmpty());
      for (const auto& block : kBlocks)
        for (const auto& column : kColumns)
          EXPECT_EQ(listed(agency, block.value, column.value, days), table.cell(block.value, column.value))
              << block.name << " " << column.name;
    }
  }
  auto both = counted_[east_];
  both.insert(both.end(), counted_[west_].begin(), counted_[west_].end());
  const auto& year = kPeriods[0];
  EXPECT_EQ(counted(accounts::Scope::everywhere(), year), Table4::of(both, year.from, year.until).numbers());
  EXPECT_EQ(counted(accounts::Scope(), year), Table4::Numbers{});
}

// The figures of a year are the cells of its table.
TEST_P(Table4StoreTest, HasTheSameFigures) {
  enter_lives(11);
  const auto sources = must(figure_sources());
  const auto definitions = must(figures::Definitions::load_of(sources.front()));
  for (const int year : {2025, 2026}) {
    SCOPED_TRACE(year);
    const Days days{Date(year, 1, 1), Date(year, 12, 31)};
    const figures::Period period{"x", days.from, days.until.plus_days(1)};
    const auto table = Table4::of(counted_[east_], days.from, days.until);
    const auto count = [&](const char* figure, std::vector<std::string> by, std::vector<condition::Value> group) {
      auto ask = figures::Ask::of(definitions.at(figure), period, east_);
      ask.by = std::move(by);
      return std::ssize(read([&](db::Session& session) { return figures::rows(session, ask, std::move(group)); }));
    };
    for (const auto& block : kBlocks) {
      SCOPED_TRACE(block.name);
      const std::string named(block.name);
      EXPECT_EQ(count("appeals.pending", {"block"}, {named}), std::ssize(table.cell(block.value, Column::Pending)));
      for (const auto& column : kColumns) {
        if (!find_name<Result>(column.name)) continue;
        EXPECT_EQ(count("appeals.results", {"block", "result"}, {named, std::string(column.name)}),
                  std::ssize(table.cell(block.value, column.value)))
            << column.name;
      }
    }
    EXPECT_THAT(
        read([&](db::Session& session) { return figures::unkept(session, definitions, period, 0, Date(2050, 1, 1)); }),
        IsEmpty());
  }
}

}  // namespace
}  // namespace dl::appeals
