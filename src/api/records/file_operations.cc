// Files of records: handed in before the words that name them, and given back to whoever sees the record.
#include "api/files.h"
#include "api/operations.h"
#include "api/records/views.h"

namespace dl::api {

namespace {

using accounts::Right;

struct RecordFileQuery {
  std::int64_t agency = 0;  ///< that keeps the records
  std::string name = {};    ///< of the file
  static constexpr auto kLimits = std::to_array<Limit>({{"name", dl::work::kLongestFileName}});
};
BOOST_DESCRIBE_STRUCT(RecordFileQuery, (), (agency, name))

/// What a field of type `file` is to hold from here on.
struct RecordFileTaken : RecordFile {
  std::string value = {};
};
BOOST_DESCRIBE_STRUCT(RecordFileTaken, (RecordFile), (value))

Outcome<RecordFileTaken> add_record_file(Call& call, const RecordFileQuery& query) {
  DL_CHECK(call.who.require(Right::EnterRecords, query.agency));
  if (call.api.around.directory.current()->agency(query.agency) == nullptr)
    return fail(Fault::NotFound, "agency.missing", fmt::format("{}", query.agency));
  DL_TRY(const auto file, read_upload(call, {.name = query.name}));
  DL_TRY(const auto taken,
         call.api.register_desk.add_file(call.http.parameter("register"), query.agency, file, call.who));
  return RecordFileTaken{{taken.digest, taken.name, taken.size}, records::text_of(taken)};
}

Outcome<web::Response> send_record_file(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  const auto digest = call.http.parameter("file");
  DL_TRY(const auto file, call.api.read([&](db::Session& session) {
    return records::find_record_file(session, call.api.around.registers, record_sight(call), id, digest);
  }));
  return send_to_staff(call, file);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/registers/{register}/files",
     "addRecordFile",
     "为登记上传附件，答复里的 value 填进附件一项",
     needs(Right::EnterRecords),
     by<add_record_file>(),
     {.status = 201, .upload = true}},
    {Verb::Get,
     "/api/v1/records/{id}/files/{file}",
     "sendRecordFile",
     "一条登记的附件的内容",
     needs(Right::ReadRecords, Right::EnterRecords),
     by<send_record_file>(),
     {.rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> record_file_operations() { return kOperations; }

}  // namespace dl::api
