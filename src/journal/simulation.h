// A simulation: an installation that is a rehearsal, whose clock can be set and then runs on.
//
// Its clock is the real one and an offset, which stands in the database, so that all processes and nodes agree. The
// row is written when the installation is made, before anything else; a real installation has none and never gets one.
//
// By it go the days that people and their law see: days of receipt, time limits, what is scheduled, what is shown until
// when, substitutes, letters. What protects the machine and its accounts keeps the real clock (Journal::real_clock):
// sessions, locks, first passwords, keys of other systems, replies and forms that are remembered so that they do
// nothing twice, links to letters, imports that stand still. The entries of the journal are dated by the simulated one
// all the same, so that their times never go back.
#pragma once

#include <optional>

#include "journal/journal.h"

namespace dl::journal {

/// The subject of the events of the simulated clock.
inline constexpr const char* kSimulatedClock = "simulation:clock";

/// By how many milliseconds the simulated clock is ahead of the real one, or behind it; nothing in a real installation.
Outcome<std::optional<std::int64_t>> find_simulation(db::Session& session);

/// Fault::Conflict `simulation.real` when the journal has an entry: what is written already is real.
Outcome<void> check_nothing_written(db::Session& session);

/// Makes an installation of which nothing is written yet a simulation. Fails as check_nothing_written.
Outcome<void> begin_simulation(Journal& journal, std::int64_t offset_ms);

/// Sets the simulated clock to `at` and gives its new offset to the `real` one; the event is dated by the new time.
/// Fault::Conflict `simulation.real` in a real installation, `clock.backwards` before the newest entry of the journal
/// (the detail is its time).
Outcome<std::int64_t> set_simulated_clock(Journal& journal, const Clock& real, Instant at, const std::string& actor);

}  // namespace dl::journal
