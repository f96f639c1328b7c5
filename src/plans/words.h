// Characters of a plan in one form, for reading; positions are those of the words as they stand.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace dl::plans {

using Chars = std::u32string;
using View = std::u32string_view;

/// Width and brackets folded, one character for one: （ is (, 【〔［ are [, ， is a comma, ： a colon.
Chars fold(View words);

View trim(View words);
/// Without white space, marks and brackets: what two spellings of a heading have in common.
Chars essence(View words);

bool begins_with(View words, View with);
bool ends_with(View words, View with);
bool contains(View words, View with);
/// The first of `list` that the words begin with; empty for none. Longer ones stand first in the list.
View first_of(View words, std::initializer_list<View> list);
View last_of(View words, std::initializer_list<View> list);
bool has_any(View words, std::initializer_list<View> list);

/// A number in digits or Chinese numerals that the words begin with; `size` 0 for none. 两 and 半 are no numerals of
/// their own: 两 is 2, 半 is none.
struct Number {
  int value = 0;
  std::size_t size = 0;
};
Number number_at(View folded);
/// The same, digits alone.
Number digits_at(View folded);

bool is_stop(char32_t c);     ///< what ends a sentence: 。；！ and line ends
bool is_pause(char32_t c);    ///< those and commas, colons
bool is_opening(char32_t c);  ///< of folded brackets, quotes and 《
bool is_closing(char32_t c);

/// Where what opens at `at` closes again, or npos. Brackets of one kind nest.
std::size_t closing_of(View folded, std::size_t at);

/// The stretches between marks at which `cut` is true, outside of brackets, quotes and 《》.
std::vector<View> split(View words, bool (*cut)(char32_t));

}  // namespace dl::plans
