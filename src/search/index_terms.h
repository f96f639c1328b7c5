// The prefixed terms and the value slots of a stored record. Kept on disk: see kFormat in stored.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "search/record.h"

namespace dl::search {

inline constexpr unsigned kPublishedSlot = 0;
inline constexpr unsigned kFacetSlot = 1;
inline constexpr unsigned kEndsSlot = 2;          ///< Record::ends_on as text; nothing where there is none
inline constexpr std::size_t kLongestTerm = 200;  ///< bytes; the engine's own limit is 245

inline std::string agency_term(std::int64_t agency) { return fmt::format("A{}", agency); }
inline std::string column_term(std::int64_t column) { return fmt::format("C{}", column); }
inline std::string year_term(int year) { return fmt::format("Y{}", year); }
inline std::string kind_term(std::string_view kind) { return fmt::format("K{}", kind.substr(0, kLongestTerm)); }
inline std::string mark_term(std::string_view mark) { return fmt::format("M{}", mark.substr(0, kLongestTerm)); }

/// One record alone, by its id.
inline std::string id_term(RecordId id) { return fmt::format("Q{}|{}", id.source, id.number); }

inline constexpr const char* kAfterTerm = "V";  ///< on what stands after others (Standing::After)

/// A pair of a title, apart from the pairs of the whole text.
inline std::string title_term(std::string_view pair) { return fmt::format("T{}", pair); }
/// A whole title, by what terms.h makes of it.
inline std::string whole_title_term(std::uint64_t digest) { return fmt::format("E{:016x}", digest); }
/// The same without the place that the title begins with.
inline std::string rest_of_title_term(std::uint64_t digest) { return fmt::format("F{:016x}", digest); }

/// Where a record's bytes are kept: among the engine's metadata, which it does not compress. Reading a
/// thousand of them for one answer, or writing them, is then no work; terms are most of the index anyway.
inline std::string stored_key(std::uint32_t id) {
  std::string key = "r";
  for (int shift = 24; shift >= 0; shift -= 8) key.push_back(static_cast<char>(id >> shift & 0xFF));
  return key;
}

}  // namespace dl::search
