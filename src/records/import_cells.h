// Cells of a file as values of fields, by what the register declares and never by guess. Pure.
#pragma once

#include "records/record.h"
#include "sheets/cells.h"

namespace dl::records {

/// What came of a cell: a value, and message keys of what is wrong with it; what to do where that is not said.
struct CellRead {
  Value value = {};
  std::vector<Problem> problems = {};
  std::string hint = {};
};

/// Reads a cell for a field. Marks that the register knows as empty are empty; several values are parted as the
/// register says, else by "；" and ";". A sub-table is its JSON, as exports write it.
CellRead read_cell(const sheets::Cell& cell, const Field& field, const Register& made);

/// How a template or an export has a value in its cell, so that read_cell() gives the same value.
std::string cell_text(const Value& value, const Field& field, const Register& made);

}  // namespace dl::records
