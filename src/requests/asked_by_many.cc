#include "requests/asked_by_many.h"

#include <algorithm>
#include <set>

#include "matters/matter_store.h"
#include "requests/decision.h"
#include "requests/earlier.h"
#include "requests/events.h"
#include "requests/likeness.h"
#include "requests/request_store.h"

namespace dl::requests {
namespace {

using matters::Case;
using Marks = std::set<std::string>;

bool gives_information(std::string_view outcome) {
  const auto decision = find_name<Decision>(outcome);
  return decision && row_of(*decision).purpose == Purpose::Information && row_of(*decision).owes.has(Clause::Material);
}

Date came_on(const Case& one) { return one.matter.received_on.value_or(one.matter.opened_at.date()); }

/// The request itself and the alike ones that came after a day.
Outcome<std::vector<Case>> alike_after(db::Session& session, const Case& now, Date day) {
  DL_TRY(auto found, find_alike(session, now.matter));
  std::vector<matters::Matter> alike;
  for (auto& one : found)
    if (one.likeness >= kAlike) alike.push_back(std::move(one.matter));
  DL_TRY(auto cases, matters::load_cases(session, std::move(alike)));
  cases.push_back(now);
  std::erase_if(cases, [&](const Case& one) { return came_on(one) <= day; });
  return cases;
}

/// When somebody last proposed to make it public, or declined to.
std::optional<Date> last_decided(const std::vector<Case>& cases) {
  std::optional<Date> last;
  for (const auto& one : cases)
    for (const auto& fact : one.facts)
      if (fact.verb == event("request.transform-proposed").verb ||
          fact.verb == event("request.transform-declined").verb)
        last = std::max(last.value_or(fact.on), fact.on);
  return last;
}

}  // namespace

Outcome<std::optional<AskedByMany>> asked_by_many(db::Session& session, const Case& now, const periods::Laws& laws,
                                                  Date today) {
  const auto* period = laws.find(kTransformPeriod, today);
  if (period == nullptr || !period->on || period->unit != periods::Unit::Month ||
      !gives_information(now.matter.outcome))
    return std::nullopt;
  DL_TRY(const auto cases, alike_after(session, now, today.plus_months(-period->length)));
  const auto decided = last_decided(cases);
  Marks all;
  Marks before;
  for (const auto& one : cases) {
    DL_TRY(auto mark, applicant_mark(session, one.matter.id));
    if (mark.empty()) continue;
    if (decided && came_on(one) <= *decided) before.insert(mark);
    all.insert(std::move(mark));
  }
  return AskedByMany{.people = static_cast<int>(all.size()),
                     .newcomers = static_cast<int>(all.size() - before.size()),
                     .decided = decided.has_value(),
                     .months = period->length,
                     .owed = period->times};
}

}  // namespace dl::requests
