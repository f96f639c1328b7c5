// What waits on lamps, for the list of open work of all domains.
#pragma once

#include "work/open_work.h"

namespace dl::lamps {

/// Until a lamp is repaired it waits for whoever keeps lamps; whoever noted it does not check it.
Outcome<work::Producer> work_on_lamps();

}  // namespace dl::lamps
