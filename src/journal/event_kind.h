// The events that the program records, in a table of each module: what they are called where they are stored and what
// people call them. Pure.
//
// A module writes its table once, in its events.h, and takes the kinds from there by event("document.published"): a
// verb that is not in the table, and so has no word, does not compile.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace dl::journal {

struct EventKind {
  std::string_view verb = {};     ///< "document.published"; stored: do not rename
  std::string_view chinese = {};  ///< 发布
};

/// A part of the program that can be closed to changes (read_only.h), known by the verbs of its events.
struct Feature {
  std::string_view name = {};                    ///< stored: do not rename
  std::string_view chinese = {};                 ///< what people call it
  std::span<const std::string_view> verbs = {};  ///< beginnings, "document."; none: whatever is written
};

/// The kind with this verb. Not to be had for a verb that the table lacks.
template <std::size_t N>
consteval EventKind kind_in(const std::array<EventKind, N>& table, std::string_view verb) {
  for (const auto& kind : table)
    if (kind.verb == verb) return kind;
  throw "the table of events has no such verb";
}

}  // namespace dl::journal
