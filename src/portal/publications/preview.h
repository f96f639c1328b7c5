// A page for those who work on what it shows: the newest edition, public or not.
#pragma once

#include "accounts/principal.h"
#include "portal/portal.h"

namespace dl::portal {

/// Draws the newest edition of the document of the route's {id} as its page will look, with a line that says so.
/// Never kept by anybody. Fault::NotFound `document.missing` outside what `who` may read.
Outcome<web::Response> show_preview(const web::Request& http, Portal& portal, const accounts::Principal& who);

}  // namespace dl::portal
