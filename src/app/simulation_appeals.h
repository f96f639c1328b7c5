// Reviews and suits of a simulated year: which there are, and what happens in one. Every block of table 4 has every
// result, some are withdrawn, and one is taken to the second instance (requests-law 7.4). Pure.
#pragma once

#include <array>

#include "app/simulation_plan.h"
#include "appeals/appeal.h"

namespace dl::app {

/// How an attack goes on after the office has answered it.
enum class AttackEnd : std::uint8_t {
  Decided,    ///< by a decision of the reviewing body or a judgment
  Ruled,      ///< by a ruling of the court
  Withdrawn,  ///< by whoever brought it
  Appealed    ///< by a judgment, and another one of the second instance
};
struct Attack {
  appeals::Block block = {};
  appeals::Result result = {};  ///< of the last instance; Other where it is withdrawn
  AttackEnd end = AttackEnd::Decided;
};

/// Those that take longest first: the walk has them earliest in the year.
inline constexpr auto kAttacks = std::to_array<Attack>({
    {appeals::Block::AfterReview, appeals::Result::Upheld},
    {appeals::Block::AfterReview, appeals::Result::Corrected},
    {appeals::Block::AfterReview, appeals::Result::Other, AttackEnd::Ruled},
    {appeals::Block::Direct, appeals::Result::Upheld, AttackEnd::Appealed},
    {appeals::Block::Direct, appeals::Result::Corrected},
    {appeals::Block::Direct, appeals::Result::Upheld},
    {appeals::Block::Direct, appeals::Result::Other, AttackEnd::Ruled},
    {appeals::Block::Direct, appeals::Result::Other, AttackEnd::Withdrawn},
    {appeals::Block::Review, appeals::Result::Upheld},
    {appeals::Block::Review, appeals::Result::Corrected},
    {appeals::Block::Review, appeals::Result::Other},
    {appeals::Block::Review, appeals::Result::Other, AttackEnd::Withdrawn},
});

/// What becomes of an answer that was served and filed away: stages behind those of its request.
std::vector<Stage> stages_of(const Attack& attack, Dice& dice);

}  // namespace dl::app
