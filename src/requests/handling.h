// How an agency shares a request out within itself: the inner day of whoever has it in hand, and the departments that
// help. No law knows these days; they stand before that of the answer and never move it. Pure.
#pragma once

#include "matters/kind.h"
#include "requests/states.h"

namespace dl::requests {

/// The facts that asked a department or person for help and have no answer yet.
std::vector<const matters::Fact*> open_co_handlings(const matters::Case& now);

/// The request that this one is handled jointly with and follows.
std::optional<std::int64_t> leader_of(const matters::Case& now);
/// The last search on record, made for this request or taken over from its leader; nullptr for none.
const matters::Fact* last_search(const matters::Case& now);

/// "assigned" while the request is in hand with an inner day, "co-handling:FACT".
std::vector<matters::Clock> inner_clocks(const matters::Case& now);

/// A day that is set inside: Fault::Invalid `matter.input` with `request.inner-past` for one that is over,
/// `request.inner-late` for one behind the last day of the answer, which is not asked once that is over itself.
Outcome<void> check_inner_day(const matters::Standing& standing, const matters::Input& input);

/// What help was asked for, for each person who was asked, or for the office where a department was: due with the
/// first of them.
std::vector<matters::Waiting> co_handling_waiting(const matters::Case& now, const matters::Beside& what);

}  // namespace dl::requests
