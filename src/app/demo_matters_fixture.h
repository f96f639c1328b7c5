// What the demonstration's files say of its matters, for tests.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "api/matters/kinds.h"
#include "app/demo_matter_files.h"

namespace dl::app {

/// Whether a step is one of the kind's table, and not a verb of its own.
inline bool is_table_step(const DemoMatterStep& step) {
  constexpr std::string_view kBeside[] = {kDraftAnswer, kPublishAnswer, kRateAnswer, kAddThirdParty};
  return std::ranges::find(kBeside, step.step) == std::end(kBeside);
}

/// All states that a matter comes through by the table of its kind, where one signature is enough; each step has to
/// lead on.
inline std::vector<std::string> states_told(const DemoMatter& matter) {
  const auto& kind = *api::find_matter_kind(kind_of(matter));
  std::vector<std::string> states = {std::string(kind.states.front().name)};
  for (const auto& step : matter.steps) {
    if (!is_table_step(step)) continue;
    const auto* row = kind.find(states.back(), step.step);
    EXPECT_NE(row, nullptr) << matter.about << ": " << step.step << " from " << states.back();
    if (row == nullptr) return states;
    EXPECT_TRUE(row->reason == work::Reason::Free || !step.input.words.empty()) << matter.about << " " << step.step;
    states.emplace_back(row->to);
    if (row->sign != matters::Sign::Sign) continue;
    const auto last = std::ranges::find_if(kind.steps, [&](const auto& other) {
      return other.from == row->from && other.sign == matters::Sign::AllSigned;
    });
    if (last != kind.steps.end()) states.back() = last->to;
  }
  return states;
}

}  // namespace dl::app
