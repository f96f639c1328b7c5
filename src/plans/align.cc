#include "plans/align.h"

#include <algorithm>

#include "base/text.h"
#include "plans/limits.h"
#include "plans/marks.h"
#include "plans/units.h"

namespace dl::plans {
namespace {

using Cells = std::vector<Chars>;

bool is_number(View words) {
  const auto number = number_at(fold(words));
  return number.size > 0 && number.size == words.size();
}

struct Columns {
  std::vector<Label> labels = {};
  std::size_t work = 0;  ///< of the task itself

  std::size_t size() const { return labels.size(); }
};

/// How well a cell fits a column.
int fit(View words, const Columns& columns, std::size_t column) {
  const bool units = holds_units(words), number = is_number(words);
  if (column == columns.work) return number || units ? -6 : words.size() >= 10 ? 4 : 2;
  switch (columns.labels[column].role) {
    case Role::Number: return number ? 6 : -10;
    case Role::Lead:
    case Role::Responsible: return units ? 6 : words.size() < 16 ? -1 : -8;
    case Role::Limit: {
      const bool limit = words.size() < 40 && !find_limits(words, std::nullopt, Place::Column).empty();
      return limit ? 6 : words.size() < 10 && !units ? 0 : -8;
    }
    case Role::Basis: return contains(words, U"《") ? 4 : -4;
    case Role::Other: return -1;
    case Role::Work:
    case Role::Group: return number || units ? -6 : static_cast<bool>(mark_at(fold(words))) ? 2 : 1;
  }
  return 0;
}

/// What a row without that column costs.
int missing(const Columns& columns, std::size_t column) {
  if (column == columns.work) return 14;
  switch (columns.labels[column].role) {
    case Role::Lead:
    case Role::Responsible:
    case Role::Limit: return 2;
    case Role::Number: return 1;
    default: return 0;
  }
}

int missing(const Columns& columns, std::size_t from, std::size_t to) {
  int cost = 0;
  for (auto column = from; column < to; ++column) cost += missing(columns, column);
  return cost;
}

/// The column of each cell, left to right in each row, so that all fit best. A cell that is not to the right of the one
/// before it begins a row.
std::vector<std::size_t> place(const std::vector<View>& cells, const Columns& columns, bool one_row) {
  constexpr int kNever = -1'000'000;
  const auto width = columns.size();
  std::vector<std::vector<int>> best(cells.size(), std::vector<int>(width, kNever));
  std::vector<std::vector<std::size_t>> from(cells.size(), std::vector<std::size_t>(width, 0));
  for (std::size_t i = 0; i < cells.size(); ++i)
    for (std::size_t c = 0; c < width; ++c) {
      const int here = fit(cells[i], columns, c);
      if (i == 0) best[i][c] = here - missing(columns, 0, c);
      for (std::size_t b = 0; i > 0 && b < width; ++b) {
        const bool same = b < c;
        if (!same && one_row) continue;
        const int cost = same ? missing(columns, b + 1, c) : missing(columns, b + 1, width) + missing(columns, 0, c);
        if (best[i - 1][b] + here - cost > best[i][c]) {
          best[i][c] = best[i - 1][b] + here - cost;
          from[i][c] = b;
        }
      }
    }
  std::size_t column = 0;
  for (std::size_t c = 0; c < width; ++c)
    if (best.back()[c] - missing(columns, c + 1, width) > best.back()[column] - missing(columns, column + 1, width))
      column = c;
  std::vector<std::size_t> placed(cells.size());
  for (auto i = cells.size(); i-- > 0; column = from[i][column]) placed[i] = column;
  return placed;
}

std::optional<Columns> columns_of(const Cells& head) {
  Columns columns;
  int closest = 0;
  bool told = false;
  for (const auto& words : head) {
    const auto label = label_of(words);
    columns.labels.push_back(label.value_or(Label{Role::Group}));
    if (label && label->role == Role::Work && label->closeness >= closest) {
      closest = label->closeness;
      columns.work = columns.size() - 1;
    }
    told = told ||
           (label && (label->role == Role::Responsible || label->role == Role::Lead || label->role == Role::Limit));
  }
  if (closest == 0 || !told) return std::nullopt;
  return columns;
}

content::Row row_of(const Cells& cells) {
  content::Row row;
  for (const auto& words : cells) row.cells.push_back({.runs = {{.text = text::encode(words)}}});
  return row;
}

Cells words_of(const content::Row& row) {
  Cells words;
  for (const auto& cell : row.cells) words.emplace_back(trim(text::decode(content::text_of(cell.runs))));
  return words;
}

bool knows_merges(const content::Block& table) {
  return std::ranges::any_of(table.rows, [](const content::Row& row) {
    return std::ranges::any_of(row.cells,
                               [](const content::Cell& cell) { return cell.row_span > 1 || cell.column_span > 1; });
  });
}

}  // namespace

bool holds_units(View words) {
  if (words.empty() || words.size() > 80) return false;
  const auto units = read_units(words, Role::Responsible);
  const auto all = [](const std::vector<std::string>& names) {
    return std::ranges::all_of(names, [](const std::string& name) { return looks_like_unit(text::decode(name)); });
  };
  return !units.empty() && all(units.lead) && all(units.responsible);
}

content::Block straighten(content::Block table) {
  if (knows_merges(table)) return table;
  std::optional<Columns> columns;
  Cells above;
  for (auto& row : table.rows) {
    const Cells words = words_of(row);
    if (!columns) {
      columns = columns_of(words);
      while (columns && columns->size() > 1 && words[columns->size() - 1].empty()) columns->labels.pop_back();
      continue;
    }
    std::vector<View> cells;
    for (const auto& one : words)
      if (!one.empty()) cells.emplace_back(one);
    if (cells.size() < 2 || cells.size() > columns->size()) continue;
    Cells placed(columns->size());
    bool moved = false;
    if (cells.size() < columns->size()) {
      const auto to = place(cells, *columns, true);
      for (std::size_t i = 0; i < cells.size(); ++i) {
        placed[to[i]] = Chars(cells[i]);
        moved = moved || to[i] >= words.size() || words[to[i]] != cells[i];
      }
    }
    if (moved) {
      for (std::size_t c = 0; c < std::min(placed.size(), above.size()); ++c)
        if (placed[c].empty() && c != columns->work) placed[c] = above[c];
      row = row_of(placed);
    } else {
      placed = words;
    }
    above = std::move(placed);
  }
  return table;
}

std::optional<FlatTable> flat_table(const std::vector<Chars>& lines, std::size_t from) {
  constexpr std::size_t kMostCells = 4'000;
  const auto is_bar = [](View words) { return !words.empty() && words.find_first_not_of(U"|｜ ") == View::npos; };
  Cells head;
  std::size_t at = from;
  for (; at < lines.size() && head.size() < 12; ++at) {
    if (is_bar(lines[at])) continue;
    if (lines[at].size() > 12 || !label_of(lines[at])) break;
    head.push_back(lines[at]);
  }
  if (head.size() < 3) return std::nullopt;
  auto columns = columns_of(head);
  if (!columns) return std::nullopt;
  const bool numbered =
      std::ranges::any_of(columns->labels, [](const Label& label) { return label.role == Role::Number; });
  if (!numbered) {  // numbers stand in the column of the task or in one without a head
    head.insert(head.begin() + static_cast<std::ptrdiff_t>(columns->work), U"序号");
    columns = columns_of(head);
  }
  std::vector<View> cells;
  for (; at < lines.size() && cells.size() < kMostCells; ++at) {
    if (is_bar(lines[at])) continue;
    if (lines[at].empty() || begins_with(lines[at], U"附件") || begins_with(lines[at], U"注：")) break;
    cells.emplace_back(lines[at]);
  }
  if (cells.size() < 4) return std::nullopt;
  const auto placed = place(cells, *columns, false);
  FlatTable flat{.table = {.kind = content::BlockKind::Table}, .end = at};
  flat.table.rows.push_back(row_of(head));
  std::size_t told = 0, rows = 0;
  Cells row(columns->size()), above(columns->size());
  const auto close = [&] {
    ++rows;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const auto role = columns->labels[c].role;
      if (!row[c].empty() && (role == Role::Responsible || role == Role::Lead || role == Role::Limit)) ++told;
      if (row[c].empty() && role != Role::Number && c != columns->work) row[c] = above[c];
    }
    flat.table.rows.push_back(row_of(row));
    above = std::exchange(row, Cells(columns->size()));
  };
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0 && placed[i] <= placed[i - 1]) close();
    row[placed[i]] = Chars(cells[i]);
  }
  close();
  if (told * 2 < rows) return std::nullopt;
  return flat;
}

}  // namespace dl::plans
