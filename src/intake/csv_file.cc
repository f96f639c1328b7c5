#include "intake/csv_file.h"

#include "base/text.h"
#include "intake/sheet.h"
#include "sheets/separated.h"

namespace dl::intake {

namespace {

bool is_number(std::string_view text) {
  bool digit = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digit && text.find_first_not_of("0123456789.,-+% ") == text.npos;
}

}  // namespace

Draft read_csv(std::string_view text) {
  Draft draft;
  Sheet sheet;
  std::size_t cells = 0, from = 0;
  sheets::RecordReader records(text, sheets::find_separator(text).likely);
  for (std::size_t number = 0; cells <= Tally::kMostCells && records.next(); ++number, from = records.at()) {
    if (records.is_open())
      warn(draft, "table-flattened", "引号没有成对，这一行按原样读入，请核对。",
           std::string(text::trim(text.substr(from, records.at() - from))));
    SheetRow row{.number = number};
    for (std::size_t i = 0; i < records.fields().size(); ++i) {
      auto words = text::fold_space(records.fields()[i]);
      if (!words.empty()) row.cells.push_back({i, words, is_number(words)});
    }
    cells += records.fields().size();
    if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
  }
  draft.tally.characters = text.size() / 3;
  draft.tally.cells = cells > Tally::kMostCells ? cells : 0;
  if (!draft.tally.full()) add_sheet(sheet, draft);
  return draft;
}

}  // namespace dl::intake
