// A sheet of a workbook, or a file of separated values, as tables with the lines above and below them.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

struct SheetCell {
  std::size_t column = 0;  ///< from 0
  std::string text = {};   ///< as it is shown
  bool is_number = false;
};

struct SheetRow {
  std::size_t number = 0;             ///< from 0
  std::vector<SheetCell> cells = {};  ///< in order, none of them empty
};

/// Cells shown as one; all four from 0 and included.
struct Merge {
  std::size_t top = 0;
  std::size_t left = 0;
  std::size_t bottom = 0;
  std::size_t right = 0;
};

struct Sheet {
  std::vector<SheetRow> rows = {};  ///< in order, none of them empty
  std::vector<Merge> merges = {};
};

/// Adds what the sheet shows to the draft. An empty row ends a table; rows of one cell above or below a table are
/// lines of text (a title, 单位：万元, 注：…); columns that a table does not use are left out; rows of words above the
/// first figures are its head. Words under a merged cell, which nobody sees, are told.
void add_sheet(const Sheet& sheet, Draft& draft);

}  // namespace dl::intake
