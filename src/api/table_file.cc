#include "api/table_file.h"

#include <fstream>

#include "base/hash.h"

namespace dl::api {

std::string_view ending_of(TableForm form) { return form == TableForm::Csv ? "csv" : "xlsx"; }

std::string_view type_of(TableForm form) {
  return form == TableForm::Csv ? "text/csv; charset=utf-8"
                                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

TableFile::TableFile(TableForm form, const std::string& folder, TableHead head)
    : form_(form),
      head_(std::move(head)),
      path_(std::filesystem::path(folder) / fmt::format("table-{}.xlsx", hex(random_bytes(8)))) {}

TableFile::~TableFile() {
  book_.reset();
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

Outcome<void> TableFile::begin(web::Spool& file) {
  if (form_ == TableForm::Csv) return file.add(sheets::csv_head(head_.columns, head_.variant));
  DL_TRY(auto book, sheets::ExcelExport::create(path_, head_.name, head_.version, head_.columns));
  book_.emplace(std::move(book));
  return {};
}

Outcome<void> TableFile::add(web::Spool& file, const std::vector<std::string>& cells) {
  if (book_) return book_->add(cells);
  return file.add(sheets::csv_line(head_.columns, cells, head_.variant));
}

Outcome<void> TableFile::finish(web::Spool& file) {
  if (!book_) return {};
  DL_CHECK(book_->close());
  std::ifstream bytes(path_, std::ios::binary);
  std::string part(std::size_t{1} << 20U, '\0');
  while (bytes) {
    bytes.read(part.data(), static_cast<std::streamsize>(part.size()));
    DL_CHECK(file.add(std::string_view(part).substr(0, static_cast<std::size_t>(bytes.gcount()))));
  }
  return bytes.eof() ? Outcome<void>() : fail(Fault::Internal, "sheets.not-written", path_.string());
}

}  // namespace dl::api
