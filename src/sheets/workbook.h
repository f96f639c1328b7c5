// Workbooks (XLSX, ECMA-376) as rows of cells: streamed, so that memory grows with the strings that cells share alone.
#pragma once

#include "sheets/cells.h"

namespace dl::sheets {

/// Tells every sheet, in the order of the workbook, to `receiver`. `bytes` are the file's. Formulas are not worked out
/// and nothing that the file refers to is fetched. Fails with the keys of package.h, xml.h and Limits; what was told
/// before a failure counts for nothing.
Outcome<Summary> read_workbook(std::string_view bytes, Receiver& receiver, const Limits& limits = {});

}  // namespace dl::sheets
