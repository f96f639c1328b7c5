// A file of rows as records: its heading is found, its rows are read one by one, what stands around them is told. Pure
// but for the file, which is read as often as is needed and never held.
#pragma once

#include <functional>

#include "records/import_columns.h"
#include "sheets/table_file.h"

namespace dl::records {

/// Tells a file to a receiver, whole, from the beginning, each time it is called. Who has the file decides where its
/// bytes are read: on an upload in a confined process.
using ReadTable = std::function<Outcome<sheets::TableFile>(sheets::Receiver&)>;

/// A row of the file as a record.
struct FileRow {
  std::size_t row = 0;  ///< as the file shows it
  Read read = {};       ///< problems left empty: they stand below with their cells
  std::vector<CellProblem> problems = {};
};

struct FileWish {
  const Register& made;
  const Mapping& mapping;
  Date today = {};
};

/// What a file has beside its rows.
struct FileNotes {
  std::vector<CellProblem> problems = {};          ///< of the file: columns, hidden rows, sheets that were left, sums
  std::size_t rows = 0;                            ///< that are records
  std::size_t sheet = 0;                           ///< SheetHead::index of the one that was read
  std::size_t heading_row = 0;                     ///< as the file shows it; 0 in JSON
  std::map<const Field*, std::int64_t> sums = {};  ///< of amounts and counts; without those beyond 64 bits
  ImportColumns columns;
};

/// Takes a row; false ends the reading.
using TakeRow = std::function<bool(FileRow row, const ImportColumns& columns)>;

/// Gives the rows of the sheet to `take` in their order. The sheet is the one that the register names, else the first
/// that is not hidden. Fails as sheets::read_table; with `import.no-heading` where no row names the fields. A row whose
/// first words are 合计 is held against the sums of the rows above; the template's example and notes below a table are
/// passed over.
Outcome<FileNotes> read_rows(const ReadTable& file, const FileWish& wish, const TakeRow& take);

}  // namespace dl::records
