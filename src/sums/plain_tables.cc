#include "sums/plain_tables.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "sums/amount.h"

namespace dl::sums {
namespace {

constexpr View kTotals[] = {U"合计", U"总计", U"共计", U"总数", U"小计", U"总和"};
constexpr View kNoAddends[] = {U"占比", U"比例", U"比重", U"率",   U"同比", U"%",    U"％",   U"序号", U"年份",
                               U"其中", U"增减", U"增长", U"排名", U"平均", U"上年", U"去年", U"编号", U"电话"};
constexpr std::size_t kMostColumns = 60;

struct Grid {
  std::vector<std::vector<Chars>> rows = {};
  std::size_t columns = 0;
  std::size_t head = 0;  ///< rows above the first number
  int number = 0;

  const Chars& at(std::size_t row, std::size_t column) const {
    static const Chars kNone;
    return column < rows[row].size() ? rows[row][column] : kNone;
  }
  std::optional<Amount> amount(std::size_t row, std::size_t column) const { return read_cell(at(row, column)); }
  /// All words of the head above a column.
  Chars title(std::size_t column) const {
    Chars words;
    for (std::size_t row = 0; row < head; ++row) words += at(row, column);
    return words;
  }
  Chars label(std::size_t row) const {
    for (const auto& cell : rows[row])
      if (!cell.empty() && !read_cell(cell)) return cell;
    return {};
  }
};

/// Cells that span rows or columns stand in each place that they cover.
Grid grid_of(const std::vector<const Line*>& lines, int number) {
  Grid grid{.number = number};
  std::vector<std::pair<int, Chars>> hanging(kMostColumns);
  for (const auto* line : lines) {
    std::vector<Chars> row;
    auto fill = [&] {
      while (row.size() < kMostColumns && hanging[row.size()].first > 0) {
        auto& [rows, words] = hanging[row.size()];
        --rows;
        row.push_back(read_cell(words) ? Chars() : words);
      }
    };
    fill();
    for (const auto& cell : line->cells) {
      for (int i = 0; i < cell.columns && row.size() < kMostColumns; ++i) {
        if (cell.rows > 1) hanging[row.size()] = {cell.rows - 1, cell.text};
        row.push_back(i > 0 && read_cell(cell.text) ? Chars() : cell.text);
      }
      fill();
    }
    grid.columns = std::max(grid.columns, row.size());
    grid.rows.push_back(std::move(row));
  }
  while (grid.head < grid.rows.size()) {
    const auto& row = grid.rows[grid.head];
    if (std::ranges::any_of(row, [](const Chars& cell) { return read_cell(cell).has_value(); })) break;
    ++grid.head;
  }
  return grid;
}

bool is_total(View words) {
  Chars name;
  for (const char32_t c : words)
    if (!text::is_space(c)) name += c;
  return name.size() <= 8 && (ends_with_any(name, kTotals) || starts_with_any(name, kTotals));
}

struct Sum {
  std::int64_t total = 0;
  std::vector<std::int64_t> parts = {};
  std::int64_t slack = 0;
  bool lost = false;  ///< a cell holds no number
  std::string where = {};

