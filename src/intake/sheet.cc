#include "intake/sheet.h"

#include <set>

#include "base/text.h"

namespace dl::intake {

namespace {

using Rows = std::span<const SheetRow>;

/// A cell of a table on its way.
struct Place {
  std::string text = {};
  std::size_t rows = 1;
  std::size_t columns = 1;
  bool is_number = false;
  bool covered = false;  ///< by a merged cell
};

Line line_of(const SheetRow& row) {
  auto line = text_line(text::decode(text::fold_space(row.cells.front().text)));
  return line;
}

class Table {
 public:
  explicit Table(Rows rows) : source_(rows) {
    std::set<std::size_t> used;
    for (const auto& row : rows)
      for (const auto& cell : row.cells) used.insert(cell.column);
    columns_.assign(used.begin(), used.end());
  }

  /// Known before any is made: a few cells far apart span very many.
  std::size_t cells() const { return source_.size() * columns_.size(); }

  void fill(const std::vector<Merge>& merges) {
    for (const auto& row : source_) {
      numbers_.push_back(row.number);
      auto& places = places_.emplace_back(columns_.size());
      for (const auto& cell : row.cells)
        places[index_of(columns_, cell.column)] = {.text = cell.text, .is_number = cell.is_number};
    }
    for (const auto& merge : merges) apply(merge);
  }

  const std::vector<std::string>& covered_words() const { return covered_words_; }

  std::vector<content::Row> rows() const {
    std::vector<content::Row> rows;
    auto heads = head_rows();
    for (std::size_t i = 0; i < places_.size(); ++i) {
      auto& row = rows.emplace_back();
      for (const auto& place : places_[i]) {
        if (place.covered) continue;
        auto& cell = row.cells.emplace_back();
        cell.column_span = static_cast<int>(std::min<std::size_t>(place.columns, 1000));
        cell.row_span = static_cast<int>(std::min<std::size_t>(place.rows, 1000));
        cell.header = i < heads;
        if (auto words = text::fold_space(place.text); !words.empty()) cell.runs.push_back({.text = words});
      }
    }
    return rows;
  }

 private:
  static std::size_t index_of(const std::vector<std::size_t>& sorted, std::size_t value) {
    return static_cast<std::size_t>(std::ranges::lower_bound(sorted, value) - sorted.begin());
  }

  void apply(const Merge& merge) {
    auto top = index_of(numbers_, merge.top), bottom = index_of(numbers_, merge.bottom + 1);
    auto left = index_of(columns_, merge.left), right = index_of(columns_, merge.right + 1);
    if (bottom <= top || right <= left) return;
    if (numbers_[top] != merge.top) return;  // it begins above this table
    auto& first = places_[top][left];
    if (first.covered || columns_[left] != merge.left) return;
    first.rows = bottom - top;
    first.columns = right - left;
    for (auto i = top; i < bottom; ++i)
      for (auto k = left; k < right; ++k) {
        auto& place = places_[i][k];
        if (&place == &first) continue;
        if (!place.text.empty()) covered_words_.push_back(place.text);
        place.covered = true;
      }
  }

  /// Rows of words only above the first row with a figure, as far as merged cells reach, at most half of the table.
  std::size_t head_rows() const {
    std::size_t heads = 1;
    for (std::size_t i = 0; i < heads && i < places_.size(); ++i)
      for (const auto& place : places_[i]) {
        if (place.is_number || (place.text.empty() && !place.covered)) return 0;
        if (!place.covered) heads = std::max(heads, i + place.rows);
        if (place.columns > 1) heads = std::max(heads, i + 2);
      }
    return heads * 2 <= places_.size() ? heads : 0;
  }

  Rows source_;
  std::vector<std::size_t> columns_ = {};
  std::vector<std::size_t> numbers_ = {};
  std::vector<std::vector<Place>> places_ = {};
  std::vector<std::string> covered_words_ = {};
};

void push(Draft& draft, Line line) {
  ++draft.tally.lines;
  draft.lines.push_back(std::move(line));
}

/// Rows without an empty one between them.
void add_block(Rows rows, const std::vector<Merge>& merges, Draft& draft) {
  auto single = [](const SheetRow& row) { return row.cells.size() == 1 && !row.cells.front().is_number; };
  std::size_t from = 0, end = rows.size();
  while (from < end && single(rows[from])) ++from;
  while (end > from && single(rows[end - 1])) --end;
  for (std::size_t i = 0; i < from; ++i) {
    auto line = line_of(rows[i]);
    line.centered = i == 0 && rows[i].cells.front().column + 1 < 20 && from < rows.size();
    push(draft, std::move(line));
  }
  if (from < end) {
    Table table(rows.subspan(from, end - from));
    draft.tally.cells += table.cells();
    if (draft.tally.full()) return;
    table.fill(merges);
    if (!table.covered_words().empty())
      warn(draft, "hidden-dropped", "合并单元格下面的文字没有读入，请核对。", lines_of(table.covered_words()));
    Line line;
    line.kind = LineKind::Table;
    line.block = {.kind = content::BlockKind::Table, .rows = table.rows()};
    push(draft, std::move(line));
  }
  for (auto i = end; i < rows.size(); ++i) push(draft, line_of(rows[i]));
}

}  // namespace

void add_sheet(const Sheet& sheet, Draft& draft) {
  const Rows rows = sheet.rows;
  for (std::size_t i = 0; i < rows.size() && !draft.tally.full();) {
    auto end = i + 1;
    while (end < rows.size() && rows[end].number == rows[end - 1].number + 1) ++end;
    add_block(rows.subspan(i, end - i), sheet.merges, draft);
    i = end;
  }
}

}  // namespace dl::intake
