#include "records/record_cycle.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "work/cycle_page.h"

namespace dl::records {
namespace {

TEST(RecordCycle, IsDrawnInTheDocuments) {
  const std::string name = DAYLIGHT_SOURCE_DIR "/docs/life-of-a-record.md";
  std::stringstream text;
  text << std::ifstream(name).rdbuf();
  const auto page = text.str();
  const auto begin = page.find("```mermaid");
  ASSERT_NE(begin, std::string::npos) << name;
  const auto drawn = work::page_of(kCycle, State::Entered);
  EXPECT_EQ(page.substr(begin), drawn) << "the rest of docs/life-of-a-record.md is to be:\n" << drawn;
}

TEST(RecordCycle, NamesReadBackWhatTheyWrite) {
  for (const auto state : kEveryState) EXPECT_EQ(find_name<State>(name_of(state)), state);
  for (const auto& step : kSteps) EXPECT_EQ(find_name<Step>(step.name), step.value);
}

}  // namespace
}  // namespace dl::records
