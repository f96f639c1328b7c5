// The picture of a life cycle and the table below it, as a page of the documents shows them. A test of the domain holds
// its page against this, so that nobody reads of a step that is not taken.
#pragma once

#include "accounts/rights.h"
#include "work/cycle.h"

namespace dl::work {

/// All rows in the order of the table; the life begins in `start`.
template <class State, class Step, class Facts, std::size_t N>
std::string page_of(const std::array<Transition<State, Step, Facts>, N>& cycle, State start) {
  using dl::chinese_of;
  using dl::name_of;  // beside work's own, which would hide it
  std::vector<Arrow> arrows;
  std::string rows;
  for (const auto& row : cycle) {
    const std::string from(name_of(row.from));
    const std::string to(name_of(row.to));
    arrows.push_back({from, to, std::string(name_of(row.step))});
    const auto event = row.event.verb.empty() ? std::string() : fmt::format("`{}`", row.event.verb);
    rows += fmt::format("| {} {} | {} {} | {} {} | {} {} | {} | {} |\n", from, chinese_of(row.from), name_of(row.step),
                        chinese_of(row.step), to, chinese_of(row.to), name_of(row.right), chinese_of(row.right), event,
                        row.reason == Reason::Owed ? "owed" : "");
  }
  return "```mermaid\n" + draw(name_of(start), arrows) +
         "```\n\n| from | step | to | right | event | reason |\n| --- | --- | --- | --- | --- | --- |\n" + rows;
}

}  // namespace dl::work
