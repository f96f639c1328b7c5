// Sends an attachment or an image of a public document, in the ranges that are asked for.
#include "db/files.h"
#include "portal/visit.h"

namespace dl::portal {

namespace {

// Types that a browser may show itself without harm; everything else is saved, not opened.
constexpr std::string_view kShown[] = {"image/png",  "image/jpeg",      "image/gif",
                                       "image/webp", "application/pdf", "text/plain; charset=utf-8"};

std::string safe_type(const publications::Attachment& file) {
  const std::string type = file.type == "text/plain" ? "text/plain; charset=utf-8" : file.type;
  return std::ranges::find(kShown, type) != std::end(kShown) ? type : "application/octet-stream";
}

}  // namespace

Outcome<web::Response> send_file(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  if (!id) return fail(Fault::NotFound, "document.missing");
  const std::string digest(http.parameter("digest"));
  struct Found {
    publications::Attachment file = {};
    std::int64_t column = 0;
  };
  DL_TRY(const auto found, portal.database.read([&](db::Session& session) -> Outcome<Found> {
    Found both;
    DL_TRY(both.file, publications::find_live_attachment(session, *id, digest));
    DL_TRY(const auto live, publications::load_live(session, *id));
    both.column = live.document.column;
    return both;
  }));
  const auto* const column = visit.directory->column(found.column);
  if (!column || column->site != visit.site->id) return fail(Fault::NotFound, "document.missing");

  web::Response response;
  response.type = safe_type(found.file);
  const bool shown = response.type != "application/octet-stream";
  response.headers.emplace_back(
      "Content-Disposition",
      fmt::format("{}; filename*=UTF-8''{}", shown ? "inline" : "attachment", web::percent_encode(found.file.name)));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.source_size = found.file.size;
  response.etag = digest;
  response.max_age = 3600;
  response.source = [&database = portal.database, digest](std::int64_t offset, std::int64_t length) {
    return database.read([&](db::Session& session) { return db::read_file(session, digest, offset, length); });
  };
  return response;
}

}  // namespace dl::portal
