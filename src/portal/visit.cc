#include "portal/visit.h"

#include <charconv>

#include "base/markup.h"
#include "portal/matters/window.h"

namespace dl::portal {

namespace {

// The demonstration is looked at under whatever name it is served; a real site has one main domain.
std::string origin_of(const web::Request& http, const agencies::Site& site) {
  if (!site.facts.demonstration && !site.facts.domain.empty()) return "https://" + site.facts.domain;
  return fmt::format("{}://{}", http.secure ? "https" : "http", http.authority);
}

}  // namespace

std::vector<std::int64_t> Visit::columns() const {
  std::vector<std::int64_t> ids;
  for (const auto& column : directory->columns())
    if (column.site == site->id) ids.push_back(column.id);
  return ids;
}

Outcome<Visit> open_visit(const web::Request& http, const Portal& portal) {
  Visit visit;
  visit.directory = portal.directory.current();
  visit.site = visit.directory->resolve(http.host, http.mount.empty() ? "/" : http.mount);
  if (!visit.site) return fail(Fault::NotFound, "site.missing", http.host);
  visit.agency = visit.directory->agency(visit.site->agency);
  visit.mount = http.mount;
  visit.origin = origin_of(http, *visit.site);
  visit.target = http.target;
  visit.elder = mode_of(http) == "elder";
  visit.today = portal.clock.today();
  visit.simulated_on = simulated_day(portal);
  visit.has_registers = portal.registers != nullptr;
  visit.has_window = portal.window != nullptr && visit.agency != nullptr;
  visit.has_mailbox = visit.has_window && portal.window->write;
  return visit;
}

std::vector<std::string> topics_of_columns(const Visit& visit, const std::vector<std::int64_t>& columns) {
  std::vector<std::string> topics = {visit.facts_topic()};
  for (const auto column : columns) topics.push_back(publications::topic_of_column(column));
  return topics;
}

web::Response page_of(std::string html, std::vector<std::string> topics) {
  web::Response page;
  page.body = writable(std::move(html));
  page.topics = std::move(topics);
  return page;
}

std::optional<std::int64_t> read_number(std::string_view text) {
  std::int64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stopped, code] = std::from_chars(text.data(), end, number);
  if (code != std::errc() || stopped != end || number <= 0) return std::nullopt;
  return number;
}

void find_site(web::Request& http, const Portal& portal) {
  const auto directory = portal.directory.current();
  const auto* const site = directory->resolve(http.host, http.path);
  if (!site || site->prefix.empty()) return;
  http.mount = site->prefix;
  http.path.erase(0, site->prefix.size());
  if (http.path.empty()) http.path = "/";
}

std::string simulated_day(const Portal& portal) {
  return portal.simulation ? portal.clock.today().text() : std::string();
}

bool is_guide_off(const web::Request& http) { return http.cookie("guide") == "off"; }

// The guide stands on the home page alone, so its cookie makes no second copy of the other pages.
std::string variant_of(const web::Request& http) {
  return mode_of(http) + (http.path == "/" && is_guide_off(http) ? "+no-guide" : "");
}

std::string mode_of(const web::Request& http) { return http.cookie("view") == "elder" ? "elder" : ""; }

}  // namespace dl::portal
