// The file of a request that was filed away, as one ZIP to keep. It names people, so each time is on record with the
// digest of what was taken.
#include "api/exports.h"
#include "api/matters/letter_words.h"
#include "api/matters/meeting.h"
#include "api/operations.h"
#include "figures/bundle.h"
#include "matters/subject.h"
#include "requests/archive_package.h"
#include "requests/procedure.h"

namespace dl::api {

namespace {

using accounts::Right;

Outcome<web::Response> send_request_archive(Call& call) {
  DL_TRY(const auto met, meet_to_handle(call));
  if (met.kind.name != requests::Procedure::kName) return fail(Fault::NotFound, "matter.missing", met.matter.number);
  const requests::Papers papers{call.api.letter_forms, call.api.around.sealing_key};
  const db::Working working(db::Work::Import);
  const auto calendar = call.api.calendar.current();
  DL_TRY(const auto archive, call.api.read([&](db::Session& session) {
    return requests::load_archive(session, papers, {call.api.laws, *calendar}, met.matter, letter_agency(call, met));
  }));
  DL_TRY(const auto files, requests::files_of(archive));
  DL_TRY(const auto bytes, figures::zip_of(files));
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(bytes));
  const Exported exported{.kind = event("export.archive"),
                          .subject = matters::subject_of(met.matter.id),
                          .agency = met.matter.agency,
                          .rows = std::ssize(files),
                          .unit = "个文件"};
  return hand_out(call, file, exported, met.matter.number + "-归档材料.zip", "application/zip");
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/matters/{id}/archive",
     "sendRequestArchive",
     "一件已经归档的公开申请的归档材料（ZIP：文书、附件、经过和各自的摘要），记入日志",
     needs(Right::AnswerRequests, Right::ApproveRequests),
     by<send_request_archive>(),
     {.secret = true, .rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> archive_operations() { return kOperations; }

}  // namespace dl::api
