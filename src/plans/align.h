// Tables that lost their shape: rows whose merged cells were left out, and tables of which each cell became a line.
#pragma once

#include <optional>

#include "base/content.h"
#include "plans/labels.h"

namespace dl::plans {

/// The table with the cells of short rows in the columns that they fit; what is left out there goes on from above.
/// Tables that know their merged cells, and those without a head, come back as they are.
content::Block straighten(content::Block table);

/// A table of which each cell stands on a line of its own, and where in the lines it ends.
struct FlatTable {
  content::Block table = {};
  std::size_t end = 0;
};

/// The table whose head begins at `from`: three lines or more that are labels, tasks among them. Bars between the lines
/// do not matter. Empty when no such head stands there or what follows does not fit below it.
std::optional<FlatTable> flat_table(const std::vector<Chars>& lines, std::size_t from);

/// Whether words look like names of units and nothing else, such as a cell of 责任单位 holds.
bool holds_units(View words);

}  // namespace dl::plans
