// The inverted index behind the search of a register: which rows have all pairs of characters of a word.
//
// Each engine has its own, FTS5 and GIN; both are fed the same pairs, written in ASCII so that no tokenizer and no
// locale has an opinion of them. It finds more than a word ("abc" in "bc ab"), so whoever asks compares the words
// themselves. Statements alone; pure.
#pragma once

#include <string>
#include <string_view>

#include "db/rows.h"

namespace dl::records {

struct WordIndex {
  std::string creation = {};
  std::string indexing = {};     ///< behind it, where the engine needs one
  db::Insertion insertion = {};  ///< of an entry and its pairs
  std::string removal = {};      ///< of an entry and the pairs that it had
  std::string match = {};        ///< a select of entries, as _of, by pairs_to_match()
  std::string compared = {};     ///< that _words has a word in it, both folded
  std::string found_in = {};     ///< behind an entry: that it is one of them, which are found first
  db::Engine engine = db::Engine::Sqlite;

  /// The pairs of a word, as `match` takes them; empty for a word that has none.
  std::string pairs_to_match(std::string_view word) const;
  /// Whether these words are pairs themselves, so that whatever matches has them.
  static bool tells_all(std::string_view words);
};

WordIndex word_index_of(const std::string& table, db::Engine engine);

/// All pairs of characters in the words of a text, parted by space; each once.
std::string pairs_of(std::string_view text);

}  // namespace dl::records
