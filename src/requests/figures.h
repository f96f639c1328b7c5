// What figures count of requests: those of table 3, each once (data/figures/requests.toml).
#pragma once

#include "figures/source.h"

namespace dl::requests {

/// Outsiders may count all of them and see none: of a request a bundle shows what decides its cell.
Outcome<figures::Sources> figure_sources();

}  // namespace dl::requests
