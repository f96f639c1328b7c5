// All SQL of the agencies module.
#pragma once

#include "agencies/agency.h"
#include "agencies/directory.h"
#include "db/database.h"

namespace dl::agencies {

/// The tables of this module.
const std::vector<db::Migration>& migrations();

/// Each inserts one row, gives it an id and returns the id. Fault::Conflict when the code, the
/// address of the site or the slug is taken.
Outcome<std::int64_t> insert(db::Session& session, const Agency& agency);
Outcome<std::int64_t> insert(db::Session& session, const Department& department);
Outcome<std::int64_t> insert(db::Session& session, const Site& site);
Outcome<std::int64_t> insert(db::Session& session, const Column& column);

}  // namespace dl::agencies
