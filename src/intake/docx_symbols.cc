#include "intake/docx_symbols.h"

#include <algorithm>

namespace dl::intake {

namespace {

struct Symbol {
  std::string_view font;
  char32_t code;
  char32_t character;
};

constexpr Symbol kSymbols[] = {
    {"Wingdings", 0x6C, U'●'},   {"Wingdings", 0x6E, U'■'},   {"Wingdings", 0x6F, U'□'},   {"Wingdings", 0x71, U'❑'},
    {"Wingdings", 0x72, U'❒'},   {"Wingdings", 0x74, U'⧫'},   {"Wingdings", 0x75, U'◆'},   {"Wingdings", 0x76, U'❖'},
    {"Wingdings", 0xA1, U'○'},   {"Wingdings", 0xA7, U'▪'},   {"Wingdings", 0xA8, U'□'},   {"Wingdings", 0xD8, U'➢'},
    {"Wingdings", 0xE0, U'→'},   {"Wingdings", 0xDF, U'←'},   {"Wingdings", 0xE1, U'↑'},   {"Wingdings", 0xE2, U'↓'},
    {"Wingdings", 0xFB, U'✗'},   {"Wingdings", 0xFC, U'✓'},   {"Wingdings", 0xFD, U'☒'},   {"Wingdings", 0xFE, U'☑'},
    {"Wingdings", 0x28, U'☎'},   {"Wingdings", 0x2A, U'✉'},   {"Wingdings", 0xAB, U'★'},   {"Wingdings 2", 0x4F, U'✗'},
    {"Wingdings 2", 0x50, U'✓'}, {"Wingdings 2", 0x51, U'☒'}, {"Wingdings 2", 0x52, U'☑'}, {"Wingdings 2", 0x53, U'☒'},
    {"Wingdings 2", 0x54, U'☒'}, {"Wingdings 2", 0x2A, U'□'}, {"Wingdings 2", 0xA3, U'□'}, {"Wingdings 2", 0x95, U'●'},
    {"Symbol", 0xB7, U'•'},      {"Symbol", 0xB1, U'±'},      {"Symbol", 0xB4, U'×'},      {"Symbol", 0xB8, U'÷'},
    {"Symbol", 0xA3, U'≤'},      {"Symbol", 0xB3, U'≥'},      {"Symbol", 0xB9, U'≠'},      {"Symbol", 0xBB, U'≈'},
    {"Symbol", 0xB0, U'°'},      {"Symbol", 0xA5, U'∞'},      {"Symbol", 0xD6, U'√'},      {"Symbol", 0xE5, U'∑'},
    {"Symbol", 0xAE, U'→'},      {"Symbol", 0xAC, U'←'},      {"Symbol", 0x61, U'α'},      {"Symbol", 0x62, U'β'},
    {"Symbol", 0x67, U'γ'},      {"Symbol", 0x64, U'δ'},      {"Symbol", 0x65, U'ε'},      {"Symbol", 0x68, U'η'},
    {"Symbol", 0x71, U'θ'},      {"Symbol", 0x6C, U'λ'},      {"Symbol", 0x6D, U'μ'},      {"Symbol", 0x70, U'π'},
    {"Symbol", 0x72, U'ρ'},      {"Symbol", 0x73, U'σ'},      {"Symbol", 0x74, U'τ'},      {"Symbol", 0x66, U'φ'},
    {"Symbol", 0x77, U'ω'},      {"Symbol", 0x44, U'Δ'},      {"Symbol", 0x53, U'Σ'},      {"Symbol", 0x57, U'Ω'},
};

}  // namespace

bool is_symbol_font(std::string_view font) {
  return font.starts_with("Wingdings") || font == "Webdings" || font == "Symbol";
}

std::optional<char32_t> symbol_of(std::string_view font, char32_t code) {
  if (!is_symbol_font(font))
    return code >= 0x20 && (code < 0xD800 || code > 0xF8FF) ? std::optional(code) : std::nullopt;
  if (code >= 0xF000 && code <= 0xF0FF) code -= 0xF000;
  const auto* found =
      std::ranges::find_if(kSymbols, [&](const Symbol& each) { return each.font == font && each.code == code; });
  if (found != std::end(kSymbols)) return found->character;
  if (code == 0x20 || code > 0xFF) return code;  // a space, or a character that the font was merely asked for
  return std::nullopt;
}

}  // namespace dl::intake
