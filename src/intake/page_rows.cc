#include "intake/page_rows.h"

#include <cmath>

#include "base/text.h"
#include "intake/scan.h"
#include "intake/script.h"

namespace dl::intake {

namespace {

constexpr double kGap = 1.35;      ///< em: more is no space between words
constexpr std::size_t kNear = 12;  ///< rows that a word is tried against

double overlap(double a_begin, double a_end, double b_begin, double b_end) {
  return std::min(a_end, b_end) - std::max(a_begin, b_begin);
}

Chars spaces(double gap, double em) {
  return Chars(static_cast<std::size_t>(std::clamp(std::round(gap / (em / 2)), 1.0, 40.0)), U' ');
}

struct Gathered {
  double top = 0;
  double bottom = 0;
  std::vector<const PlacedWord*> words = {};
};

/// Whether a word is on the height of a row; a small one beside it counts, raised or lowered.
bool is_on(const PlacedWord& word, const Gathered& row) {
  auto common = overlap(word.top, word.bottom(), row.top, row.bottom);
  return common * 2 > std::min(word.height, row.bottom - row.top);
}

/// A small word close behind another one, above or below its middle.
Script script_of(const PlacedWord& word, const PlacedWord& before, double em) {
  if (word.height > before.height * 0.8 || word.left - before.right() > em * 0.3) return Script::Plain;
  auto off = word.middle() - before.middle();
  if (off < -0.08 * em) return Script::Super;
  return off > 0.08 * em ? Script::Sub : Script::Plain;
}

PlacedRow row_of(Gathered& gathered) {
  auto& words = gathered.words;
  std::ranges::stable_sort(words, {}, &PlacedWord::left);
  PlacedRow row{.top = gathered.top, .bottom = gathered.bottom};
  const auto em = row.em();
  const PlacedWord* before = nullptr;
  for (const auto* word : words) {
    auto text = word->text;
    auto gap = before == nullptr ? 0 : word->left - before->right();
    auto script = before == nullptr ? Script::Plain : script_of(*word, *before, em);
    if (script != Script::Plain) text = as_script(text, script).value_or(text);
    if (before == nullptr || gap > em * kGap) {
      row.segments.push_back({word->left, word->right(), text, {{word->left, word->right(), text}}});
    } else {
      auto& segment = row.segments.back();
      const bool apart = script == Script::Plain && gap > em * 0.1;
      if (apart) segment.text += spaces(gap, em);
      segment.text += text;
      if (apart) {
        segment.pieces.push_back({word->left, word->right(), text});
      } else {
        segment.pieces.back().text += text;
        segment.pieces.back().right = word->right();
      }
      segment.right = std::max(segment.right, word->right());
    }
    if (script == Script::Plain) before = word;
  }
  return row;
}

}  // namespace

Chars PlacedRow::text() const {
  Chars all;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (i > 0) all += spaces(segments[i].left - segments[i - 1].right, em());
    all += segments[i].text;
  }
  return all;
}

std::vector<PlacedRow> rows_of(const PlacedPage& page) {
  std::vector<const PlacedWord*> words;
  for (const auto& word : page.words)
    if (!squeezed(word.text).empty() && word.height > 0 && word.width >= 0) words.push_back(&word);
  // The tall ones first where they begin at one height: small raised words join them, not the other way round.
  std::ranges::stable_sort(words, [](const auto* a, const auto* b) { return a->middle() < b->middle(); });
  std::vector<Gathered> gathered;
  for (const auto* word : words) {
    Gathered* home = nullptr;
    for (std::size_t i = 0; i < std::min(kNear, gathered.size()) && home == nullptr; ++i)
      if (auto& row = gathered[gathered.size() - 1 - i]; is_on(*word, row)) home = &row;
    if (home == nullptr) home = &gathered.emplace_back(Gathered{word->top, word->bottom()});
    if (word->height > home->bottom - home->top) home->top = word->top, home->bottom = word->bottom();
    home->words.push_back(word);
  }
  std::vector<PlacedRow> rows;
  for (auto& row : gathered) rows.push_back(row_of(row));
  std::ranges::stable_sort(rows, {}, &PlacedRow::top);
  return rows;
}

