// The words of a document as lists of work search them: any part of the title or of the number, however short.
//
// Beside each document stand the three-character pieces of its words (db/pieces.h), kept by the transaction that
// changes it.
#pragma once

#include <optional>
#include <string>

#include "db/pieces.h"

namespace dl::publications {

/// A title and a number in the form that is searched: ASCII in lower case, one kind of bracket, a line each.
std::string words_of(std::string_view title, std::string_view number);
/// What somebody typed, in the same form.
std::string part_of_words(std::string_view typed);

/// Writes the words of a document and their pieces anew, if they are others than before.
Outcome<void> keep_words(db::Session& session, std::int64_t document, const std::string& before,
                         const std::string& after);

/// As db::find_rare_pieces, of the words of documents.
Outcome<std::optional<db::Pieces>> find_rare_pieces(db::Session& session, const std::string& part);

/// The condition that the part stands in the words of `document`.
db::Sql holds_part(db::Engine engine, const std::string& part);

}  // namespace dl::publications
