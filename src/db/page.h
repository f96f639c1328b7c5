// Lists a page at a time: by a key, not an offset, so that any page is as quick as the first.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl::db {

/// Where a page ends in a list that is ordered by two numbers: a moment, say, and the number of the row.
struct Key {
  std::int64_t first = 0;
  std::int64_t second = 0;

  static Key of(Instant at, std::int64_t id) { return {at.milliseconds(), id}; }
  /// Before all rows of a list that has the greatest first.
  static constexpr Key top() { return {std::numeric_limits<std::int64_t>::max(), 0}; }

  std::string text() const;  ///< for addresses: "1593592712000-881"
  static std::optional<Key> parse(std::string_view text);
  friend bool operator==(const Key&, const Key&) = default;
};

template <class T>
struct Page {
  std::vector<T> items = {};
  std::optional<Key> next = {};  ///< where the next page goes on, when there is one
};

/// A page of the rows that were read: one more than the page holds, when there are so many.
template <class T, class KeyOf>
Page<T> cut_page(std::vector<T> rows, int limit, KeyOf key_of) {
  Page<T> page{.items = std::move(rows)};
  if (std::ssize(page.items) <= limit) return page;
  page.items.resize(static_cast<std::size_t>(limit));
  page.next = key_of(page.items.back());
  return page;
}

/// Hands a whole list to `take`, a page at a time: for exports. `list` reads the page behind a key.
template <class List, class Take>
Outcome<void> walk(List list, Take take) {
  std::optional<Key> after;
  do {
    DL_TRY(const auto page, list(after));
    DL_CHECK(take(page.items));
    after = page.next;
  } while (after);
  return {};
}

}  // namespace dl::db
