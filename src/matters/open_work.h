// What waits on matters, for the list of open work of all domains.
#pragma once

#include "matters/kind.h"

namespace dl::matters {

/// A matter waits for whoever its state names, or for its holder, until the first of its clocks that is still open is
/// due; one under signature waits for the next signer. `subject` and `kinds` outlive it; `laws` are its own.
Outcome<work::Producer> work_on_matters(const accounts::Subject& subject, std::span<const Kind> kinds);

/// The day on which something is due next; nothing where no clock runs. Pure.
std::optional<Date> next_due(const std::vector<Clock>& clocks);

}  // namespace dl::matters
