// The one main colour of a site and the tones that follow from it.
#pragma once

#include <string>
#include <string_view>

namespace dl::portal {

/// "#rrggbb" of the site's colour, darkened until white text on it and it on the palest ground both
/// have a contrast of 4.5:1; the default red when `colour` is no colour.
std::string accent_of(std::string_view colour);

/// The stylesheet that sets the tones: --accent, --accent-deep, --accent-soft, and --accent-strong
/// (7:1, for elder mode).
std::string accent_sheet(std::string_view colour);

/// Contrast of two "#rrggbb" colours by WCAG 2: 1 to 21.
double contrast(std::string_view a, std::string_view b);

}  // namespace dl::portal