namespace {

constexpr std::size_t kLeastOfAColumn = 6;  ///< rows

double usual_em(const std::vector<PlacedRow>& rows) {
  std::vector<double> all;
  for (const auto& row : rows) all.push_back(row.em());
  if (all.empty()) return 1;
  auto half = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::ranges::nth_element(all, half);
  return std::max(*half, 1e-6);
}

/// Where, in the middle of the page, fewest words stand.
double emptiest_place(const std::vector<PlacedRow>& rows, double em) {
  double left = rows.front().left(), right = rows.front().right();
  for (const auto& row : rows) left = std::min(left, row.left()), right = std::max(right, row.right());
  const auto step = std::max(em / 2, (right - left) / 400);
  double best = (left + right) / 2;
  auto fewest = SIZE_MAX;
  for (auto at = left + (right - left) * 0.3; at < left + (right - left) * 0.7; at += step) {
    std::size_t crossing = 0;
    for (const auto& row : rows)
      for (const auto& segment : row.segments)
        if (segment.left < at + em / 4 && segment.right > at - em / 4) ++crossing;
    bool nearer = std::abs(at - (left + right) / 2) < std::abs(best - (left + right) / 2);
    if (crossing < fewest || (crossing == fewest && nearer)) fewest = crossing, best = at;
  }
  return best;
}

/// Whether the rows on one side are prose: wide, and many of them reach the same right edge.
bool is_prose_side(const std::vector<PlacedRow>& rows, double em) {
  if (rows.size() < kLeastOfAColumn) return false;
  double left = rows.front().left(), right = rows.front().right();
  for (const auto& row : rows) left = std::min(left, row.left()), right = std::max(right, row.right());
  auto full = std::ranges::count_if(rows, [&](const PlacedRow& row) {
    return row.segments.size() == 1 && row.right() > right - 2 * em && row.right() - row.left() > (right - left) * 0.7;
  });
  return right - left > 10 * em && static_cast<std::size_t>(full) * 2 >= rows.size();
}

}  // namespace

std::vector<Column> columns_of(std::vector<PlacedRow> rows) {
  std::vector<Column> columns;
  if (rows.empty()) return columns;
  const auto em = usual_em(rows);
  const auto gutter = emptiest_place(rows, em);
  auto crosses = [&](const PlacedRow& row) {
    return std::ranges::any_of(row.segments, [&](const Segment& s) { return s.left < gutter && s.right > gutter; });
  };
  Column whole;
  for (std::size_t i = 0; i < rows.size();) {
    auto end = i;
    Column left{.narrow = true}, right{.narrow = true};
    for (; end < rows.size() && !crosses(rows[end]); ++end) {
      PlacedRow halves[2] = {{.top = rows[end].top, .bottom = rows[end].bottom},
                             {.top = rows[end].top, .bottom = rows[end].bottom}};
      for (const auto& segment : rows[end].segments) halves[segment.left < gutter ? 0 : 1].segments.push_back(segment);
      if (!halves[0].segments.empty()) left.rows.push_back(std::move(halves[0]));
      if (!halves[1].segments.empty()) right.rows.push_back(std::move(halves[1]));
    }
    if (is_prose_side(left.rows, em) && is_prose_side(right.rows, em)) {
      if (!whole.rows.empty()) columns.push_back(std::exchange(whole, {}));
      columns.push_back(std::move(left));
      columns.push_back(std::move(right));
      i = end;
      continue;
    }
    for (end = std::max(end, i + 1); i < end; ++i) whole.rows.push_back(std::move(rows[i]));
  }
  if (!whole.rows.empty()) columns.push_back(std::move(whole));
  return columns;
}

}  // namespace dl::intake
