#include "requests/table3.h"

#include <algorithm>
#include <random>

#include "requests/case_fixture.h"

namespace dl::requests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Date kFrom{2026, 1, 1};
constexpr Date kUntil{2026, 12, 31};

/// By hand: what each request is counted as.
TEST(Table3, CountsTheSampleOfTheHand) {
  const auto table = Table3::of({{1, Applicant::Natural, {2025, 12, 20}, Date(2026, 1, 10), 3},
                                 {2, Applicant::Natural, {2025, 12, 20}, Date(2025, 12, 30), 3},
                                 {3, Applicant::Business, {2026, 3, 2}, Date(2026, 3, 20), 13},
                                 {4, Applicant::Legal, {2026, 12, 20}, {}, 0},
                                 {5, Applicant::Legal, {2026, 12, 1}, Date(2027, 1, 4), 4},
                                 {6, Applicant::Natural, {2027, 1, 4}, {}, 0}},
                                kFrom, kUntil);
  EXPECT_THAT(table.cell(1, kTotal), ElementsAre(3, 4, 5));
  EXPECT_THAT(table.cell(2, kTotal), ElementsAre(1));
  EXPECT_THAT(table.cell(3, 0), ElementsAre(1));
  EXPECT_THAT(table.cell(13, 1), ElementsAre(3));
  EXPECT_THAT(table.cell(24, kTotal), ElementsAre(1, 3));
  EXPECT_THAT(table.cell(25, 4), ElementsAre(4, 5));
  EXPECT_THAT(table.cell(4, kTotal), IsEmpty()) << "answered in the next year";
}

// Published figures of a year that keep the printed identity in every column.
TEST(Table3, SeesWhereNumbersDoNotAddUp) {
  Table3::Numbers numbers = {};
  numbers[0] = {13612, 252, 0, 45, 128, 32, 14069};
  numbers[1] = {535, 6, 0, 1, 18, 0, 560};
  numbers[2] = numbers[23] = {13364, 252, 0, 44, 121, 29, 13810};
  numbers[24] = {783, 6, 0, 2, 25, 3, 819};
  EXPECT_THAT(breaches(numbers), IsEmpty());
  ++numbers[24][2];
  EXPECT_THAT(breaches(numbers), ElementsAre(Breach{"K1", 0, 2}, Breach{"K3", 25, kTotal}));
}

TEST(Table3, CountsFromTheFacts) {
  auto told = Told(Date(2026, 3, 2));
  EXPECT_EQ(counted_of(told.now())->row, 0);
  told.fact("request.submitted", Date(2026, 3, 9), {}, "inquiry", 1);
  told.fact("request.delivered", Date(2026, 3, 10), {}, "post");
  EXPECT_EQ(counted_of(told.now())->row, 12);
  EXPECT_EQ(counted_of(told.now())->ended_on, Date(2026, 3, 10));
  EXPECT_FALSE(counted_of(Told(Date(2026, 3, 2), matters::Channel::Online).now())) << "not yet received";
  EXPECT_FALSE(counted_of(Told(Date(2026, 3, 2), matters::Channel::Counter, Purpose::Correction).now()));
  auto divided = Told(Date(2026, 3, 2));
  divided.fact("request.divided", Date(2026, 3, 3));
  EXPECT_FALSE(counted_of(divided.now())) << "its parts count";
  auto withdrawn = Told(Date(2026, 3, 2));
  withdrawn.fact("request.withdrawn", Date(2026, 3, 3));
  EXPECT_EQ(counted_of(withdrawn.now())->row, 23);
}

// Whatever happened, each request of a year is counted once as new or carried in and once as answered or carried on,
// the identities hold, and what is carried on is what the next year carries in.
TEST(Table3, KeepsItsIdentitiesForAnyHistory) {
  std::mt19937 random(20260302);
  const auto pick = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  for (int turn = 0; turn < 30; ++turn) {
    std::vector<Counted> all;
    for (std::int64_t id = 1; id <= 200; ++id) {
      Counted one{.matter = id,
                  .applicant = kApplicants[static_cast<std::size_t>(pick(6))].value,
                  .received_on = Date(2024, 6, 1).plus_days(pick(1200))};
      if (pick(4) != 0) {
        one.ended_on = one.received_on.plus_days(pick(90));
        one.row = kFirstResult + pick(kLastResult - kFirstResult + 1);
      }
      all.push_back(one);
    }
    const auto table = Table3::of(all, kFrom, kUntil);
    EXPECT_THAT(breaches(table.numbers()), IsEmpty());
    const auto ids = [&](const Table3& of, std::initializer_list<int> rows) {
      std::vector<std::int64_t> both;
      for (const int row : rows) both.insert(both.end(), of.cell(row, kTotal).begin(), of.cell(row, kTotal).end());
      std::ranges::sort(both);
      return both;
    };
    const auto in = ids(table, {1, 2});
    EXPECT_EQ(in, ids(table, {24, 25}));
    EXPECT_EQ(std::ranges::adjacent_find(in), in.end()) << "none twice";
    const auto next = Table3::of(all, Date(2027, 1, 1), Date(2027, 12, 31));
    EXPECT_EQ(next.cell(2, kTotal), table.cell(25, kTotal));
  }
}

}  // namespace
}  // namespace dl::requests
