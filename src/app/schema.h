// The schema of the whole program: every module's migrations, in the order of api/domains.h.
#pragma once

#include <vector>

#include "db/database.h"

namespace dl::app {

const std::vector<db::Migration>& all_migrations();

}  // namespace dl::app
