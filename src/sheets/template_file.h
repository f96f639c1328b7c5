// Workbooks for people to fill in, made from a description of columns.
#pragma once

#include "sheets/columns.h"

namespace dl::sheets {

struct Template {
  std::string name = {};     ///< of the description, such as "penalties": letters, digits and "-"
  std::string version = {};  ///< of the description; an old one can be told by it
  std::string title = {};    ///< of the sheet; cut to 31 characters, without what no sheet's name may have
  std::vector<Column> columns = {};
  std::size_t rows = 2000;  ///< for which choices, hints and formats are prepared
};

/// The bytes of a workbook of three sheets: the table (a hidden row of codes with name and version, the frozen heading,
/// a row of examples), 填写说明 with what each column wants, 选项 with the choices. Columns of text have the format
/// "@", so that no program makes a number of a code. Fails with `sheets.not-written`.
Outcome<std::string> write_template(const Template& description);

}  // namespace dl::sheets
