#include "work/serials.h"

#include <gmock/gmock.h>

#include <set>
#include <thread>

#include "accounts/accounts_fixture.h"
#include "work/schema.h"

namespace dl::work {
namespace {

class SerialsTest : public test::DatabaseTest {
 public:
  SerialsTest() {
    migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &accounts::migrations(), &migrations()});
  }

  /// A number taken in a transaction of its own.
  static std::int64_t take(db::Database& database, std::string_view kind, std::int64_t agency, Date on) {
    auto taken = database.write([&](db::Session& session) { return next_serial(session, kind, agency, on); });
    EXPECT_TRUE(taken) << describe(taken.error());
    return taken.value_or(0);
  }
};
DL_ON_EVERY_ENGINE(SerialsTest);

TEST_P(SerialsTest, CountsByKindAgencyAndYearOfTheDayThatIsSaid) {
  struct Row {
    const char* kind;
    std::int64_t agency;
    Date on;
    std::int64_t expected;
  };
  const Row rows[] = {
      {"request", 1, Date(2025, 12, 31), 1}, {"request", 1, Date(2025, 1, 1), 2},  {"request", 1, Date(2026, 1, 1), 1},
      {"request", 2, Date(2025, 12, 31), 1}, {"letter", 1, Date(2025, 12, 31), 1}, {"request", 1, Date(2025, 6, 1), 3},
  };
  for (const auto& row : rows) EXPECT_EQ(take(database(), row.kind, row.agency, row.on), row.expected) << row.kind;
}

TEST_P(SerialsTest, LeavesNoGapWhereTheTransactionCameToNothing) {
  const Date day(2026, 3, 1);
  EXPECT_EQ(take(database(), "request", 1, day), 1);
  auto given_up = database().write([&](db::Session& session) -> Outcome<void> {
    DL_TRY(const auto number, next_serial(session, "request", 1, day));
    EXPECT_EQ(number, 2);
    return fail(Fault::Invalid, "request.fields");
  });
  EXPECT_FALSE(given_up);
  EXPECT_EQ(take(database(), "request", 1, day), 2);
}

TEST_P(SerialsTest, GivesTwoNodesAtOnceEveryNumberOnce) {
  constexpr int kEach = 40;
  constexpr int kNodes = 4;
  std::vector<std::unique_ptr<db::Database>> others;
  if (GetParam() != test::Store::SqliteMemory)
    for (int i = 1; i < kNodes; ++i) others.push_back(store().another());
  std::vector<std::vector<std::int64_t>> taken(kNodes);
  std::vector<std::thread> nodes;
  nodes.reserve(kNodes);
  for (std::size_t n = 0; n < kNodes; ++n)
    nodes.emplace_back([&, n] {
      auto& node = n == 0 || others.empty() ? database() : *others[n - 1];
      for (int i = 0; i < kEach; ++i) {
        // Every fourth transaction is given up after it has taken a number.
        auto number = node.write([&](db::Session& session) -> Outcome<std::int64_t> {
          DL_TRY(auto next, next_serial(session, "request", 1, Date(2026, 3, 1)));
          if (i % 4 == 3) return fail(Fault::Invalid, "request.fields");
          return next;
        });
        if (number) taken[n].push_back(*number);
      }
    });
  for (auto& node : nodes) node.join();
  std::set<std::int64_t> all;
  for (const auto& of_one : taken) {
    EXPECT_EQ(of_one.size(), kEach * 3 / 4);
    EXPECT_TRUE(std::ranges::is_sorted(of_one));
    all.insert(of_one.begin(), of_one.end());
  }
  EXPECT_EQ(all.size(), static_cast<std::size_t>(kNodes * kEach * 3 / 4));
  EXPECT_EQ(*all.begin(), 1);
  EXPECT_EQ(*all.rbegin(), kNodes * kEach * 3 / 4) << "without gaps";
}

}  // namespace
}  // namespace dl::work
