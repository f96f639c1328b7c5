#include "records/import_rest.h"

#include <algorithm>

#include "sheets/export_file.h"

namespace dl::records {
namespace {

using Text = std::string;

Text text_of(const sheets::Cell& cell) {
  if (cell.kind == sheets::Kind::Number && cell.format != nullptr && cell.format->is_date)
    if (const auto moment = sheets::moment_of(cell)) {
      auto text = moment->date.text();
      if (moment->second != 0) text += fmt::format(" {:02}:{:02}", moment->second / 3600, moment->second / 60 % 60);
      return text;
    }
  if (cell.kind == sheets::Kind::Boolean) return cell.raw == "1" ? "是" : "否";
  return Text(cell.raw);  // never as it is shown: a format may hide digits
}

class Rest : public sheets::Receiver {
 public:
  explicit Rest(const Checked& checked) : checked_(checked) {
    for (const auto& row : checked.rows)
      if (row.action == Action::Refused) refused_.push_back(row.row);
    for (const auto& [column, field] : checked.columns)
      columns_.push_back({.code = field->code, .title = field->title});
    text = sheets::csv_head(columns_, sheets::CsvVariant::Spreadsheets);
  }

  sheets::Wish begin(const sheets::SheetHead& sheet) override {
    return sheet.index == checked_.sheet ? sheets::Wish::Rows : sheets::Wish::Nothing;
  }
  bool row(const sheets::Row& row) override {
    if (row.number <= checked_.heading_row || !std::ranges::binary_search(refused_, row.number)) return true;
    std::vector<Text> cells(columns_.size());
    for (const auto& cell : row.cells)
      if (const auto found = checked_.columns.find(cell.column); found != checked_.columns.end())
        cells[static_cast<std::size_t>(std::distance(checked_.columns.begin(), found))] = text_of(cell);
    text += sheets::csv_line(columns_, cells, sheets::CsvVariant::Spreadsheets);
    return true;
  }

  Text text = {};

 private:
  const Checked& checked_;
  std::vector<std::size_t> refused_ = {};  ///< ascending, as the file was read
  std::vector<sheets::Column> columns_ = {};
};

}  // namespace

Outcome<std::string> rest_of(const ReadTable& file, const Checked& checked) {
  if (checked.heading_row == 0) return fail(Fault::Invalid, "import.rest-form");
  Rest rest(checked);
  DL_CHECK(file(rest));
  return std::move(rest.text);
}

}  // namespace dl::records
