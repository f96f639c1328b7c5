#include "intake/script.h"

#include "intake/scan.h"

namespace dl::intake {

namespace {

struct Row {
  char32_t plain;
  char32_t super;  ///< 0: none
  char32_t sub;
};

constexpr Row kScripts[] = {
    {U'0', U'⁰', U'₀'}, {U'1', U'¹', U'₁'}, {U'2', U'²', U'₂'}, {U'3', U'³', U'₃'}, {U'4', U'⁴', U'₄'},
    {U'5', U'⁵', U'₅'}, {U'6', U'⁶', U'₆'}, {U'7', U'⁷', U'₇'}, {U'8', U'⁸', U'₈'}, {U'9', U'⁹', U'₉'},
    {U'+', U'⁺', U'₊'}, {U'-', U'⁻', U'₋'}, {U'−', U'⁻', U'₋'}, {U'=', U'⁼', U'₌'}, {U'(', U'⁽', U'₍'},
    {U')', U'⁾', U'₎'}, {U'a', U'ᵃ', U'ₐ'}, {U'b', U'ᵇ', 0},    {U'c', U'ᶜ', 0},    {U'd', U'ᵈ', 0},
    {U'e', U'ᵉ', U'ₑ'}, {U'f', U'ᶠ', 0},    {U'g', U'ᵍ', 0},    {U'h', U'ʰ', U'ₕ'}, {U'i', U'ⁱ', U'ᵢ'},
    {U'j', U'ʲ', U'ⱼ'}, {U'k', U'ᵏ', U'ₖ'}, {U'l', U'ˡ', U'ₗ'}, {U'm', U'ᵐ', U'ₘ'}, {U'n', U'ⁿ', U'ₙ'},
    {U'o', U'ᵒ', U'ₒ'}, {U'p', U'ᵖ', U'ₚ'}, {U'r', U'ʳ', U'ᵣ'}, {U's', U'ˢ', U'ₛ'}, {U't', U'ᵗ', U'ₜ'},
    {U'u', U'ᵘ', U'ᵤ'}, {U'v', U'ᵛ', U'ᵥ'}, {U'w', U'ʷ', 0},    {U'x', U'ˣ', U'ₓ'}, {U'y', U'ʸ', 0},
    {U'z', U'ᶻ', 0},    {U' ', U' ', U' '},
};

/// In brackets when there is more than one term.
Chars term(View text) {
  bool simple = std::none_of(text.begin(), text.end(), [](char32_t c) { return is_one_of(c, U"+-−×·*/÷=<>≤≥ ,，"); });
  return simple ? Chars(text) : U"(" + Chars(text) + U")";
}

}  // namespace

std::optional<Chars> as_script(View text, Script script) {
  Chars out;
  for (char32_t c : text) {
    const auto* row = std::ranges::find(kScripts, half(c), &Row::plain);
    char32_t own = row == std::end(kScripts) ? 0 : script == Script::Super ? row->super : row->sub;
    if (own == 0) return std::nullopt;
    out += own;
  }
  return out;
}

bool is_note_mark(View text) {
  text = trimmed(text);
  return !text.empty() && text.size() <= 5 && std::all_of(text.begin(), text.end(), [](char32_t c) {
    return (c >= 0x2460 && c <= 0x2473) || is_ascii_digit(half(c)) || is_one_of(half(c), U"[]〔〕()*※#");
  });
}

Chars fraction(View above, View below) { return term(above) + U"/" + term(below); }

Chars scripted(View base, View script, Script kind) {
  if (auto own = as_script(script, kind)) return term(base) + *own;
  return term(base) + (kind == Script::Super ? U"^(" : U"_(") + Chars(script) + U")";
}

Chars root(View of, View degree) {
  return as_script(degree, Script::Super).value_or(Chars()) + U"√(" + Chars(of) + U")";
}

}  // namespace dl::intake
