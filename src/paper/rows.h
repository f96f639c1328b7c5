// The body of a letter as rows of the grid: addressee, paragraphs, headings, tables, names of attachments.
#pragma once

#include "paper/letter.h"
#include "paper/pages.h"
#include "paper/typesetter.h"

namespace dl::paper {

/// A line of text in a row, `x` from the left edge of the 版心.
struct Piece {
  Line line = {};
  double x = 0;
};

struct Row {
  RowKind kind = RowKind::Text;
  std::vector<Piece> pieces = {};
  bool begins = false;  ///< the first row of an entry of a table
  bool ends = false;    ///< its last
};

/// Where the second column of a table begins.
inline constexpr double kFactColumn = 8 * kPitch;

std::vector<Row> rows_of(const Letter& letter, Typesetter& typesetter);

}  // namespace dl::paper
