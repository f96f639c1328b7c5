#include "web/metrics.h"

#include <fmt/format.h>

namespace dl::web {

void Metrics::set_routes(std::vector<std::string> patterns) {
  routes_.clear();
  routes_.emplace_back().pattern = "none";
  for (auto& pattern : patterns) routes_.emplace_back().pattern = std::move(pattern);
}

void Metrics::count(int route, int status, std::uint64_t microseconds, std::uint64_t bytes) {
  auto index = static_cast<std::size_t>(route + 1);
  auto status_class = static_cast<std::size_t>(status / 100);
  if (index < routes_.size() && status_class < 6)
    routes_[index].by_class[status_class].fetch_add(1, std::memory_order_relaxed);
  std::size_t bucket = 0;
  while (bucket < kBounds.size() && static_cast<double>(microseconds) > kBounds[bucket] * 1e6) ++bucket;
  latency_[bucket].fetch_add(1, std::memory_order_relaxed);
  latency_sum_us_.fetch_add(microseconds, std::memory_order_relaxed);
  bytes_.fetch_add(bytes, std::memory_order_relaxed);
}

void Metrics::add(Kind kind, std::string name, std::string help, std::function<double()> value) {
  Lock lock(mutex_);
  figures_.push_back({kind, std::move(name), std::move(help), std::move(value)});
}

std::string Metrics::text() const {
  std::string out;
  auto to = std::back_inserter(out);
  fmt::format_to(to,
                 "# HELP daylight_requests_total Answered requests by route and class of status.\n"
                 "# TYPE daylight_requests_total counter\n");
  for (const auto& route : routes_)
    for (std::size_t i = 1; i < 6; ++i)
      if (auto count = route.by_class[i].load(std::memory_order_relaxed); count > 0)
        fmt::format_to(to, "daylight_requests_total{{route=\"{}\",class=\"{}xx\"}} {}\n", route.pattern, i, count);

  fmt::format_to(to,
                 "# HELP daylight_request_seconds From the whole head of a request to its answer written.\n"
                 "# TYPE daylight_request_seconds histogram\n");
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < latency_.size(); ++i) {
    sum += latency_[i].load(std::memory_order_relaxed);
    auto bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : std::string("+Inf");
    fmt::format_to(to, "daylight_request_seconds_bucket{{le=\"{}\"}} {}\n", bound, sum);
  }
  fmt::format_to(to, "daylight_request_seconds_sum {}\ndaylight_request_seconds_count {}\n",
                 static_cast<double>(latency_sum_us_.load(std::memory_order_relaxed)) / 1e6, sum);
  fmt::format_to(to,
                 "# HELP daylight_sent_bytes_total Bytes of answers.\n# TYPE daylight_sent_bytes_total counter\n"
                 "daylight_sent_bytes_total {}\n",
                 bytes_.load(std::memory_order_relaxed));

  Lock lock(mutex_);
  for (const auto& figure : figures_)
    fmt::format_to(to, "# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", figure.name, figure.help,
                   figure.kind == Kind::Gauge ? "gauge" : "counter", figure.value());
  return out;
}

}  // namespace dl::web
