// The words of a document as lists of work search them: any part of the title or of the number, however short.
//
// Beside each document stand the three-character pieces of its words, kept by the transaction that changes it.
// They find the few documents that can hold a part; whether one does is always asked of the words themselves.
// docs/adr/0007-words-of-work.md says why so.
#pragma once

#include <optional>
#include <string>

#include "db/session.h"

namespace dl::publications {

/// A title and a number in the form that is searched: ASCII in lower case, one kind of bracket, a line each.
std::string words_of(std::string_view title, std::string_view number);
/// What somebody typed, in the same form.
std::string part_of_words(std::string_view typed);

/// Writes the words of a document and their pieces anew, if they are others than before.
Outcome<void> keep_words(db::Session& session, std::int64_t document, const std::string& before,
                         const std::string& after);

/// Pieces from `low` up to and without `high`.
struct Pieces {
  std::string low = {};
  std::string high = {};
};
/// Pieces of which each document with this part has one, when so few documents have them that it is quicker to
/// look at those than to walk the list; nothing for a common part or none.
Outcome<std::optional<Pieces>> find_rare_pieces(db::Session& session, const std::string& part);

/// The condition that the part stands in the words of `document`.
db::Sql holds_part(db::Engine engine, const std::string& part);

}  // namespace dl::publications
