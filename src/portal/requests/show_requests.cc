// 依申请公开: what may be answered already, how to ask, by which channels, and how long it takes by the law of the day.
#include "portal/lines.h"
#include "portal/requests/offer.h"
#include "portal/requests/paths.h"
#include "portal/shell.h"

namespace dl::portal {

Outcome<web::Response> show_requests(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto offer, load_offer(portal, visit));
  RequestsPage page;
  fill_shell(page, visit,
             {.title = kRequestsTitle,
              .path = kRequestsPath,
              .crumbs = {{"政府信息公开", visit.url("/disclosure")}, {kRequestsTitle, {}}}});
  DL_TRY(static_cast<RequestTimes&>(page), request_times(portal.carried->laws, visit.today));
  fill_office(page, page, visit);
  fill_disclosure_side(page, visit, nullptr);
  page.new_request_url = form_url(offer, visit);
  page.blank_pdf_url = visit.url(kBlankPdfPath);
  page.blank_docx_url = visit.url(kBlankDocxPath);
  page.guide_url = visit.url(kGuidePath);
  page.channels = channel_views(offer, page, visit);
  return page_of(portal.pages.requests.render(page), {visit.facts_topic(), std::string(kDayTopic)});
}

}  // namespace dl::portal
