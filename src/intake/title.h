// Parts of the search for a title; used by title.cc and title_head.cc alone.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

inline constexpr std::size_t kSearch = 40;  ///< lines of the head in which a title is looked for

/// Letters and numerals alone, in one width: what two spellings of a title have in common.
Chars essence(View text);

void erase_lines(std::vector<Line>& lines, std::size_t from, std::size_t count);

/// Where the text proper begins: the first prose, heading mark or addressee.
std::size_t head_end(const std::vector<Line>& lines);

/// A line that is a whole title by itself.
bool is_own_title(const Line& line);

void tell_removed(Found& found, View words);

/// Removes every repetition of the title in the head of the text, the red head and the document's number.
void drop_repeats(std::vector<Line>& lines, Found& found);

/// Takes the red head, numbers and marks out of the head of the text; below a title only numbers.
void take_head(std::vector<Line>& lines, Found& found);

}  // namespace dl::intake
