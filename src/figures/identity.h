// Identities between figures (勾稽关系), held against the numbers as they are.
#pragma once

#include "figures/ask.h"

namespace dl::figures {

/// An identity that the numbers do not keep, in one group.
struct Unkept {
  std::string identity = {};
  std::vector<condition::Value> group = {};
  std::int64_t left = 0;
  std::int64_t right = 0;
  bool with_frozen = false;  ///< `right` is what the freeze of the period before tells
  friend bool operator==(const Unkept&, const Unkept&) = default;
};

/// Those of all definitions, for a period and an agency (0 = all).
Outcome<std::vector<Unkept>> unkept(db::Session& session, const Definitions& definitions, const Period& period,
                                    std::int64_t agency, Date today);

/// Those of one identity. One with the freeze of the period before is kept where there is no such freeze, or where that
/// tells a figure in another version.
Outcome<std::vector<Unkept>> unkept_of(db::Session& session, const Definitions& definitions, const Identity& identity,
                                       const Period& period, std::int64_t agency, Date today);

}  // namespace dl::figures
