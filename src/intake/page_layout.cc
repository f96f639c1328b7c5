#include "intake/page_layout.h"

#include <cmath>

#include "base/text.h"
#include "intake/head_line.h"
#include "intake/page_rows.h"
#include "intake/scan.h"
#include "intake/text_page.h"

namespace dl::intake {

namespace {

constexpr std::size_t kLong = 15;  ///< characters of a row that tells where the margins are

/// Where the lines of a page or column begin and end.
struct Margins {
  double left = 0;
  double right = 0;
  std::size_t rows = 0;    ///< long ones that they were learnt from
  bool is_cutting = true;  ///< lines go as far as the paper lets them
};

/// The outermost of these edges that others are close to; what stands out alone is no margin.
double common_edge(std::vector<double>& edges, double em, bool right) {
  constexpr std::size_t kFew = 6;
  std::ranges::sort(edges, [right](double a, double b) { return right ? a > b : a < b; });
  for (std::size_t i = 0; edges.size() > kFew && i < std::min(edges.size() / 3, edges.size() - 1); ++i)
    if (std::abs(edges[i] - edges[i + 1]) < em) return edges[i];
  return edges.front();
}

Margins margins_of(const std::vector<PlacedRow>& rows) {
  Margins found;
  std::vector<double> lefts, rights;
  for (const auto& row : rows) {
    lefts.push_back(row.left());
    if (row.segments.size() == 1 && row.segments.front().text.size() >= kLong) rights.push_back(row.right());
  }
  found.rows = rights.size();
  if (!lefts.empty()) found.left = common_edge(lefts, rows.front().em(), false);
  found.right = rights.empty() ? -HUGE_VAL : common_edge(rights, rows.front().em(), true);
  return found;
}

/// Rows of a column become lines; cut ones are put together, over the end of a page too.
class Writer {
 public:
  explicit Writer(Draft& draft) : draft_(draft) {}

  void write(const Column& column, const Margins& margins, double pitch) {
    const auto& rows = column.rows;
    for (std::size_t i = 0; i < rows.size() && !draft_.tally.full();) {
      bool above = i > 0;
      auto table = rows[i].segments.size() > 1 ? table_at(rows, i) : PlacedTable{};
      if (!table.rows.empty()) {
        add_table(std::move(table.rows), !above);
        i = table.end;
        continue;
      }
      gap_ = above && rows[i].top - rows[i - 1].top > pitch * 1.45;
      add_row(rows[i], margins, column.narrow);
      ++i;
    }
  }

 private:
  void add_row(const PlacedRow& row, const Margins& margins, bool narrow) {
    auto text = row.text();
    draft_.tally.characters += text.size();
    const auto em = row.em();
    bool full = margins.is_cutting && row.right() > margins.right - 1.6 * em && row.right() - row.left() > 8 * em;
    auto left = row.left() - margins.left, right = margins.right - row.right();
    // A line that ends a sentence may end its paragraph; then the next one begins where it began.
    bool begins_alike = first_ && std::abs(row.left() - left_) < em / 2;
    bool indented = left > em || (begins_alike && !draft_.lines.empty() && draft_.lines.back().is_text() &&
                                  ends_sentence(draft_.lines.back().text.back()));
    bool same_size = em > em_ * 0.8 && em < em_ * 1.25;
    if (full_ && !indented && !gap_ && same_size && goes_on(text)) {
      join(draft_.lines.back(), text);
      first_ = false;
    } else {
      Line line = text_line(text);
      line.indent = static_cast<std::size_t>(std::clamp(std::round(left / (em / 2)), 0.0, 400.0));
      line.centered = !narrow && !full && left > 2 * em && std::abs(left - right) < 2 * em;
      line.gap = gap_;
      draft_.lines.push_back(std::move(line));
      draft_.tally.lines = draft_.lines.size();
      first_ = true;
      left_ = row.left();
    }
    full_ = full && !draft_.lines.back().centered;
    em_ = em;
  }

  bool goes_on(View next) const {
    const auto& line = draft_.lines.back();
    if (!line.is_text() || line.text.empty()) return false;
    return mark_of(next).kind == MarkKind::None || !ends_sentence(line.text.back());
  }

  static void join(Line& line, View next) {
    auto is_word = [](char32_t c) { return c < 0x80 && std::isalnum(static_cast<int>(c)) != 0; };
    if (is_word(line.text.back()) && is_word(next.front()) &&
        (std::isalpha(static_cast<int>(line.text.back())) != 0 || std::isalpha(static_cast<int>(next.front())) != 0))
      line.text += U' ';
    line.text += next;
  }

