// The tables of this module.
#pragma once

#include <vector>

#include "db/database.h"

namespace dl::api {

const std::vector<db::Migration>& migrations();

}  // namespace dl::api
