// Recomputing a bundle as an outsider does: the same checks as data/figures/recompute.py, in the same order.
#pragma once

#include <string>
#include <vector>

#include "figures/tables.h"

namespace dl::figures {

/// What was checked, for people, and whether it agrees.
struct Check {
  bool good = false;
  std::string what = {};
};

/// Counts the rows of a bundle anew and holds every file, entry, definition, row and number against what it says.
/// `entry` is the hash that the entry of the journal must have, where somebody knows it from elsewhere; "" = unknown.
/// What cannot be read ends it, as a check that does not agree. Pure.
std::vector<Check> verify(const Files& files, const std::string& entry = {});

}  // namespace dl::figures
