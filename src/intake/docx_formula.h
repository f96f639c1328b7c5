// Formulas of Word on one line: Office Math, and the EQ fields of older files.
#pragma once

#include <pugixml.hpp>

#include "intake/draft.h"

namespace dl::intake {

struct Linear {
  Chars text = {};
  bool flattened = false;  ///< it had a shape that a line cannot show
  Chars reading = {};      ///< 拼音 above the characters, which `text` has without it
};

/// An `m:oMath` or anything in it.
Linear linear_math(pugi::xml_node node);
/// The instruction of an EQ field, such as `EQ \f(1,2)`.
Linear linear_field(View instruction);

/// All the words below a node, deleted ones too, in their order.
Chars words_below(pugi::xml_node node);

}  // namespace dl::intake
