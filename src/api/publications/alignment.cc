#include "api/publications/alignment.h"

#include <algorithm>
#include <map>

namespace dl::api {

namespace {

constexpr std::size_t kMostCombinations = 4'000'000;

/// A stretch of both lists that is not aligned yet.
struct Gap {
  std::size_t first_begin = 0;
  std::size_t first_end = 0;
  std::size_t second_begin = 0;
  std::size_t second_end = 0;

  bool empty() const { return first_begin == first_end || second_begin == second_end; }
  std::size_t combinations() const { return (first_end - first_begin) * (second_end - second_begin); }
};

class Alignment {
 public:
  Alignment(std::span<const int> first, std::span<const int> second) : first_(first), second_(second) {}

  std::vector<Pair> run() {
    close({0, first_.size(), 0, second_.size()});
    std::sort(pairs_.begin(), pairs_.end());
    return std::move(pairs_);
  }

 private:
  void close(Gap gap) {
    trim(gap);
    if (gap.empty()) return;
    if (gap.combinations() <= kMostCombinations) return close_exactly(gap);
    auto anchors = anchors_of(gap);
    for (const auto& [a, b] : anchors) {
      close({gap.first_begin, a, gap.second_begin, b});
      pairs_.emplace_back(a, b);
      gap.first_begin = a + 1;
      gap.second_begin = b + 1;
    }
    if (!anchors.empty()) close(gap);
  }

  // What both begin or end with.
  void trim(Gap& gap) {
    while (!gap.empty() && first_[gap.first_begin] == second_[gap.second_begin])
      pairs_.emplace_back(gap.first_begin++, gap.second_begin++);
    while (!gap.empty() && first_[gap.first_end - 1] == second_[gap.second_end - 1])
      pairs_.emplace_back(--gap.first_end, --gap.second_end);
  }

  // The longest common subsequence by its table of lengths, from the end.
  void close_exactly(const Gap& gap) {
    const auto rows = gap.first_end - gap.first_begin;
    const auto columns = gap.second_end - gap.second_begin;
    std::vector<int> lengths((rows + 1) * (columns + 1), 0);
    auto at = [&](std::size_t row, std::size_t column) -> int& { return lengths[row * (columns + 1) + column]; };
    auto same = [&](std::size_t row, std::size_t column) {
      return first_[gap.first_begin + row] == second_[gap.second_begin + column];
    };
    for (std::size_t row = rows; row-- > 0;)
      for (std::size_t column = columns; column-- > 0;)
        at(row, column) =
            same(row, column) ? at(row + 1, column + 1) + 1 : std::max(at(row + 1, column), at(row, column + 1));
    for (std::size_t row = 0, column = 0; row < rows && column < columns;) {
      if (same(row, column)) {
        pairs_.emplace_back(gap.first_begin + row++, gap.second_begin + column++);
      } else if (at(row + 1, column) >= at(row, column + 1)) {
        ++row;
      } else {
        ++column;
      }
    }
  }

  // Elements that stand once on either side of the gap, the longest rising series of them.
  std::vector<Pair> anchors_of(const Gap& gap) const {
    struct Places {
      std::size_t first = 0, second = 0, first_count = 0, second_count = 0;
    };
    std::map<int, Places> places;
    for (auto i = gap.first_begin; i < gap.first_end; ++i) {
      auto& place = places[first_[i]];
      place.first = i;
      ++place.first_count;
    }
    for (auto i = gap.second_begin; i < gap.second_end; ++i) {
      auto& place = places[second_[i]];
      place.second = i;
      ++place.second_count;
    }
    std::vector<Pair> single;
    for (const auto& [element, place] : places)
      if (place.first_count == 1 && place.second_count == 1) single.emplace_back(place.first, place.second);
    std::sort(single.begin(), single.end());
    return longest_rise(single);
  }

  static std::vector<Pair> longest_rise(const std::vector<Pair>& pairs) {
    std::vector<std::size_t> ends;  // of the best series of each length, into `pairs`
    std::vector<std::size_t> before(pairs.size(), pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      auto place = std::lower_bound(ends.begin(), ends.end(), pairs[i].second,
                                    [&](std::size_t end, std::size_t value) { return pairs[end].second < value; });
      if (place != ends.begin()) before[i] = *std::prev(place);
      if (place == ends.end())
        ends.push_back(i);
      else
        *place = i;
    }
    std::vector<Pair> rise;
    for (auto i = ends.empty() ? pairs.size() : ends.back(); i < pairs.size(); i = before[i]) rise.push_back(pairs[i]);
    std::reverse(rise.begin(), rise.end());
    return rise;
  }

  std::span<const int> first_;
  std::span<const int> second_;
  std::vector<Pair> pairs_ = {};
};

}  // namespace

std::vector<Pair> align(std::span<const int> first, std::span<const int> second) {
  return Alignment(first, second).run();
}

}  // namespace dl::api
