#include "app/simulation_dice.h"

#include <limits>
#include <numeric>

namespace dl::app {

// What is left over beyond the last multiple of the count is thrown again, or small numbers would come more often.
std::size_t Dice::below(std::size_t count) {
  if (count == 0) return 0;
  constexpr auto kAll = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t last = kAll - (kAll % count);
  auto thrown = engine_();
  while (thrown >= last) thrown = engine_();
  return static_cast<std::size_t>(thrown % count);
}

std::size_t Dice::pick_share(std::span<const int> shares) {
  auto thrown = static_cast<int>(below(static_cast<std::size_t>(std::reduce(shares.begin(), shares.end()))));
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (thrown < shares[i]) return i;
    thrown -= shares[i];
  }
  return 0;
}

}  // namespace dl::app
