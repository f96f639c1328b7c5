// Which things of two lists are the same thing: the common backbone of a comparison. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace dl::api {

/// A position in the first list and its partner in the second.
using Pair = std::pair<std::size_t, std::size_t>;

/// Pairs equal elements in order, as many as can be: exact up to some four million combinations, and
/// by elements that stand once on either side beyond, so that time stays in bounds.
std::vector<Pair> align(std::span<const int> first, std::span<const int> second);

}  // namespace dl::api
