// Sends an attachment or an image of a public document, in the ranges that are asked for.
#include "db/files.h"
#include "portal/visit.h"
#include "web/stored_file.h"

namespace dl::portal {

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

  return web::send_stored({found.file.name, found.file.type, digest, found.file.size},
                          db::source_of(portal.database, digest));
}

}  // namespace dl::portal
