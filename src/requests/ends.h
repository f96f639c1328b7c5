// How a request has ended, from its facts: this round, and the end that is counted. Pure.
#pragma once

#include "matters/matter.h"
#include "requests/decision.h"

namespace dl::requests {

struct End {
  Date on = {};
  std::string code = {};  ///< of its decision; empty where none was ever submitted

  std::optional<Decision> decision() const { return find_name<Decision>(code); }
};

/// The first one, whatever is decided anew afterwards: table 3 counts what its year was told.
std::optional<End> first_end(const matters::Case& now);
/// Of this round; nothing while it runs.
std::optional<End> end_of_round(const matters::Case& now);

}  // namespace dl::requests
