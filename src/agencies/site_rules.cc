#include "agencies/site_rules.h"

#include <algorithm>

#include "agencies/limits.h"
#include "base/identifiers.h"

namespace dl::agencies {
namespace {

// First parts of the addresses of the portal, the interface, the console and the server itself. Whoever adds an address
// is told by is_kept().
constexpr std::string_view kOwn[] = {"about",    "accessibility", "api",       "assets", "columns", "console",
                                     "data",     "disclosure",    "documents", "follow", "healthz", "leave",
                                     "mailbox",  "metrics",       "qr",        "readyz", "records", "registers",
                                     "requests", "search",        "sitemap",   "view"};

bool is_address_part(std::string_view part) {
  return !part.empty() && part.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

// "" or "/cgj" or "/gov/cgj"
bool is_prefix(std::string_view prefix) {
  while (!prefix.empty()) {
    if (prefix.front() != '/') return false;
    prefix.remove_prefix(1);
    auto part = prefix.substr(0, prefix.find('/'));
    if (!is_address_part(part)) return false;
    prefix.remove_prefix(part.size());
  }
  return true;
}

// "" or "cgj.example.gov.cn"; no scheme, no port
bool is_host(std::string_view host) {
  return host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string_view::npos;
}

// An address that a link may lead to: of this site, or whole.
bool is_link(std::string_view url) {
  if (std::ranges::any_of(url, [](unsigned char c) { return c <= ' '; })) return false;
  return url.starts_with("https://") || url.starts_with("http://") || (url.starts_with('/') && !url.starts_with("//"));
}

// "csglj.example.gov.cn", or with Chinese labels: what a browser asks a name server for, without scheme, port or path.
bool is_domain(std::string_view domain) {
  while (true) {
    const auto label = domain.substr(0, domain.find('.'));
    const bool formed =
        !label.empty() && label.front() != '-' && label.back() != '-' &&
        std::ranges::all_of(label, [](unsigned char c) {
          return c >= 0x80 || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        });
    if (!formed) return false;
    if (label.size() == domain.size()) return true;
    domain.remove_prefix(label.size() + 1);
  }
}

bool is_colour(std::string_view colour) {
  return colour.size() == 7 && colour.front() == '#' &&
         colour.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

bool is_own(std::string_view part) { return std::ranges::find(kOwn, part) != std::end(kOwn); }

}  // namespace

bool is_kept(std::string_view pattern) {
  pattern.remove_prefix(1);
  const auto first = pattern.substr(0, pattern.find('/'));
  return is_own(first) || !is_address_part(first);
}

Outcome<void> check_address_form(const Site& site) {
  if (!is_prefix(site.prefix)) return refuse(Fault::Invalid, "site.prefix-form", "prefix", site.prefix);
  if (!is_host(site.host)) return refuse(Fault::Invalid, "site.host-form", "host", site.host);
  auto first = std::string_view(site.prefix).substr(site.prefix.empty() ? 0 : 1);
  if (is_own(first.substr(0, first.find('/'))))
    return refuse(Fault::Conflict, "site.prefix-taken", "prefix", site.prefix);
  return {};
}

Outcome<void> check_facts(const SiteFacts& facts) {
  std::vector<FieldProblem> problems;
  for (const auto& [field, url] : {std::pair("facts.find_fault_url", std::string_view(facts.find_fault_url)),
                                   std::pair("facts.badge_url", std::string_view(facts.badge_url)),
                                   std::pair("facts.service_net_url", std::string_view(facts.service_net_url))})
    if (!url.empty() && !is_link(url)) problems.push_back({field, "site.link"});
  check_lengths(facts, "facts.", problems);
  if (!facts.site_code.empty() && !check_site_code(facts.site_code).acceptable())
    problems.push_back({"facts.site_code", "site.code"});
  if (!facts.domain.empty() && !is_domain(facts.domain)) problems.push_back({"facts.domain", "site.domain"});
  if (!facts.accent.empty() && !is_colour(facts.accent)) problems.push_back({"facts.accent", "site.accent"});
  if (problems.empty()) return {};
  return Failure(Error{Fault::Invalid, "site.invalid", problems.front().field, std::move(problems)});
}

}  // namespace dl::agencies
