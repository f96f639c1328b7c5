// Words at places on pages, as PDF and OFD files hold them, put into lines, paragraphs, columns and tables.
//
// A function of the words: lengths are in any unit, for every rule is a multiple of the height of letters (em).
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Words that stand together, with the box around them. `top` grows downwards.
struct PlacedWord {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
  Chars text = {};

  double right() const { return left + width; }
  double bottom() const { return top + height; }
  double middle() const { return top + height / 2; }
};

struct PlacedPage {
  double width = 0;
  std::vector<PlacedWord> words = {};
};

/// Adds the pages to the draft in the order of reading:
///  - words on one height are a line, with as many spaces between them as there is room for;
///  - a line that the margin has cut goes on in the next one, over the end of a page too;
///  - two columns of prose are read one after the other;
///  - three lines or more whose words stand below each other with gaps between are a table;
///  - numbers of pages are dropped, and so is what stands at the head or foot of most of them (with a warning);
///  - small raised or lowered figures become ² or ₂.
void lay_out(const std::vector<PlacedPage>& pages, Draft& draft);

}  // namespace dl::intake
