// The same workbook back, with what is wrong in it marked.
#pragma once

#include <vector>

#include "sheets/cells.h"

namespace dl::sheets {

/// What is wrong in one row.
struct Mark {
  std::size_t row = 0;                      ///< from 1; 0 stands for the heading
  std::vector<std::uint32_t> columns = {};  ///< from 0: whose cells are filled
  std::string message = {};
};

struct Marking {
  std::size_t sheet = 0;         ///< SheetHead::index
  std::size_t heading_row = 1;   ///< from 1
  std::string heading = "错误";  ///< a column whose heading begins so, from an earlier time, is used again
  std::vector<Mark> marks = {};
};

/// The bytes of the workbook with a column of messages behind its last, and marked cells filled. Of the sheet's XML
/// only those cells are touched and of the styles only what fills need is added; every other part is copied as it is
/// packed. Fails as read_workbook(), with `sheets.unmarkable` for parts that are not UTF-8 or have no styles.
Outcome<std::string> mark_workbook(std::string_view bytes, const Marking& marking, const Limits& limits = {});

}  // namespace dl::sheets
