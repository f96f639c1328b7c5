#include "sheets/template_file.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/text.h"
#include "sheets/book_writer.h"

namespace dl::sheets {

namespace {

constexpr std::size_t kCodes = 0, kHeads = 1, kExamples = 2;  ///< rows
constexpr const char* kChoices = "选项";

/// A file without a folder; libxlsxwriter writes to a name only.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("template", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  std::string bytes() const {
    std::string out(static_cast<std::size_t>(std::max<off_t>(0, ::lseek(descriptor_, 0, SEEK_END))), '\0');
    std::size_t count = 0;
    while (count < out.size()) {
      const auto read = ::pread(descriptor_, out.data() + count, out.size() - count, static_cast<off_t>(count));
      if (read <= 0) break;
      count += static_cast<std::size_t>(read);
    }
    out.resize(count);
    return out;
  }

 private:
  int descriptor_;
};

const char* code_of(const Column& column, std::string& room) {
  if (column.kind == ColumnKind::Text) return "@";
  if (column.kind == ColumnKind::Date) return "yyyy-mm-dd";
  room = column.decimals > 0 ? "0." + std::string(static_cast<std::size_t>(column.decimals), '0') : "0";
  return room.c_str();
}

std::string sheet_name(std::string_view title) {
  std::string name;
  for (char c : title)
    if (std::string_view("[]:*?/\\'").find(c) == std::string_view::npos) name += c;
  return name.empty() ? "数据" : std::string(text::cut(name, 31));
}

/// What somebody reads who steps onto a cell.
std::string hint_of(const Column& column) {
  auto hint = std::string(column.required ? "必填。" : "") + column.help;
  if (!column.example.empty()) hint += "例：" + column.example;
  return std::string(text::cut(hint, 255));
}

std::string kind_of(const Column& column) {
  if (!column.choices.empty()) return "选项";
  return column.kind == ColumnKind::Text ? "文本" : column.kind == ColumnKind::Date ? "日期（YYYY-MM-DD）" : "数字";
}

class TemplateWriter {
 public:
  TemplateWriter(BookWriter& book, const Template& description) : book_(book), description_(description) {
    head_ = book_.add_format("@");
    format_set_bold(head_);
    format_set_text_wrap(head_);
    format_set_bg_color(head_, 0xD9E1F2);
    required_ = book_.add_format("@");
    format_set_bold(required_);
    format_set_text_wrap(required_);
    format_set_bg_color(required_, 0xFCE4D6);
    words_ = book_.add_format("@");
    format_set_text_wrap(words_);
  }

  Outcome<void> write() {
    auto* table = book_.add_sheet(sheet_name(description_.title));
    auto* help = book_.add_sheet("填写说明");
    auto* choices = book_.add_sheet(kChoices);
    DL_CHECK(write_table(table));
    DL_CHECK(write_help(help));
    return write_choices(choices);
  }

 private:
  Outcome<void> write_table(lxw_worksheet* sheet) {
    lxw_row_col_options hidden{};
    hidden.hidden = LXW_TRUE;
    worksheet_set_row_opt(sheet, kCodes, LXW_DEF_ROW_HEIGHT, nullptr, &hidden);
    worksheet_freeze_panes(sheet, kExamples, 0);
    const auto& columns = description_.columns;
    std::string room;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto& column = columns[i];
      auto* plain = book_.add_format(code_of(column, room));
      auto* example = book_.add_format(code_of(column, room));
      format_set_italic(example);
      format_set_font_color(example, 0x808080);
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, at, at, column.width, plain);
      DL_CHECK(BookWriter::put_text(sheet, kCodes, i, column.code, words_));
      DL_CHECK(BookWriter::put_text(sheet, kHeads, i, column.title, column.required ? required_ : head_));
      DL_CHECK(BookWriter::put(sheet, kExamples, i, column.kind, column.example, example));
      DL_CHECK(add_hint(sheet, i));
    }
    return BookWriter::put_text(sheet, kCodes, columns.size(), code_mark(description_.name, description_.version),
                                words_);
  }

  Outcome<void> add_hint(lxw_worksheet* sheet, std::size_t i) const {
    const auto& column = description_.columns[i];
    auto hint = hint_of(column);
    if (hint.empty() && column.choices.empty()) return {};
    auto title = std::string(text::cut(column.title, 32));
    auto formula = fmt::format("='{0}'!${1}$2:${1}${2}", kChoices, address(i, 0), column.choices.size() + 1);
    std::string error_title = "不在选项中", error = "请从下拉列表中选择。";
    lxw_data_validation rule{};
    rule.validate = column.choices.empty() ? LXW_VALIDATION_TYPE_ANY : LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = column.choices.empty() ? nullptr : formula.data();
    rule.input_title = hint.empty() ? nullptr : title.data();
    rule.input_message = hint.empty() ? nullptr : hint.data();
    rule.error_title = error_title.data();
    rule.error_message = error.data();
    const auto at = static_cast<lxw_col_t>(i);
    const auto last = static_cast<lxw_row_t>(kExamples + description_.rows);
    if (worksheet_data_validation_range(sheet, kExamples, at, last, at, &rule) != LXW_NO_ERROR)
      return fail(Fault::Internal, "sheets.not-written", "hint of " + column.code);
    return {};
  }

  Outcome<void> write_help(lxw_worksheet* sheet) {
    constexpr const char* kTitles[] = {"栏目", "必填", "类型", "说明", "例"};
    worksheet_set_column(sheet, 0, 0, 20, nullptr);
    worksheet_set_column(sheet, 3, 3, 60, nullptr);
    worksheet_set_column(sheet, 4, 4, 24, nullptr);
    worksheet_freeze_panes(sheet, 1, 0);
    for (std::size_t i = 0; i < std::size(kTitles); ++i) DL_CHECK(BookWriter::put_text(sheet, 0, i, kTitles[i], head_));
    for (std::size_t row = 1; const auto& column : description_.columns) {
      const std::string cells[] = {column.title, column.required ? "是" : "否", kind_of(column), column.help,
                                   column.example};
      for (std::size_t i = 0; i < std::size(cells); ++i)
        DL_CHECK(BookWriter::put_text(sheet, row, i, cells[i], words_));
      ++row;
    }
    return {};
  }

  /// Below the title of a column its choices, in the column's own place.
  Outcome<void> write_choices(lxw_worksheet* sheet) {
    for (std::size_t i = 0; i < description_.columns.size(); ++i) {
      const auto& column = description_.columns[i];
      if (column.choices.empty()) continue;
      DL_CHECK(BookWriter::put_text(sheet, 0, i, column.title, head_));
      for (std::size_t k = 0; k < column.choices.size(); ++k)
        DL_CHECK(BookWriter::put_text(sheet, k + 1, i, column.choices[k], words_));
    }
    return {};
  }

  BookWriter& book_;
  const Template& description_;
  lxw_format* head_ = nullptr;
  lxw_format* required_ = nullptr;
  lxw_format* words_ = nullptr;
};

}  // namespace

Outcome<std::string> write_template(const Template& description) {
  const MemoryFile file;
  DL_TRY(auto book, BookWriter::create(file.path(), BookWriter::Memory::Whole));
  DL_CHECK(TemplateWriter(book, description).write());
  DL_CHECK(book.close());
  auto bytes = file.bytes();
  if (bytes.empty()) return fail(Fault::Internal, "sheets.not-written", "no bytes");
  return bytes;
}

}  // namespace dl::sheets
