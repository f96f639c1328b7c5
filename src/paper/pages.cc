#include "paper/pages.h"

#include <algorithm>

namespace dl::paper {

namespace {

constexpr std::size_t kTaken = 2;  ///< rows of the body that go along with a signature

bool stands_last(RowKind kind) { return kind != RowKind::Heading && kind != RowKind::Entry; }

/// How many rows go to the page of the signature: what begins there is not blank, and one row stays.
std::size_t rows_to_take(std::span<const RowKind> rows, const PageSpan& page) {
  const auto there = page.to - page.from;
  if (there < 2) return 0;
  auto taken = std::min(kTaken, there - 1);
  while (taken + 1 < there && rows[page.to - taken] == RowKind::Blank) ++taken;
  return taken;
}

}  // namespace

std::vector<PageSpan> break_pages(std::span<const RowKind> rows, std::size_t first_slot, std::size_t tail) {
  std::vector<PageSpan> pages{{0, 0, first_slot}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto slot = pages.back().end_slot();
    if (slot >= kRows || (slot + 1 == kRows && !stands_last(rows[i]))) pages.push_back({i, i, 0});
    auto& page = pages.back();
    if (rows[i] == RowKind::Blank && page.from == page.to && page.slot == 0) page.from = i + 1;
    page.to = i + 1;
  }
  if (pages.back().end_slot() + tail > kRows) {
    const auto last = pages.back();
    const auto taken = rows_to_take(rows, last);
    pages.back().to -= taken;
    pages.push_back({last.to - taken, last.to, 0});
  }
  return pages;
}

}  // namespace dl::paper
