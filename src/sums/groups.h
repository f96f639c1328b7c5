// Runs of number cells with the words before them: what a table is once its form is forgotten.
#pragma once

#include <optional>
#include <vector>

#include "sums/amount.h"
#include "sums/page.h"

namespace dl::sums {

struct Group {
  Chars own = {};     ///< words of its own row before its numbers
  Chars before = {};  ///< all words since the group before
  std::vector<std::optional<Amount>> cells = {};
  bool lone = false;  ///< came one cell a line
  int table = -1;
};

/// The groups of a page; of one with two texts side by side first those of the left, then those of the right.
std::vector<std::vector<Group>> groups_of(const Page& page);

}  // namespace dl::sums
