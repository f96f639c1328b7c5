// What a random draw has beside its record: what anybody needs to draw again.
#include "draws/draw_store.h"
#include "draws/public_record.h"
#include "portal/records/registers.h"
#include "records/write.h"

namespace dl::portal {

namespace {

std::string file_of(std::int64_t record) { return fmt::format("draw-{}.json", record); }

}  // namespace

Outcome<void> fill_draw(RecordPage& page, const Visit& visit, db::Session& session, const records::Live& live) {
  if (live.made->code != draws::kRegister) return {};
  DL_TRY(const auto row, draws::find_of_record(session, live.row.id));
  if (!row) return {};
  page.draw_url = page.record_url + "/draw.json";
  page.draw_file = file_of(live.row.id);
  page.draw_script = visit.url(fmt::format("{}/{}", kOpenDataPath, kScriptToDraw));
  if (row->state == draws::State::Sealed) page.draw_waits = row->reveal_from.text();
  return {};
}

Outcome<web::Response> send_draw(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  if (!id || portal.registers == nullptr) return fail(Fault::NotFound, "record.missing");
  DL_TRY(const auto text, portal.database.read([&](db::Session& session) -> Outcome<std::string> {
    DL_TRY(const auto live, records::load_live(session, *portal.registers, *id, visit.today));
    const bool is_draw = live.made->code == draws::kRegister && is_kept_here(visit, *live.made, live.row.agency);
    if (!is_draw) return fail(Fault::NotFound, "record.missing", fmt::format("{}", *id));
    DL_TRY(const auto row, draws::find_of_record(session, *id));
    if (!row) return fail(Fault::NotFound, "record.missing", fmt::format("{}", *id));
    return boost::json::serialize(draws::material_of(*row, live));
  }));
  auto response = web::text(200, text, "application/json; charset=utf-8");
  response.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file_of(*id)));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace dl::portal
