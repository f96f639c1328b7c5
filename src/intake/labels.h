// The labels of index cards and of the lines below titles, in the spellings that sites use.
#pragma once

#include "intake/card.h"

namespace dl::intake {

struct Label {
  View name = {};
  Field field = Field::Ignored;
  bool counter = false;  ///< its value is a number that the page counts
  bool strong = false;   ///< may stand alone on a line with its value below, without a colon

  /// Whether it tells that a line is of a card: a word that sentences and notices do not use as a label.
  bool firm() const { return strong || counter || field == Field::Source; }
};

struct LabelAt {
  const Label* label = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;  ///< behind the colon, if there is one
  bool colon = false;

  bool known() const { return !label->name.empty(); }
};

/// Every label of a line, in order. White space between the characters of a label does not matter; in
/// front of it stands the line's begin, white space or a bracket, behind it a colon, white space or
/// the line's end. Behind the first label with a colon another one with a colon may be glued to the value
/// before it, and words with a colon that no list knows count as a label without a field, which ends a value.
std::vector<LabelAt> find_labels(View line);

/// A label that a line begins with and that nothing sets apart from its value: 发文日期2021年12月21日.
std::optional<LabelAt> glued_label(View line);

/// Whether a line begins with a label and its colon, known or not.
bool begins_with_label(View line);

}  // namespace dl::intake
