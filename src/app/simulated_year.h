// A year of requests for information in one agency, played by policy: requests come, and clerks and approvers do what
// is next for each, one act after another in the order of time, as a real year interleaves them.
#pragma once

#include <queue>

#include "app/simulation_clerks.h"
#include "requests/table3.h"

namespace dl::app {

struct SimulationWish {
  std::size_t requests = 0;
  int year = 0;
  std::uint64_t seed = 0;
  std::string agency = {};           ///< code; empty for the first agency
  std::optional<Instant> from = {};  ///< nothing happens before; the first of January where nothing is said
};

/// So many acts are written in one transaction. A run that is cut off has lost those of the last one and no more.
inline constexpr std::size_t kActsTogether = 200;
/// The first whole year in which every period of requests is law (data/laws/requests.toml).
inline constexpr int kFirstSimulatedYear = 2021;

/// What came of it.
struct SimulatedOutcome {
  std::size_t filed = 0;
  std::size_t acts = 0;
  std::size_t parts = 0;    ///< requests that came of dividing others
  std::size_t late = 0;     ///< answered after their day
  std::size_t overdue = 0;  ///< open at the end of the year, and their day is over
  std::int64_t agency = 0;
  requests::Table3::Numbers table = {};
};

/// Enters the people and bodies that are missing, plays the year up to its last moment and counts it. What is open then
/// stays open; what was open before goes on. Which installations this may be done in, the command says.
/// Fault::Invalid `simulation.requests` for none, `simulation.year` before kFirstSimulatedYear; Fault::NotFound
/// `agency.missing`; Fault::Conflict `simulation.no-calendar` for a year whose days off nobody has entered,
/// `simulation.played` where the agency has requests of the year or later ones. `progress` hears requests filed.
Outcome<SimulatedOutcome> play_year(Installation& installation, const SimulationWish& wish,
                                    const std::function<void(std::size_t)>& progress);

/// When the year is over.
Instant end_of_year(int year);

}  // namespace dl::app
