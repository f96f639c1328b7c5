#include "search/facets.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "search/stored.h"

namespace dl::search {
namespace {

enum class Order { ByCount, AsCounted };

template <class Value, class Less>
std::vector<Count<Value>> list_of(const std::map<Value, std::size_t, Less>& counts, double scale, Order order) {
  std::vector<Count<Value>> list;
  for (const auto& [value, count] : counts) {
    auto scaled = static_cast<std::size_t>(std::llround(static_cast<double>(count) * scale));
    list.push_back({value, std::max<std::size_t>(1, scaled)});
  }
  if (order == Order::ByCount) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  }
  return list;
}

}  // namespace

void FacetCount::add(std::string_view packed) {
  ++seen_;
  auto at = counts_.find(packed);
  if (at == counts_.end()) at = counts_.emplace(std::string(packed), 0).first;
  ++at->second;
}

Facets FacetCount::facets(double scale) const {
  std::map<std::int64_t, std::size_t> agencies;
  std::map<std::int64_t, std::size_t> columns;
  std::map<int, std::size_t, std::greater<>> years;
  std::map<std::string, std::size_t> kinds;
  for (const auto& [packed, count] : counts_) {
    auto values = unpack_facets(packed);
    if (!values) continue;
    agencies[values->agency] += count;
    columns[values->column] += count;
    years[values->year] += count;
    kinds[std::string(values->kind)] += count;
  }
  return {list_of(agencies, scale, Order::ByCount), list_of(columns, scale, Order::ByCount),
          list_of(years, scale, Order::AsCounted), list_of(kinds, scale, Order::ByCount)};
}

}  // namespace dl::search
