// A list of parts in a sentence: where it ends, and whether it claims to be whole.
#pragma once

#include <vector>

#include "sums/sentence.h"

namespace dl::sums {

struct List {
  std::vector<std::size_t> parts = {};  ///< places of quantities
  bool whole = false;                   ///< nothing cut it off, and it has no rough part
  bool strong = false;                  ///< one after the other between 、, or led in by 分别
  bool far = false;                     ///< so much stands between two parts that they may be no list
};

/// How much the words before a list say that it is whole.
enum class Strength : std::uint8_t { Partly, Mostly, Whole };

/// The parts of the unit of `like` from `from` on: until the sentence, the bracket or the enumeration ends, another
/// total or an inner list begins.
List list_behind(const Read& here, std::size_t from, const Quantity& like);
/// The parts that stand before a total.
List list_before(const Read& here, std::size_t total);

/// Whether a list that does not add up is a fault: too much always is where the parts are of one kind; too little only
/// where the list says that it is whole (其他…件, 分别为, a pair such as 主办 and 协办) or lacks next to nothing. A
/// part that is more than its total is taken for one only where `total_is_said` (共, 合计).
bool may_blame(const Read& here, const Quantity& total, const List& list, Strength strength, bool total_is_said);

}  // namespace dl::sums
