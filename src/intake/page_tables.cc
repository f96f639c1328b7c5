// Tables of pages: rows whose words stand below each other with gaps between.
#include "base/text.h"
#include "intake/page_rows.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr std::size_t kMostColumns = 60;

struct Stretch {
  double begin = 0;
  double end = 0;
};

/// What the words of these rows cover from left to right; what lies between are the gaps of all of them.
std::vector<Stretch> covered(const std::vector<PlacedRow>& rows, std::size_t from, std::size_t end, std::size_t least) {
  std::vector<Stretch> all;
  for (auto i = from; i < end; ++i)
    if (rows[i].segments.size() >= least)
      for (const auto& segment : rows[i].segments) all.push_back({segment.left, segment.right});
  std::ranges::sort(all, {}, &Stretch::begin);
  std::vector<Stretch> merged;
  for (const auto& each : all) {
    if (!merged.empty() && each.begin < merged.back().end)
      merged.back().end = std::max(merged.back().end, each.end);
    else
      merged.push_back(each);
  }
  return merged;
}

/// The commonest number of segments among rows with several; the larger one of two as common.
std::size_t usual_count(const std::vector<PlacedRow>& rows, std::size_t from, std::size_t end) {
  std::map<std::size_t, std::size_t> counts;
  for (auto i = from; i < end; ++i)
    if (rows[i].segments.size() > 1) ++counts[rows[i].segments.size()];
  std::size_t best = 0, most = 0;
  for (const auto& [segments, count] : counts)
    if (count >= most) most = count, best = segments;
  return best;
}

/// Behind the rows that may be of one table: with gaps, or a short line between such rows.
std::size_t end_of_gapped(const std::vector<PlacedRow>& rows, std::size_t from) {
  auto end = from;
  auto close = [&](std::size_t i) { return rows[i].top - rows[i - 1].bottom < rows[i].em() * 2.5; };
  while (end < rows.size() && (end == from || close(end))) {
    bool gapped = rows[end].segments.size() > 1;
    bool between = !gapped && end > from && end + 1 < rows.size() && rows[end + 1].segments.size() > 1 &&
                   close(end + 1) &&
                   (rows[end].segments.front().text.size() <= 24 || rows[end].segments.front().pieces.size() > 1);
    if (!gapped && !between) break;
    ++end;
  }
  return end;
}

void put(content::Cell& cell, const Chars& words) {
  if (cell.runs.empty()) cell.runs.emplace_back();
  auto& text = cell.runs.front().text;
  auto more = text::encode(trimmed(words));
  bool apart = !text.empty() && (static_cast<unsigned char>(text.back()) < 0x80) && !more.empty() &&
               static_cast<unsigned char>(more.front()) < 0x80;
  text += (apart ? " " : "") + more;
}

/// Cuts segments where columns meet in the gap between two of their words.
std::vector<Segment> cut_at(const std::vector<Stretch>& columns, const std::vector<Segment>& segments) {
  std::vector<Segment> cut;
  for (const auto& segment : segments) {
    bool first = true;
    for (const auto& piece : segment.pieces) {
      bool meet = false;
      for (std::size_t k = 0; !first && k + 1 < columns.size(); ++k)
        meet = meet || std::max(cut.back().right, columns[k].end) <= std::min(piece.left, columns[k + 1].begin);
      if (first || meet) {
        cut.push_back({piece.left, piece.right, piece.text});
      } else {
        cut.back().text += U" " + piece.text;
        cut.back().right = piece.right;
      }
      first = false;
    }
  }
  return cut;
}

/// A row of cells; a segment that lies over several columns spans them.
content::Row row_of(const std::vector<Segment>& segments, const std::vector<Stretch>& columns) {
  content::Row out;
  std::size_t column = 0;
  for (const auto& segment : segments) {
    auto first = column;
    while (first + 1 < columns.size() && columns[first].end <= segment.left) ++first;
    auto last = first;
    while (last + 1 < columns.size() && columns[last + 1].begin < segment.right) ++last;
    if (column >= columns.size()) {  // behind the last column: with the words before it
      put(out.cells.back(), U" " + segment.text);
      continue;
    }
    for (; column < first; ++column) out.cells.emplace_back();
    put(out.cells.emplace_back(), segment.text);
    out.cells.back().column_span = static_cast<int>(last - first + 1);
    column = last + 1;
  }
  for (; column < columns.size(); ++column) out.cells.emplace_back();
  return out;
}

