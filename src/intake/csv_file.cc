#include "intake/csv_file.h"

#include "base/text.h"
#include "intake/sheet.h"

namespace dl::intake {

namespace {

/// Reads one record from `at` on and moves it behind the record's line end; false when a quotation mark is not closed.
bool take_record(std::string_view text, std::size_t& at, char separator, std::vector<std::string>& fields) {
  fields.assign(1, {});
  while (at < text.size()) {
    char c = text[at];
    if (c == '"' && text::trim(fields.back()).empty()) {
      fields.back().clear();
      for (++at;; ++at) {
        if (at >= text.size()) return false;
        if (text[at] != '"') {
          fields.back() += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
          fields.back() += text[at++];
        } else {
          break;
        }
      }
      ++at;
      continue;
    }
    ++at;
    if (c == '\n') return true;
    if (c == separator)
      fields.emplace_back();
    else
      fields.back() += c;
  }
  return true;
}

/// The separator that gives the first records most fields, alike from record to record.
char separator_of(std::string_view text) {
  constexpr std::size_t kRecords = 20;
  char best = ',';
  std::size_t most = 0;
  for (char separator : {',', '\t', ';'}) {
    std::size_t at = 0, least = SIZE_MAX;
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < kRecords && at < text.size(); ++i) {
      if (!take_record(text, at, separator, fields)) break;
      if (fields.size() > 1 || !text::trim(fields.front()).empty()) least = std::min(least, fields.size());
    }
    // A title or a note may stand on a line of its own, so one field does not tell against a separator.
    auto count = static_cast<std::size_t>(std::ranges::count(text.substr(0, at), separator));
    auto score = (least == SIZE_MAX ? 0 : least) * 1000 + count;
    if (score > most) most = score, best = separator;
  }
  return best;
}

bool is_number(std::string_view text) {
  bool digit = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digit && text.find_first_not_of("0123456789.,-+% ") == text.npos;
}

}  // namespace

Draft read_csv(std::string_view text) {
  Draft draft;
  Sheet sheet;
  const char separator = separator_of(text);
  std::vector<std::string> fields;
  std::size_t cells = 0;
  for (std::size_t at = 0, number = 0; at < text.size() && cells <= Tally::kMostCells; ++number) {
    auto from = at;
    if (!take_record(text, at, separator, fields)) {
      // What stands behind the mark is read line by line, the mark being a character like others.
      at = std::min(text.find('\n', from), text.size());
      auto line = text.substr(from, at - from);
      at = std::min(at + 1, text.size());
      warn(draft, "table-flattened", "引号没有成对，这一行按原样读入，请核对。", std::string(line));
      fields.assign(1, {});
      for (char c : line)
        if (c == separator)
          fields.emplace_back();
        else
          fields.back() += c;
    }
    SheetRow row{.number = number};
    for (std::size_t i = 0; i < fields.size(); ++i) {
      auto words = text::fold_space(fields[i]);
      if (!words.empty()) row.cells.push_back({i, words, is_number(words)});
    }
    cells += fields.size();
    if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
  }
  draft.tally.characters = text.size() / 3;
  draft.tally.cells = cells > Tally::kMostCells ? cells : 0;
  if (!draft.tally.full()) add_sheet(sheet, draft);
  return draft;
}

}  // namespace dl::intake
