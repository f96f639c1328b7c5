#include "requests/ends.h"

#include <algorithm>

#include "requests/clocks.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

using matters::Case;
using matters::Fact;

std::string code_of(const Fact& fact, const std::string& submitted) {
  if (fact.verb == event("request.supplement-lapsed").verb) return std::string(name_of(Decision::SupplementLapsed));
  if (fact.verb == event("request.fee-lapsed").verb) return std::string(name_of(Decision::FeeLapsed));
  if (fact.verb == event("request.withdrawn").verb) return std::string(name_of(Decision::Withdrawn));
  if (fact.verb == event("request.reported").verb) return fact.code;
  if (fact.verb == event("request.divided").verb) return std::string(name_of(Decision::Divided));
  return submitted;
}

/// The first end among the facts from a round on.
std::optional<End> end_since(const Case& now, int round) {
  std::string submitted;
  for (const auto& fact : now.facts) {
    if (fact.round < round) continue;
    if (fact.verb == event("request.submitted").verb) submitted = fact.code;
    if (is_end(fact.verb)) return End{fact.on, code_of(fact, submitted)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<End> first_end(const Case& now) { return end_since(now, 0); }
std::optional<End> end_of_round(const Case& now) { return end_since(now, now.matter.round); }

}  // namespace dl::requests
