// Random lives of requests by the rules of the table: whatever happens, clocks can be told, nothing moves the day of
// the answer before itself, and each request is counted once.
#include <map>
#include <random>

#include "requests/case_fixture.h"
#include "requests/table3.h"

namespace dl::requests {
namespace {

using matters::Input;
using matters::Phase;

class Life {
 public:
  Life(std::mt19937& random, Date came)
      : random_(random),
        today_(came),
        told_(came, matters::kChannels[pick(matters::kChannels.size() - 1)].value),
        state_(State::Received) {}

  /// Tries a step of the table; whether it was taken.
  bool go_on() {
    today_ = today_.plus_days(static_cast<int>(pick(5)));
    const auto& row = kCycle[pick(kCycle.size())];
    if (row.from != state_ || row.asking.leads == work::Leads::Follows) return false;
    const auto input = input_for(row);
    const auto now = times();
    const Standing standing{told_.now(), now, today_, pick(2) == 0 ? "person:甲" : "person:乙"};
    if (row.guard != nullptr && !row.guard(standing)) return false;
    if (!Procedure::check(standing, row.step, input)) return false;
    const auto due = told_.due("answer");
    told_.fact(std::string(row.event.verb), input.on.value_or(today_), input.until, input.code, input.about);
    const auto moved = told_.due("answer");
    if (moved && moved != due) EXPECT_GE(*moved, told_.now().facts.back().on) << row.event.verb;
    state_ = row.step == Step::Sign ? State::Signed : row.to;
    return true;
  }
  const Told& told() const { return told_; }
  Phase phase() const {
    for (const auto& row : kStates)
      if (row.state == state_) return row.phase;
    return Phase::Ended;
  }
  State state() const { return state_; }

 private:
  std::size_t pick(std::size_t most) { return random_() % most; }
  Input input_for(const Row& row) {
    Input input{.words = "因为"};
    for (const auto& form : kForms) {
      if (form.step != row.step) continue;
      for (const auto& question : form.questions) {
        if (question.ask == Ask::On) input.on = today_.plus_days(-static_cast<int>(pick(4)));
        if (question.ask == Ask::Until) input.until = today_.plus_days(static_cast<int>(pick(30)) - 2);
        if (question.ask == Ask::About) input.about = static_cast<std::int64_t>(pick(told_.now().facts.size())) + 1;
        if (question.ask == Ask::Letter) input.about = 1;
        if (question.ask == Ask::Code) input.code = code_for(question.among);
      }
    }
    return input;
  }
  std::string code_for(std::string_view list) {
    if (list == "consultation_answers") return std::string(kConsents[pick(kConsents.size())].name);
    if (list == "search_results") return std::string(kFound[pick(kFound.size())].name);
    if (list == "request_deliveries") return std::string(kDeliveries[pick(kDeliveries.size())].name);
    return std::string(kDecisions[pick(kDecisions.size())].name);
  }

  std::mt19937& random_;
  Date today_;
  Told told_;
  State state_;
};

/// Year after year, each request comes in once and is answered once, and what is carried on is carried in.
void expect_counted_once(const std::vector<Counted>& all) {
  std::map<std::int64_t, int> received;
  std::map<std::int64_t, int> answered;
  std::vector<std::int64_t> carried;
  for (int year = 2025; year < 2035; ++year) {
    const auto table = Table3::of(all, Date(year, 1, 1), Date(year, 12, 31));
    EXPECT_THAT(breaches(table.numbers()), testing::IsEmpty()) << year;
    EXPECT_EQ(table.cell(static_cast<int>(Line::CarriedIn), kTotal), carried) << year;
    carried = table.cell(static_cast<int>(Line::CarriedOn), kTotal);
    for (const auto id : table.cell(static_cast<int>(Line::New), kTotal)) ++received[id];
    for (int row = kFirstResult; row <= kLastResult; ++row)
      for (const auto id : table.cell(row, kTotal)) ++answered[id];
  }
  for (const auto& one : all) {
    EXPECT_EQ(received[one.matter], 1) << one.matter;
    EXPECT_EQ(answered[one.matter], one.ended_on ? 1 : 0) << one.matter;
  }
}

TEST(RequestHistory, EveryLifeHasItsClocksAndIsCountedOnce) {
  std::mt19937 random(20260302);
  std::vector<Counted> all;
  std::size_t ended = 0;
  std::size_t steps = 0;
  for (int turn = 0; turn < 150; ++turn) {
    Life life(random, Date(2025, 10, 1).plus_days(turn));
    for (int trial = 0; trial < 600 && life.state() != State::Archived; ++trial) {
      if (!life.go_on()) continue;
      ++steps;
      for (const auto& clock : life.told().clocks()) ASSERT_GE(clock.due(), life.told().now().facts.front().on);
    }
    const auto& matter = life.told().now().matter;
    const bool is_over = life.phase() == Phase::Done || life.phase() == Phase::Ended;
    EXPECT_EQ(matter.ended_on.has_value(), is_over);
    const auto counted = counted_of(life.told().now());
    EXPECT_EQ(counted.has_value(), matter.received_on && life.state() != State::Divided);
    if (!counted) continue;
    EXPECT_EQ(counted->row >= kFirstResult && counted->row <= kLastResult, is_over);
    ended += is_over ? 1 : 0;
    all.push_back(*counted);
    all.back().matter = turn;
  }
  EXPECT_GT(steps, 500U);
  EXPECT_GT(ended, 50U);
  const auto numbers = Table3::of(all, Date(2000, 1, 1), Date(2100, 1, 1)).numbers();
  EXPECT_THAT(breaches(numbers), testing::IsEmpty());
  EXPECT_EQ(numbers[0][kTotal], static_cast<std::int64_t>(all.size()));
  EXPECT_EQ(numbers[23][kTotal], static_cast<std::int64_t>(ended));
  expect_counted_once(all);
}

}  // namespace
}  // namespace dl::requests
