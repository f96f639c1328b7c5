// What somebody gets who has sent a form: the number, the code, which is shown once, and a drawing that leads a phone
// to the page where both are asked. The drawing has the number alone: addresses stand in histories and logs.
#include "portal/asset_address.h"
#include "portal/matters/follow.h"
#include "portal/matters/form.h"
#include "portal/shell.h"
#include "web/code_svg.h"

namespace dl::portal {

Outcome<web::Response> draw_receipt(Portal& portal, const Visit& visit, const Form& form,
                                    const matters::Opened& opened) {
  ReceiptPage page;
  const auto& receipt = form.receipt;
  auto crumbs = form.frame.crumbs;
  crumbs.push_back({receipt.title, {}});
  fill_shell(page, visit, {.title = receipt.title, .path = kFollowPath, .crumbs = std::move(crumbs)});
  page.canonical.clear();
  page.more_styles.push_back(asset_address("ask.css"));
  page.more_scripts.push_back(asset_address("ask.js"));
  page.receipt_title = receipt.title;
  page.receipt_number = opened.number;
  page.receipt_code = opened.code;
  page.receipt_on = portal.clock.now().text();
  page.receipt_note = receipt.note;
  page.receipt_draft = visit.url(form.frame.path);
  const auto path = fmt::format("{}?number={}", kFollowPath, web::percent_encode(opened.number));
  page.receipt_url = visit.url(path);
  page.receipt_address = visit.absolute(path);
  DL_TRY(page.receipt_drawing.text, web::code_svg(page.receipt_address));
  return private_page(portal.pages.receipt.render(page));
}

}  // namespace dl::portal
