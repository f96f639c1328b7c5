#include "records/word_index.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <sstream>

#include "base/text.h"

namespace dl::records {
namespace {

/// Of a question more than so many pairs tell nothing more.
constexpr std::size_t kMostPairs = 32;

std::set<std::string> all_pairs(std::string_view text) {
  std::set<std::string> pairs;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    const auto letters = text::decode(word);
    for (std::size_t i = 1; i < letters.size(); ++i)
      pairs.insert(fmt::format("{:x}g{:x}", static_cast<unsigned>(letters[i - 1]), static_cast<unsigned>(letters[i])));
  }
  return pairs;
}

}  // namespace

WordIndex word_index_of(const std::string& table, db::Engine engine) {
  WordIndex index{.engine = engine};
  if (engine == db::Engine::Sqlite) {
    index.creation = fmt::format("CREATE VIRTUAL TABLE {} USING fts5(pairs, content='', detail='none')", table);
    index.insertion.one = fmt::format("INSERT INTO {} (rowid, pairs) VALUES (?, ?)", table);
    index.removal = fmt::format("INSERT INTO {} ({}, rowid, pairs) VALUES ('delete', ?, ?)", table, table);
    index.match = fmt::format("SELECT rowid AS _of FROM {} WHERE {} MATCH ?", table, table);
    index.found_in = fmt::format("IN ({})", index.match);
    return index;
  }
  index.creation = fmt::format("CREATE TABLE {} (_entry BIGINT PRIMARY KEY, pairs TEXT[] NOT NULL)", table);
  index.indexing = fmt::format("CREATE INDEX {}_pairs ON {} USING gin (pairs)", table, table);
  index.insertion.one = fmt::format("INSERT INTO {} (_entry, pairs) VALUES (?, string_to_array(?, ' '))", table);
  index.insertion.many = fmt::format(
      "INSERT INTO {} (_entry, pairs) SELECT entry, string_to_array(words, ' ') FROM unnest(CAST(? AS bigint[]), "
      "CAST(? AS text[])) AS n (entry, words)",
      table);
  index.removal = fmt::format("DELETE FROM {} WHERE _entry = ? AND ? <> '-'", table);
  index.match = fmt::format("SELECT _entry AS _of FROM {} WHERE pairs @> string_to_array(?, ' ')", table);
  index.found_in = fmt::format("= ANY (ARRAY({}))", index.match);
  return index;
}

std::string WordIndex::pairs_to_match(std::string_view word) const {
  std::vector<std::string> pairs;
  for (auto& pair : all_pairs(word))
    if (pairs.size() < kMostPairs) pairs.push_back(pair);
  return fmt::format("{}", fmt::join(pairs, engine == db::Engine::Sqlite ? " AND " : " "));
}

bool WordIndex::tells_all(std::string_view text) {
  std::istringstream words{std::string(text)};
  std::size_t pairs = 0;
  for (std::string word; words >> word; ++pairs)
    if (text::decode(word).size() != 2) return false;
  return pairs <= kMostPairs;
}

std::string pairs_of(std::string_view text) { return fmt::format("{}", fmt::join(all_pairs(text), " ")); }

}  // namespace dl::records
