// Pages and parts that depend on the site's facts alone: accessibility, about, the accent's tones.
#include "base/resources.h"
#include "portal/accent.h"
#include "portal/lines.h"
#include "portal/shell.h"

namespace dl::portal {

namespace {

Outcome<web::Response> text_page(const web::Request& http, Portal& portal, const web::Template<TextPage>& drawn,
                                 std::string title, std::string path) {
  DL_TRY(const auto visit, open_visit(http, portal));
  TextPage page;
  fill_shell(page, visit, {.title = title, .path = std::move(path), .crumbs = {{title, {}}}});
  DL_TRY(page.fault_time, length_of(portal.carried->laws, periods::kSiteErrorAnswer, visit.today));
  for (const auto& department : visit.directory->departments())
    if (department.agency == visit.site->agency) page.departments.push_back({department.name, department.duties});
  return page_of(drawn.render(page), {visit.facts_topic(), std::string(kDayTopic)});
}

}  // namespace

Outcome<web::Response> show_accessibility(const web::Request& http, Portal& portal) {
  return text_page(http, portal, portal.pages.accessibility, "无障碍说明", "/accessibility");
}

Outcome<web::Response> show_about(const web::Request& http, Portal& portal) {
  return text_page(http, portal, portal.pages.about, "网站声明", "/about");
}

Outcome<web::Response> show_accent(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  auto response = web::text(200, accent_sheet(visit.site->facts.accent), "text/css; charset=utf-8");
  response.topics = {visit.facts_topic()};
  response.max_age = 86'400;
  return response;
}

Outcome<web::Response> show_favicon(const web::Request&, Portal&) {
  DL_TRY(const auto icon, load_resource("assets/favicon.svg"));
  auto response = web::text(200, std::string(icon), "image/svg+xml");
  response.max_age = 86'400;
  response.topics = {"assets"};
  return response;
}

}  // namespace dl::portal
