#include "search/numbers.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/identifiers.h"
#include "base/text.h"
#include "search/terms.h"

namespace dl::search {
namespace {

constexpr std::size_t kLongestIssuer = 24;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// Walks over a text with one character in hand.
struct Walker {
  std::u32string_view text;
  std::size_t at = 0;

  char32_t here() const { return at < text.size() ? text[at] : U'\0'; }
  bool skip_spaces() {
    std::size_t before = at;
    while (at < text.size() && text::is_space(text[at])) ++at;
    return at > before;
  }
  bool take(char32_t c) {
    if (here() != c) return false;
    ++at;
    return true;
  }
  /// Up to `most` digits; fails on none and on more.
  std::optional<int> number(std::size_t most) {
    std::size_t before = at;
    int value = 0;
    while (is_digit(here()) && at - before <= most) value = value * 10 + static_cast<int>(text[at++] - U'0');
    if (at == before || at - before > most) return std::nullopt;
    return value;
  }
};

/// How year and serial are kept apart; what follows must then be surer, or may be looser.
enum class Joint { None, Spaced, Bracketed };

Joint skip_joint(Walker& walker, bool opened) {
  bool spaced = walker.skip_spaces();
  bool closed = walker.take(U'〕');
  bool marked = !closed && (walker.take(U'-') || walker.take(U'年'));
  spaced = walker.skip_spaces() || spaced;
  if (opened && closed) return Joint::Bracketed;
  return closed || marked || spaced || opened ? Joint::Spaced : Joint::None;
}

/// Where the issuer before `at` begins: word characters without a break.
std::size_t issuer_start(std::u32string_view text, std::size_t at) {
  std::size_t start = at;
  while (start > 0 && at - start < kLongestIssuer && is_word(text[start - 1])) --start;
  return start;
}

std::optional<FoundNumber> read_at(std::u32string_view text, std::size_t at) {
  if (at > 0 && is_digit(text[at - 1])) return std::nullopt;
  Walker walker{text, at};
  auto year = walker.number(4);
  if (!year || *year < 1949 || *year > 2099) return std::nullopt;

  std::size_t before = at;
  while (before > 0 && text::is_space(text[before - 1])) --before;
  bool opened = before > 0 && text[before - 1] == U'〔';
  before = opened ? before - 1 : at;

  Joint joint = skip_joint(walker, opened);
  bool ordinal = walker.take(U'第');
  walker.skip_spaces();
  auto number = walker.number(6);
  if (!number || (joint == Joint::None && !ordinal)) return std::nullopt;
  std::size_t end = walker.at;
  walker.skip_spaces();
  bool marked = walker.take(U'号') || walker.take(U'號');
  if (marked) end = walker.at;
  if (!marked && joint != Joint::Bracketed) return std::nullopt;

  std::size_t start = issuer_start(text, before);
  return FoundNumber{text::encode(text.substr(start, before - start)), *year, *number, start, end};
}

}  // namespace

std::optional<FoundNumber> find_number(std::u32string_view folded) {
  // A text that is a whole number and nothing else: base also knows orders, numerals and short years.
  // With white space inside, what stands before the number may be another word.
  auto whole = DocumentNumber::parse(text::encode(folded));
  if (whole && !whole->departs(Departure::Spacing)) {
    return FoundNumber{std::move(whole->agency), whole->year, whole->serial, 0, folded.size()};
  }
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (!is_digit(folded[at])) continue;
    if (auto found = read_at(folded, at)) return found;
  }
  return std::nullopt;
}

std::string number_term(const FoundNumber& number) {
  if (number.issuer.empty()) return short_number_term(number);
  return fmt::format("N{}|{}|{}", number.issuer, number.year, number.number);
}

std::string short_number_term(const FoundNumber& number) { return fmt::format("S{}|{}", number.year, number.number); }

std::string index_number_term(std::string_view text) {
  std::string term = "I";
  bool digit = false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::fold_character(text::next(text, at));
    if (text::is_space(c)) continue;
    bool letter = c >= U'a' && c <= U'z';
    if (!letter && !is_digit(c) && c != U'/' && c != U'-' && c != U'.') return {};
    digit = digit || is_digit(c);
    term.push_back(static_cast<char>(letter ? c - 0x20 : c));
  }
  return digit && term.size() > 6 && term.size() <= 64 ? term : std::string();
}

}  // namespace dl::search
