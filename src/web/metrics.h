// Counters of the server, in the text format that Prometheus reads.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/guarded.h"

namespace dl::web {

/// Counting is lock-free and safe from any thread.
class Metrics {
 public:
  /// Fixes the routes that requests are counted by; `patterns` in the order of their indices.
  void set_routes(std::vector<std::string> patterns);

  /// Counts an answered request; route -1 is one that no route took.
  void count(int route, int status, std::uint64_t microseconds, std::uint64_t bytes);

  enum class Kind : std::uint8_t { Gauge, Counter };
  /// Adds a figure that is asked for when the metrics are read. `name` as in Prometheus, such as
  /// "daylight_journal_lag"; the function must be safe from any thread.
  void add(Kind kind, std::string name, std::string help, std::function<double()> value);

  std::string text() const;

 private:
  static constexpr std::array<double, 10> kBounds = {0.0001, 0.0005, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 10};

  struct PerRoute {
    std::string pattern = {};
    std::array<std::atomic<std::uint64_t>, 6> by_class = {};  // index: status / 100
  };
  struct Figure {
    Kind kind = Kind::Gauge;
    std::string name = {};
    std::string help = {};
    std::function<double()> value = {};
  };

  std::deque<PerRoute> routes_ = {};  // the first is for what no route took
  std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> latency_ = {};
  std::atomic<std::uint64_t> latency_sum_us_ = 0;
  std::atomic<std::uint64_t> bytes_ = 0;
  mutable Mutex mutex_ = {};
  std::vector<Figure> figures_ DL_GUARDED_BY(mutex_) = {};
};

}  // namespace dl::web
