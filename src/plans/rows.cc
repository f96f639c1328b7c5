#include "plans/rows.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "plans/align.h"
#include "plans/limits.h"
#include "plans/marks.h"

namespace dl::plans {
namespace {

constexpr std::size_t kMostColumns = 60;

struct Spot {
  int cell = -1;  ///< running number of the cell, shared by the places that it covers
};

struct Grid {
  std::vector<std::vector<Spot>> rows = {};
  std::vector<Chars> words = {};  ///< of each cell
  std::size_t columns = 0;

  View at(std::size_t row, std::size_t column) const {
    const int cell = rows[row][column].cell;
    return cell < 0 ? View() : View(words[static_cast<std::size_t>(cell)]);
  }
};

Grid lay_out(const content::Block& table) {
  Grid grid;
  grid.rows.resize(table.rows.size());
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::size_t column = 0;
    for (const auto& cell : table.rows[r].cells) {
      while (column < grid.rows[r].size() && grid.rows[r][column].cell >= 0) ++column;
      const int number = static_cast<int>(grid.words.size());
      grid.words.emplace_back(trim(text::decode(content::text_of(cell.runs))));
      const auto width = static_cast<std::size_t>(std::max(cell.column_span, 1));
      const auto height = static_cast<std::size_t>(std::max(cell.row_span, 1));
      for (std::size_t y = r; y < std::min(r + height, grid.rows.size()); ++y)
        for (std::size_t x = column; x < std::min(column + width, kMostColumns); ++x) {
          if (grid.rows[y].size() <= x) grid.rows[y].resize(x + 1);
          if (grid.rows[y][x].cell < 0) grid.rows[y][x].cell = number;
        }
      column += width;
      if (column >= kMostColumns) break;
    }
    grid.columns = std::max(grid.columns, grid.rows[r].size());
  }
  for (auto& row : grid.rows) row.resize(grid.columns);
  return grid;
}

using Roles = std::vector<std::optional<Label>>;

/// The roles that a row's cells name; a row with two different ones or more is a head.
Roles roles_of(const Grid& grid, std::size_t row) {
  Roles roles(grid.columns);
  for (std::size_t x = 0; x < grid.columns; ++x) roles[x] = label_of(grid.at(row, x));
  return roles;
}

bool is_head(const Grid& grid, std::size_t row, const Roles& roles) {
  std::map<int, Role> named;
  std::size_t cells = 0;
  int last = -1;
  for (std::size_t x = 0; x < grid.columns; ++x) {
    const int cell = grid.rows[row][x].cell;
    if (cell == last || grid.at(row, x).empty()) continue;
    last = cell;
    ++cells;
    if (roles[x]) named.emplace(cell, roles[x]->role);
  }
  const bool task = std::ranges::any_of(named, [](const auto& one) {
    return one.second == Role::Work || one.second == Role::Responsible || one.second == Role::Lead ||
           one.second == Role::Limit;
  });
  return task && named.size() >= 2 && named.size() * 2 >= cells;
}

/// Below a head of two rows the lower one says more: 责任单位 over 牵头单位 and 配合单位.
void refine(Roles& roles, const Roles& below) {
  for (std::size_t x = 0; x < roles.size(); ++x)
    if (below[x]) roles[x] = below[x];
}

/// The column of the task itself: the closest of those that name work, of equals the one with the most words.
std::optional<std::size_t> work_column(const Grid& grid, const Roles& roles, std::size_t first) {
  std::optional<std::size_t> best;
  std::pair<int, std::size_t> weight = {0, 0};
  for (std::size_t x = 0; x < roles.size(); ++x) {
    if (!roles[x] || roles[x]->role != Role::Work) continue;
    std::size_t size = 0;
    for (std::size_t y = first; y < grid.rows.size(); ++y) size += grid.at(y, x).size();
    const std::pair<int, std::size_t> own = {roles[x]->closeness, size};
    if (size > 0 && (!best || own > weight)) {
      best = x;
      weight = own;
    }
  }
  return best;
}

bool is_number(View words) {
  const auto number = number_at(fold(words));
  return number.size > 0 && number.size == words.size();
}

/// What the cells of a column look like where no head says it.
Roles guess(const Grid& grid) {
  Roles roles(grid.columns);
  std::size_t longest = 0, most = 0;
  for (std::size_t x = 0; x < grid.columns; ++x) {
    std::size_t filled = 0, size = 0, units = 0, limits = 0, numbers = 0;
    for (std::size_t y = 0; y < grid.rows.size(); ++y) {
      const View words = grid.at(y, x);
      if (words.empty()) continue;
      ++filled;
      size += words.size();
      if (is_number(words)) ++numbers;
      if (words.size() < 16 && !find_limits(words, std::nullopt, Place::Column).empty())
        ++limits;
      else if (std::ranges::all_of(split(words, [](char32_t c) { return View(U"、,，;\n").find(c) != View::npos; }),
                                   looks_like_unit))
        ++units;
    }
    if (filled == 0) continue;
    if (numbers * 2 > filled)
      roles[x] = Label{Role::Number};
    else if (limits * 2 > filled)
      roles[x] = Label{Role::Limit};
    else if (units * 3 > filled * 2)
      roles[x] = Label{Role::Responsible};
    else if (size > most)
      most = size, longest = x;
  }
  if (most > 0) roles[longest] = Label{Role::Work, 3};
  const bool told = std::ranges::any_of(
      roles, [](const auto& role) { return role && (role->role == Role::Responsible || role->role == Role::Limit); });
  return told ? roles : Roles(grid.columns);
}

bool spans_all(const Grid& grid, std::size_t row) {
  return grid.columns > 1 && grid.rows[row].front().cell >= 0 &&
         std::ranges::all_of(grid.rows[row], [&](const Spot& place) {
           return place.cell == grid.rows[row].front().cell ||
                  (place.cell < 0 || grid.words[static_cast<std::size_t>(place.cell)].empty());
         });
}

void add_line(Chars& into, View words) {
  if (words.empty() || contains(into, words)) return;
  if (!into.empty()) into += U'\n';
  into += words;
}

class Rows {
 public:
  explicit Rows(const content::Block& table) : grid_(lay_out(straighten(table))) {}

