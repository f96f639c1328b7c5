// A web page as lines: an allow-list over the parsed tree, and the part of the page that holds the
// document.
#pragma once

#include "intake/draft.h"
#include "intake/picture.h"

namespace dl::intake {

/// Reads UTF-8 HTML. Scripts, styles, forms, frames, navigation and hidden parts are dropped, but for prose that the
/// page hides and a script is to show when hardly any other is there (`hidden-read`); tables that only place things
/// become lines; pictures are kept whose bytes came along. Fails with `intake.broken` on nesting beyond reason, with
/// `intake.script-page` when a script would make all of the text.
Outcome<Draft> read_html(std::string_view html, const Pictures& pictures = {});

}  // namespace dl::intake
