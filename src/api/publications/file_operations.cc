// Files of a draft, and documents that come in as files.
#include "api/operations.h"
#include "api/publications/document_views.h"

namespace dl::api {

namespace {

using accounts::Right;

struct ImportQuery {
  std::int64_t agency = 0;
  std::int64_t column = 0;
  std::string name = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"name", dl::work::kLongestFileName}});
};
BOOST_DESCRIBE_STRUCT(ImportQuery, (), (agency, column, name))

struct WarningView {
  std::string code = {};
  std::string message = {};
};
BOOST_DESCRIBE_STRUCT(WarningView, (), (code, message))

struct ImportView {
  DocumentView document = {};
  std::map<std::string, std::string> recognised = {};
  std::vector<WarningView> warnings = {};
};
BOOST_DESCRIBE_STRUCT(ImportView, (), (document, recognised, warnings))

Outcome<AttachmentView> add_file(Call& call, const FileQuery& query) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(const auto file, read_upload(call, query));
  DL_TRY(const auto added, call.api.documents.add_file(id, file, call.who));
  return view_of(added);
}

Outcome<void> remove_file(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(const auto position, call.small_number("file"));
  DL_TRY(const auto expected, call.expected_revision());
  return call.api.documents.remove_file(id, position, call.who, expected);
}

Outcome<web::Response> send_file(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  const std::string digest(call.http.parameter("file"));
  DL_TRY(const auto file, call.api.read([&](db::Session& sql) {
    return publications::find_attachment(sql, call.who.scope(Right::ReadDocuments), id, digest);
  }));
  return send_to_staff(call, file);
}

// A file that has been imported before is refused together with what became of it, for those who may read that.
Failure show_earlier(Call& call, Error refusal) {
  if (refusal.key == "document.already-imported") {
    const auto view =
        load_view(call, call.who.scope(Right::ReadDocuments), std::strtoll(refusal.detail.c_str(), nullptr, 10));
    if (view) call.current = write_shape(*view);
  }
  return Failure(std::move(refusal));
}

Outcome<ImportView> import_document(Call& call, const ImportQuery& query) {
  DL_CHECK(check_upload(call, query.name));
  DL_CHECK(call.who.require(Right::DraftDocuments, query.agency));
  if (!call.api.around.recognise) return fail(Fault::Unavailable, "import.unavailable");
  DL_TRY(const auto read,
         call.api.around.recognise(query.name, std::string(call.http.body), query.agency, query.column));
  const auto drafted = call.api.documents.draft(read, call.who);
  if (!drafted) return show_earlier(call, drafted.error());
  DL_TRY(auto view, load_view(call, accounts::Scope::of({query.agency}), *drafted));
  ImportView made{.document = std::move(view)};
  for (const auto& [field, value] : texts_of(read.metadata))
    if (!value.empty()) made.recognised[field] = value;
  if (!read.index_number.empty()) made.recognised["index_number"] = read.index_number;
  if (read.published_at) made.recognised["published_at"] = read.published_at->text();
  for (const auto& warning : read.warnings) made.warnings.push_back({warning.code, warning.message});
  return made;
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/documents/{id}/files",
     "addFile",
     "为草稿加附件或图片",
     needs(Right::DraftDocuments),
     by<add_file>(),
     {.status = 201, .upload = true}},
    {Verb::Delete,
     "/api/v1/documents/{id}/files/{file}",
     "removeFile",
     "去掉草稿的附件（须带 If-Match）",
     needs(Right::DraftDocuments),
     by<remove_file>(),
     {.conditional = true}},
    {Verb::Get,
     "/api/v1/documents/{id}/files/{file}",
     "sendFile",
     "附件或图片的内容",
     needs(Right::ReadDocuments),
     by<send_file>(),
     {.rate = web::Rate::Download}},
    {Verb::Post,
     "/api/v1/imports",
     "importDocument",
     "导入 txt、html、docx 或 pdf 文件为草稿",
     needs(Right::DraftDocuments),
     by<import_document>(),
     {.status = 201, .upload = true}},
};

}  // namespace

std::span<const Operation> file_operations() { return kOperations; }

}  // namespace dl::api