  std::vector<TableRow> read() {
    if (grid_.columns < 2) return {};
    if (auto cards = read_cards(); !cards.empty()) return cards;
    std::size_t y = 0;
    for (; y < grid_.rows.size(); ++y) {
      roles_ = roles_of(grid_, y);
      if (is_head(grid_, y, roles_)) break;
    }
    if (y == grid_.rows.size()) {
      roles_ = guess(grid_);
      y = 0;
    } else {
      ++y;
      if (y < grid_.rows.size()) {
        const auto below = roles_of(grid_, y);
        if (is_head(grid_, y, below) || shares_head(y)) refine(roles_, below), ++y;
      }
    }
    work_ = work_column(grid_, roles_, y);
    if (!work_) return {};
    for (; y < grid_.rows.size(); ++y) take(y);
    return std::move(rows_);
  }

 private:
  /// Whether a row still belongs to the head above it by a merged cell.
  bool shares_head(std::size_t y) const {
    const auto below = roles_of(grid_, y);
    bool shared = false, named = false;
    for (std::size_t x = 0; x < grid_.columns; ++x) {
      const bool same = grid_.rows[y][x].cell >= 0 && grid_.rows[y][x].cell == grid_.rows[y - 1][x].cell;
      shared = shared || same;
      named = named || (!same && below[x]);
    }
    return shared && named;
  }

  /// Tables of two columns, label and value: one card a task.
  std::vector<TableRow> read_cards() const {
    std::vector<TableRow> cards;
    std::size_t labels = 0;
    std::map<Role, int> kinds;
    for (std::size_t y = 0; y < grid_.rows.size(); ++y)
      if (const auto label = label_of(grid_.at(y, 0))) ++labels, ++kinds[label->role];
    if (grid_.columns != 2 || kinds.size() < 2 || labels * 3 < grid_.rows.size() * 2) return {};
    int closest = 0;
    for (std::size_t y = 0; y < grid_.rows.size(); ++y)
      if (const auto label = label_of(grid_.at(y, 0)); label && label->role == Role::Work)
        closest = std::max(closest, label->closeness);
    TableRow card;
    for (std::size_t y = 0; y < grid_.rows.size(); ++y) {
      const auto label = label_of(grid_.at(y, 0));
      if (!label) continue;
      const bool work = label->role == Role::Work && label->closeness == closest;
      if (work && !card.text.empty()) cards.push_back(std::exchange(card, {}));
      put(card, *label, grid_.at(y, 1), work);
    }
    if (!card.text.empty()) cards.push_back(std::move(card));
    return cards;
  }

  static void put(TableRow& row, const Label& label, View words, bool work) {
    switch (label.role) {
      case Role::Number: row.number = Chars(words); break;
      case Role::Work:
      case Role::Group:
        if (work)
          row.text = Chars(words);
        else if (is_number(words))
          row.number = Chars(words);
        else
          add_line(row.group, words);
        break;
      case Role::Lead:
      case Role::Responsible: row.units.add(read_units(words, label.role)); break;
      case Role::Limit: add_line(row.limits, words); break;
      case Role::Basis: add_line(row.basis, words); break;
      case Role::Other: break;
    }
  }

  void take(std::size_t y) {
    if (spans_all(grid_, y)) {
      if (grid_.rows[y].front().cell == last_section_ || grid_.at(y, 0).empty()) return;
      last_section_ = grid_.rows[y].front().cell;
      last_work_ = -1;
      rows_.push_back({.section = Chars(grid_.at(y, 0))});
      return;
    }
    if (is_head(grid_, y, roles_of(grid_, y))) return;  // repeated on a new page
    std::size_t from = *work_;
    View words = grid_.at(y, from);
    if (words.empty()) {  // a task without particulars stands in the broader column
      for (std::size_t x = 0; x < grid_.columns; ++x)
        if (roles_[x] && roles_[x]->role == Role::Work && !grid_.at(y, x).empty() &&
            grid_.rows[y][x].cell != last_broad_)
          from = x, words = grid_.at(y, x);
      if (words.empty()) return;
      last_broad_ = grid_.rows[y][from].cell;
    }
    const int cell = grid_.rows[y][from].cell;
    const bool more = cell == last_work_;
    last_work_ = cell;
    if (!more) rows_.emplace_back();
    auto& row = rows_.back();
    int last = -1;
    for (std::size_t x = 0; x < grid_.columns; ++x) {
      const int here = grid_.rows[y][x].cell;
      if (here < 0 || here == last || here == cell) continue;
      last = here;
      if (roles_[x])
        put(row, *roles_[x], grid_.at(y, x), false);
      else if (x < from)
        put(row, {Role::Group}, grid_.at(y, x), false);
    }
    row.text = Chars(words);
  }

  Grid grid_ = {};
  Roles roles_ = {};
  std::optional<std::size_t> work_ = {};
  int last_work_ = -1;
  int last_broad_ = -1;
  int last_section_ = -1;
  std::vector<TableRow> rows_ = {};
};

}  // namespace

std::vector<TableRow> read_rows(const content::Block& table) { return Rows(table).read(); }

}  // namespace dl::plans