  /// A table at the head of a page goes on with the one at the foot of the page before.
  void add_table(std::vector<content::Row> rows, bool at_head) {
    auto width = [](const content::Row& row) {
      int sum = 0;
      for (const auto& cell : row.cells) sum += cell.column_span;
      return sum;
    };
    for (const auto& row : rows) draft_.tally.cells += row.cells.size();
    full_ = false;
    if (at_head && !draft_.lines.empty() && draft_.lines.back().kind == LineKind::Table) {
      auto& above = draft_.lines.back().block.rows;
      if (width(above.front()) == width(rows.front())) {
        std::size_t from = rows.front() == above.front() ? 1 : 0;  // the head of the table, said again
        above.insert(above.end(), rows.begin() + static_cast<std::ptrdiff_t>(from), rows.end());
        return;
      }
    }
    Line line;
    line.kind = LineKind::Table;
    line.block = {.kind = content::BlockKind::Table, .rows = std::move(rows)};
    draft_.lines.push_back(std::move(line));
    draft_.tally.lines = draft_.lines.size();
  }

  Draft& draft_;
  bool full_ = false;   ///< the last row went to the right margin
  bool gap_ = false;    ///< an empty line stands before the next row
  bool first_ = false;  ///< the last row began a paragraph
  double left_ = 0;     ///< where it began
  double em_ = 1;       ///< of the last row
};

bool is_same_place(const PlacedRow& a, const PlacedRow& b) {
  return std::abs(a.top - b.top) < a.em() / 2 && a.text() == b.text();
}

/// What stands at the head or foot of most pages, and the numbers of pages.
void drop_running(std::vector<std::vector<PlacedRow>>& pages, Draft& draft) {
  for (bool foot : {false, true}) {
    for (int round = 0; round < 2; ++round) {
      auto outer = [foot](std::vector<PlacedRow>& rows) { return foot ? std::prev(rows.end()) : rows.begin(); };
      std::map<Chars, std::vector<const PlacedRow*>> said;
      for (auto& rows : pages)
        if (!rows.empty()) said[outer(rows)->text()].push_back(&*outer(rows));
      std::vector<Chars> running;
      for (const auto& [text, rows] : said) {
        auto same = std::ranges::count_if(rows, [&](const auto* row) { return is_same_place(*row, *rows.front()); });
        bool most = same >= 3 && static_cast<std::size_t>(same) * 2 > pages.size();
        if (most && !is_secrecy_mark(text)) running.push_back(text);  // a mark stays in the text, where it is found
      }
      for (const auto& text : running)
        warn_at(draft, kNoLine, "header-dropped",
                fmt::format("每页重复的页眉或页脚{}没有读入，请核对是否属于正文。", quote(text)), text::encode(text));
      for (auto& rows : pages)
        if (rows.size() > 1 &&
            (is_page_number(outer(rows)->text()) || std::ranges::find(running, outer(rows)->text()) != running.end()))
          rows.erase(outer(rows));
    }
  }
}

/// The usual distance from line to line.
double usual_pitch(const std::vector<std::vector<PlacedRow>>& pages) {
  std::vector<double> all;
  for (const auto& rows : pages)
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (auto step = rows[i].top - rows[i - 1].top; step > rows[i].em() * 0.6) all.push_back(step);
  if (all.empty()) return HUGE_VAL;
  auto half = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::ranges::nth_element(all, half);
  return *half;
}

}  // namespace

void lay_out(const std::vector<PlacedPage>& pages, Draft& draft) {
  std::vector<std::vector<PlacedRow>> rows;
  for (const auto& page : pages) rows.push_back(rows_of(page));
  drop_running(rows, draft);
  std::vector<PlacedRow> all;
  for (const auto& page : rows) all.insert(all.end(), page.begin(), page.end());
  const auto pitch = usual_pitch(rows);
  const auto common = margins_of(all);
  Writer writer(draft);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const auto& column : columns_of(std::move(rows[i]))) {
      auto margins = margins_of(column.rows);
      if (!column.narrow && margins.rows < 8) margins = common;
      auto em = column.rows.front().em();
      // On paper the margins are much the same; where they are not, lines end where they are meant to.
      margins.is_cutting = column.narrow || pages[i].width - margins.right < std::max(margins.left, 0.0) + 6 * em;
      writer.write(column, margins, pitch);
    }
  }
}

}  // namespace dl::intake
