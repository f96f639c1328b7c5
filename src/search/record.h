// What callers feed the index with, and nothing else: search knows of no publications.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"

namespace dl::search {

/// One thing that can be found. `id` names it for ever: putting a record again replaces the older one.
/// Ids go from 1 to 4,294,967,294; of equally good results the one with the larger id comes first.
struct Record {
  std::int64_t id = 0;
  std::string title = {};
  std::string document_number = {};  ///< 文号, in any of its spellings; empty for none
  std::string index_number = {};     ///< 索引号; empty for none
  std::string body = {};             ///< plain text; what is beyond 2 MiB is not indexed
  std::string address = {};          ///< where the page is, handed back with each hit

  std::int64_t agency = 0;
  std::int64_t column = 0;
  int year = 0;
  std::string kind = {};  ///< 文种 or sort of content; a short stable word
  Instant published_at = {};

  /// Further exact words to filter by, such as "theme:政务公开". They are not counted as facets.
  std::vector<std::string> marks = {};
};

}  // namespace dl::search
