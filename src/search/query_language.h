// What people may write into the search field, read into phrases. Pure; takes any bytes.
//
//   城市管理 公园        both must be there, each as written
//   "县级以上人民政府"    the same, and it stays required when nothing is found and the search is loosened
//   -停车               without this
//   十政务公开发[2020]1号 a 文号 in any brackets: the document that bears it comes first
//   000014349/2020-10036 a 索引号, likewise
//
// Words that mean the same are found, too, where they are not quoted (wordings.h).
// Punctuation parts words and is otherwise ignored. A query of exclusions alone is read as plain words.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/numbers.h"

namespace dl::search {

inline constexpr std::size_t kQueryCharacters = 200;  ///< what is beyond is ignored
inline constexpr std::size_t kQueryRuns = 24;

/// One word or quoted phrase of the query: runs of folded word characters.
struct Phrase {
  std::vector<std::u32string> runs = {};
  bool adjacent = false;  ///< the runs must follow each other with nothing but punctuation between
  bool required = false;  ///< was quoted: stays when the search is loosened
  bool excluded = false;
  std::vector<std::vector<std::u32string>> others = {};  ///< for each run other ways of saying it; empty for none

  friend bool operator==(const Phrase&, const Phrase&) = default;
};

struct ParsedQuery {
  std::vector<Phrase> phrases = {};
  std::optional<FoundNumber> number = {};
  std::string index_number = {};  ///< a term of index_number_term, empty for none

  bool empty() const { return phrases.empty(); }
};

ParsedQuery parse_query(std::string_view text);

}  // namespace dl::search
