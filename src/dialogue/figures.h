// What figures count of letters to the mailbox (data/figures/messages.toml): what they count of every kind of matter,
// and how whoever wrote rated the answer.
#pragma once

#include "figures/source.h"

namespace dl::dialogue {

/// The value of `rating` of a letter that was answered and not rated: a value as the stars are, so that the answers by
/// rating are all answers. Stored in frozen figures; do not rename.
inline constexpr std::string_view kUnrated = "none";

/// Outsiders may count all of them and see none. `rating` is that of the round that was answered last, and empty of a
/// letter that was not answered or was rejected.
figures::Source figure_source();

}  // namespace dl::dialogue
