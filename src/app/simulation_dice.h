// Chance of a simulated year: the same seed gives the same year with every compiler, which the distributions of the
// standard library do not. Pure.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace dl::app {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  /// From 0 to `count` - 1, each alike; 0 for a count of 0.
  std::size_t below(std::size_t count);
  /// From `least` to `most`, both included.
  int between(int least, int most) {
    return least + static_cast<int>(below(static_cast<std::size_t>(most - least + 1)));
  }
  bool chance(int percent) { return static_cast<int>(below(100)) < percent; }
  template <class T>
  const T& pick(const std::vector<T>& all) {
    return all.at(below(all.size()));
  }
  /// The place of a share, each as often as it says of their sum; 0 for none.
  std::size_t pick_share(std::span<const int> shares);

 private:
  std::mt19937_64 engine_;
};

}  // namespace dl::app
