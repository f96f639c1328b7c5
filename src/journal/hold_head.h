// Standing still at a point of the journal.
#pragma once

#include "journal/journal.h"

namespace dl::journal {

/// The last entry's sequence and hash.
struct Point {
  std::int64_t sequence = 0;
  std::string hash = {};
};

/// Nobody else appends until this transaction is over, so what is read from here on, in however many statements, is the
/// state that the entry stands for.
Outcome<Point> hold_head(Transaction& transaction);

}  // namespace dl::journal
