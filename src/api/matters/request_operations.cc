// Requests for information beside the steps of all matters: dividing one, who else is concerned, who gives relief.
#include "api/matters/meeting.h"
#include "api/matters/request_views.h"
#include "api/matters/tie_views.h"
#include "api/operations.h"
#include "api/seat.h"
#include "requests/enclosures.h"
#include "requests/procedure.h"
#include "web/stored_file.h"

namespace dl::api {

namespace {

using accounts::Right;

/// A request within the caller's sight. Fault::NotFound `matter.missing` for any other matter.
Outcome<std::int64_t> meet_request(Call& call) {
  DL_TRY(const auto met, meet(call));
  if (met.kind.name != requests::Procedure::kName) return fail(Fault::NotFound, "matter.missing", met.matter.number);
  return met.matter.id;
}

/// What `deed` says with the desk of requests.
template <class F>
auto by_desk(Call& call, F deed) {
  auto matters = matter_desk(call.api);
  requests::RequestDesk desk(call.api.around.journal, matters, {call.api.letter_forms, call.api.around.sealing_key});
  return deed(desk);
}

Outcome<MatterView> divide_request(Call& call, const RequestDivisionInput& input) {
  DL_TRY(const auto id, meet_request(call));
  DL_TRY(const auto seat, call.api.read([&](db::Session& session) { return seat_of(session, call); }));
  std::vector<requests::Part> parts;
  for (const auto& part : input.parts) parts.push_back({part.wanted, part.document_number.value_or("")});
  DL_CHECK(by_desk(call, [&](auto& desk) { return desk.divide(id, parts, input.reason, input.revision, seat); }));
  return load_matter_view(call, id);
}

Outcome<MatterView> take_over_answer(Call& call, const RequestTakeOverInput& input) {
  DL_TRY(const auto id, meet_request(call));
  DL_TRY(const auto seat, call.api.read([&](db::Session& session) { return seat_of(session, call); }));
  DL_CHECK(
      by_desk(call, [&](auto& desk) { return desk.take_over(id, input.reason.value_or(""), input.revision, seat); }));
  return load_matter_view(call, id);
}

Outcome<MatterView> add_request_party(Call& call, const RequestPartyInput& input) {
  DL_TRY(const auto id, meet_request(call));
  DL_CHECK(
      by_desk(call, [&](auto& desk) { return desk.add_party(id, input.role, contact_of(input.contact), call.who); }));
  return load_matter_view(call, id);
}

Outcome<ListOf<RequestNoteView>> list_request_notes(Call& call) {
  DL_TRY(const auto id, meet_request(call));
  DL_TRY(const auto notes, call.api.read([&](db::Session& session) { return requests::tellings_of(session, id); }));
  ListOf<RequestNoteView> list;
  for (const auto& one : notes)
    list.items.push_back({one.fact, one.state, std::string(chinese_of(one.state)), one.attempts});
  return list;
}

Outcome<ListOf<IdentityPaperView>> list_identity_papers(Call& call) {
  DL_TRY(const auto id, meet_request(call));
  DL_TRY(const auto papers, call.api.read([&](db::Session& session) { return requests::list_papers(session, id); }));
  ListOf<IdentityPaperView> list;
  for (const auto& one : papers) list.items.push_back({one.commitment, one.type, one.size, one.sent_at});
  return list;
}

Outcome<web::Response> open_identity_paper(Call& call, const IdentityPaperInput& input) {
  DL_TRY(const auto id, meet_request(call));
  DL_TRY(auto paper, requests::open_paper(call.api.around.journal, call.api.around.sealing_key, id,
                                          std::string(call.http.parameter("paper")), input.reason, call.who));
  const web::StoredFile file{paper.name, paper.type, {}, std::ssize(paper.bytes)};
  const auto bytes = std::make_shared<const std::string>(std::move(paper.bytes));
  auto response = web::send_stored(file, [bytes](std::int64_t offset, std::int64_t length) -> Outcome<std::string> {
    return bytes->substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
  });
  response.etag.clear();
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Outcome<ReliefView> show_relief(Call& call, const ReliefQuery& query) {
  if (!call.who.may(Right::ReadRequests, query.agency)) return ReliefView{};
  DL_TRY(auto bodies,
         call.api.read([&](db::Session& session) { return requests::load_bodies(session, query.agency); }));
  return ReliefView{std::move(bodies.reconsideration), std::move(bodies.court), std::move(bodies.online)};
}

Outcome<ListOf<ReliefLine>> list_relief(Call& call) {
  const auto& scope = call.who.scope(Right::ReadRequests);
  DL_TRY(const auto all, call.api.read([&](db::Session& session) { return requests::list_bodies(session, scope); }));
  ListOf<ReliefLine> list;
  const auto directory = call.api.around.directory.current();
  for (const auto& agency : directory->agencies()) {
    if (!scope.covers(agency.id)) continue;
    const auto found = all.find(agency.id);
    const auto bodies = found == all.end() ? requests::Bodies() : found->second;
    list.items.push_back({{bodies.reconsideration, bodies.court, bodies.online}, agency.id, agency.name});
  }
  return list;
}

Outcome<void> set_relief(Call& call, const ReliefInput& input) {
  DL_CHECK(call.who.require(Right::ApproveRequests, input.agency));
  const requests::Bodies bodies{input.reconsideration, input.court, input.online.value_or("")};
  return by_desk(call, [&](auto& desk) { return desk.set_bodies(input.agency, bodies, call.who); });
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post, "/api/v1/matters/{id}/parts", "divideRequest", "把一件公开申请拆分为几件，分别办理",
     needs(Right::AnswerRequests), by<divide_request>()},
    {Verb::Post, "/api/v1/matters/{id}/taken-over", "takeOverAnswer", "沿用合并办理的主办件的检索记录和答复内容",
     needs(Right::AnswerRequests), by<take_over_answer>()},
    {Verb::Post, "/api/v1/matters/{id}/parties", "addRequestParty", "登记第三方或者其他有关机关",
     needs(Right::AnswerRequests), by<add_request_party>()},
    {Verb::Get, "/api/v1/matters/{id}/notes", "listRequestNotes", "就一件公开申请发给申请人的邮件提醒，是否送出",
     needs(Right::ReadRequests), by<list_request_notes>()},
    {Verb::Get, "/api/v1/matters/{id}/identity-papers", "listIdentityPapers",
     "随公开申请提交的身份证明材料，逐个加密保存，打开须写明理由", needs(Right::ReadRequests),
     by<list_identity_papers>()},
    {Verb::Post,
     "/api/v1/matters/{id}/identity-papers/{paper}/opening",
     "openIdentityPaper",
     "打开一份身份证明材料，打开的人和理由记入日志",
     needs(Right::AnswerRequests),
     by<open_identity_paper>(),
     {.secret = true, .rate = web::Rate::Download}},
    {Verb::Get, "/api/v1/relief", "showRelief", "一个机关的答复告知的复议机关和法院", needs(Right::ReadRequests),
     by<show_relief>()},
    {Verb::Get, "/api/v1/relief/agencies", "listRelief", "各机关的答复告知的复议机关和法院，没有设定的为空",
     needs(Right::ReadRequests), by<list_relief>()},
    {Verb::Put, "/api/v1/relief", "setRelief", "设定答复告知的复议机关和法院", needs(Right::ApproveRequests),
     by<set_relief>()},
};

}  // namespace

std::span<const Operation> request_operations() { return kOperations; }

}  // namespace dl::api
