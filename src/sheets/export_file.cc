#include "sheets/export_file.h"

#include <xlsxwriter.h>

#include "sheets/separated.h"

namespace dl::sheets {

namespace {

// Also what a spreadsheet drops before it looks for a formula, and the full-width signs, which some take for the
// others.
bool is_taken_for_more(std::string_view cell) {
  constexpr std::string_view kBegin[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'"};
  return std::ranges::any_of(kBegin, [&](std::string_view sign) { return cell.starts_with(sign); });
}

bool is_decimal(std::string_view cell) {
  if (cell.starts_with('-')) cell.remove_prefix(1);
  return !cell.empty() && cell.find_first_not_of("0123456789.") == cell.npos;
}

bool needs_sign(const Column& column, std::string_view cell) {
  if (cell.empty()) return false;
  if (column.kind == ColumnKind::Number && is_decimal(cell)) return false;
  const bool digit = cell.front() >= '0' && cell.front() <= '9';
  return is_taken_for_more(cell) || (column.kind == ColumnKind::Text && (digit || cell.front() == '.'));
}

void add_cell(std::string& line, std::string_view cell, bool sign) {
  // Semicolons and tabs, too: read alone, a file must not seem to be separated by them.
  const bool quoted = cell.find_first_of(",;\t\"\r\n") != cell.npos || cell.starts_with(' ') || cell.ends_with(' ');
  if (quoted) line += '"';
  if (sign) line += kTextSign;
  for (char c : cell) {
    if (c == '"') line += '"';
    line += c;
  }
  if (quoted) line += '"';
}

}  // namespace

Outcome<ExcelExport> ExcelExport::create(const std::filesystem::path& file, const std::string& name,
                                         const std::string& version, std::vector<Column> columns) {
  DL_TRY(auto book, BookWriter::create(file, BookWriter::Memory::Constant));
  ExcelExport out(std::move(book));
  out.columns_ = std::move(columns);
  out.sheet_ = out.book_.add_sheet("数据");
  auto* words = out.book_.add_format("@");
  auto* head = out.book_.add_format("@");
  format_set_bold(head);
  const std::size_t heading = name.empty() ? 0 : 1;
  if (!name.empty()) {
    lxw_row_col_options hidden{};
    hidden.hidden = LXW_TRUE;
    worksheet_set_row_opt(out.sheet_, 0, LXW_DEF_ROW_HEIGHT, nullptr, &hidden);
  }
  worksheet_freeze_panes(out.sheet_, static_cast<lxw_row_t>(heading + 1), 0);
  auto* plain = out.book_.add_format("");
  auto* day = out.book_.add_format("yyyy-mm-dd");
  for (std::size_t i = 0; i < out.columns_.size(); ++i) {
    const auto kind = out.columns_[i].kind;
    out.formats_.push_back(kind == ColumnKind::Text ? words : kind == ColumnKind::Date ? day : plain);
    const auto at = static_cast<lxw_col_t>(i);
    worksheet_set_column(out.sheet_, at, at, out.columns_[i].width, out.formats_.back());
    if (!name.empty()) DL_CHECK(BookWriter::put_text(out.sheet_, 0, i, out.columns_[i].code, words));
  }
  if (!name.empty())
    DL_CHECK(BookWriter::put_text(out.sheet_, 0, out.columns_.size(), code_mark(name, version), words));
  for (std::size_t i = 0; i < out.columns_.size(); ++i)
    DL_CHECK(BookWriter::put_text(out.sheet_, heading, i, out.columns_[i].title, head));
  out.next_ = heading + 1;
  return out;
}

Outcome<void> ExcelExport::add(std::span<const std::string> cells) {
  for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i)
    DL_CHECK(BookWriter::put(sheet_, next_, i, columns_[i].kind, cells[i], formats_[i]));
  ++next_;
  return {};
}

std::string csv_head(std::span<const Column> columns, CsvVariant variant) {
  const bool signs = variant == CsvVariant::Spreadsheets;
  std::string line = signs ? "\xEF\xBB\xBF" : "";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) line += ',';
    add_cell(line, columns[i].title, signs);
  }
  return line + "\r\n";
}

std::string csv_line(std::span<const Column> columns, std::span<const std::string> cells, CsvVariant variant) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string_view cell = i < cells.size() ? std::string_view(cells[i]) : std::string_view();
    if (i > 0) line += ',';
    add_cell(line, cell, variant == CsvVariant::Spreadsheets && needs_sign(columns[i], cell));
  }
  return line + "\r\n";
}

}  // namespace dl::sheets
