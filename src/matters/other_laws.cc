#include "matters/other_laws.h"

#include <algorithm>

#include "periods/versions.h"

namespace dl::matters {
namespace {

/// Whether the clock ends on another day than the one of the same code.
bool differs(const Clock& clock, const std::vector<Clock>& present) {
  const auto found = std::ranges::find(present, clock.code, &Clock::code);
  return found != present.end() && found->due() != clock.due();
}

}  // namespace

std::vector<OtherLaw> other_laws(const Kind& kind, const Case& now, const Times& times,
                                 const std::vector<Clock>& present) {
  std::vector<OtherLaw> all;
  for (const auto* period : periods::versions(times.laws)) {
    const auto laws = times.laws.with(*period);
    auto clocks = kind.clocks(now, {laws, times.calendar});
    if (!clocks) continue;
    std::erase_if(*clocks, [&](const Clock& clock) { return !differs(clock, present); });
    if (!clocks->empty()) all.push_back({*period, std::move(*clocks)});
  }
  return all;
}

}  // namespace dl::matters
