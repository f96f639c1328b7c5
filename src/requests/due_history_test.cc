// Random lives of requests: nothing moves the day of the answer before itself, and year after year each request comes
// in once, is answered once, and is carried on in between.
#include <map>

#include "requests/history_fixture.h"
#include "requests/table3.h"

namespace dl::requests {
namespace {

constexpr int kLives = 150;
constexpr int kTrials = 400;

TEST(RequestHistory, NoEventMovesTheAnswerBeforeItself) {
  std::mt19937 random(20260303);
  int moved = 0;
  for (int turn = 0; turn < kLives; ++turn) {
    Life life(random, Date(2025, 10, 1).plus_days(turn));
    auto due = life.told().due("answer");
    for (int trial = 0; trial < kTrials && life.state() != State::Archived; ++trial) {
      if (!life.go_on()) continue;
      const auto next = life.told().due("answer");
      const auto& last = life.told().now().facts.back();
      if (next && next != due) {
        ++moved;
        EXPECT_GE(*next, last.on) << last.verb;
      }
      due = next;
    }
  }
  EXPECT_GT(moved, kLives) << "it was moved often enough";
}

TEST(RequestHistory, EachRequestIsCountedInOneYearAndAnsweredInOne) {
  std::mt19937 random(20260304);
  std::vector<Counted> all;
  for (int turn = 0; turn < kLives; ++turn) {
    Life life(random, Date(2025, 10, 1).plus_days(turn));
    life.live(kTrials);
    if (auto counted = counted_of(life.told().now())) {
      counted->matter = turn;
      all.push_back(*counted);
    }
  }
  std::map<std::int64_t, int> received;
  std::map<std::int64_t, int> answered;
  std::vector<std::int64_t> carried;
  for (int year = 2025; year < 2035; ++year) {
    SCOPED_TRACE(year);
    const auto table = Table3::of(all, Date(year, 1, 1), Date(year, 12, 31));
    EXPECT_THAT(breaches(table.numbers()), testing::IsEmpty());
    EXPECT_EQ(table.cell(static_cast<int>(Line::CarriedIn), kTotal), carried);
    carried = table.cell(static_cast<int>(Line::CarriedOn), kTotal);
    for (const auto id : table.cell(static_cast<int>(Line::New), kTotal)) ++received[id];
    for (int row = kFirstResult; row <= kLastResult; ++row)
      for (const auto id : table.cell(row, kTotal)) ++answered[id];
  }
  EXPECT_GT(all.size(), static_cast<std::size_t>(kLives) / 2);
  for (const auto& one : all) {
    EXPECT_EQ(received[one.matter], 1) << one.matter;
    EXPECT_EQ(answered[one.matter], one.ended_on ? 1 : 0) << one.matter;
  }
}

}  // namespace
}  // namespace dl::requests
