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
  if (engine == db::Engine::Sqlite)
    return {.creation = fmt::format("CREATE VIRTUAL TABLE {} USING fts5(pairs, content='', detail='none')", table),
            .insertion = fmt::format("INSERT INTO {} (rowid, pairs) VALUES (?, ?)", table),
            .removal = fmt::format("INSERT INTO {} ({}, rowid, pairs) VALUES ('delete', ?, ?)", table, table),
            .match = fmt::format("SELECT rowid AS _entry FROM {} WHERE {} MATCH ?", table, table),
            .engine = engine};
  return {.creation = fmt::format("CREATE TABLE {} (_entry BIGINT PRIMARY KEY, pairs TEXT[] NOT NULL)", table),
          .indexing = fmt::format("CREATE INDEX {}_pairs ON {} USING gin (pairs)", table, table),
          .insertion = fmt::format("INSERT INTO {} (_entry, pairs) VALUES (?, string_to_array(?, ' '))", table),
          .removal = fmt::format("DELETE FROM {} WHERE _entry = ? AND ? <> '-'", table),
          .match = fmt::format("SELECT _entry FROM {} WHERE pairs @> string_to_array(?, ' ')", table),
          .engine = engine};
}

std::string WordIndex::pairs_to_match(std::string_view word) const {
  std::vector<std::string> pairs;
  for (auto& pair : all_pairs(word))
    if (pairs.size() < kMostPairs) pairs.push_back(pair);
  return fmt::format("{}", fmt::join(pairs, engine == db::Engine::Sqlite ? " AND " : " "));
}

std::string pairs_of(std::string_view text) { return fmt::format("{}", fmt::join(all_pairs(text), " ")); }

}  // namespace dl::records
