// Table 3 of the annual report, live, with the tables beside it: within what the caller's right reaches. Each number
// opens to its requests by listMatters with the same row, class or line, and days.
#include <map>

#include "api/api.h"
#include "api/exports.h"
#include "api/matters/table3_views.h"
#include "api/operations.h"
#include "figures/identity.h"
#include "requests/figures.h"
#include "requests/forms.h"

namespace dl::api {

namespace {

using accounts::Right;

/// A line while its slices are added up.
struct Sum {
  RequestTally tally = {};
  requests::Lengths lengths = {};

  void add(const requests::Slice& slice) {
    (slice.carried_in ? tally.carried_in : tally.received) += slice.count;
    (slice.decision ? tally.ended : tally.carried_on) += slice.count;
    tally.late += slice.late;
    if (slice.days) lengths.add(*slice.days, slice.count);
  }
  RequestTally told(std::string code, std::string title) && {
    tally.code = std::move(code);
    tally.title = std::move(title);
    tally.days = lengths.sum();
    tally.timed = lengths.count();
    tally.twice_median = lengths.twice_median();
    tally.longest = lengths.longest();
    return std::move(tally);
  }
};

/// Codes with what people call them, in the order in which they are told.
using Titles = std::vector<std::pair<std::string, std::string>>;

template <class Table>
Titles titles_in(const Table& table) {
  Titles titles;
  for (const auto& one : table) titles.emplace_back(one.name, one.chinese);
  return titles;
}

Titles titles_of(requests::Split split, const Vocabularies& lists) {
  Titles titles;
  switch (split) {
    case requests::Split::Channel: return titles_in(matters::kChannels);
    case requests::Split::Decision: return titles_in(requests::kDecisions);
    case requests::Split::Department: return {{"", "未交办"}};
    case requests::Split::Topic:
      for (const auto& term : lists.at(std::string(requests::kTopics)).terms) titles.emplace_back(term.code, term.name);
      titles.emplace_back("", "未分类");
      return titles;
    case requests::Split::Days:
      for (const auto& band : requests::kBands) titles.emplace_back(band.code, band.title);
      titles.emplace_back(requests::kNoDays, "没有用时记录");
      return titles;
  }
  return titles;
}

/// The lines that occur: those of the titles in their order, then others by their codes.
RequestBreakdown breakdown_of(const std::vector<requests::Slice>& slices, requests::Split split,
                              const Vocabularies& lists) {
  std::map<std::string, Sum> sums;
  for (const auto& slice : slices)
    if (const auto line = requests::line_of(slice, split)) sums[*line].add(slice);
  RequestBreakdown view{.by = split, .title = std::string(chinese_of(split))};
  for (auto& [code, title] : titles_of(split, lists)) {
    const auto found = sums.extract(code);
    if (found) view.lines.push_back(std::move(found.mapped()).told(std::move(code), std::move(title)));
  }
  for (auto& [code, sum] : sums) view.lines.push_back(std::move(sum).told(code, code));
  return view;
}

void put_table(RequestTable& view, const requests::Table3::Numbers& numbers) {
  for (const auto& one : requests::kApplicants)
    view.columns.push_back({std::string(one.name), std::string(one.chinese)});
  view.columns.push_back({"", "总计"});
  for (std::size_t i = 0; i < numbers.size(); ++i)
    view.rows.push_back(
        {static_cast<int>(i) + 1, std::string(requests::kRowTitles.at(i)), {numbers[i].begin(), numbers[i].end()}});
  for (const auto& breach : requests::breaches(numbers))
    view.breaches.push_back({std::string(breach.identity), breach.row, static_cast<int>(breach.column)});
}

/// K4, within what one agency, or all, was told when the period before was frozen: of days that have a name.
Outcome<void> put_continuation(Call& call, RequestTable& view, const accounts::Scope& scope) {
  const auto period = figures::Period::of(view.from, view.until);
  const auto* identity = call.api.figures.find_identity(requests::kContinuation);
  if (!period || identity == nullptr || !(scope.all || scope.agencies.size() == 1)) return {};
  const auto agency = scope.all ? 0 : scope.agencies.front();
  const auto today = call.api.around.clock.today();
  DL_TRY(const auto broken, call.api.read([&](db::Session& session) {
    return figures::unkept_of(session, call.api.figures, *identity, *period, agency, today);
  }));
  for (const auto& one : broken) {
    const auto applicant = find_name<requests::Applicant>(figures::text_of(one.group.at(0)));
    view.breaches.push_back({"K4", 0, static_cast<int>(applicant.value_or(requests::Applicant::Other))});
  }
  return {};
}

Outcome<RequestTable> show_request_table(Call& call, const RequestTableQuery& query) {
  DL_CHECK(check_agency(call, Right::ReadRequests, query.agency));
  if (!query.from || !query.until || *query.until < *query.from) return fail(Fault::Invalid, "request.table-days");
  const auto from = *query.from;
  const auto until = *query.until;
  const auto scope = query.agency == 0 ? call.who.scope(Right::ReadRequests) : accounts::Scope::of({query.agency});
  DL_TRY(const auto slices,
         call.api.read([&](db::Session& session) { return requests::load_slices(session, scope, from, until); }));
  RequestTable view{.from = from, .until = until};
  put_table(view, requests::numbers_of(slices));
  DL_CHECK(put_continuation(call, view, scope));
  Sum total;
  for (const auto& slice : slices) total.add(slice);
  view.total = std::move(total).told({}, "合计");
  for (const auto& one : requests::kSplits)
    view.breakdowns.push_back(breakdown_of(slices, one.value, call.api.vocabularies));
  return view;
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/request-table", "showRequestTable", "公开申请的年报表三和各项统计，在权限所及的机关之内",
     needs(Right::ReadRequests), by<show_request_table>()},
};

}  // namespace

std::span<const Operation> request_table_operations() { return kOperations; }

}  // namespace dl::api
