// Which registers an agency keeps, with how many records, or that there were none.
#include "portal/records/registers.h"

namespace dl::portal {

Outcome<web::Response> show_registers(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  RegistersPage page;
  fill_register_shell(page, visit,
                      {.title = kRegistersTitle, .path = kRegistersPath, .crumbs = {{kRegistersTitle, {}}}});
  fill_disclosure_side(page, visit, nullptr);
  page.data_url = visit.url(kOpenDataPath);
  DL_TRY(const auto shown,
         portal.database.read([&](db::Session& session) { return registers_on(visit, portal, session); }));
  for (const auto& one : shown.all) {
    const auto nil = one.nil.empty() ? "" : fmt::format("{}没有{}", one.nil, one.made->entry);
    page.registers.push_back({one.made->title, visit.url(register_path(*one.made)), count_text(one.count), nil});
  }
  auto topics = shown.whole ? topics_of_registers(portal) : std::vector<std::string>();
  if (shown.whole) topics.insert(topics.end(), {visit.facts_topic(), std::string(kDayTopic)});
  return page_of(portal.pages.registers.render(page), std::move(topics));
}

}  // namespace dl::portal
