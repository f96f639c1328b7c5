// The pages of a letter, drawn.
#pragma once

#include "paper/parts.h"

namespace dl::paper {

/// Draws all pages of a letter on the surface of `cairo`, in points. Fails with what its seal or code fails with.
Outcome<void> draw_pages(cairo_t* cairo, const Letter& letter, const Parts& parts, Typesetter& typesetter);

}  // namespace dl::paper
