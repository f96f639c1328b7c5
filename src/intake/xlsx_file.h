// Workbooks (XLSX, ECMA-376) as tables: one after the other, under the names of their sheets when there are several.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// What the sheets show: words, numbers in their formats, merged cells. Hidden sheets, rows and columns, pictures,
/// charts, comments and formulas that nobody has worked out are told, never read in. Fails as
/// sheets::read_workbook() within the limits of zip_package.h, with `intake.too-many` beyond those of Tally.
Outcome<Draft> read_xlsx(std::string_view bytes);

}  // namespace dl::intake
