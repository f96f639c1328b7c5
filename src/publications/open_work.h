// What waits on documents, for the list of open work of all domains.
#pragma once

#include "work/open_work.h"

namespace dl::publications {

/// Reads documents. A draft waits for its author, what was submitted for whoever may do the next step, and all of it
/// until due_on() of the day it was issued on, unless an edition of it is public already. Fails as periods::Laws::load.
Outcome<work::Producer> work_on_documents();

}  // namespace dl::publications
