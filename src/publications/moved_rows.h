// The steps of the schema by which what stood beside the words of documents went to where that of all subjects stands
// (work/schema.h): an edition is a version of its document. Internal to this module.
#pragma once

#include "db/database.h"

namespace dl::publications {

/// Come behind all that are in schema.cc; never changed once released.
std::vector<db::Migration> moved_rows();

}  // namespace dl::publications
