// What figures count of requests: those of table 3, each once (data/figures/requests.toml).
#pragma once

#include "figures/source.h"

namespace dl::requests {

/// The identity with the freeze of the period before (K4), in data/figures/requests.toml.
inline constexpr std::string_view kContinuation = "requests.K4";

/// Outsiders may count all of them and see none: of a request a bundle shows what decides its cell.
Outcome<figures::Sources> figure_sources();

}  // namespace dl::requests
