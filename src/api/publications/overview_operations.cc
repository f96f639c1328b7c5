// How the work of agencies stands.
#include "api/operations.h"
#include "api/publications/document_views.h"
#include "figures/ask.h"
#include "publications/figures.h"

namespace dl::api {

namespace {

using accounts::Right;
struct StateCount {
  publications::State state = {};
  std::string name = {};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, name, count))

struct MonthCount {
  std::string month = {};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(MonthCount, (), (month, count))

struct AgencyCount {
  std::int64_t agency = 0;
  std::string name = {};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(AgencyCount, (), (agency, name, count))

struct StaleColumn {
  std::int64_t column = 0;
  std::string name = {};
  std::int64_t site = 0;
  std::string site_name = {};
  std::optional<Date> last_on = {};
  int cycle_days = 0;
};
BOOST_DESCRIBE_STRUCT(StaleColumn, (), (column, name, site, site_name, last_on, cycle_days))

struct Dashboard {
  std::vector<StateCount> by_state = {};
  std::vector<MonthCount> published_by_month = {};
  std::vector<AgencyCount> by_agency = {};
  std::vector<StaleColumn> stale_columns = {};
};
BOOST_DESCRIBE_STRUCT(Dashboard, (), (by_state, published_by_month, by_agency, stale_columns))

std::int64_t number_of(const figures::Cell& cell) { return std::get<std::int64_t>(cell.group.front()); }

std::string month_of(Date date) { return date.text().substr(0, 7); }

// The twelve months up to the present one, those without anything too.
Outcome<std::vector<MonthCount>> count_months(db::Session& sql, const figures::Definition& figure,
                                              const accounts::Scope& scope, std::int64_t agency, Date today) {
  constexpr int kMonths = 12;
  const Date first = Date(today.year(), today.month(), 1).plus_months(1 - kMonths);
  std::vector<MonthCount> months;
  for (int i = 0; i < kMonths; ++i) months.push_back({month_of(first.plus_months(i)), 0});
  figures::Ask ask{.figure = figure, .agency = agency, .scope = &scope, .by = {"day"}, .from = first};
  DL_TRY(const auto days, figures::cells(sql, ask));
  for (const auto& day : days)
    for (auto& month : months)
      if (month.month == month_of(Date().plus_days(static_cast<int>(number_of(day))))) month.count += day.value;
  return months;
}

// How often a column must have something new: its own number of days, else that of its kind.
int cycle_days_of(const agencies::Column& column, const Vocabularies& lists, Date today) {
  if (column.update_cycle_days > 0) return column.update_cycle_days;
  const auto* term = lists.at("column_types").find(name_of(column.type));
  return term == nullptr || !term->cycle ? 0 : days_between(term->cycle->before(today), today);
}

// Columns of the sites of agencies that the caller sees, each with how often it must have something new.
std::vector<std::pair<const agencies::Column*, int>> watched_columns(const Call& call,
                                                                     const agencies::Directory& directory,
                                                                     std::int64_t agency) {
  const auto& scope = call.who.scope(Right::ReadDocuments);
  std::vector<std::pair<const agencies::Column*, int>> watched;
  for (const auto& column : directory.columns()) {
    const auto* site = directory.site(column.site);
    if (site == nullptr || !scope.covers(site->agency) || (agency != 0 && site->agency != agency)) continue;
    const int cycle = cycle_days_of(column, call.api.vocabularies, call.api.around.clock.today());
    if (cycle != 0) watched.emplace_back(&column, cycle);
  }
  return watched;
}

// A column above others is as new as what stands below it: each hands up what it has, the lowest first.
void raise_to_parents(const agencies::Directory& directory, std::map<std::int64_t, Instant>& last) {
  for (const auto& top : directory.columns()) {
    if (top.parent) continue;
    const auto tree = directory.with_descendants(top.id);
    for (auto id = tree.rbegin(); id != tree.rend(); ++id)
      if (auto found = last.find(*id); found != last.end())
        if (const auto parent = directory.column(*id)->parent; parent)
          last[*parent] = std::max(last[*parent], found->second);
  }
}

Outcome<std::vector<StaleColumn>> find_stale(db::Session& sql, const Call& call, std::int64_t agency) {
  const auto directory = call.api.around.directory.current();
  const auto today = call.api.around.clock.today();
  const auto watched = watched_columns(call, *directory, agency);
  std::set<std::int64_t> sites;
  for (const auto& [column, cycle] : watched) sites.insert(column->site);
  std::vector<std::int64_t> asked;
  for (const auto& column : directory->columns())
    if (sites.contains(column.site)) asked.push_back(column.id);
  DL_TRY(auto last, publications::last_published(sql, asked));
  raise_to_parents(*directory, last);
  std::vector<StaleColumn> stale;
  for (const auto& [column, cycle] : watched) {
    std::optional<Instant> newest;
    if (auto found = last.find(column->id); found != last.end()) newest = found->second;
    if (newest && days_between(newest->date(), today) <= cycle) continue;
    StaleColumn line{.column = column->id,
                     .name = column->name,
                     .site = column->site,
                     .site_name = directory->site(column->site)->name,
                     .cycle_days = cycle};
    if (newest) line.last_on = newest->date();
    stale.push_back(std::move(line));
  }
  return stale;
}

struct DashboardQuery {
  std::int64_t agency = 0;
};
BOOST_DESCRIBE_STRUCT(DashboardQuery, (), (agency))

Outcome<Dashboard> show_dashboard(Call& call, const DashboardQuery& query) {
  const auto& scope = call.who.scope(Right::ReadDocuments);
  const auto directory = call.api.around.directory.current();
  return call.api.read([&](db::Session& sql) -> Outcome<Dashboard> {
    Dashboard board;
    DL_TRY(auto states, publications::count_work(sql, scope, {.agency = query.agency}));
    std::ranges::sort(states);  // in the order of a document's life
    for (const auto& [state, count] : states) board.by_state.push_back({state, std::string(chinese_of(state)), count});
    DL_TRY(const auto* figure, publications::public_documents());
    DL_TRY(board.published_by_month, count_months(sql, *figure, scope, query.agency, call.api.around.clock.today()));
    DL_TRY(auto agencies, figures::cells(sql, {.figure = *figure, .scope = &scope, .by = {"agency_id"}}));
    std::ranges::stable_sort(agencies, std::greater<>(), &figures::Cell::value);
    for (const auto& cell : agencies)
      board.by_agency.push_back({number_of(cell), agency_name(*directory, number_of(cell)), cell.value});
    DL_TRY(board.stale_columns, find_stale(sql, call, query.agency));
    return board;
  });
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/dashboard", "showDashboard", "统计", needs(Right::ReadDocuments), by<show_dashboard>()},
};

}  // namespace

std::span<const Operation> overview_operations() { return kOperations; }

}  // namespace dl::api
