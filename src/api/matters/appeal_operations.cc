// Reviews and suits against what became of requests: opening one from the office, and table 4 of the annual report,
// live, within what the caller's right reaches. Each number opens to its cases by listMatters with the same cell and
// days.
#include "api/api.h"
#include "api/exports.h"
#include "api/matters/filing_views.h"
#include "api/matters/kinds.h"
#include "api/matters/meeting.h"
#include "api/operations.h"
#include "appeals/appeal_desk.h"
#include "appeals/table4_store.h"

namespace dl::api {

namespace {

using accounts::Right;

Outcome<MatterOpened> open_appeal(Call& call, const matters::Kind& kind, const NewAppealInput& input) {
  DL_CHECK(call.who.require(Right::AnswerRequests, input.agency));
  DL_TRY(const auto place, place_of(call, input.agency));
  const appeals::NewAppeal asked{.request = input.request,
                                 .body = input.body,
                                 .case_number = input.case_number.value_or(""),
                                 .way = input.way,
                                 .received_on = input.received_on,
                                 .accepted_on = input.accepted_on,
                                 .claim = input.claim.value_or("")};
  auto desk = matter_desk(call.api);
  DL_TRY(auto opened, appeals::AppealDesk(call.api.around.journal, desk)
                          .open(kind, place, asked, call.api.around.clock.today(), call.who));
  return MatterOpened{opened.id, std::move(opened.number), std::move(opened.code)};
}

Outcome<MatterOpened> open_review(Call& call, const NewAppealInput& input) {
  return open_appeal(call, appeals::review_kind(), input);
}

Outcome<MatterOpened> open_suit(Call& call, const NewAppealInput& input) {
  return open_appeal(call, appeals::suit_kind(), input);
}

Outcome<AppealTable> show_appeal_table(Call& call, const RequestTableQuery& query) {
  DL_CHECK(check_agency(call, Right::ReadRequests, query.agency));
  if (!query.from || !query.until || *query.until < *query.from) return fail(Fault::Invalid, "appeal.table-days");
  const auto scope = query.agency == 0 ? call.who.scope(Right::ReadRequests) : accounts::Scope::of({query.agency});
  DL_TRY(const auto numbers, call.api.read([&](db::Session& session) {
    return appeals::load_table4(session, scope, *query.from, *query.until);
  }));
  const auto broken = appeals::breaches(numbers);
  AppealTable view{.from = *query.from, .until = *query.until};
  for (const auto& column : appeals::kColumns) view.columns.push_back({column.value, std::string(column.chinese)});
  for (const auto& block : appeals::kBlocks) {
    const auto& row = numbers.at(static_cast<std::size_t>(block.value));
    view.blocks.push_back({block.value,
                           std::string(block.chinese),
                           {row.begin(), row.end()},
                           std::ranges::find(broken, block.value) == broken.end()});
  }
  return view;
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/reviews",
     "openReview",
     "登记一件针对公开申请的行政复议",
     needs(Right::AnswerRequests),
     by<open_review>(),
     {.status = 201, .secret = true}},
    {Verb::Post,
     "/api/v1/suits",
     "openSuit",
     "登记一件针对公开申请的行政诉讼",
     needs(Right::AnswerRequests),
     by<open_suit>(),
     {.status = 201, .secret = true}},
    {Verb::Get, "/api/v1/appeal-table", "showAppealTable", "行政复议、行政诉讼的年报表四，在权限所及的机关之内",
     needs(Right::ReadRequests), by<show_appeal_table>()},
};

}  // namespace

std::span<const Operation> appeal_operations() { return kOperations; }

}  // namespace dl::api
