// What figures count of reviews and suits: their instances, as table 4 of the annual report does
// (data/figures/appeals.toml).
#pragma once

#include "figures/source.h"

namespace dl::appeals {

/// Outsiders may count all of them and see none. One row an instance; an earlier one of the year in which it was
/// appealed does not count as a result.
Outcome<figures::Sources> figure_sources();

}  // namespace dl::appeals
