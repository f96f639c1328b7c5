// What callers feed the index with, and nothing else: search knows of no publications.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace dl::search {

/// The largest number of a record, and how many sources there may be: together they are the 32 bits that the engine
/// has.
inline constexpr std::int64_t kLargestNumber = (std::int64_t{1} << 27) - 2;
inline constexpr int kMostSources = 32;

/// Which thing a record is of: its number, from 1 to kLargestNumber, among those of its source. What a source is,
/// documents or entries of registers, only the feeder knows (Index::open).
struct RecordId {
  std::int64_t number = 0;
  int source = 0;

  friend auto operator<=>(const RecordId&, const RecordId&) = default;
};

/// Which of equally fitting records comes first.
enum class Standing : std::uint8_t {
  First,
  After,  ///< what explains another, or holds no longer
};

/// One thing that can be found. `id` names it for ever: putting a record again replaces the older one.
/// Of equally good results the one with the later source and the larger number comes first.
struct Record {
  RecordId id = {};
  std::string title = {};
  std::string document_number = {};  ///< 文号, in any of its spellings; empty for none
  std::string index_number = {};     ///< 索引号; empty for none
  std::string body = {};             ///< plain text; what is beyond 2 MiB is not indexed
  std::string address = {};          ///< where the page is on its site, handed back with each hit

  std::int64_t agency = 0;
  std::int64_t column = 0;
  int year = 0;
  std::string kind = {};  ///< 文种 or sort of content; a short stable word
  Instant published_at = {};
  std::string validity = {};  ///< 效力状态, a short stable word, handed back with each hit
  Standing standing = Standing::First;
  std::optional<Date> ends_on = {};  ///< the first day on which it holds no longer and comes after others

  /// Further exact words to filter by, such as "theme:政务公开". They are not counted as facets.
  std::vector<std::string> marks = {};
};

}  // namespace dl::search
