// A two-dimensional code (QR) as something that is drawn in a square.
#pragma once

#include "paper/seal.h"

namespace dl::paper {

/// Draws the code of a text into a square of `side` units at the origin, its quiet zone (ISO/IEC 18004) included.
/// Fault::Internal `paper.failed` when it is too long for one.
Outcome<void> draw_code(cairo_t* cairo, const std::string& text, double side);

/// The same as a picture of its own.
Outcome<std::string> code_png(const std::string& text);

}  // namespace dl::paper
