// Answers to requests, written as values: what was decided, why, what is given.
#include "api/matters/drafting.h"
#include "api/matters/reply_views.h"
#include "api/operations.h"
#include "requests/procedure.h"

namespace dl::api {

namespace {

using accounts::Right;
using requests::Clause;

constexpr std::size_t kReplyLimit = std::size_t{1} << 20U;  ///< bytes

/// The member of a reply that a clause is written in; empty for a search, which no word of the letter is.
std::string_view member_of(Clause clause) {
  switch (clause) {
    case Clause::Reasons: return "reasons";
    case Clause::Material: return "material";
    case Clause::Channel: return "channel";
    case Clause::Withheld: return "withheld";
    case Clause::Responsible: return "responsible";
    case Clause::Earlier: return "earlier";
    case Clause::Search: break;
  }
  return {};
}

RequestDecisionView view_of(const requests::DecisionRow& row) {
  RequestDecisionView view{.decision = row.decision,
                           .name = std::string(chinese_of(row.decision)),
                           .basis = std::string(row.basis),
                           .purpose = row.purpose};
  for (const auto clause :
       {Clause::Reasons, Clause::Material, Clause::Channel, Clause::Withheld, Clause::Responsible, Clause::Earlier})
    if (row.owes.has(clause)) view.owes.emplace_back(member_of(clause));
  for (const auto& ground : requests::kGrounds)
    if (row.fit.has(ground.value)) view.grounds.push_back({std::string(ground.name), std::string(ground.chinese)});
  return view;
}

Outcome<ListOf<RequestDecisionView>> list_request_decisions(Call&) {
  ListOf<RequestDecisionView> list;
  for (const auto& row : requests::kDecisionRows)
    if (row.letter) list.items.push_back(view_of(row));
  return list;
}

Outcome<MatterView> draft_request_reply(Call& call, const RequestReplyInput& input) {
  DL_TRY(const auto met, meet_to_handle(call));
  if (met.kind.name != requests::Procedure::kName) return fail(Fault::NotFound, "matter.missing", met.matter.number);
  requests::Reply reply{.decision = input.decision,
                        .grounds = input.grounds.value_or(std::vector<requests::Ground>()),
                        .reasons = input.reasons.value_or(""),
                        .material = input.material.value_or(std::vector<std::string>()),
                        .channel = input.channel.value_or(""),
                        .withheld = input.withheld.value_or(""),
                        .responsible = input.responsible.value_or(""),
                        .earlier = input.earlier.value_or(""),
                        .online = input.online.value_or(false)};
  DL_CHECK(requests::check_reply(reply));
  const bool corrects = requests::row_of(input.decision).purpose == requests::Purpose::Correction;
  DL_CHECK(put_letter(call, met,
                      {.id = input.letter.value_or(0),
                       .kind = corrects ? "correction" : "reply",
                       .content = requests::write_json(reply)},
                      input.digest.value_or("")));
  return load_matter_view(call, met.matter.id);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/request-decisions", "listRequestDecisions", "公开申请的答复类型、依据和答复书须写明的内容",
     needs(Right::ReadRequests), by<list_request_decisions>()},
    {Verb::Post,
     "/api/v1/matters/{id}/reply",
     "draftRequestReply",
     "起草或者修改对公开申请的答复",
     needs(Right::AnswerRequests, Right::ApproveRequests),
     by<draft_request_reply>(),
     {.body_limit = kReplyLimit}},
};

}  // namespace

std::span<const Operation> reply_operations() { return kOperations; }

}  // namespace dl::api
