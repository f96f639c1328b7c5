#include "intake/text_table.h"

#include "base/text.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr View kBars = U"|｜│┃║";
constexpr std::size_t kMostColumns = 60;

using Cells = std::vector<Chars>;

bool is_bar(char32_t c) { return is_one_of(c, kBars); }

/// A line of ─, ┼, +---+ or |---|---| between rows.
bool is_drawn_rule(View text) {
  if (text.size() < 3) return false;
  bool line = false;
  for (char32_t c : text) {
    bool drawn = c >= 0x2500 && c <= 0x257F && !is_bar(c);
    line = line || drawn || is_one_of(c, U"-—=");
    if (!drawn && !is_bar(c) && !is_one_of(c, U"+-—=: ")) return false;
  }
  return line;
}

Cells split_at(View text, View signs) {
  Cells cells;
  while (true) {
    auto end = text.find_first_of(signs);
    cells.emplace_back(trimmed(text.substr(0, end)));
    if (end == View::npos) return cells;
    text.remove_prefix(end + 1);
  }
}

/// The cells between bars; the outer bars make none.
Cells bar_cells(View text) {
  bool open = is_bar(text.front()), close = is_bar(text.back());
  auto count = std::count_if(text.begin(), text.end(), is_bar);
  if (count < 1 || (count < 2 && !open && !close)) return {};
  if (open) text.remove_prefix(1);
  if (close && !text.empty()) text.remove_suffix(1);
  auto cells = split_at(text, kBars);
  return cells.size() >= 2 ? cells : Cells();
}

bool is_figure(View text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char32_t c) {
    return is_ascii_digit(half(c)) || is_one_of(half(c), U".,%-+ /");
  });
}

/// The cells between tabs. A number of a list, an indented line and a line of a table of contents are none.
Cells tab_cells(View text) {
  if (text.find(U'\t') == View::npos) return {};
  auto cells = split_at(text, U"\t");
  auto mark = mark_of(cells.front() + U" ");
  if (cells.size() == 2 && mark.size > 0 && mark.size >= cells.front().size()) return {};
  bool page = cells.back().size() <= 4 && is_figure(cells.back());
  if (cells.size() == 2 && page && (mark.kind != MarkKind::None || contains(cells.front(), U"…"))) return {};
  return cells;
}

/// The cells between runs of white space; none where one of them is a sentence.
Cells space_cells(View text) {
  Cells cells;
  if (text.find_first_of(U"。；") != View::npos) return cells;
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    while (end < text.size() && !(text::is_space(text[end]) && end + 1 < text.size() && text::is_space(text[end + 1])))
      ++end;
    cells.emplace_back(trimmed(text.substr(at, end - at)));
    at = end;
    while (at < text.size() && text::is_space(text[at])) ++at;
  }
  return cells.size() >= 2 ? cells : Cells();
}

enum class Between { Tabs, Bars, Spaces };

struct Row {
  Cells cells = {};
  Between between = Between::Tabs;
  bool rule = false;
};

Row row_of(const Line& line) {
  if (!line.is_text() || line.text.empty() || line.text.front() == U'\f') return {};
  View text = line.text;
  if (is_drawn_rule(text)) return {.between = Between::Bars, .rule = true};
  if (auto cells = bar_cells(text); !cells.empty()) return {.cells = std::move(cells), .between = Between::Bars};
  if (contains(text, U"\t")) return {.cells = tab_cells(text)};
  return {.cells = space_cells(text), .between = Between::Spaces};
}

/// Spaces alone set names of a list apart as well: a table has a head and, below one of its words, figures alone.
bool are_spaced_table(const std::vector<Row>& rows) {
  const auto columns = rows.front().cells.size();
  if (rows.size() < 3 || columns > kMostColumns) return false;
  if (!std::ranges::all_of(rows, [&](const Row& row) { return row.cells.size() == columns; })) return false;
  for (std::size_t column = 0; column < columns; ++column)
    if (!is_figure(rows.front().cells[column]) &&
        std::all_of(rows.begin() + 1, rows.end(), [&](const Row& row) { return is_figure(row.cells[column]); }))
      return true;
  return false;
}

/// Rows that belong together have as many cells, but for empty ones that were trimmed away at the end.
bool are_table(const std::vector<Row>& rows) {
  if (!rows.empty() && rows.front().between == Between::Spaces) return are_spaced_table(rows);
  std::size_t count = 0, most = 0;
  std::map<std::size_t, std::size_t> widths;
  for (const auto& row : rows) {
    if (row.rule) continue;
    ++count;
    most = std::max(most, row.cells.size());
    ++widths[row.cells.size()];
  }
  return count >= 2 && most >= 2 && most <= kMostColumns && widths[most] * 2 >= count;
}

content::Cell cell_of(const Chars& text) {
  content::Cell cell;
  if (!text.empty()) cell.runs = {{.text = text::encode(text)}};
  return cell;
}

/// Between drawn rules several lines are one row.
void join_drawn(std::vector<Row>& rows) {
  auto rules = std::ranges::count_if(rows, &Row::rule);
  bool drawn = rules >= 3;
  std::vector<Row> out;
  bool fresh = true;
  for (auto& row : rows) {
    if (row.rule) {
      fresh = true;
    } else if (drawn && !fresh && out.back().cells.size() == row.cells.size()) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) out.back().cells[i] += row.cells[i];
    } else {
      out.push_back(std::move(row));
      fresh = false;
    }
  }
  rows = std::move(out);
}

Line table_of(std::vector<Row> rows, const Line& first, Tally& tally) {
  bool ruled = rows.size() > 1 && rows[1].rule;
  join_drawn(rows);
  std::size_t columns = 0;
  for (const auto& row : rows) columns = std::max(columns, row.cells.size());
  Line line;
  line.kind = LineKind::Table;
  line.gap = first.gap;
  line.block.kind = content::BlockKind::Table;
  bool words = std::ranges::none_of(rows.front().cells, is_figure);
  bool figures = std::any_of(rows.begin() + 1, rows.end(),
                             [](const Row& row) { return std::ranges::any_of(row.cells, is_figure); });
  for (const auto& row : rows) {
    content::Row made;
    for (std::size_t i = 0; i < columns; ++i) {
      made.cells.push_back(cell_of(i < row.cells.size() ? row.cells[i] : Chars()));
      made.cells.back().header = line.block.rows.empty() && (ruled || (words && figures));
      ++tally.cells;
    }
    line.block.rows.push_back(std::move(made));
  }
  return line;
}

}  // namespace

void draw_tables(Draft& draft) {
  std::vector<Line> out;
  out.reserve(draft.lines.size());
  for (std::size_t i = 0; i < draft.lines.size();) {
    std::vector<Row> rows;
    auto end = i;
    for (; end < draft.lines.size(); ++end) {
      auto row = row_of(draft.lines[end]);
      bool goes_on = row.rule || row.cells.size() >= 2;
      if (!goes_on || (!rows.empty() && row.between != rows.front().between)) break;
      rows.push_back(std::move(row));
    }
    if (are_table(rows)) {
      out.push_back(table_of(std::move(rows), draft.lines[i], draft.tally));
      i = end;
    } else {
      for (end = std::max(end, i + 1); i < end; ++i) out.push_back(std::move(draft.lines[i]));
    }
  }
  draft.lines = std::move(out);
}

}  // namespace dl::intake
