// The rows of a page: words on one height, cut where the gaps are; used by page_layout.h alone.
#pragma once

#include "intake/page_layout.h"

namespace dl::intake {

/// A word where it stands in a row.
struct Piece {
  double left = 0;
  double right = 0;
  Chars text = {};
};

/// Words of a row without a wide gap between them.
struct Segment {
  double left = 0;
  double right = 0;
  Chars text = {};
  std::vector<Piece> pieces = {};
};

struct PlacedRow {
  double top = 0;
  double bottom = 0;
  std::vector<Segment> segments = {};

  double left() const { return segments.front().left; }
  double right() const { return segments.back().right; }
  double em() const { return bottom - top; }
  /// The segments with as many spaces between as there is room for.
  Chars text() const;
};

/// The rows from the top down.
std::vector<PlacedRow> rows_of(const PlacedPage& page);

/// Rows that are read together, one below the other.
struct Column {
  std::vector<PlacedRow> rows = {};
  bool narrow = false;  ///< one of two beside each other
};

/// The rows of a page in the order of reading: what is set in two columns of prose one column after the other.
std::vector<Column> columns_of(std::vector<PlacedRow> rows);

/// The table that begins at `from`, and behind which row it ends; no rows when none begins there.
struct PlacedTable {
  std::vector<content::Row> rows = {};
  std::size_t end = 0;
};
PlacedTable table_at(const std::vector<PlacedRow>& rows, std::size_t from);

}  // namespace dl::intake
