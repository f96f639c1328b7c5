// What a request's headers ask of a representation: encodings, conditions, ranges. Pure (RFC 9110).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dl::web {

/// The encodings that pages are kept in; the values index arrays.
enum class Encoding : std::uint8_t { Identity, Gzip, Brotli };
inline constexpr std::size_t kEncodings = 3;

/// "identity", "gzip", "br".
std::string_view name_of(Encoding encoding);

/// The best encoding that an Accept-Encoding header allows: the highest q, brotli before gzip
/// before identity among equals. Without the header, identity.
Encoding choose_encoding(std::string_view accept_encoding);

/// The weight in thousandths that an Accept header gives a media type by its full name, "text/html"; 0 where it does
/// not name it: a wildcard says nothing of what somebody wants.
int named_weight(std::string_view accept, std::string_view media_type);

/// True when an If-None-Match header names `etag` (with its quotes), by weak comparison, or is "*".
bool matches_etag(std::string_view if_none_match, std::string_view etag);

/// Reads an HTTP date in the preferred form, "Sun, 06 Nov 1994 08:49:37 GMT", as seconds since 1970.
std::optional<std::int64_t> parse_http_date(std::string_view text);

/// Bytes [first, first + length) of a whole.
struct ByteRange {
  std::int64_t first = 0;
  std::int64_t length = 0;

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

enum class RangeAnswer : std::uint8_t { Whole, Part, Unsatisfiable };

struct RangeChoice {
  RangeAnswer answer = RangeAnswer::Whole;
  ByteRange range = {};
};

/// Decides what a Range header asks of `size` bytes. One range is served; several, or a header that cannot be
/// read, get the whole, as RFC 9110 section 14.2 allows. `if_range` must be empty or equal to the
/// strong `etag`, otherwise the whole is served.
RangeChoice choose_range(std::string_view range, std::string_view if_range, std::string_view etag, std::int64_t size);

}  // namespace dl::web
