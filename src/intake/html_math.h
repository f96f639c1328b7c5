// MathML on one line.
#pragma once

#include "intake/draft.h"
#include "intake/html_tree.h"

namespace dl::intake {

/// `shaped` becomes true when the formula had a shape that a line cannot show.
Chars linear_math(const GumboNode& node, bool& shaped, int depth = 0);

}  // namespace dl::intake
