// Sends a file of a public record, in the ranges that are asked for; of one that was withdrawn nothing is left.
#include "db/files.h"
#include "portal/records/registers.h"
#include "web/stored_file.h"

namespace dl::portal {

Outcome<web::Response> send_record_file(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  if (!id || portal.registers == nullptr) return fail(Fault::NotFound, "record.missing");
  DL_TRY(const auto file, portal.database.read([&](db::Session& session) -> Outcome<records::Attachment> {
    DL_TRY(const auto row, records::load_row(session, accounts::Scope::everywhere(), *id));
    DL_TRY(const auto* made, portal.registers->find(row.code));
    if (!is_kept_here(visit, *made, row.agency)) return fail(Fault::NotFound, "record.missing");
    return records::find_live_file(session, *portal.registers, *id, http.parameter("digest"), visit.today);
  }));
  return web::send_stored({file.name, file.type, file.digest, file.size}, db::source_of(portal.database, file.digest));
}

}  // namespace dl::portal
