// The labels of index cards and of the lines below titles, in the spellings that sites use.
#pragma once

#include "intake/card.h"

namespace dl::intake {

struct Label {
  View name = {};
  Field field = Field::Ignored;
  bool counter = false;  ///< its value is a number that the page counts
  bool strong = false;   ///< may stand alone on a line with its value below, without a colon
};

struct LabelAt {
  const Label* label = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;  ///< behind the colon, if there is one
  bool colon = false;
};

/// Every label of a line, in order. White space between the characters of a label does not matter; in
/// front of it stands the line's begin, white space or a bracket, behind it a colon, white space or
/// the line's end.
std::vector<LabelAt> find_labels(View line);

}  // namespace dl::intake
