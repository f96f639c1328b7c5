// Pages saved with what they show in one file (MHTML, RFC 2557).
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// The page and the pictures that it shows. Fails as read_html, and with `intake.broken` when no page is in it.
Outcome<Draft> read_mhtml(std::string_view bytes);

}  // namespace dl::intake
