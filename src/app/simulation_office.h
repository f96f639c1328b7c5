// Makes what an agency needs before a year of it can be played. Nobody learns a password: each is random and forgotten,
// so that people of a simulation sign in once an administrator gives them another. They are entered today, not in the
// year that is played.
#pragma once

#include "app/simulation_clerks.h"

namespace dl::app {

/// Of the agency with this code, or the first one, without its calendar. Enters people that are missing. Fails as
/// SimulationData::load() and PeopleDesk::enter() do; Fault::NotFound `agency.missing`.
Outcome<SimulatedOffice> make_office(Installation& installation, const SimulationData& data, const std::string& agency);
/// Fault::NotFound `agency.missing`.
Outcome<matters::Place> place_of_simulation(Installation& installation, const std::string& agency);

}  // namespace dl::app
