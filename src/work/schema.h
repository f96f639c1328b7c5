// The tables of work.
#pragma once

#include <vector>

#include "db/database.h"

namespace dl::work {

const std::vector<db::Migration>& migrations();

}  // namespace dl::work
