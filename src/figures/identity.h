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
  friend bool operator==(const Unkept&, const Unkept&) = default;
};

/// Those of all definitions, for a period and an agency (0 = all).
Outcome<std::vector<Unkept>> unkept(db::Session& session, const Definitions& definitions, const Period& period,
                                    std::int64_t agency, Date today);

}  // namespace dl::figures
