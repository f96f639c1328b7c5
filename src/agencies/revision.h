// A number that is another one when what is stored of an agency, a site or a column is: what a change is held against,
// so that of two administrators nobody undoes the other's in silence. Pure.
#pragma once

#include "agencies/directory.h"

namespace dl::agencies {

/// Of its names, parent, office and departments. Below 2^53, so that every client can keep it as a number.
std::int64_t revision_of(const Agency& agency, const Directory& directory);
std::int64_t revision_of(const Site& site);
std::int64_t revision_of(const Column& column);

/// Of anything else that has a SHA-256 in hexadecimal digits.
std::int64_t revision_of(std::string_view digest);

/// Fault::Conflict `revision.changed` when another revision than the one that is there was expected.
Outcome<void> check_revision(std::optional<std::int64_t> expected, std::int64_t present);

}  // namespace dl::agencies
