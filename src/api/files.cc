#include "api/files.h"

#include "api/api.h"
#include "db/files.h"
#include "web/stored_file.h"
#include "work/file_kind.h"

namespace dl::api {

AttachmentView view_of(const work::Attachment& file) {
  return {file.position, file.name, file.type, file.digest, file.size, file.embedded};
}

Outcome<void> check_upload(const Call& call, const std::string& name) {
  DL_CHECK(work::check_file_name(name));
  return call.api.around.room ? call.api.around.room() : Outcome<void>();
}

Outcome<work::NewFile> read_upload(const Call& call, const FileQuery& query) {
  DL_CHECK(check_upload(call, query.name));
  if (call.http.body.empty()) return fail(Fault::Invalid, "file.empty");
  return work::NewFile{.name = query.name, .bytes = std::string(call.http.body), .embedded = query.embedded};
}

web::Response send_to_staff(const Call& call, const work::Attachment& file) {
  auto response = web::send_stored({file.name, file.type, file.digest, file.size},
                                   db::source_of(call.api.around.database, file.digest));
  // Asked of the server each time, so that what was taken away is gone at once.
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace dl::api
