// A number that is another one when what is stored is: what a change is held against, so that of two people nobody
// undoes the other's in silence. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/outcome.h"

namespace dl {

/// Of what has this SHA-256 in hexadecimal digits. Below 2^53, so that every client can keep it as a number.
std::int64_t revision_of(std::string_view digest);

/// Fault::Conflict `revision.changed` when another revision than the one that is there was expected.
Outcome<void> check_revision(std::optional<std::int64_t> expected, std::int64_t present);

}  // namespace dl
