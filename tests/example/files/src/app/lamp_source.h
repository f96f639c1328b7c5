// Lamps as the search finds them.
#pragma once

#include "agencies/directory.h"
#include "app/search_feed.h"

namespace dl::app {

/// The directory must outlive it.
Source lamp_source(const agencies::DirectoryHolder& directory);

}  // namespace dl::app
