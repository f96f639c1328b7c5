// What stands beside a matter of any kind: its files, and remarks that only the office reads.
#include "api/files.h"
#include "api/matters/meeting.h"
#include "api/operations.h"
#include "matters/materials.h"

namespace dl::api {

namespace {

accounts::Right handling(const Call& call, const Met& met) {
  return handling_right(met.kind, call.who, met.matter.agency);
}

Outcome<AttachmentView> add_matter_file(Call& call, const FileQuery& query) {
  DL_TRY(const auto met, meet_to_handle(call));
  DL_TRY(auto file, read_upload(call, query));
  file.embedded = false;  // a matter has no words that would show an image
  DL_TRY(const auto added, matter_desk(call.api).add_file(met.matter.id, file, handling(call, met), call.who));
  return view_of(added);
}

Outcome<void> remove_matter_file(Call& call) {
  DL_TRY(const auto met, meet_to_handle(call));
  DL_TRY(const auto position, call.small_number("file"));
  return matter_desk(call.api).remove_file(met.matter.id, position, handling(call, met), call.who);
}

Outcome<web::Response> send_matter_file(Call& call) {
  DL_TRY(const auto met, meet(call));
  const std::string digest(call.http.parameter("file"));
  DL_TRY(const auto file,
         call.api.read([&](db::Session& session) { return matters::find_material(session, met.matter.id, digest); }));
  return send_to_staff(call, file);
}

Outcome<MatterView> remark_on_matter(Call& call, const CommentInput& input) {
  DL_TRY(const auto met, meet(call));
  if (input.block) return fail(Fault::Invalid, "comment.block", "a matter has no blocks");
  DL_CHECK(matter_desk(call.api).remark(met.matter.id, input.text, met.kind.read, call.who));
  return load_matter_view(call, met.matter.id);
}

Outcome<MatterView> resolve_matter_remark(Call& call) {
  DL_TRY(const auto met, meet(call));
  DL_TRY(const auto remark, call.number("comment"));
  DL_CHECK(matter_desk(call.api).resolve_remark(met.matter.id, remark, met.kind.read, call.who));
  return load_matter_view(call, met.matter.id);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/matters/{id}/files",
     "addMatterFile",
     "为一件事项添加附件（佐证、检索到的材料、签字的扫描件），来件人看不到",
     kMatterHandlers,
     by<add_matter_file>(),
     {.status = 201, .upload = true}},
    {Verb::Delete, "/api/v1/matters/{id}/files/{file}", "removeMatterFile", "去掉自己添加、还没有办理下一步的附件",
     kMatterHandlers, by<remove_matter_file>()},
    {Verb::Get,
     "/api/v1/matters/{id}/files/{file}",
     "sendMatterFile",
     "一件事项的附件的内容",
     kMatterReaders,
     by<send_matter_file>(),
     {.rate = web::Rate::Download}},
    {Verb::Post, "/api/v1/matters/{id}/comments", "remarkOnMatter", "对一件事项写批注，只有机关内部能看到",
     kMatterReaders, by<remark_on_matter>()},
    {Verb::Post, "/api/v1/matters/{id}/comments/{comment}/resolution", "resolveMatterRemark", "标记批注已处理",
     kMatterReaders, by<resolve_matter_remark>()},
};

}  // namespace

std::span<const Operation> material_operations() { return kOperations; }

}  // namespace dl::api
