#include "portal/leaving.h"

#include "base/text.h"
#include "portal/shell.h"

namespace dl::portal {

namespace {

bool is_web(std::string_view address) {
  const auto lower = text::ascii_lower(address.substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://");
}

/// Host of an absolute address, lower case, without user and port.
std::string host_of(std::string_view address) {
  address.remove_prefix(address.find("//") + 2);
  address = address.substr(0, address.find_first_of("/?#\\"));
  if (const auto at = address.rfind('@'); at != std::string_view::npos) address.remove_prefix(at + 1);
  return text::ascii_lower(address.substr(0, address.find(':')));
}

bool below(std::string_view host, std::string_view domain) {
  return host == domain ||
         (host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

}  // namespace

bool is_government(std::string_view address, std::string_view own_host) {
  const auto host = host_of(address);
  constexpr std::string_view kDomains[] = {"gov.cn", "政务", "政务.cn", "xn--zfr164b"};
  return (!own_host.empty() && host == own_host) ||
         std::ranges::any_of(kDomains, [&](std::string_view domain) { return below(host, domain); });
}

std::string leaving_address(const std::string& address, const Visit& visit) {
  if (!is_web(address) || is_government(address, host_of(visit.origin))) return address;
  return visit.url("/leave?to=" + web::percent_encode(address));
}

// Asks, and names the address; only web addresses are offered.
Outcome<web::Response> ask_before_leaving(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto address = http.argument("to");
  if (!is_web(address) || address.size() > 2000) return fail(Fault::NotFound, "leave.address");
  LeavePage page;
  fill_shell(page, visit, {.title = "离开本站", .path = "/leave", .crumbs = {{"离开本站", {}}}});
  add_meta(page, "robots", "noindex");
  page.canonical.clear();
  page.leave_address = address;
  auto response = page_of(portal.pages.leave.render(page), {});
  return response;
}

}  // namespace dl::portal
