#include "sums/amount.h"

#include "base/numerals.h"
#include "base/text.h"
#include "sums/words.h"

namespace dl::sums {
namespace {

constexpr std::size_t kMostDigits = 12;
constexpr std::size_t kMostPlaces = 6;
constexpr View kNumerals = U"零〇一二三四五六七八九十百千两";

bool digit_at(View text, std::size_t at) { return at < text.size() && text::is_digit(text[at]); }

int digit_of(char32_t c) { return static_cast<int>(half_width(c) - U'0'); }

/// Whether a comma here sets three digits apart and no fourth follows.
bool separates(View text, std::size_t at) {
  if (at >= text.size() || half_width(text[at]) != U',') return false;
  return digit_at(text, at + 1) && digit_at(text, at + 2) && digit_at(text, at + 3) && !digit_at(text, at + 4);
}

}  // namespace

std::int64_t half_of_last_place(int places) {
  std::int64_t half = kOne / 2;
  for (int i = 0; i < places; ++i) half /= 10;
  return half;
}

std::optional<Amount> read_number(View text, std::size_t& length) {
  if (!digit_at(text, 0)) return {};
  std::size_t at = 0;
  std::size_t digits = 0;
  std::int64_t whole = 0;
  for (; digit_at(text, at) || (digits > 0 && separates(text, at)); ++at) {
    if (!digit_at(text, at)) continue;
    if (++digits <= kMostDigits) whole = whole * 10 + digit_of(text[at]);
  }
  Amount amount;
  std::int64_t unit = kOne;
  std::size_t places = 0;
  std::int64_t part = 0;
  if (at + 1 < text.size() && half_width(text[at]) == U'.' && digit_at(text, at + 1)) {
    for (++at; digit_at(text, at); ++at)
      if (++places <= kMostPlaces) {
        unit /= 10;
        part += unit * digit_of(text[at]);
      }
  }
  length = at;
  if (digits > kMostDigits || places > kMostPlaces) return {};
  amount.millionths = whole * kOne + part;
  amount.places = static_cast<int>(places);
  return amount;
}

std::optional<Amount> read_numeral(View text, std::size_t& length) {
  std::size_t end = 0;
  bool powers = false;
  while (end < text.size() && kNumerals.find(text[end]) != View::npos) {
    powers = powers || View(U"十百千").find(text[end]) != View::npos;
    ++end;
  }
  length = end;
  if (end == 0 || end > kMostDigits || (end > 1 && !powers)) return {};
  const auto value = text::parse_number(text::encode(text.substr(0, end)));
  if (!value) return {};
  return Amount{*value * kOne, 0};
}

std::optional<Amount> read_cell(View cell) {
  cell = trimmed(cell);
  std::size_t length = 0;
  const auto amount = read_number(cell, length);
  if (!amount || length != cell.size()) return {};
  return amount;
}

std::string text_of(std::int64_t millionths) {
  const bool negative = millionths < 0;
  const auto size = negative ? 0 - static_cast<std::uint64_t>(millionths) : static_cast<std::uint64_t>(millionths);
  auto text = std::to_string(size / kOne);
  if (auto rest = size % kOne; rest != 0) {
    auto places = std::to_string(kOne + static_cast<std::int64_t>(rest)).substr(1);
    places.erase(places.find_last_not_of('0') + 1);
    text += "." + places;
  }
  return negative ? "-" + text : text;
}

}  // namespace dl::sums
