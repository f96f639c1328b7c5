// Two-dimensional codes (QR) as SVG, for addresses on pages and for authenticators.
#pragma once

#include <string>

#include "base/outcome.h"

namespace dl::web {

/// The code of a text. Fault::Internal `code.failed` when it is too long for one.
Outcome<std::string> code_svg(const std::string& text);

}  // namespace dl::web
