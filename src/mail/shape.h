// What a message may cost, looked at before anything parses it. Internal to this module.
#pragma once

#include <string_view>

#include "base/outcome.h"

namespace dl::mail {

/// The parser takes as many parts, levels and parameters as are written, and compares parameters with each other: so
/// lines that begin parts, fields that describe them and the length of each field are counted first. Fails as
/// read_message.
Outcome<void> check_shape(std::string_view bytes);

}  // namespace dl::mail
