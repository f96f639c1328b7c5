// Counted things in a sentence: where a number with its unit stands, and whether it is meant exactly.
#pragma once

#include <vector>

#include "sums/amount.h"
#include "sums/words.h"

namespace dl::sums {

struct Quantity {
  std::size_t begin = 0;   ///< of the number, in characters
  std::size_t end = 0;     ///< behind the unit
  std::int64_t value = 0;  ///< millionths, as written (4260.5 of 4260.5万元)
  int places = 0;          ///< decimals that are written
  int scale = 0;           ///< 4 with 万, 8 with 亿
  Chars unit = {};         ///< 件, 人次, 元 …; % for shares
  int depth = 0;           ///< brackets around it
  bool rough = false;      ///< 余, 近, 多, 约, at least, at most: no exact number
  bool each = false;       ///< 各3件, 每户2人, 55元/月: not so many in all
  bool known = true;       ///< the unit is one of the list; others are taken from the text
  bool numeral = false;    ///< in Chinese numerals

  bool same_unit(const Quantity& other) const { return unit == other.unit && numeral == other.numeral; }
  bool is_share() const { return unit == U"%"; }
};

/// Every quantity of a sentence, in order. Dates, ordinals, numbers of files, marks of lists and telephone numbers are
/// none.
std::vector<Quantity> find_quantities(View sentence);

}  // namespace dl::sums
