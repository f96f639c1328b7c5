#include "publications/document_cycle.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace dl::publications {
namespace {

constexpr Step kEveryStep[] = {Step::Submit, Step::SendBack,  Step::Review,   Step::Clear, Step::Publish,
                               Step::Post,   Step::Supersede, Step::Withdraw, Step::Revise};

TEST(LifeCycle, AllowsExactlyWhatTheTableSays) {
  for (State from : kEveryState)
    for (Step step : kEveryStep) {
      SCOPED_TRACE(fmt::format("{} {}", name_of(from), name_of(step)));
      const auto* row = work::find(kCycle, from, step);
      auto to = advance(from, step, "because");
      ASSERT_EQ(to.has_value(), row != nullptr);
      if (row == nullptr) {
        EXPECT_EQ(to.error().fault, Fault::Conflict);
        continue;
      }
      EXPECT_EQ(*to, row->to);
      EXPECT_EQ(advance(from, step, "").has_value(), row->reason == work::Reason::Free);
    }
}

TEST(LifeCycle, NothingLeavesAFinalState) {
  for (Step step : kEveryStep) EXPECT_FALSE(advance(State::Superseded, step, "because"));
  for (State final_state : {State::Withdrawn, State::Recalled})
    for (Step step : kEveryStep)
      EXPECT_EQ(advance(final_state, step, "because").has_value(), step == Step::Revise) << "only a next edition";
}

TEST(LifeCycle, PublicationGoesThroughTheSecrecyReview) {
  // 条例 art. 17: whatever path leads to readers passes Cleared, and forcing takes it, too.
  for (const auto& row : kCycle)
    if (row.to == State::Published || row.to == State::Posted) {
      EXPECT_EQ(row.from, State::Cleared);
    }
  auto state = State::Draft;
  while (const auto* row = row_to_cleared(state)) state = row->to;
  EXPECT_EQ(state, State::Cleared);
}

TEST(LifeCycle, NamesReadBackWhatTheyWrite) {
  for (State state : kEveryState) EXPECT_EQ(find_named<State>(name_of(state)), state);
  for (Step step : kEveryStep) EXPECT_EQ(find_named<Step>(name_of(step)), step);
}

TEST(LifeCycle, IsDrawnInTheDocuments) {
  const std::string name = DAYLIGHT_SOURCE_DIR "/docs/life-of-a-document.md";
  std::stringstream text;
  text << std::ifstream(name).rdbuf();
  const auto page = text.str();
  const auto begin = page.find("```mermaid");
  ASSERT_NE(begin, std::string::npos) << name;
  EXPECT_EQ(page.substr(begin), draw_cycle()) << "the rest of docs/life-of-a-document.md is to be:\n" << draw_cycle();
}

}  // namespace
}  // namespace dl::publications
