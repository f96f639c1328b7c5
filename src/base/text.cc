#include "base/text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <array>

namespace dl::text {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
constexpr bool within(const Range (&ranges)[N], char32_t c) {
  for (const auto& range : ranges)
    if (c >= range.first && c <= range.last) return true;
  return false;
}

constexpr Range kHan[] = {{0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3021, 0x3029},  {0x3400, 0x4DBF},
                          {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFD}};
constexpr Range kOtherCjk[] = {{0x3041, 0x30FF}, {0x3100, 0x312F}, {0x3130, 0x318F}, {0x31A0, 0x31BF},
                               {0x31F0, 0x31FF}, {0xAC00, 0xD7A3}, {0xFF66, 0xFF9F}, {0x1B000, 0x1B16F}};
constexpr Range kCjkPunctuation[] = {{0x00B7, 0x00B7}, {0x2010, 0x2027}, {0x2030, 0x205E}, {0x3001, 0x3003},
                                     {0x3008, 0x3020}, {0x3030, 0x3030}, {0x30FB, 0x30FB}, {0xFE10, 0xFE1F},
                                     {0xFE30, 0xFE6F}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40},
                                     {0xFF5B, 0xFF65}, {0xFFE0, 0xFFE6}};
constexpr Range kSpace[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},
                            {0x1680, 0x1680}, {0x180E, 0x180E}, {0x2000, 0x200D}, {0x2028, 0x2029},
                            {0x202F, 0x202F}, {0x205F, 0x2060}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};

constexpr char32_t kOpening[] = U"[(［（【〔〖﹝﹙｟⦅〘〚";
constexpr char32_t kClosing[] = U"])］）】〕〗﹞﹚｠⦆〙〛";

/// 〔 or 〕 for a bracket of the kinds that stand around a year or a remark, else the character.
char32_t fold_bracket(char32_t c) {
  for (char32_t bracket : std::u32string_view(kOpening))
    if (c == bracket) return U'〔';
  for (char32_t bracket : std::u32string_view(kClosing))
    if (c == bracket) return U'〕';
  return c;
}

char32_t narrow(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c == 0x3000 ? U' ' : c;
}

/// The compatibility form of a character when that is one character, else the character.
char32_t compatible(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  static const UNormalizer2* normalizer = unorm2_getNFKCInstance(&error);
  if (U_FAILURE(error) || !normalizer) return c;
  UChar buffer[32];
  auto size = unorm2_getDecomposition(normalizer, static_cast<UChar32>(c), buffer, 32, &error);
  if (U_FAILURE(error) || size <= 0 || size > 2) return c;
  UChar32 first = 0;
  int32_t at = 0;
  U16_NEXT(buffer, at, size, first);
  return at == size ? static_cast<char32_t>(first) : c;
}

char32_t fold_slowly(char32_t c) {
  if (is_space(c)) return U' ';
  if (c == U'○' || c == U'◯') return U'〇';
  char32_t folded = fold_bracket(compatible(fold_bracket(c)));
  if (is_space(folded)) return U' ';
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(folded), U_FOLD_CASE_DEFAULT));
}

/// Applies `change` to each character of a text.
template <class Change>
std::string mapped(std::string_view text, Change change) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) append(out, change(next(text, at)));
  return out;
}

/// The length that a lead byte promises, or 0 for a byte that leads nothing.
std::size_t promised(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

constexpr bool is_scalar(char32_t c) { return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF); }

/// Reads one character; false, having moved one byte, when there is no UTF-8 at `at`.
bool read_character(std::string_view text, std::size_t& at, char32_t& c) {
  static constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  auto lead = static_cast<unsigned char>(text[at]);
  auto size = promised(lead);
  if (size == 1) {
    ++at;
    c = lead;
    return true;
  }
  char32_t value = size == 0 ? 0 : lead & (0x7FU >> size);
  bool good = size != 0 && text.size() - at >= size;
  for (std::size_t i = 1; good && i < size; ++i) {
    auto byte = static_cast<unsigned char>(text[at + i]);
    good = (byte & 0xC0) == 0x80;
    value = value << 6 | (byte & 0x3F);
  }
  good = good && value >= kLeast[size] && is_scalar(value);
  at += good ? size : 1;
  c = good ? value : kReplacement;
  return good;
}

}  // namespace

