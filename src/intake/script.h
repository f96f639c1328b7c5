// Raised and lowered characters and formulas on one line of plain text.
#pragma once

#include <optional>

#include "intake/draft.h"

namespace dl::intake {

using content::Script;

/// The text in raised or lowered characters of its own; nothing when one of them has no such form.
std::optional<Chars> as_script(View text, Script script);
/// Marks of notes (①, [1], *), which say the same on the line.
bool is_note_mark(View text);

/// a/b, (a+b)/c
Chars fraction(View above, View below);
/// x², x^(…), x₁, x_(…)
Chars scripted(View base, View script, Script kind);
/// √(x), ³√(x)
Chars root(View of, View degree);

}  // namespace dl::intake
