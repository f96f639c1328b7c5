// Characters of the symbol fonts that Word documents use for boxes, ticks and signs.
#pragma once

#include <optional>
#include <string_view>

namespace dl::intake {

/// Wingdings, Wingdings 2, Wingdings 3, Webdings, Symbol.
bool is_symbol_font(std::string_view font);

/// The Unicode character that a code of such a font looks like, the code with or without 0xF000.
std::optional<char32_t> symbol_of(std::string_view font, char32_t code);

}  // namespace dl::intake
