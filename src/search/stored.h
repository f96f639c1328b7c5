// The bytes that the index keeps for each record. Stored on disk: on any change raise kFormat, and
// older indexes are rebuilt. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "search/record.h"

namespace dl::search {

/// The form of terms, values and stored records together.
inline constexpr std::string_view kFormat = "daylight-search-6";
inline constexpr std::size_t kLongestBody = std::size_t{2} << 20;

/// A record as it is kept; views into the packed bytes. The body went through plain_words().
struct Stored {
  RecordId id = {};
  std::string_view facets = {};
  std::int64_t published_at = 0;
  std::string_view title = {};
  std::string_view plain_title = {};
  std::string_view document_number = {};
  std::string_view plain_number = {};
  std::string_view index_number = {};
  std::string_view address = {};
  std::string_view validity = {};
  std::string_view body = {};
};

/// The engine's own number of a record; 0 for an id out of its range.
std::uint32_t docid_of(RecordId id);

std::string pack(const Record& record);
/// Empty when the bytes are not of pack().
std::optional<Stored> unpack(std::string_view bytes);

/// The values that are counted. One short string, so that equal ones are counted as one.
struct FacetValues {
  std::int64_t agency = 0;
  std::int64_t column = 0;
  int year = 0;
  std::string_view kind = {};
};

std::string pack_facets(const Record& record);
std::optional<FacetValues> unpack_facets(std::string_view bytes);

/// Eight bytes that sort as the number does.
std::string sortable(std::int64_t value);

}  // namespace dl::search
