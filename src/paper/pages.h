// Which rows of the grid stand on which page. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "paper/geometry.h"

namespace dl::paper {

/// Blank: not at the top of a page. Heading: not alone at its foot. Entry, of a table: not on its last row, where no
/// room for the line below it is.
enum class RowKind : std::uint8_t { Text, Heading, Blank, Entry };

/// The rows [from, to), the first of which stands in `slot` of the page, from 0.
struct PageSpan {
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t slot = 0;

  std::size_t end_slot() const { return slot + to - from; }
};

/// Pages for the rows of a body that begins in `first_slot` of the first page. The last has room for `tail` rows more
/// (signature, seal and date), which stand with words of the body above them: 此页无正文 is not allowed (7.3.5.4).
std::vector<PageSpan> break_pages(std::span<const RowKind> rows, std::size_t first_slot, std::size_t tail);

}  // namespace dl::paper
