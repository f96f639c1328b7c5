// What has to have happened before an answer of a kind is sent for signature. Pure.
#pragma once

#include "requests/clocks.h"
#include "requests/reply.h"

namespace dl::requests {

/// Fault::Conflict: `request.search-owed`, that information does not exist takes a search (art. 36(4)), after the
/// supplement where there was one; `request.search-found`, the last one found it; `request.supplement-owed`, what stays
/// unclear was to be supplemented (art. 30); `request.reasons-owed`, `request.reasons-open`, what is excessive was
/// asked for reasons, and these came or their day has passed (art. 35).
Outcome<void> check_stands(const matters::Case& now, Decision decision, Date today);

/// Whether an answer takes up what third parties said (arts 15 and 32). Fault::Conflict: `request.third-unasked`, a
/// refusal to protect them takes that they were asked in writing; `request.third-consents`, each of them consented;
/// `request.objection-open`, one who objects is passed over without a reason on record. What is withheld of a part for
/// their sake passes over nobody.
Outcome<void> check_third_parties(const matters::Case& now, const Reply& reply);

}  // namespace dl::requests
