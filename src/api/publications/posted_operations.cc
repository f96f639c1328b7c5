// What the caller's agency has posted for its own people (内部公开). No right is asked for: whoever works there
// reads it, and the store knows no other agency's.
#include "api/operations.h"
#include "api/publications/document_views.h"
#include "publications/posted.h"

namespace dl::api {

namespace {

struct PostedQuery : Paging {
  std::string text = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"text", kLongestQuestion}});
};
BOOST_DESCRIBE_STRUCT(PostedQuery, (Paging), (text))

struct PostedLineView {
  std::int64_t id = 0;
  std::string title = {};
  std::string summary = {};
  std::string column_name = {};
  Instant posted_at = {};
  static constexpr auto kFields =
      std::to_array<Field>({{"title", "标题"}, {"column_name", "栏目"}, {"posted_at", "公开时间"}});
};
BOOST_DESCRIBE_STRUCT(PostedLineView, (), (id, title, summary, column_name, posted_at))

struct PostedView {
  std::int64_t id = 0;
  std::string title = {};
  std::string column_name = {};
  std::string agency_name = {};
  std::string document_number = {};
  content::Tree body = {};
  std::vector<AttachmentView> attachments = {};
  Instant posted_at = {};
};
BOOST_DESCRIBE_STRUCT(PostedView, (),
                      (id, title, column_name, agency_name, document_number, body, attachments, posted_at))

// A key is nobody's colleague.
std::int64_t own_agency(const Call& call) { return call.who.person() == 0 ? 0 : call.who.agency(); }

Outcome<ListOf<PostedLineView>> list_posted(Call& call, const PostedQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_key(query.after));
  DL_TRY(const auto page, call.api.read([&](db::Session& sql) {
    return publications::list_posted(sql, own_agency(call), query.text, after, limit);
  }));
  const auto directory = call.api.around.directory.current();
  return list_of(page, [&](const auto& line) -> PostedLineView {
    return {line.document, line.title, line.summary, column_name(*directory, line.column), line.posted_at};
  });
}

Outcome<PostedView> show_posted(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(const auto posted,
         call.api.read([&](db::Session& sql) { return publications::load_posted(sql, own_agency(call), id); }));
  const auto directory = call.api.around.directory.current();
  const auto& [document, edition] = posted;
  PostedView view{.id = id,
                  .title = edition.metadata.title,
                  .column_name = column_name(*directory, document.column),
                  .agency_name = agency_name(*directory, document.agency),
                  .document_number = edition.metadata.document_number,
                  .body = edition.body,
                  .posted_at = edition.posted_at.value_or(Instant())};
  for (const auto& file : edition.attachments) view.attachments.push_back(view_of(file));
  return view;
}

Outcome<web::Response> send_posted_file(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(const auto file, call.api.read([&](db::Session& sql) {
    return publications::find_posted_file(sql, own_agency(call), id, call.http.parameter("file"));
  }));
  return send_to_staff(call, file);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/posted", "listPosted", "本机关内部公开的信息，新的在前", signed_in(), by<list_posted>()},
    {Verb::Get, "/api/v1/posted/{id}", "showPosted", "一条内部公开的信息", signed_in(), by<show_posted>()},
    {Verb::Get,
     "/api/v1/posted/{id}/files/{file}",
     "sendPostedFile",
     "内部公开信息的附件或图片",
     signed_in(),
     by<send_posted_file>(),
     {.rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> posted_operations() { return kOperations; }

}  // namespace dl::api
