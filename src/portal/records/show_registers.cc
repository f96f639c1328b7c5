// Which registers an agency keeps, with how many records, or that there were none.
#include "portal/records/registers.h"

namespace dl::portal {
namespace {

std::vector<RegisterGroup> groups_of(const Visit& visit, const ShownRegisters& shown) {
  std::vector<RegisterGroup> groups;
  for (const auto& one : shown.all) {
    if (groups.empty() || groups.back().group_id != one.made->group)
      groups.push_back({one.made->group, one.made->group_title, {}});
    const auto nil = one.nil.empty() ? "" : fmt::format("{}没有{}", one.nil, one.made->entry);
    groups.back().registers.push_back(
        {one.made->title, visit.url(register_path(*one.made)), count_text(one.count), nil});
  }
  return groups;
}

}  // namespace

Outcome<web::Response> show_registers(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  RegistersPage page;
  fill_register_shell(page, visit,
                      {.title = kRegistersTitle, .path = kRegistersPath, .crumbs = {{kRegistersTitle, {}}}});
  fill_disclosure_side(page, visit, nullptr);
  page.data_url = visit.url(kOpenDataPath);
  DL_TRY(const auto shown,
         portal.database.read([&](db::Session& session) { return registers_on(visit, portal, session); }));
  page.groups = groups_of(visit, shown);
  page.several_groups = page.groups.size() > 1;
  auto topics = shown.whole ? topics_of_registers(portal) : std::vector<std::string>();
  if (shown.whole) topics.insert(topics.end(), {visit.facts_topic(), std::string(kDayTopic)});
  return page_of(portal.pages.registers.render(page), std::move(topics));
}

}  // namespace dl::portal
