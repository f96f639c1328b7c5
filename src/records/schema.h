// The tables of records. What is made from them (projection.h) is no part of the schema.
#pragma once

#include <vector>

#include "db/database.h"

namespace dl::records {

const std::vector<db::Migration>& migrations();

}  // namespace dl::records
