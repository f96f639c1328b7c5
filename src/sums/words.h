// Small questions about characters that every rule here asks.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text.h"

namespace dl::sums {

using View = std::u32string_view;
using Chars = std::u32string;

inline char32_t half_width(char32_t c) {
  if (c == U'\u3000') return U' ';
  return c > 0xFF00 && c < 0xFF5F ? c - 0xFEE0 : c;
}

inline View trimmed(View text) {
  while (!text.empty() && text::is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && text::is_space(text.back())) text.remove_suffix(1);
  return text;
}

inline bool contains(View text, View word) { return text.find(word) != View::npos; }

template <class Words>
bool contains_any(View text, const Words& words) {
  for (const View word : words)
    if (contains(text, word)) return true;
  return false;
}

inline bool contains_any(View text, std::initializer_list<View> words) {
  return contains_any<std::initializer_list<View>>(text, words);
}

template <class Words>
bool starts_with_any(View text, const Words& words) {
  for (const View word : words)
    if (text.starts_with(word)) return true;
  return false;
}

template <class Words>
bool ends_with_any(View text, const Words& words) {
  for (const View word : words)
    if (text.ends_with(word)) return true;
  return false;
}

inline bool is_open(char32_t c) { return c == U'（' || c == U'('; }
inline bool is_close(char32_t c) { return c == U'）' || c == U')'; }
inline bool is_one_of(char32_t c, View set) { return set.find(c) != View::npos; }

}  // namespace dl::sums
