// Opening matters from the office: requests that came to the counter or by post (条例 art. 29), problems to be put
// right.
#include "api/matters/filing_views.h"
#include "api/matters/kinds.h"
#include "api/matters/meeting.h"
#include "api/operations.h"
#include "compliance/rectification_desk.h"
#include "requests/request_desk.h"

namespace dl::api {

namespace {

using accounts::Right;

MatterOpened view_of(matters::Opened opened) { return {opened.id, std::move(opened.number), std::move(opened.code)}; }

Outcome<MatterOpened> file_request(Call& call, const NewRequestInput& input) {
  DL_CHECK(call.who.require(Right::AnswerRequests, input.agency));
  DL_TRY(auto place, place_of(call, input.agency));
  requests::Filing filing{.place = std::move(place),
                          .channel = input.channel,
                          .came_on = input.came_on,
                          .purpose = input.purpose,
                          .applicant = input.applicant,
                          .contact = contact_of(input.contact),
                          .wanted = input.wanted,
                          .document_number = input.document_number.value_or(""),
                          .way = input.way,
                          .carrier = input.carrier,
                          .helped = input.helped.value_or(false),
                          .topic = input.topic.value_or(""),
                          .suggests_public = input.suggests_public.value_or(false)};
  if (input.agent) filing.agent = contact_of(*input.agent);
  auto desk = matter_desk(call.api);
  requests::RequestDesk requests(call.api.around.journal, desk, {call.api.letter_forms, call.api.around.sealing_key});
  DL_TRY(auto opened, requests.file(filing, call.who.actor()));
  return view_of(std::move(opened));
}

Outcome<MatterOpened> open_rectification(Call& call, const NewRectificationInput& input) {
  DL_CHECK(call.who.require(Right::CheckFindings, input.agency));
  DL_TRY(const auto place, place_of(call, input.agency));
  const compliance::NewRectification item{.title = input.title,
                                          .origin_number = input.origin_number.value_or(""),
                                          .origin = input.origin,
                                          .kind = input.kind,
                                          .problem = input.problem,
                                          .place = input.place,
                                          .measures = input.measures.value_or(""),
                                          .found_on = input.found_on,
                                          .assessed = input.assessed.value_or(false)};
  auto desk = matter_desk(call.api);
  DL_TRY(auto opened, compliance::RectificationDesk(desk, call.api.vocabularies)
                          .find(place, item, call.api.around.clock.today(), call.who));
  return view_of(std::move(opened));
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/requests",
     "fileRequest",
     "登记一件当面提交或者寄来的政府信息公开申请：编号和查询码",
     needs(Right::AnswerRequests),
     by<file_request>(),
     {.status = 201, .secret = true}},
    {Verb::Post,
     "/api/v1/rectifications",
     "openRectification",
     "列出一个须整改的问题",
     needs(Right::CheckFindings),
     by<open_rectification>(),
     {.status = 201, .secret = true}},
};

}  // namespace

Outcome<matters::Place> place_of(const Call& call, std::int64_t agency) {
  const auto directory = call.api.around.directory.current();
  const auto* found = directory->agency(agency);
  if (found == nullptr) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", agency));
  return matters::Place{found->id, found->code, found->name};
}

std::span<const Operation> filing_operations() { return kOperations; }

}  // namespace dl::api
