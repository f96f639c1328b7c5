// What may be asked in place of the law that is applied: the editions of a period that has several, and periods that
// are off because nobody has confirmed them. Pure; nothing in the program is due by it.
#pragma once

#include "periods/walk.h"

namespace dl::periods {

/// In the order of the files, the edition that is applied among them; they live as long as the laws.
std::vector<const Period*> versions(const Laws& laws);

struct OtherEnd {
  const Period& period;
  Walk walk = {};
};
/// When a period would end by its other versions, where that is another moment than `present`, what it comes to by
/// `applied`. What cannot be walked to is left out.
std::vector<OtherEnd> other_ends(const Laws& laws, const Period& applied, const Walk& present,
                                 const std::vector<Pause>& pauses, const Calendar& calendar);

}  // namespace dl::periods
