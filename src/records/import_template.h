// Workbooks of a register: what people fill in, and what they are given, so that an import reads it back. Pure.
#pragma once

#include <vector>

#include "records/register.h"
#include "sheets/template_file.h"

namespace dl::records {

/// A column for each field that is entered, in the order of the register.
std::vector<sheets::Column> columns_of(const Register& made, Date today);

/// The columns' cells of a record, as the columns of columns_of().
std::vector<std::string> cells_of(const Register& made, const Record& record, Date today);

/// A workbook to fill in. Another version of the register takes no workbook of this one.
sheets::Template template_of(const Register& made, Date today);

}  // namespace dl::records
