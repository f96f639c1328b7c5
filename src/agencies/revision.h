// The revisions (base/revision.h) of agencies, sites and columns. Pure.
#pragma once

#include "agencies/directory.h"
#include "base/revision.h"

namespace dl::agencies {

/// Of its names, parent, office and departments.
std::int64_t revision_of(const Agency& agency, const Directory& directory);
std::int64_t revision_of(const Site& site);
std::int64_t revision_of(const Column& column);

}  // namespace dl::agencies
