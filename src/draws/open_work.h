// What waits on random draws, for the list of open work of all domains.
#pragma once

#include "draws/draw_store.h"
#include "work/open_work.h"

namespace dl::draws {

/// A draw that was prepared waits for a second person who seals it; one that is sealed waits, from the announced
/// moment on, for its reveal on that day.
Outcome<work::Producer> work_on_draws();

}  // namespace dl::draws
