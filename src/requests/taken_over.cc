#include "requests/taken_over.h"

#include <algorithm>
#include <array>
#include <map>

#include "requests/events.h"
#include "requests/told.h"

namespace dl::requests {
namespace {

constexpr auto kTakenOver = std::to_array<std::string_view>({
    event("request.supplement-asked").verb,
    event("request.supplemented").verb,
    event("request.searched").verb,
    event("request.third-party-asked").verb,
    event("request.third-party-answered").verb,
    event("request.objection-overridden").verb,
    event("request.maker-asked").verb,
    event("request.maker-answered").verb,
    event("request.agency-asked").verb,
    event("request.agency-answered").verb,
    event("request.notice-received").verb,
    event("request.reasons-asked").verb,
    event("request.reasons-given").verb,
    event("request.fee-asked").verb,
    event("request.fee-paid").verb,
    event("request.extension-proposed").verb,
    event("request.extended").verb,
    event("request.deferred").verb,
});

}  // namespace

std::vector<matters::Fact> taken_over(const matters::Case& whole) {
  std::vector<matters::Fact> all;
  std::map<std::int64_t, std::int64_t> places = {{0, 0}};  // among them, from 1, by the number in the whole
  for (auto fact : whole.facts) {
    if (fact.round != whole.matter.round || std::ranges::find(kTakenOver, fact.verb) == kTakenOver.end()) continue;
    const auto about = places.find(fact.about);
    const bool owed = fact.verb != event("request.objection-overridden").verb;  // it counts by itself
    const auto told = owed ? told_on(whole, fact) : std::optional(fact.on);
    if (!told || about == places.end()) continue;
    places[fact.id] = std::ssize(all) + 1;
    fact.on = *told;
    fact.about = about->second;
    all.push_back(std::move(fact));
  }
  return all;
}

}  // namespace dl::requests
