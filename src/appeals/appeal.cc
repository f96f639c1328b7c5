#include "appeals/appeal.h"

#include <algorithm>

#include "appeals/events.h"
#include "base/text.h"

namespace dl::appeals {
namespace {

using matters::Case;
using matters::Fact;

constexpr bool begins(std::string_view verb) {
  return verb == event("review.received").verb || verb == event("suit.received").verb;
}

constexpr bool ends(std::string_view verb) {
  return verb == event("review.decided").verb || verb == event("review.withdrawn").verb ||
         verb == event("suit.judged").verb || verb == event("suit.ruled").verb || verb == event("suit.withdrawn").verb;
}

constexpr bool amends(std::string_view verb) {
  return verb == event("review.amended").verb || verb == event("suit.amended").verb;
}

}  // namespace

Outcome<void> check(const NewAppeal& asked, Date today) {
  std::vector<FieldProblem> problems;
  const auto read = [&](const char* field, const std::string& words, std::size_t most, bool owed) {
    if (owed && text::trim(words).empty()) problems.push_back({field, "field.owed"});
    if (text::length(words) > most) problems.push_back({field, "appeal.long"});
    if (!text::is_utf8(words) || !text::is_writable(words)) problems.push_back({field, "field.characters"});
  };
  read("request", asked.request, kLongestCaseNumber, true);
  read("body", asked.body, kLongestBody, true);
  read("case_number", asked.case_number, kLongestCaseNumber, false);
  read("claim", asked.claim, kLongestClaim, false);
  if (asked.received_on == Date()) problems.push_back({"received_on", "field.owed"});
  if (asked.received_on > today) problems.push_back({"received_on", "appeal.future"});
  if (asked.accepted_on && *asked.accepted_on > asked.received_on)
    problems.push_back({"accepted_on", "appeal.accepted-later"});
  if (problems.empty()) return {};
  Error error{.fault = Fault::Invalid, .key = "appeal.incomplete"};
  error.fields = std::move(problems);
  return tl::unexpected(std::move(error));
}

std::vector<Round> rounds_of(const Case& now) {
  std::vector<Round> rounds;
  for (const auto& fact : now.facts) {
    const bool appealed = fact.verb == event("suit.appealed").verb;
    if (begins(fact.verb) || appealed) rounds.push_back({static_cast<int>(rounds.size()) + 1, fact.on});
    if (rounds.empty()) continue;
    auto& round = rounds.back();
    if (ends(fact.verb)) {
      round.ended_on = fact.on;
      round.result = find_name<Result>(fact.code).value_or(Result::Other);
    }
    if (amends(fact.verb)) round.result = find_name<Result>(fact.code).value_or(Result::Other);
  }
  return rounds;
}

std::optional<Order> order_of(const Case& now) {
  std::optional<Order> held;  // of the first instance
  std::optional<Order> order;
  const Fact* decided = nullptr;
  for (const auto& fact : now.facts) {
    if (fact.verb == event("suit.appealed").verb) {
      held = order;
      order.reset();
    }
    if (ends(fact.verb)) {
      decided = &fact;
      const bool stands =
          fact.verb == event("suit.withdrawn").verb || find_name<Result>(fact.code) == Result::Corrected;
      order = stands ? held : std::nullopt;
    }
    if (decided != nullptr && (amends(fact.verb) || &fact == decided)) {
      if (amends(fact.verb)) order.reset();
      if (fact.until) order = Order{decided->id, decided->on, *fact.until};
    }
  }
  return order;
}

Way way_of(const Case& now) {
  const auto first = std::ranges::find_if(now.facts, [](const Fact& fact) { return begins(fact.verb); });
  return first == now.facts.end() ? Way::Ordinary : find_name<Way>(first->code).value_or(Way::Ordinary);
}

}  // namespace dl::appeals
