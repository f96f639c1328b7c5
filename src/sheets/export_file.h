// Tables for people and programs to take away: workbooks and separated values, row by row.
#pragma once

#include <filesystem>

#include "sheets/book_writer.h"

namespace dl::sheets {

/// A workbook with one sheet, in constant memory: the hidden row of codes, the frozen heading, the rows.
class ExcelExport {
 public:
  /// `name` and `version` as in Template; without a name there is no row of codes and the heading comes first. Fails
  /// with `sheets.not-written`.
  static Outcome<ExcelExport> create(const std::filesystem::path& file, const std::string& name,
                                     const std::string& version, std::vector<Column> columns);
  /// A text for each column, empty for nothing. Fails with `sheets.too-long`, `sheets.too-many-cells`.
  Outcome<void> add(std::span<const std::string> cells);
  Outcome<void> close() { return book_.close(); }

 private:
  explicit ExcelExport(BookWriter book) : book_(std::move(book)) {}
  BookWriter book_;
  lxw_worksheet* sheet_ = nullptr;
  std::vector<Column> columns_ = {};
  std::vector<lxw_format*> formats_ = {};
  std::size_t next_ = 0;
};

enum class CsvVariant : std::uint8_t {
  Plain,         ///< for programs: RFC 4180, UTF-8 without a mark, cells as they are
  Spreadsheets,  ///< with the mark of UTF-8; what a spreadsheet would make a formula, number or date of has an
                 ///< apostrophe in front, and so has each heading, by which read_separated() knows to take them away
};

std::string csv_head(std::span<const Column> columns, CsvVariant variant);
/// A row with its line end (CR LF).
std::string csv_line(std::span<const Column> columns, std::span<const std::string> cells, CsvVariant variant);

}  // namespace dl::sheets
