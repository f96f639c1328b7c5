#include "db/page.h"

#include <charconv>

namespace dl::db {

std::string Key::text() const { return fmt::format("{}-{}", first, second); }

std::optional<Key> Key::parse(std::string_view text) {
  Key key;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, key.first);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, key.second);
  if (second.ec != std::errc() || second.ptr != end || key.second < 0) return std::nullopt;
  return key;
}

}  // namespace dl::db
