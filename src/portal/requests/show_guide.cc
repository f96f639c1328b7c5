// 依申请公开指南 (条例 art. 12): how to ask this agency, drawn from what it has said of its channels, so that nothing
// is offered that is not there.
#include "portal/lines.h"
#include "portal/requests/offer.h"
#include "portal/requests/paths.h"
#include "portal/shell.h"
#include "requests/fees.h"

namespace dl::portal {
namespace {

void add_remedies(GuidePage& page, const char* against, const std::vector<requests::Remedy>& remedies) {
  for (const auto& one : remedies) {
    page.remedies.push_back({against, one.words, std::string(one.source)});
    against = "";
  }
}

Outcome<GuidePage> guide_of(Portal& portal, const Visit& visit, const Offer& offer) {
  GuidePage page;
  fill_shell(
      page, visit,
      {.title = kGuideTitle,
       .path = kGuidePath,
       .crumbs = {
           {"政府信息公开", visit.url("/disclosure")}, {kRequestsTitle, visit.url(kRequestsPath)}, {kGuideTitle, {}}}});
  DL_TRY(static_cast<RequestTimes&>(page), request_times(portal.carried->laws, visit.today));
  fill_office(page, page, visit);
  fill_disclosure_side(page, visit, nullptr);
  page.new_request_url = form_url(offer, visit);
  page.statutory = statutory_tiles(visit, portal.vocabularies.at("column_types"));
  page.channels = channel_views(offer, page, visit);
  DL_TRY(const auto scales, requests::load_fee_scales());
  for (const auto& scale : scales) page.fees.push_back({std::string(chinese_of(scale.basis)), scale.standard});
  const auto bodies = requests::named(offer.bodies);
  const requests::Law law{portal.carried->laws, visit.today};
  add_remedies(page, "对不予公开的决定不服的，", requests::remedies(requests::Decision::Secret, bodies, law));
  add_remedies(page, "对其他答复不服的，", requests::remedies(requests::Decision::Open, bodies, law));
  page.remedy_online = bodies.online;
  return page;
}

}  // namespace

Outcome<web::Response> show_guide(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto offer, load_offer(portal, visit));
  DL_TRY(const auto page, guide_of(portal, visit, offer));
  return page_of(portal.pages.request_guide.render(page), {visit.facts_topic(), std::string(kDayTopic)});
}

Outcome<web::Response> draw_closed(Portal& portal, const Visit& visit, const Offer& offer) {
  DL_TRY(auto page, guide_of(portal, visit, offer));
  page.closed_note = page.agency_name + "不接收网上提交的申请，请用下面列出的渠道提出。";
  auto response = web::Response{.status = 404, .body = portal.pages.request_guide.render(page), .max_age = -1};
  return response;
}

}  // namespace dl::portal
