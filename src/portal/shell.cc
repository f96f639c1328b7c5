#include "portal/shell.h"

#include "portal/accent.h"
#include "portal/asset_address.h"
#include "portal/dialogue/paths.h"
#include "portal/matters/follow.h"
#include "portal/records/registers.h"
#include "portal/requests/paths.h"

namespace dl::portal {

using agencies::Column;
using agencies::ColumnType;

namespace {

constexpr ColumnType kDisclosureTypes[] = {ColumnType::Guide, ColumnType::Rules, ColumnType::Statutory,
                                           ColumnType::AnnualReports};

void fill_assets(Shell& shell) {
  shell.style_url = asset_address("portal.css");
  shell.script_url = asset_address("portal.js");
  shell.icons_url = asset_address("icons.svg");
  shell.favicon_url = asset_address("favicon.svg");
}

void fill_addresses(Shell& shell, const Visit& visit) {
  fill_assets(shell);
  shell.home_url = visit.url("/");
  shell.search_url = visit.url("/search");
  shell.disclosure_url = visit.url("/disclosure");
  shell.request_url = visit.has_window ? visit.url(kRequestsPath) : shell.disclosure_url + "#request";
  if (visit.has_window) shell.follow_url = visit.url(kFollowPath);
  if (visit.has_mailbox) {
    shell.mailbox_url = visit.url(kMailboxPath);
    shell.mailbox_title = mailbox_title(visit);
  }
  shell.map_url = visit.url("/sitemap");
  shell.about_url = visit.url("/about");
  shell.access_url = visit.url("/accessibility");
  shell.site_feed_url = visit.url("/feed.xml");
  const auto back = web::percent_encode(visit.target.empty() ? visit.url("/") : visit.target);
  shell.elder_view_url = visit.url("/view?mode=elder&back=" + back);
  shell.plain_view_url = visit.url("/view?mode=plain&back=" + back);
  shell.accent_url = visit.url("/accent.css?c=" + accent_of(visit.site->facts.accent).substr(1));
}

void fill_facts(Shell& shell, const Visit& visit) {
  const auto& facts = visit.site->facts;
  shell.site_name = visit.site->name;
  shell.site_domain = facts.domain.empty() ? visit.origin.substr(visit.origin.find("//") + 2) : facts.domain;
  shell.site_code = facts.site_code;
  shell.agency_name = visit.agency ? visit.agency->name : visit.site->name;
  shell.site_motto = facts.domain;
  shell.organiser = facts.organiser.empty() ? shell.agency_name : facts.organiser;
  shell.operator_name = facts.operator_name;
  shell.address = facts.address;
  shell.phone = facts.phone;
  shell.email = facts.email;
  shell.office_hours = facts.office_hours;
  shell.icp = facts.icp;
  shell.police_filing = facts.police_filing;
  shell.badge_url = facts.badge_url;
  shell.fault_url = facts.find_fault_url.empty() ? visit.url("/about#find-fault") : facts.find_fault_url;
  shell.service_net_url = facts.service_net_url;
  shell.demonstration = facts.demonstration;
  shell.simulated_on = visit.simulated_on;
}

bool in_disclosure(const Visit& visit, const Column* column) {
  if (!column) return false;
  const auto path = visit.directory->path_to(column->id);
  return std::ranges::any_of(path, [](const Column* step) { return is_disclosure(*step); });
}

NavItem nav_item(const Visit& visit, std::string label, std::string_view path, std::string_view here, bool within) {
  NavItem item{.nav_label = std::move(label), .nav_url = visit.url(path)};
  item.nav_current = path == here;
  item.nav_within = !item.nav_current && within;
  return item;
}

// The top columns, with the four statutory ones gathered behind 政府信息公开 after the first two.
void fill_nav(Shell& shell, const Visit& visit, const Heading& heading) {
  shell.nav.push_back(nav_item(visit, "首页", "/", heading.path, false));
  std::int64_t top = 0;
  if (heading.column) top = visit.directory->path_to(heading.column->id).front()->id;
  for (const auto* column : visit.directory->children(visit.site->id, 0)) {
    if (is_disclosure(*column)) continue;
    shell.nav.push_back(nav_item(visit, column->name, "/columns/" + column->slug, heading.path, column->id == top));
  }
  const auto place = std::min<std::size_t>(3, shell.nav.size());
  shell.nav.insert(shell.nav.begin() + static_cast<std::ptrdiff_t>(place),
                   nav_item(visit, "政府信息公开", "/disclosure", heading.path, in_disclosure(visit, heading.column)));
}

void fill_crumbs(Shell& shell, const Visit& visit, Heading& heading) {
  if (in_disclosure(visit, heading.column)) shell.crumbs.push_back({"政府信息公开", shell.disclosure_url});
  if (heading.column)
    for (const auto* step : visit.directory->path_to(heading.column->id))
      shell.crumbs.push_back({step->name, visit.column_url(*step)});
  for (auto& crumb : heading.crumbs) shell.crumbs.push_back(std::move(crumb));
  if (!shell.crumbs.empty()) shell.crumbs.back().crumb_url.clear();
}

SideLink side_link(const Visit& visit, const Column& column, const Column* current, bool deep) {
  return {column.name, visit.column_url(column), deep, current && current->id == column.id};
}

}  // namespace

bool is_disclosure(const Column& column) {
  return std::ranges::find(kDisclosureTypes, column.type) != std::end(kDisclosureTypes);
}

void fill_shell(Shell& shell, const Visit& visit, Heading heading) {
  fill_facts(shell, visit);
  fill_addresses(shell, visit);
  shell.elder = visit.elder;
  shell.view = visit.elder ? "elder" : "plain";
  shell.page_title = heading.title.empty() ? shell.site_name : heading.title + " - " + shell.site_name;
  shell.canonical = visit.absolute(heading.path);
  shell.feeds.push_back({shell.site_name + "：最新信息", shell.site_feed_url});
  if (!visit.simulated_on.empty()) add_meta(shell, "robots", "noindex");
  fill_nav(shell, visit, heading);
  fill_crumbs(shell, visit, heading);
}

void fill_bare_shell(Shell& shell, std::string_view title, bool elder) {
  Visit visit;
  const agencies::Site nowhere{.name = "政府信息公开平台"};
  visit.site = &nowhere;
  visit.origin = "http://localhost";
  fill_assets(shell);
  fill_addresses(shell, visit);
  shell.site_name = nowhere.name;
  shell.fault_url = shell.about_url;
  shell.elder = elder;
  shell.view = elder ? "elder" : "plain";
  shell.page_title = fmt::format("{} - {}", title, shell.site_name);
  shell.nav.push_back({"首页", "/", false, false});
  shell.crumbs.push_back({std::string(title), {}});
}

void add_meta(Shell& shell, std::string name, std::string content) {
  const auto same = [&](const Meta& meta) { return meta.meta_name == name && meta.meta_content == content; };
  if (!content.empty() && std::ranges::none_of(shell.metas, same))
    shell.metas.push_back({std::move(name), std::move(content)});
}

void add_column_metas(Shell& shell, const Column& column) {
  add_meta(shell, "ColumnName", column.name);
  add_meta(shell, "ColumnDescription",
           column.description.empty() ? fmt::format("{}{}栏目", shell.site_name, column.name) : column.description);
  add_meta(shell, "ColumnKeywords", column.keywords.empty() ? column.name : column.keywords);
  add_meta(shell, "ColumnType", std::string(chinese_of(column.type)));
}

void fill_disclosure_side(Side& side, const Visit& visit, const Column* current) {
  side.side_title = "政府信息公开";
  for (const auto type : kDisclosureTypes) {
    const auto* const column = visit.directory->column_of_type(visit.site->id, type);
    if (!column) continue;
    side.side_links.push_back(side_link(visit, *column, current, false));
    for (const auto* child : visit.directory->children(visit.site->id, column->id))
      side.side_links.push_back(side_link(visit, *child, current, true));
  }
  if (visit.has_registers) side.side_links.push_back({kRegistersTitle, visit.url(kRegistersPath), false, false});
  side.side_links.push_back(
      {kRequestsTitle, visit.url(visit.has_window ? kRequestsPath : "/disclosure#request"), false, false});
}

void fill_side(Side& side, const Visit& visit, const Column& current) {
  if (in_disclosure(visit, &current)) return fill_disclosure_side(side, visit, &current);
  const auto* const top = visit.directory->path_to(current.id).front();
  const auto children = visit.directory->children(visit.site->id, top->id);
  if (!children.empty()) {
    side.side_title = top->name;
    side.side_links.push_back({"全部", visit.column_url(*top), false, top->id == current.id});
    for (const auto* child : children) side.side_links.push_back(side_link(visit, *child, &current, false));
    return;
  }
  side.side_title = "栏目";
  for (const auto* column : visit.directory->children(visit.site->id, 0))
    if (!is_disclosure(*column)) side.side_links.push_back(side_link(visit, *column, &current, false));
}

}  // namespace dl::portal