/// A row as it stands on the page, one cell a column.
struct Slice {
  double top = 0;
  double bottom = 0;
  content::Row row = {};

  bool spans() const {
    return std::ranges::any_of(row.cells, [](const auto& cell) { return cell.column_span > 1; });
  }
  bool has(std::size_t column) const { return column < row.cells.size() && !row.cells[column].runs.empty(); }
};

bool is_number(const content::Cell& cell) {
  auto words = squeezed(text::decode(content::text_of(cell.runs)));
  return !words.empty() &&
         std::ranges::all_of(words, [](char32_t c) { return is_ascii_digit(half(c)) || is_one_of(half(c), U".,%-+"); });
}

/// Whether two rows of the page are one of the table, of which cells have several lines: nearer than rows are, and
/// neither has its own number in the same column as the other, nor words in all the columns that the other has.
bool is_one_row(const Slice& above, const Slice& below, double wide_gap) {
  if (above.spans() || below.spans() || above.row.cells.size() != below.row.cells.size()) return false;
  const auto height = below.bottom - below.top, gap = below.top - above.bottom;
  if (gap >= height * 0.8 || wide_gap - gap <= height * 0.3) return false;
  bool lacks = false;
  for (std::size_t k = 0; k < above.row.cells.size(); ++k) {
    if (is_number(above.row.cells[k]) && is_number(below.row.cells[k])) return false;
    lacks = lacks || above.has(k) != below.has(k);
  }
  return lacks;
}

void add_words(content::Row& row, const content::Row& more) {
  for (std::size_t k = 0; k < row.cells.size() && k < more.cells.size(); ++k)
    if (auto words = content::text_of(more.cells[k].runs); !words.empty()) put(row.cells[k], text::decode(words));
}

/// The room between rows, where some lines stand nearer to each other: the third quartile.
double wide_gap_of(const std::vector<Slice>& slices) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < slices.size(); ++i) gaps.push_back(slices[i].top - slices[i - 1].bottom);
  if (gaps.empty()) return 0;
  auto quartile = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() * 3 / 4);
  std::ranges::nth_element(gaps, quartile);
  return *quartile;
}

}  // namespace

PlacedTable table_at(const std::vector<PlacedRow>& rows, std::size_t from) {
  PlacedTable table;
  auto end = end_of_gapped(rows, from);
  auto usual = usual_count(rows, from, end);
  if (end - from < 2 || (end - from < 3 && usual < 3)) return table;
  auto columns = covered(rows, from, end, usual);
  if (columns.size() < 2 || columns.size() + 1 < usual || columns.size() > kMostColumns) return table;
  // Words between the columns of others: the rows only happen to have gaps.
  auto fits = [&](const PlacedRow& row) { return row.segments.size() <= columns.size(); };
  if (static_cast<std::size_t>(std::count_if(rows.begin() + static_cast<std::ptrdiff_t>(from),
                                             rows.begin() + static_cast<std::ptrdiff_t>(end), fits)) *
          4 <
      (end - from) * 3)
    return table;
  std::vector<Slice> slices;
  for (auto i = from; i < end; ++i)
    slices.push_back({rows[i].top, rows[i].bottom, row_of(cut_at(columns, rows[i].segments), columns)});
  const auto wide_gap = wide_gap_of(slices);
  Slice whole = std::move(slices.front());
  for (std::size_t i = 1; i < slices.size(); ++i) {
    if (is_one_row(whole, slices[i], wide_gap)) {
      add_words(whole.row, slices[i].row);
      whole.bottom = std::max(whole.bottom, slices[i].bottom);
    } else {
      table.rows.push_back(std::exchange(whole, std::move(slices[i])).row);
    }
  }
  table.rows.push_back(std::move(whole.row));
  table.end = end;
  return table;
}

}  // namespace dl::intake
