// Numbers of public documents that cost a walk over an index, remembered until a column changes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/guarded.h"
#include "base/vocabulary.h"
#include "publications/library.h"

namespace dl::portal {

/// What a list says beside its lines.
struct Tally {
  std::int64_t total = 0;
  std::vector<std::pair<int, std::int64_t>> years = {};  ///< newest first
  std::vector<std::string> kinds = {};                   ///< 文种 that occur, in the order of the list
};

/// Thread-safe. What was counted close to a change of its column is not remembered, for it may be older than that.
class Counts {
 public:
  explicit Counts(const Vocabulary& kinds) : kinds_(kinds) {}

  /// The tally of documents in any of the columns.
  Outcome<Tally> of(db::Session& session, const std::vector<std::int64_t>& columns);

  /// Drops what was counted over a column that one of the topics ("column:12") names.
  void forget(std::span<const std::string> topics);

 private:
  struct Kept {
    std::optional<Tally> tally = {};
    std::uint64_t changed = 0;  ///< when the column last changed, in milliseconds of the steady clock
  };
  const Vocabulary& kinds_;
  Mutex mutex_ = {};
  std::unordered_map<std::int64_t, Kept> kept_ DL_GUARDED_BY(mutex_) = {};
};

}  // namespace dl::portal
