#include "records/word_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "base/text.h"

namespace dl::records {
namespace {

/// Of a question more than so many pairs tell nothing more.
constexpr std::size_t kMostPairs = 32;

/// Two neighbours, the first in the upper half.
using Pair = std::uint64_t;

std::vector<Pair> all_pairs(std::string_view text) {
  std::vector<Pair> pairs;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    const auto letters = text::decode(word);
    for (std::size_t i = 1; i < letters.size(); ++i) pairs.push_back(Pair{letters[i - 1]} << 32U | Pair{letters[i]});
  }
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

std::string written(const std::vector<Pair>& pairs, std::string_view between) {
  std::string text;
  for (const auto pair : pairs) {
    if (!text.empty()) text += between;
    fmt::format_to(std::back_inserter(text), "{:x}g{:x}", pair >> 32U, pair & 0xffffffffU);
  }
  return text;
}

}  // namespace

WordIndex word_index_of(const std::string& table, db::Engine engine) {
  WordIndex index{.engine = engine};
  if (engine == db::Engine::Sqlite) {
    index.creation = fmt::format("CREATE VIRTUAL TABLE {} USING fts5(pairs, content='', detail='none')", table);
    index.insertion.one = fmt::format("INSERT INTO {} (rowid, pairs) VALUES (?, ?)", table);
    index.removal = fmt::format("INSERT INTO {} ({}, rowid, pairs) VALUES ('delete', ?, ?)", table, table);
    index.match = fmt::format("SELECT rowid AS _of FROM {} WHERE {} MATCH ?", table, table);
    index.compared = "instr(_words, ?) > 0";
    index.found_in = fmt::format("IN ({})", index.match);
    return index;
  }
  index.creation = fmt::format("CREATE TABLE {} (_entry BIGINT PRIMARY KEY, pairs TEXT[] NOT NULL)", table);
  index.indexing = fmt::format("CREATE INDEX IF NOT EXISTS {}_pairs ON {} USING gin (pairs)", table, table);
  index.insertion.one = fmt::format("INSERT INTO {} (_entry, pairs) VALUES (?, string_to_array(?, ' '))", table);
  index.insertion.many = fmt::format(
      "INSERT INTO {} (_entry, pairs) SELECT entry, string_to_array(words, ' ') FROM unnest(CAST(? AS bigint[]), "
      "CAST(? AS text[])) AS n (entry, words)",
      table);
  index.removal = fmt::format("DELETE FROM {} WHERE _entry = ? AND ? <> '-'", table);
  index.match = fmt::format("SELECT _entry AS _of FROM {} WHERE pairs @> string_to_array(?, ' ')", table);
  index.compared = "strpos(_words, ?) > 0";
  index.found_in = fmt::format("= ANY (ARRAY({}))", index.match);
  return index;
}

std::string WordIndex::pairs_to_match(std::string_view word) const {
  auto pairs = all_pairs(word);
  pairs.resize(std::min(pairs.size(), kMostPairs));
  return written(pairs, engine == db::Engine::Sqlite ? " AND " : " ");
}

bool WordIndex::tells_all(std::string_view text) {
  std::istringstream words{std::string(text)};
  std::size_t pairs = 0;
  for (std::string word; words >> word; ++pairs)
    if (text::decode(word).size() != 2) return false;
  return pairs <= kMostPairs;
}

std::string pairs_of(std::string_view text) { return written(all_pairs(text), " "); }

}  // namespace dl::records
