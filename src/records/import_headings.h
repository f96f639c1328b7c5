// What stands in the heading of a file that is checked, column by column, so that somebody can say what the columns
// hold. Listens while the file is told to whoever reads its rows. Pure.
#pragma once

#include "records/import_rows.h"

namespace dl::records {

/// A column of a file.
struct HeadingColumn {
  std::string letters = {};      ///< "B"
  std::string heading = {};      ///< as the file has it
  const Field* field = nullptr;  ///< that it holds
  bool passed_over = false;      ///< by somebody's word, or because people add such columns for themselves
};

class Headings {
 public:
  /// Both outlive it.
  Headings(const Register& made, const Mapping& mapping) : columns_(made, mapping) {}

  /// The same file, listened to. This outlives what is returned.
  ReadTable listening_to(ReadTable file);

  /// Of the heading; where there is none, those of the row with the most words among the first ones, without fields.
  std::vector<HeadingColumn> columns() const;
  bool found() const { return row_ > 0 || is_json_; }
  std::size_t sheet() const { return sheet_; }  ///< SheetHead::index of the sheet whose rows were read
  std::size_t row() const { return row_; }      ///< of the last line of the heading; 0 for JSON

 private:
  friend class HeadingListener;
  void begin(std::size_t sheet) { sheet_ = sheet; }
  void see(const sheets::Row& row);
  void note(const sheets::Row& row);

  ImportColumns columns_;
  std::map<std::uint32_t, std::string> words_ = {};
  std::map<std::uint32_t, std::string> guess_ = {};
  std::size_t sheet_ = 0, row_ = 0, seen_ = 0;
  bool is_json_ = false, is_done_ = false, is_due_ = false, may_go_on_ = false;
};

}  // namespace dl::records
