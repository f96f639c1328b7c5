#include "portal/accent.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace dl::portal {

namespace {

using Colour = std::array<double, 3>;  // 0 to 255

constexpr std::string_view kDefault = "#a8201a";
constexpr std::string_view kPalest = "#f5f6f8";
constexpr Colour kWhite = {255, 255, 255};
constexpr Colour kBlack = {0, 0, 0};

std::optional<Colour> parse(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  unsigned value = 0;
  const auto [end, code] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
  if (code != std::errc() || end != text.data() + 7) return std::nullopt;
  return Colour{static_cast<double>(value >> 16), static_cast<double>((value >> 8) & 255),
                static_cast<double>(value & 255)};
}

std::string text_of(const Colour& colour) {
  const auto part = [](double value) { return static_cast<unsigned>(std::lround(value)); };
  return fmt::format("#{:02x}{:02x}{:02x}", part(colour[0]), part(colour[1]), part(colour[2]));
}

Colour mix(const Colour& a, const Colour& b, double of_b) {
  Colour mixed = {};
  for (std::size_t i = 0; i < 3; ++i) mixed[i] = std::round(a[i] * (1 - of_b) + b[i] * of_b);
  return mixed;
}

double luminance(const Colour& colour) {
  const auto linear = [](double value) {
    const double share = value / 255;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

double contrast_of(const Colour& a, const Colour& b) {
  const double light = std::max(luminance(a), luminance(b));
  const double dark = std::min(luminance(a), luminance(b));
  return (light + 0.05) / (dark + 0.05);
}

Colour darkened(Colour colour, const Colour& ground, double wanted) {
  for (int step = 0; step < 100 && contrast_of(colour, ground) < wanted; ++step) colour = mix(colour, kBlack, 0.04);
  return colour;
}

Colour accent(std::string_view colour) {
  const auto chosen = parse(colour).value_or(*parse(kDefault));
  return darkened(chosen, mix(*parse(kPalest), chosen, 0.06), 4.5);
}

}  // namespace

std::string accent_of(std::string_view colour) { return text_of(accent(colour)); }

std::string accent_sheet(std::string_view colour) {
  const auto main = accent(colour);
  return fmt::format(":root{{--accent:{};--accent-deep:{};--accent-soft:{};--accent-strong:{}}}\n", text_of(main),
                     text_of(mix(main, kBlack, 0.24)), text_of(mix(kWhite, main, 0.06)),
                     text_of(darkened(main, kWhite, 8.0)));
}

double contrast(std::string_view a, std::string_view b) {
  return contrast_of(parse(a).value_or(kWhite), parse(b).value_or(kWhite));
}

}  // namespace dl::portal
