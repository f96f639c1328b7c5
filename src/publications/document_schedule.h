// Steps of documents that are due, for the one loop that takes what is due (work/schedules.h).
#pragma once

#include "agencies/directory.h"
#include "work/schedules.h"

namespace dl::publications {

/// Releases a document as whoever scheduled it may by then. The directory must outlive it.
work::Taker take_documents(const agencies::DirectoryHolder& directory);

}  // namespace dl::publications
