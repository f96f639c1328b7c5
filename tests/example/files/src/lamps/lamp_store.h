// The SQL of lamps: tables, rows, lists, and what figures count.
#pragma once

#include "db/database.h"
#include "db/page.h"
#include "figures/source.h"
#include "lamps/lamp.h"

namespace dl::lamps {

const std::vector<db::Migration>& migrations();

/// Enters a lamp with its number of the year.
Outcome<Lamp> insert(db::Session& session, Lamp lamp);
Outcome<void> move(db::Session& session, const Lamp& lamp, State to, Instant now);

/// Within the scope or not, for a change; Fault::NotFound `lamp.missing`. Locks the row on PostgreSQL.
Outcome<Lamp> lock_lamp(db::Session& session, std::int64_t id);
/// Fault::NotFound `lamp.missing` for one outside of the scope.
Outcome<Lamp> load_lamp(db::Session& session, const accounts::Scope& scope, std::int64_t id);
/// One that the public sees; Fault::NotFound `lamp.missing`.
Outcome<Lamp> load_public(db::Session& session, std::int64_t id);

/// The newest first.
Outcome<db::Page<Lamp>> list_lamps(db::Session& session, const accounts::Scope& scope, std::optional<State> state,
                                   const std::optional<db::Key>& after, int limit);
Outcome<std::vector<Lamp>> public_between(db::Session& session, std::int64_t after, std::int64_t up_to, int most);
/// Numbers of lamps that are not repaired, behind `after`.
Outcome<std::vector<std::int64_t>> waiting_behind(db::Session& session, std::int64_t after, int most);
Outcome<std::int64_t> last_public(db::Session& session);
Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope,
                                    const std::vector<std::int64_t>& numbers);

/// Public lamps, by the day they were noted.
Outcome<figures::Sources> figure_sources();

}  // namespace dl::lamps
