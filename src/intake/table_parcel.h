// What a file of rows holds, and a workbook to be marked, as bytes between two processes of one program (reader.h): the
// file is parsed by the process that can do nothing but compute, and what it told is told on as often as is needed.
//
// What is opened is checked like a foreign file, for the process that packed it may have been taken over.
#pragma once

#include "sheets/marked_book.h"
#include "sheets/table_file.h"

namespace dl::intake {

/// Reads a file (sheets::read_table) and packs all that it tells; rows of hidden sheets are left out, since nobody
/// takes them in. Beyond 160 MiB `intake.too-costly`.
std::string pack_table(std::string_view bytes, std::optional<char> separator);

/// A file of rows as it was told.
class Table {
 public:
  /// The failure that was packed; Fault::Internal `intake.parcel` when the bytes are no answer.
  static Outcome<Table> open(std::string answer);

  /// Tells it as sheets::read_table does. Fault::Internal `intake.parcel` where it is not well formed.
  Outcome<sheets::TableFile> tell(sheets::Receiver& receiver) const;

 private:
  std::string bytes_ = {};
  std::size_t events_ = 0;  ///< bytes of the answer up to which there are events
  sheets::TableFile file_ = {};
};

/// The answer that Table::open and open_marked() take as this failure.
std::string pack_failure(const Error& error);

std::string pack_marking(const sheets::Marking& marking);
/// Marks a workbook as a packed marking says; the answer for open_marked().
std::string mark_packed(std::string_view marking, std::string_view workbook);
/// The marked workbook, or the failure that was packed; fails as Table::open.
Outcome<std::string> open_marked(std::string answer);

}  // namespace dl::intake
