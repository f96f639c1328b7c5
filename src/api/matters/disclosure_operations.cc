// Partial disclosure of the files of a request: the areas that are not given, and the redacted file. Areas have the
// words that are not given, so they are for those alone who answer.
#include "accounts/people.h"
#include "api/comments.h"
#include "api/matters/disclosure_views.h"
#include "api/matters/meeting.h"
#include "api/operations.h"
#include "matters/materials.h"
#include "requests/disclosure.h"
#include "requests/procedure.h"

namespace dl::api {

namespace {

using accounts::Right;

constexpr std::size_t kAreasLimit = std::size_t{2} << 20U;  ///< bytes; passages are short

/// A request that the caller answers.
Outcome<Met> meet_to_disclose(Call& call) {
  DL_TRY(auto met, meet(call));
  if (met.kind.name != requests::Procedure::kName) return fail(Fault::NotFound, "matter.missing", met.matter.number);
  DL_CHECK(call.who.require(Right::AnswerRequests, met.matter.agency));
  return met;
}

json::object object_of(const std::string& text) {
  boost::system::error_code wrong;
  auto value = json::parse(text, wrong);
  return wrong || !value.is_object() ? json::object() : std::move(value.get_object());
}

Outcome<DisclosureView> view_of(db::Session& session, std::int64_t matter, const std::string& original) {
  DL_CHECK(matters::find_material(session, matter, original));
  DL_TRY(const auto found, requests::find_disclosure(session, matter, original));
  DisclosureView view{.original = original};
  if (!found) return view;
  view.digest = found->digest;
  view.content = object_of(found->areas);
  view.changed_at = found->changed_at;
  DL_TRY(const auto names, accounts::names_of(session, std::vector<std::string>{found->changed_by}));
  view.changed_by_name = name_in(names, found->changed_by);
  if (found->result.empty()) return view;
  const auto file = matters::find_material(session, matter, found->result);
  if (!file) return view;
  view.result = dl::api::view_of(*file);
  view.log = object_of(found->log);
  return view;
}

Outcome<DisclosureView> show(Call& call, const Met& met, const std::string& original) {
  return call.api.read([&](db::Session& session) { return view_of(session, met.matter.id, original); });
}

std::string file_in(const Call& call) { return std::string(call.http.parameter("file")); }

Outcome<DisclosureView> show_disclosure(Call& call) {
  DL_TRY(const auto met, meet_to_disclose(call));
  return show(call, met, file_in(call));
}

Outcome<DisclosureView> put_disclosure(Call& call, const DisclosureInput& input) {
  DL_TRY(const auto met, meet_to_disclose(call));
  auto matters = matter_desk(call.api);
  DL_CHECK(requests::DisclosureDesk(call.api.around.journal, matters)
               .put_areas(met.matter.id, file_in(call), json::serialize(input.content), input.digest.value_or(""),
                          call.who));
  return show(call, met, file_in(call));
}

Outcome<DisclosureView> verify_disclosure(Call& call) {
  DL_TRY(const auto met, meet_to_disclose(call));
  if (!call.api.around.read_document) return fail(Fault::Unavailable, "import.unavailable");
  auto matters = matter_desk(call.api);
  DL_CHECK(requests::DisclosureDesk(call.api.around.journal, matters)
               .verify(met.matter.id, file_in(call), call.api.around.read_document, call.who));
  return show(call, met, file_in(call));
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/matters/{id}/files/{file}/disclosure", "showDisclosure",
     "公开申请的一个附件中不予公开的部分，及其区分处理后的文件", needs(Right::AnswerRequests), by<show_disclosure>()},
    {Verb::Put,
     "/api/v1/matters/{id}/files/{file}/disclosure",
     "putDisclosure",
     "标出附件中不予公开的部分（区域或者词句，逐处写明理由）",
     needs(Right::AnswerRequests),
     by<put_disclosure>(),
     {.body_limit = kAreasLimit, .secret = true}},
    {Verb::Post,
     "/api/v1/matters/{id}/files/{file}/disclosure",
     "verifyDisclosure",
     "按标出的部分做成供提供的文件，查验没有残留后存为附件；有残留的不存，逐项列出",
     needs(Right::AnswerRequests),
     by<verify_disclosure>(),
     {.secret = true, .lane = web::Lane::Imports}},
};

}  // namespace

std::span<const Operation> disclosure_operations() { return kOperations; }

}  // namespace dl::api
