// Which parts of a package are the sheets of the workbook.
#pragma once

#include "sheets/package.h"

namespace dl::sheets {

struct SheetPart {
  std::string name = {};
  std::string part = {};
  bool hidden = false;
};

struct BookParts {
  std::vector<SheetPart> sheets = {};    ///< that have rows, in the order of the workbook
  std::vector<std::string> others = {};  ///< the names of all others, and of those beyond Limits::sheets
  DayOne day_one = DayOne::In1900;
};

Outcome<BookParts> find_parts(Package& package, const Limits& limits);

}  // namespace dl::sheets
