// A web page as lines: an allow-list over the parsed tree, and the part of the page that holds the
// document.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Reads UTF-8 HTML. Scripts, styles, forms, frames, navigation and hidden parts are dropped; tables
/// that only place things become lines. Fails with `intake.broken` on nesting beyond reason.
Outcome<Draft> read_html(std::string_view html);

}  // namespace dl::intake
