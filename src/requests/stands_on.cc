#include "requests/stands_on.h"

#include <algorithm>

#include "requests/events.h"
#include "requests/handling.h"
#include "requests/told.h"

namespace dl::requests {
namespace {

using matters::Case;

Outcome<void> refuse(const Case& now, const char* key) { return fail(Fault::Conflict, key, now.matter.number); }

Outcome<void> check_search(const Case& now) {
  const auto* search = last_search(now);
  const auto* supplemented = now.last(event("request.supplemented").verb);
  if (search == nullptr || (supplemented != nullptr && search->id < supplemented->id))
    return refuse(now, "request.search-owed");
  if (find_name<Found>(search->code) != Found::Nothing) return refuse(now, "request.search-found");
  return {};
}

Outcome<void> check_reasons(const Case& now, Date today) {
  const auto* asked = now.last(event("request.reasons-asked").verb);
  if (asked == nullptr || !told_on(now, *asked)) return refuse(now, "request.reasons-owed");
  const auto* given = now.last(event("request.reasons-given").verb);
  const bool came = given != nullptr && given->id > asked->id;
  if (!came && today <= asked->until.value_or(asked->on)) return refuse(now, "request.reasons-open");
  return {};
}

}  // namespace

Outcome<void> check_stands(const Case& now, Decision decision, Date today) {
  if (row_of(decision).owes.has(Clause::Search)) return check_search(now);
  if (decision == Decision::Excessive) return check_reasons(now, today);
  if (decision == Decision::Unclear && now.last(event("request.supplemented").verb) == nullptr)
    return refuse(now, "request.supplement-owed");
  return {};
}

Outcome<void> check_third_parties(const Case& now, const Reply& reply) {
  std::vector<Consultation> asked;
  for (const auto& one : facts_of(now).consultations)
    if (one.who == Consulted::Third && one.told_on) asked.push_back(one);
  if (std::ranges::find(reply.grounds, Ground::ThirdParty) != reply.grounds.end()) {
    if (asked.empty()) return refuse(now, "request.third-unasked");
    const auto consents = [](const Consultation& one) { return one.consent == Consent::Consent; };
    return std::ranges::all_of(asked, consents) ? refuse(now, "request.third-consents") : Outcome<void>();
  }
  if (reply.decision != Decision::Open && reply.decision != Decision::Partly) return {};
  const auto passed_over = [](const Consultation& one) { return one.consent == Consent::Objection && !one.overridden; };
  return std::ranges::any_of(asked, passed_over) ? refuse(now, "request.objection-open") : Outcome<void>();
}

}  // namespace dl::requests
