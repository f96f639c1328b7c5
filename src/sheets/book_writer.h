// A workbook on its way out, over libxlsxwriter. Strings are always written as strings.
#pragma once

#include <filesystem>
#include <memory>

#include "sheets/columns.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace dl::sheets {

class BookWriter {
 public:
  enum class Memory { Constant, Whole };  ///< Constant: cells in the order of rows only

  /// The file is made when it is closed; the same cells give the same bytes.
  static Outcome<BookWriter> create(const std::filesystem::path& file, Memory memory);

  lxw_worksheet* add_sheet(const std::string& name);
  /// With a code of a number format, which may be empty. Lives as long as this.
  lxw_format* add_format(const char* code);
  /// `row` and `column` from 0. Fails with `sheets.too-long` beyond 32,767 characters, `sheets.too-many-cells` beyond
  /// the sheet.
  static Outcome<void> put_text(lxw_worksheet* sheet, std::size_t row, std::size_t column, std::string_view text,
                                lxw_format* format);
  /// As a number or a day of the sheet; what is none, or has more digits than a sheet keeps, as text.
  static Outcome<void> put(lxw_worksheet* sheet, std::size_t row, std::size_t column, ColumnKind kind,
                           std::string_view text, lxw_format* format);
  /// Fails with `sheets.not-written`.
  Outcome<void> close();

 private:
  struct Free {
    void operator()(lxw_workbook* book) const;
  };
  std::unique_ptr<lxw_workbook, Free> book_ = {};
};

}  // namespace dl::sheets
