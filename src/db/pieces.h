// Any part of some words, however short, by pieces of three characters in a plain table beside the rows they are of.
//
// Whoever changes the words of a row keeps their pieces in the same transaction. Pieces find the few rows that can hold
// a part; whether one does is always asked of the words themselves. docs/adr/0007-words-of-work.md says why so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/session.h"

namespace dl::db {

/// A table of `piece` TEXT, in the order of its bytes, and the number of the row that has it in its words; both are its
/// key.
struct PieceTable {
  Literal name;
  Literal row;  ///< the column of that number
};

/// Writes the pieces of a row anew, from those of the words that it had; whoever has none yet had "".
Outcome<void> keep_pieces(Session& session, const PieceTable& table, std::int64_t row, std::string_view before,
                          std::string_view after);

/// Pieces from `low` up to and without `high`.
struct Pieces {
  std::string low = {};
  std::string high = {};
};
/// Pieces of which each row with this part has one, when so few rows have them that it is quicker to look at those than
/// to walk the list; nothing for a common part or none.
Outcome<std::optional<Pieces>> find_rare_pieces(Session& session, const PieceTable& table, std::string_view part);

/// A select of the rows that have one of the pieces, each once, as `found`.
Sql rows_with(const PieceTable& table, const Pieces& pieces);

}  // namespace dl::db
