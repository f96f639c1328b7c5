// Counts how many results each facet value has. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "search/query.h"

namespace dl::search {

/// Equal combinations of values are counted as one string (stored.h, pack_facets) and taken apart at the end.
class FacetCount {
 public:
  void add(std::string_view packed);
  /// How many results were counted.
  std::size_t seen() const { return seen_; }
  /// The counts; `scale` is not 1 when the results were only sampled.
  Facets facets(double scale = 1) const;

 private:
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): looked for by this name
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> counts_ = {};
  std::size_t seen_ = 0;
};

}  // namespace dl::search
