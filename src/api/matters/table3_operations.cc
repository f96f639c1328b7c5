// Table 3 of the annual report, live, with the tables beside it: within what the caller's right reaches. Each number
// opens to its requests by listMatters with the same row, class and days.
#include <map>

#include "api/api.h"
#include "api/exports.h"
#include "api/matters/table3_views.h"
#include "api/operations.h"
#include "requests/table3_store.h"

namespace dl::api {

namespace {

using accounts::Right;

void add(RequestTally& tally, const requests::Slice& slice) {
  (slice.carried_in ? tally.carried_in : tally.received) += slice.count;
  (slice.decision ? tally.ended : tally.carried_on) += slice.count;
  tally.days += slice.days;
  tally.timed += slice.timed;
  tally.late += slice.late;
}

/// Of each value of a table of names that occurs, in the order of the table.
template <class Table, class Of>
std::vector<RequestTally> tallies(const std::vector<requests::Slice>& slices, const Table& table, Of of) {
  std::vector<RequestTally> all;
  for (const auto& one : table) {
    RequestTally tally{.code = std::string(one.name), .title = std::string(one.chinese)};
    bool occurs = false;
    for (const auto& slice : slices) {
      if (of(slice) != one.value) continue;
      add(tally, slice);
      occurs = true;
    }
    if (occurs) all.push_back(std::move(tally));
  }
  return all;
}

std::vector<RequestTally> department_tallies(const std::vector<requests::Slice>& slices) {
  std::map<std::string, RequestTally> by_name;
  for (const auto& slice : slices) {
    auto& tally = by_name[slice.department];
    tally.code = tally.title = slice.department;
    add(tally, slice);
  }
  std::vector<RequestTally> all;
  for (auto& [name, tally] : by_name) all.push_back(std::move(tally));
  return all;
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
  for (const auto& slice : slices) add(view.total, slice);
  view.channels = tallies(slices, matters::kChannels, [](const requests::Slice& slice) { return slice.channel; });
  view.departments = department_tallies(slices);
  view.decisions = tallies(slices, requests::kDecisions, [](const requests::Slice& slice) { return slice.decision; });
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
