// The page of a lamp, once it is public.
#include "lamps/lamp_store.h"
#include "portal/shell.h"

namespace dl::portal {

Outcome<web::Response> show_lamp(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  if (!id) return fail(Fault::NotFound, "lamp.missing");
  DL_TRY(const auto lamp, portal.database.read([&](db::Session& sql) { return lamps::load_public(sql, *id); }));
  if (lamp.agency != visit.site->agency) return fail(Fault::NotFound, "lamp.missing");
  LampPage page;
  const auto title = fmt::format("路灯报修 {}", lamp.number);
  fill_shell(page, visit, {.title = title, .path = fmt::format("/lamps/{}", *id), .crumbs = {{title, {}}}});
  page.lamp_place = lamp.report.place;
  page.lamp_fault = lamp.report.fault;
  page.lamp_number = lamp.number;
  page.lamp_state = chinese_of(lamp.state);
  page.lamp_noted = lamp.noted_at.text();
  return page_of(portal.pages.lamp.render(page), {visit.facts_topic(), accounts::subject_text(lamps::kLamp, *id)});
}

}  // namespace dl::portal
