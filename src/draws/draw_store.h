// The table of random draws and all SQL of this module. What was drawn is not kept: it follows from the row.
#pragma once

#include "db/database.h"
#include "draws/draw_cycle.h"

namespace dl::draws {

/// The table; after those of agencies.
const std::vector<db::Migration>& migrations();

Outcome<void> insert(db::Session& session, const Row& row);
/// Writes what a step may change; terms and who prepared them stay.
Outcome<void> update(db::Session& session, const Row& row);

/// Within the scope or not, for a change; Fault::NotFound `draw.missing`. Locks the row on PostgreSQL.
Outcome<Row> lock_row(db::Session& session, std::int64_t id);
/// Fault::NotFound `draw.missing` for one outside of the scope.
Outcome<Row> load_row(db::Session& session, const accounts::Scope& scope, std::int64_t id);
/// The newest first, behind the number `after` unless that is 0.
Outcome<std::vector<Row>> list_rows(db::Session& session, const accounts::Scope& scope, std::int64_t after, int most);
/// The draw behind a record of the register; nothing for one that was typed in.
Outcome<std::optional<Row>> find_of_record(db::Session& session, std::int64_t record);
/// Whether a draw of the agency that was not discarded has the number.
Outcome<bool> is_taken(db::Session& session, std::int64_t agency, std::string_view number);
/// Numbers of draws that wait for a step, behind `after`, ascending.
Outcome<std::vector<std::int64_t>> waiting_behind(db::Session& session, std::int64_t after, int most);

Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope,
                                    const std::vector<std::int64_t>& numbers);

}  // namespace dl::draws
