// Workbooks (XLSX, ECMA-376) as tables: one after the other, under the names of their sheets when there are several.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// What the sheets show: words, numbers in their formats, merged cells. Hidden sheets, rows and columns, pictures,
/// charts, comments and formulas that nobody has worked out are told, never read in. Rows are read one at a time, so
/// that memory grows with what is kept. Fails with `intake.broken` when the package is damaged, with `intake.too-large`
/// beyond the limits of zip_package.h.
Outcome<Draft> read_xlsx(std::string_view bytes);

}  // namespace dl::intake
