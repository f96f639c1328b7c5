// A register against an earlier state of its file: what would lose what is stored, refuse what was right, or show more
// than was meant to be shown. `daylight register check FILE --against OLD` tells it, and so do the checks of a change.
// Pure.
#pragma once

#include <string>
#include <vector>

#include "records/register.h"

namespace dl::records {

/// One line each, in English like everything about files: "field 'fine': its type was money and is integer".
std::vector<std::string> what_breaks(const Register& before, const Register& now);

}  // namespace dl::records
