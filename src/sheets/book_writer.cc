#include "sheets/book_writer.h"

#include <xlsxwriter.h>

#include <charconv>

#include "base/time.h"
#include "sheets/strings.h"

namespace dl::sheets {

namespace {

constexpr std::size_t kDigits = 15;         ///< that a number of a sheet keeps
constexpr std::time_t kMade = 946'684'800;  ///< 2000-01-01: a time of making would make each file another

Outcome<void> done(lxw_error code) {
  if (code == LXW_NO_ERROR) return {};
  if (code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) return fail(Fault::Invalid, "sheets.too-long", lxw_strerror(code));
  if (code == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE) return fail(Fault::Invalid, "sheets.too-many-cells");
  return fail(Fault::Internal, "sheets.not-written", lxw_strerror(code));
}

bool is_plain_number(std::string_view text, double& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && digits > 0 &&
         digits <= static_cast<std::ptrdiff_t>(kDigits);
}

}  // namespace

void BookWriter::Free::operator()(lxw_workbook* book) const { lxw_workbook_free(book); }

Outcome<BookWriter> BookWriter::create(const std::filesystem::path& file, Memory memory) {
  lxw_workbook_options options{};
  options.constant_memory = memory == Memory::Constant ? LXW_TRUE : LXW_FALSE;
  options.use_zip64 = LXW_FALSE;
  BookWriter writer;
  writer.book_.reset(workbook_new_opt(file.c_str(), &options));
  if (writer.book_ == nullptr) return fail(Fault::Internal, "sheets.not-written", "no memory for a workbook");
  lxw_doc_properties properties{};
  properties.created = kMade;
  workbook_set_properties(writer.book_.get(), &properties);
  return writer;
}

lxw_worksheet* BookWriter::add_sheet(const std::string& name) {
  return workbook_add_worksheet(book_.get(), name.c_str());
}

lxw_format* BookWriter::add_format(const char* code) {
  auto* format = workbook_add_format(book_.get());
  if (*code != '\0') format_set_num_format(format, code);
  return format;
}

Outcome<void> BookWriter::put_text(lxw_worksheet* sheet, std::size_t row, std::size_t column, std::string_view text,
                                   lxw_format* format) {
  if (text.empty()) return {};
  return done(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                     with_escapes(text).c_str(), format));
}

Outcome<void> BookWriter::put(lxw_worksheet* sheet, std::size_t row, std::size_t column, ColumnKind kind,
                              std::string_view text, lxw_format* format) {
  const auto at_row = static_cast<lxw_row_t>(row);
  const auto at_column = static_cast<lxw_col_t>(column);
  if (double number = 0; kind == ColumnKind::Number && is_plain_number(text, number))
    return done(worksheet_write_number(sheet, at_row, at_column, number, format));
  if (kind == ColumnKind::Date) {
    const auto date = Date::parse(text);
    if (date && *date >= Date(1900, 3, 1)) {
      lxw_datetime day{date->year(), static_cast<int>(date->month()), static_cast<int>(date->day()), 0, 0, 0};
      return done(worksheet_write_datetime(sheet, at_row, at_column, &day, format));
    }
  }
  return put_text(sheet, row, column, text, format);
}

Outcome<void> BookWriter::close() { return done(workbook_close(book_.release())); }

}  // namespace dl::sheets
