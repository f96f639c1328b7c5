#include "periods/versions.h"

#include <algorithm>

namespace dl::periods {

std::vector<const Period*> versions(const Laws& laws) {
  std::vector<const Period*> found;
  for (const auto& period : laws.all())
    if (!period.on || std::ranges::count(laws.all(), period.id, &Period::id) > 1) found.push_back(&period);
  return found;
}

std::vector<OtherEnd> other_ends(const Laws& laws, const Period& applied, const Walk& present,
                                 const std::vector<Pause>& pauses, const Calendar& calendar) {
  std::vector<OtherEnd> all;
  for (const auto* period : versions(laws)) {
    if (period == &applied || period->id != applied.id) continue;
    auto done = walk(*period, present.from, pauses, calendar);
    if (done && done->due != present.due) all.push_back({*period, std::move(*done)});
  }
  return all;
}

}  // namespace dl::periods
