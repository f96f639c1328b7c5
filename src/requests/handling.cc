#include "requests/handling.h"

#include <algorithm>

#include "requests/clocks.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

using matters::Case;
using matters::Clock;
using matters::Fact;
using matters::Waiting;

constexpr auto kAsked = event("request.co-handling-asked").verb;
constexpr auto kAnswered = event("request.co-handled").verb;

bool is_in(const Case& now, std::initializer_list<State> states) {
  return std::ranges::any_of(states, [&](State state) { return now.matter.state == name_of(state); });
}

Clock clock_until(std::string code, std::string title, const Fact& asked, std::optional<Date> met_on) {
  Clock clock{.code = std::move(code), .title = std::move(title), .met_on = met_on};
  clock.walk.from = Instant::at(asked.on);
  clock.walk.due = Instant::at(*asked.until);
  return clock;
}

/// The inner day of whoever has it in hand, until they send an answer.
std::optional<Clock> assigned_clock(const Case& now) {
  const auto* assigned = now.last(event("request.assigned").verb);
  const auto* returned = now.last(event("request.returned").verb);
  const bool given = assigned != nullptr && assigned->until && (returned == nullptr || returned->id < assigned->id);
  if (!given) return std::nullopt;
  auto met = facts_of(now).ended_on;
  if (is_in(now, {State::Signing, State::Signed, State::Issued})) {
    const auto* submitted = now.last(event("request.submitted").verb);
    met = submitted != nullptr ? submitted->on : assigned->on;
  }
  return clock_until("assigned", "内部办理期限", *assigned, met);
}

std::string words_of(const Fact& asked) { return fmt::format("{}协办：{}", asked.department, asked.words); }

}  // namespace

std::vector<const Fact*> open_co_handlings(const Case& now) {
  auto asked = now.all(kAsked);
  std::erase_if(asked, [&](const Fact* one) { return now.answer_to(*one, kAnswered) != nullptr; });
  return asked;
}

std::optional<std::int64_t> leader_of(const Case& now) {
  const auto joint = std::ranges::find(now.relations, matters::Tie::Joint, &matters::Relation::tie);
  return joint == now.relations.end() ? std::nullopt : std::optional(joint->other);
}

const Fact* last_search(const Case& now) {
  const auto* own = now.last(event("request.searched").verb);
  const auto* taken = now.last(event("request.taken-over").verb);
  if (taken == nullptr || taken->code.empty()) return own;
  return own == nullptr || own->id < taken->id ? taken : own;
}

std::vector<Clock> inner_clocks(const Case& now) {
  std::vector<Clock> clocks;
  if (auto assigned = assigned_clock(now)) clocks.push_back(std::move(*assigned));
  for (const auto* asked : now.all(kAsked)) {
    if (!asked->until) continue;
    const auto* answer = now.answer_to(*asked, kAnswered);
    clocks.push_back(clock_until(fmt::format("co-handling:{}", asked->id), fmt::format("{}协办", asked->department),
                                 *asked, answer != nullptr ? std::optional(answer->on) : facts_of(now).ended_on));
  }
  return clocks;
}

Outcome<void> check_inner_day(const matters::Standing& standing, const matters::Input& input) {
  using matters::Ask;
  if (!input.until) return {};
  if (*input.until < standing.today) return tl::unexpected(matters::wrong_input(Ask::Until, "request.inner-past"));
  DL_TRY(const auto answer, answer_clock(standing.of, standing.times));
  // What is late already is shared out all the same.
  if (answer && answer->due() >= standing.today && *input.until > answer->due())
    return tl::unexpected(matters::wrong_input(Ask::Until, "request.inner-late", answer->due().text()));
  return {};
}

std::vector<Waiting> co_handling_waiting(const Case& now, const matters::Beside& what) {
  std::vector<Waiting> all;
  if (facts_of(now).ended_on) return all;
  for (const auto* asked : open_co_handlings(now)) {
    const auto same = std::ranges::find(all, asked->holder, &Waiting::holder);
    if (same == all.end()) {
      all.push_back({.what = &what,
                     .words = words_of(*asked),
                     .due_on = asked->until,
                     .holder = asked->holder,
                     .since = asked->at});
      continue;
    }
    same->words += "；" + words_of(*asked);
    if (asked->until && (!same->due_on || *asked->until < *same->due_on)) same->due_on = asked->until;
  }
  return all;
}

}  // namespace dl::requests
