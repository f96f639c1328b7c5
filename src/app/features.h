// What can be closed to changes: everything, or a part that a module names.
#pragma once

#include <vector>

#include "journal/event_kind.h"

namespace dl::app {

/// Everything first.
const std::vector<journal::Feature>& features();

}  // namespace dl::app
