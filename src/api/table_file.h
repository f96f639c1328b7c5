// A table on its way into a file that is handed out: separated values, or a workbook (src/sheets).
#pragma once

#include <filesystem>
#include <optional>

#include "base/named.h"
#include "sheets/export_file.h"
#include "web/spool.h"

namespace dl::api {

enum class TableForm : std::uint8_t { Csv, Xlsx };
inline constexpr auto kTableForms =
    named_table<TableForm>({{TableForm::Csv, "Csv", "CSV"}, {TableForm::Xlsx, "Xlsx", "Excel"}});
constexpr Names<TableForm> table_of(TableForm) { return kTableForms; }

/// "csv", and what HTTP calls it.
std::string_view ending_of(TableForm form);
std::string_view type_of(TableForm form);

/// What a table is before its first row.
struct TableHead {
  std::vector<sheets::Column> columns = {};
  sheets::CsvVariant variant = sheets::CsvVariant::Spreadsheets;
  std::string name = {};     ///< by which an import knows a workbook again; empty for none
  std::string version = {};  ///< of that
};

/// begin(), each row, finish(). A workbook is put together beside, in `folder`, and its file is gone with this.
class TableFile {
 public:
  TableFile(TableForm form, const std::string& folder, TableHead head);
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;
  ~TableFile();

  Outcome<void> begin(web::Spool& file);
  Outcome<void> add(web::Spool& file, const std::vector<std::string>& cells);
  /// Fails with `sheets.not-written`.
  Outcome<void> finish(web::Spool& file);

 private:
  TableForm form_;
  TableHead head_;
  std::filesystem::path path_;
  std::optional<sheets::ExcelExport> book_ = {};
};

}  // namespace dl::api
