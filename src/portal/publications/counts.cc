#include "portal/publications/counts.h"

#include "figures/ask.h"
#include "publications/figures.h"

namespace dl::portal {

namespace {

// A page may count in a snapshot that is older than the last change of a column, so nothing is remembered whose
// counting began within this time of one.
constexpr std::uint64_t kUnsettled = 2000;  // milliseconds

std::uint64_t steady_milliseconds() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

Outcome<Tally> count(db::Session& session, std::int64_t column, const Vocabulary& kinds) {
  Tally tally;
  DL_TRY(const auto* figure, publications::public_documents());
  figures::Ask ask{.figure = *figure, .by = {"year"}};
  ask.further.push_back(figures::is_number(*figure->source, "column_id", column));
  DL_TRY(const auto years, figures::cells(session, ask));
  for (auto cell = years.rbegin(); cell != years.rend(); ++cell) {
    tally.years.emplace_back(static_cast<int>(std::get<std::int64_t>(cell->group.front())), cell->value);
    tally.total += cell->value;
  }
  if (tally.total == 0) return tally;
  publications::Filter filter{.columns = {column}};
  for (const auto& kind : kinds.terms) {
    filter.kind = kind.name;
    DL_TRY(const auto first, publications::list_live(session, filter, std::nullopt, 1));
    if (!first.lines.empty()) tally.kinds.push_back(kind.name);
  }
  return tally;
}

Tally sum_of(const std::vector<Tally>& tallies, const Vocabulary& order) {
  Tally sum;
  std::map<int, std::int64_t, std::greater<>> years;
  std::set<std::string_view> kinds;
  for (const auto& tally : tallies) {
    sum.total += tally.total;
    for (const auto& [year, documents] : tally.years) years[year] += documents;
    kinds.insert(tally.kinds.begin(), tally.kinds.end());
  }
  sum.years.assign(years.begin(), years.end());
  for (const auto& kind : order.terms)
    if (kinds.contains(kind.name)) sum.kinds.push_back(kind.name);
  return sum;
}

}  // namespace

// Kept column by column, so that a publication costs one column's walk and not the site's.
Outcome<Tally> Counts::of(db::Session& session, const std::vector<std::int64_t>& columns) {
  std::vector<Tally> tallies;
  for (const auto column : columns) {
    {
      const Lock lock(mutex_);
      if (const auto found = kept_.find(column); found != kept_.end() && found->second.tally) {
        tallies.push_back(*found->second.tally);
        continue;
      }
    }
    const auto begun = steady_milliseconds();
    DL_TRY(auto tally, count(session, column, kinds_));
    const Lock lock(mutex_);
    auto& kept = kept_[column];
    if (kept.changed == 0 || kept.changed + kUnsettled < begun) kept.tally = tally;
    tallies.push_back(std::move(tally));
  }
  return sum_of(tallies, kinds_);
}

void Counts::forget(std::span<const std::string> topics) {
  const Lock lock(mutex_);
  for (const auto& topic : topics)
    if (const auto column = publications::column_of_topic(topic)) kept_[*column] = {{}, steady_milliseconds()};
}

}  // namespace dl::portal
