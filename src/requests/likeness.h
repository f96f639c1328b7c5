// How much two requests ask for the same. Pure.
#pragma once

#include <string_view>

namespace dl::requests {

/// From 0 to 1: the share of pairs of neighbouring characters that both texts have. Width, case, white space and
/// punctuation do not count.
double likeness(std::string_view a, std::string_view b);
inline constexpr double kAlike =
    0.5;  ///< from there on people are shown an earlier request; whether it repeats they say

}  // namespace dl::requests