char32_t next(std::string_view text, std::size_t& at) {
  char32_t c = 0;
  read_character(text, at, c);
  return c;
}

void append(std::string& text, char32_t c) {
  auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (!is_scalar(c)) c = kReplacement;
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

std::u32string decode(std::string_view text) {
  std::u32string characters;
  characters.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) characters += next(text, at);
  return characters;
}

std::string encode(std::u32string_view characters) {
  std::string text;
  text.reserve(characters.size() * 3);
  for (char32_t c : characters) append(text, c);
  return text;
}

bool is_utf8(std::string_view text) {
  char32_t c = 0;
  for (std::size_t at = 0; at < text.size();)
    if (!read_character(text, at, c)) return false;
  return true;
}

std::string repair_utf8(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string(bytes);
  return mapped(bytes, [](char32_t c) { return c; });
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next(text, at);
  return count;
}

std::string_view cut(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (at < text.size() && characters-- > 0) next(text, at);
  return text.substr(0, at);
}

std::string_view cut_bytes(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  std::size_t end = bytes;
  for (std::size_t at = bytes > 3 ? bytes - 3 : 0; at < bytes; ++at) {
    // A character that starts here and reaches over the limit is left out whole.
    std::size_t after = at;
    char32_t c = 0;
    if (read_character(text, after, c) && after > bytes) end = at;
  }
  return text.substr(0, end);
}

bool is_han(char32_t c) { return within(kHan, c); }

bool is_cjk(char32_t c) { return within(kHan, c) || within(kOtherCjk, c); }

bool is_cjk_punctuation(char32_t c) { return within(kCjkPunctuation, c); }

bool is_space(char32_t c) { return within(kSpace, c); }

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

bool is_writable(char32_t c) {
  if (c < 0x20) return c == U'\t' || c == U'\n' || c == U'\r';
  return (c & 0xFFFE) != 0xFFFE && (c < 0xFDD0 || c > 0xFDEF);
}

bool is_writable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0xEF && ++at > 0) continue;  // noncharacters begin with EF or more
    if (!is_writable(next(text, at))) return false;
  }
  return true;
}

std::string fold_width(std::string_view text) { return mapped(text, narrow); }

std::string fold_brackets(std::string_view text) { return mapped(text, fold_bracket); }

std::string fold_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool owed = false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next(text, at);
    if (is_space(c)) {
      owed = !out.empty();
      continue;
    }
    if (owed) out += ' ';
    owed = false;
    append(out, c);
  }
  return out;
}

std::string remove_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next(text, at);
    if (!is_space(c)) append(out, c);
  }
  return out;
}

std::string keep_writable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    char32_t c = next(text, at);
    if (is_writable(c))
      out += text.substr(begin, at - begin);
    else if (c == 0x0B || c == 0x0C)
      out += ' ';
  }
  return out;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = text.size();
  std::size_t end = text.size();
  bool seen = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t from = at;
    if (is_space(next(text, at))) continue;
    if (!seen) begin = from;
    seen = true;
    end = at;
  }
  return seen ? text.substr(begin, end - begin) : std::string_view();
}

std::string fold_ideographs(std::string_view text) {
  return mapped(text, [](char32_t c) {
    bool compatibility = (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
    return compatibility ? compatible(c) : c;
  });
}

char32_t fold_character(char32_t c) {
  // The basic plane is worked out once; nearly every character of a Chinese text is in it.
  static const auto* table = [] {
    auto* made = new std::array<char32_t, 0x10000>;
    for (char32_t at = 0; at < made->size(); ++at) (*made)[at] = is_scalar(at) ? fold_slowly(at) : kReplacement;
    return made;
  }();
  return c < table->size() ? (*table)[c] : fold_slowly(c);
}

std::string fold_for_search(std::string_view text) { return mapped(text, fold_character); }

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

}  // namespace dl::text
