#include "search/han.h"

#include <unicode/translit.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/text.h"

namespace dl::search {
namespace {

constexpr char32_t kFirst = 0x4E00;
constexpr char32_t kLast = 0x9FA5;
constexpr std::size_t kLongestSyllable = 6;
constexpr const char* kToPinyin = "Han-Latin; NFD; [:Nonspacing Mark:] Remove; Lower";
constexpr const char* kToSimplified = "Traditional-Simplified";

/// What ICU makes of each character, a line each.
std::vector<std::u32string> lines_of(const char* rule) {
  UErrorCode code = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(rule, UTRANS_FORWARD, code));
  if (U_FAILURE(code) != 0 || made == nullptr) throw std::runtime_error(u_errorName(code));
  icu::UnicodeString all;
  for (char32_t c = kFirst; c <= kLast; ++c) all.append(static_cast<UChar32>(c)).append(static_cast<UChar32>('\n'));
  made->transliterate(all);
  std::string bytes;
  all.toUTF8String(bytes);
  std::vector<std::u32string> lines(1);
  for (char32_t c : text::decode(bytes)) {
    if (c == U'\n')
      lines.emplace_back();
    else if (c != U' ')
      lines.back().push_back(c);
  }
  lines.resize(kLast - kFirst + 1);
  return lines;
}

bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

}  // namespace

const Han& Han::get() {
  static const Han han;
  return han;
}

Han::Han() {
  for (const auto& line : lines_of(kToPinyin)) {
    const auto c = static_cast<char32_t>(kFirst + syllables_.size());
    if (line.empty() || !std::all_of(line.begin(), line.end(), is_letter)) {
      syllables_.push_back(0);
      continue;
    }
    const auto [at, fresh] = numbers_.emplace(text::encode(line), static_cast<std::uint16_t>(spelled_.size()));
    if (fresh) {
      spelled_.push_back(at->first);
      sounding_.emplace_back();
    }
    sounding_[at->second].push_back(c);
    syllables_.push_back(at->second);
  }
  for (const auto& line : lines_of(kToSimplified))
    simplified_.push_back(line.size() == 1 ? line[0] : static_cast<char32_t>(kFirst + simplified_.size()));
}

std::uint16_t Han::syllable(char32_t character) const {
  return character < kFirst || character > kLast ? std::uint16_t{0} : syllables_[character - kFirst];
}

std::vector<std::uint16_t> Han::syllables_of(std::string_view letters) const {
  // The fewest syllables from each place to the end.
  constexpr std::size_t kNone = 1'000;
  std::string plain(letters);
  std::replace(plain.begin(), plain.end(), 'v', 'u');
  std::vector<std::size_t> fewest(plain.size() + 1, kNone), length(plain.size() + 1, 0);
  fewest[plain.size()] = 0;
  for (std::size_t at = plain.size(); at-- > 0;) {
    for (std::size_t size = std::min(kLongestSyllable, plain.size() - at); size > 0; --size) {
      if (fewest[at + size] + 1 >= fewest[at] || !numbers_.contains(plain.substr(at, size))) continue;
      fewest[at] = fewest[at + size] + 1;
      length[at] = size;
    }
  }
  std::vector<std::uint16_t> syllables;
  for (std::size_t at = 0; fewest[0] < kNone && at < plain.size(); at += length[at])
    syllables.push_back(numbers_.at(plain.substr(at, length[at])));
  return syllables;
}

std::string Han::pinyin(std::u32string_view word) const {
  std::string all;
  for (char32_t c : word) {
    const auto number = syllable(c);
    if (number == 0) return {};
    all += spelled_[number];
  }
  return all;
}

std::string Han::initials(std::u32string_view word) const {
  std::string all;
  for (char32_t c : word) {
    const auto number = syllable(c);
    if (number == 0) return {};
    all += spelled_[number].front();
  }
  return all;
}

std::u32string Han::simplified(std::u32string_view run) const {
  std::u32string plain(run);
  for (auto& c : plain) {
    if (c >= kFirst && c <= kLast) c = simplified_[c - kFirst];
  }
  return plain;
}

}  // namespace dl::search
