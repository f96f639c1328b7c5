// Where a page of results begins or ends, as short text that may stand in an address. Pure.
//
// A cursor counts places in the ranking and results before them: "a120.80" is the page after the
// first 120 candidates, of which 80 were results. The ranking of a question is the same for as long
// as the index is; after a change a page may show a result again or skip one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dl::search {

/// Candidates beyond this place are not shown: nobody reads so far, and each page stays as quick as the first.
inline constexpr std::size_t kWindow = 10'000;

struct Cursor {
  bool backward = false;    ///< the page ends before `place`, instead of beginning there
  std::size_t place = 0;    ///< candidates before
  std::size_t results = 0;  ///< results among them

  friend bool operator==(const Cursor&, const Cursor&) = default;
};

std::string write_cursor(const Cursor& cursor);
/// The first page for an empty text; nothing for what write_cursor cannot have made.
std::optional<Cursor> read_cursor(std::string_view text);

}  // namespace dl::search
