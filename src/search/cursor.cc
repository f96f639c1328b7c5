#include "search/cursor.h"

#include <charconv>

#include <fmt/format.h>

namespace dl::search {

std::string write_cursor(const Cursor& cursor) {
  return fmt::format("{}{}.{}", cursor.backward ? 'b' : 'a', cursor.place, cursor.results);
}

std::optional<Cursor> read_cursor(std::string_view text) {
  Cursor cursor;
  if (text.empty()) return cursor;
  if (text.front() != 'a' && text.front() != 'b') return std::nullopt;
  cursor.backward = text.front() == 'b';
  const char* end = text.data() + text.size();
  auto place = std::from_chars(text.data() + 1, end, cursor.place);
  if (place.ec != std::errc() || place.ptr == end || *place.ptr != '.') return std::nullopt;
  auto results = std::from_chars(place.ptr + 1, end, cursor.results);
  if (results.ec != std::errc() || results.ptr != end) return std::nullopt;
  if (cursor.place > kWindow || cursor.results > cursor.place) return std::nullopt;
  return write_cursor(cursor) == text ? std::optional(cursor) : std::nullopt;
}

}  // namespace dl::search
