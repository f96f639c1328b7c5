// Table 4 counted by the database, and a cell of it as a condition of the list of matters.
#pragma once

#include "accounts/principal.h"
#include "appeals/table4.h"
#include "db/session.h"
#include "db/sql.h"

namespace dl::appeals {

/// Of the days from `from` to `until`, both included, as the rows of the agencies of a scope have it at this moment.
Outcome<Table4::Numbers> load_table4(db::Session& session, const accounts::Scope& scope, Date from, Date until);

/// A cell of the table, for matters::Wanted::further.
db::Sql cell_condition(Block block, Column column, Date from, Date until);

}  // namespace dl::appeals
