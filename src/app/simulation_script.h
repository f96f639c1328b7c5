// The stages of a simulated request, in their order. Pure.
#pragma once

#include "app/simulation_plan.h"

namespace dl::app {

std::vector<Stage> script_of(const Plan& plan, Dice& dice);
/// Of a part of a divided request, which is opened already.
std::vector<Stage> script_of_part(const Plan& plan, Dice& dice);
/// Of one that was left over from the year before in this state.
std::vector<Stage> script_from(requests::State state, bool received, const Plan& plan, Dice& dice);

}  // namespace dl::app
