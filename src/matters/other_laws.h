// What is due in a case by law that is not applied to it: another edition of a period, or one that is off because
// nobody has confirmed it. Pure; nothing in the program is due by it.
#pragma once

#include "matters/kind.h"

namespace dl::matters {

struct OtherLaw {
  periods::Period period = {};
  std::vector<Clock> clocks = {};  ///< those that end on another day, by the codes that they have in the case
};

/// In the order of the files. `present` are the clocks of the case by `times`. What cannot be worked out is left out.
std::vector<OtherLaw> other_laws(const Kind& kind, const Case& now, const Times& times,
                                 const std::vector<Clock>& present);

}  // namespace dl::matters