  std::int64_t difference() const {
    std::int64_t sum = 0;
    for (const auto part : parts) sum += part;
    return total - sum;
  }
  bool holds() const { return std::abs(difference()) <= slack; }
  bool nothing() const {
    return total == 0 && std::ranges::all_of(parts, [](auto part) { return part == 0; });
  }
};

void add_cell(Sum& sum, const std::optional<Amount>& cell) {
  if (!cell) {
    sum.lost = true;
    return;
  }
  sum.parts.push_back(cell->millionths);
  if (cell->places > 0) sum.slack += half_of_last_place(cell->places);
}

void tell(const Sum& sum, Kind kind, std::vector<Finding>& findings) {
  if (!sum.holds() && sum.lost) return;
  Finding finding{.kind = kind,
                  .what = sum.where,
                  .total = text_of(sum.total),
                  .reconciles = sum.holds(),
                  .difference = text_of(sum.difference()),
                  .where = sum.where};
  for (const auto part : sum.parts) finding.parts.push_back(text_of(part));
  findings.push_back(std::move(finding));
}

/// Tells all of them where most hold; where not, the table adds up something else.
void tell_most(const std::vector<Sum>& sums, Kind kind, bool certain, std::vector<Finding>& findings) {
  const auto known = [](const Sum& sum) { return !sum.lost && !sum.nothing(); };
  const auto holds = std::ranges::count_if(sums, [&](const Sum& sum) { return known(sum) && sum.holds(); });
  const auto fails = std::ranges::count_if(sums, [&](const Sum& sum) { return known(sum) && !sum.holds(); });
  const bool shown = (holds >= 2 && holds >= 2 * fails) || (certain && fails <= 1 && holds + fails == 1);
  for (const auto& sum : sums)
    if (!sum.nothing() && (sum.holds() || shown)) tell(sum, kind, findings);
}

std::string name_of(const Grid& grid, View words) {
  return fmt::format("第{}张表 {}", grid.number + 1, text::encode(words));
}

void check_total_column(const Grid& grid, std::vector<Finding>& findings) {
  std::optional<std::size_t> total;
  std::vector<std::size_t> addends;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const auto title = grid.title(column);
    if (title.empty()) continue;
    std::size_t numbers = 0;
    for (std::size_t row = grid.head; row < grid.rows.size(); ++row) numbers += grid.amount(row, column).has_value();
    if (numbers == 0) continue;
    if (contains_any(title, kTotals)) {
      if (total) return;
      total = column;
    } else if (!contains_any(title, kNoAddends)) {
      addends.push_back(column);
    }
  }
  if (!total || addends.size() < 2) return;
  std::vector<Sum> sums;
  for (std::size_t row = grid.head; row < grid.rows.size(); ++row) {
    const auto cell = grid.amount(row, *total);
    if (!cell) continue;
    Sum sum{.total = cell->millionths, .where = name_of(grid, grid.label(row))};
    if (cell->places > 0) sum.slack = half_of_last_place(cell->places);
    for (const auto column : addends) add_cell(sum, grid.amount(row, column));
    if (sum.parts.size() >= 2) sums.push_back(std::move(sum));
  }
  tell_most(sums, Kind::Row, false, findings);
}

void check_total_row(const Grid& grid, std::vector<Finding>& findings) {
  std::optional<std::size_t> total;
  std::vector<std::size_t> addends;
  for (std::size_t row = grid.head; row < grid.rows.size(); ++row) {
    const auto label = grid.label(row);
    if (is_total(label)) {
      if (total) return;
      total = row;
    } else if (label.empty() || contains(label, U"其中") || contains(label, U"注")) {
      return;
    } else {
      addends.push_back(row);
    }
  }
  if (!total || addends.size() < 2) return;
  std::vector<Sum> sums;
  std::size_t numeric = 0;
  for (std::size_t column = 1; column < grid.columns; ++column) {
    const auto cell = grid.amount(*total, column);
    const auto title = grid.title(column);
    if (!cell || contains_any(title, kNoAddends)) continue;
    ++numeric;
    Sum sum{.total = cell->millionths, .where = name_of(grid, title.empty() ? Chars(U"合计") : title)};
    if (cell->places > 0) sum.slack = half_of_last_place(cell->places);
    for (const auto row : addends) add_cell(sum, grid.amount(row, column));
    if (sum.parts.size() >= 2) sums.push_back(std::move(sum));
  }
  tell_most(sums, Kind::Column, numeric == 1, findings);
}

}  // namespace

void check_plain_tables(const Page& page, const std::set<int>& known, std::vector<Finding>& findings) {
  for (std::size_t i = 0; i < page.lines.size();) {
    const int number = page.lines[i].table;
    std::vector<const Line*> lines;
    for (; i < page.lines.size() && page.lines[i].table == number; ++i) lines.push_back(&page.lines[i]);
    if (number < 0 || known.contains(number) || lines.size() < 3) continue;
    const auto grid = grid_of(lines, number);
    if (grid.columns < 2) continue;
    check_total_column(grid, findings);
    check_total_row(grid, findings);
  }
}

}  // namespace dl::sums
