// The tables of the journal: entries, the head of the chain, and what is closed to changes.
#pragma once

#include <vector>

#include "db/database.h"

namespace dl::journal {

/// Comes after db::migrations() in the program's list.
const std::vector<db::Migration>& migrations();

}  // namespace dl::journal
