// Random lives of requests by the rules of the table: whatever happens, clocks can be told, and each request is counted
// once.
#include "requests/history_fixture.h"
#include "requests/table3.h"

namespace dl::requests {
namespace {

TEST(RequestHistory, EveryLifeHasItsClocksAndIsCountedOnce) {
  std::mt19937 random(20260302);
  std::vector<Counted> all;
  std::size_t ended = 0;
  std::size_t steps = 0;
  std::size_t anew = 0;
  for (int turn = 0; turn < 150; ++turn) {
    Life life(random, Date(2025, 10, 1).plus_days(turn));
    for (int trial = 0; trial < 600 && life.state() != State::Archived; ++trial) {
      if (!life.go_on()) continue;
      ++steps;
      for (const auto& clock : life.told().clocks()) ASSERT_GE(clock.due(), life.told().now().facts.front().on);
    }
    const auto& matter = life.told().now().matter;
    const bool is_over = life.phase() == Phase::Done || life.phase() == Phase::Ended;
    const bool has_end = is_over || matter.round > 1;  // what is decided anew has ended once, and counts so
    EXPECT_EQ(matter.ended_on.has_value(), has_end);
    const auto counted = counted_of(life.told().now());
    EXPECT_EQ(counted.has_value(), matter.received_on && life.state() != State::Divided);
    if (!counted) continue;
    EXPECT_EQ(counted->row >= kFirstResult && counted->row <= kLastResult, has_end);
    ended += has_end ? 1 : 0;
    anew += matter.round > 1 ? 1 : 0;
    all.push_back(*counted);
    all.back().matter = turn;
  }
  EXPECT_GT(steps, 500U);
  EXPECT_GT(ended, 50U);
  EXPECT_GT(anew, 5U);
  const auto numbers = Table3::of(all, Date(2000, 1, 1), Date(2100, 1, 1)).numbers();
  EXPECT_THAT(breaches(numbers), testing::IsEmpty());
  EXPECT_EQ(numbers[0][kTotal], static_cast<std::int64_t>(all.size()));
  EXPECT_EQ(numbers[23][kTotal], static_cast<std::int64_t>(ended));
}

}  // namespace
}  // namespace dl::requests
