// The map of the site: for people as a page, for search engines as sitemap.xml in parts.
#include <limits>

#include "base/markup.h"
#include "portal/dialogue/paths.h"
#include "portal/matters/follow.h"
#include "portal/records/registers.h"
#include "portal/requests/paths.h"
#include "portal/shell.h"

namespace dl::portal {

namespace {

constexpr std::string_view kXmlType = "application/xml; charset=utf-8";
constexpr std::string_view kNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr int kReadAtOnce = 5000;
constexpr std::int64_t kMostParts = 10'000;

void append_address(std::string& out, std::string_view address, std::string_view changed) {
  out += "<url><loc>";
  append_escaped(out, address);
  out += "</loc>";
  if (!changed.empty()) out += fmt::format("<lastmod>{}</lastmod>", changed);
  out += "</url>\n";
}

/// Things of one kind that have pages: documents, records of registers.
struct Mapped {
  std::int64_t number = 0;
  std::string path = {};  ///< empty for one of another site
  std::string changed = {};
};
using Batch = Outcome<std::vector<Mapped>>;

/// Reads for the parts of one map.
struct MapReading {
  const Visit& visit;
  const Portal& portal;
  db::Session& session;
};

struct MapKind {
  std::string_view prefix = {};  ///< of the names of its parts
  /// Those behind a number, ascending, so many at most.
  Batch (*behind)(const MapReading& read, std::int64_t after, int most);
};

Batch documents_behind(const MapReading& read, std::int64_t after, int most) {
  DL_TRY(const auto entries, publications::map_after(read.session, after, most));
  std::vector<Mapped> batch;
  for (const auto& entry : entries) {
    const auto* const column = read.visit.directory->column(entry.column);
    const bool here = column && column->site == read.visit.site->id;
    batch.push_back(
        {entry.document, here ? fmt::format("/documents/{}", entry.document) : "", entry.released_at.rfc3339()});
  }
  return batch;
}

Batch records_behind(const MapReading& read, std::int64_t after, int most) {
  std::vector<Mapped> batch;
  if (read.portal.registers == nullptr) return batch;
  constexpr auto kAll = std::numeric_limits<std::int64_t>::max();
  DL_TRY(const auto rows, records::shown_between(read.session, after, kAll, most));
  for (const auto& row : rows) {
    const auto made = read.portal.registers->find(row.code);
    const bool here = made && keeper_on(read.visit, **made).value_or(row.agency) == row.agency;
    const bool over = row.shown_until && *row.shown_until < read.visit.today;
    batch.push_back({row.id, here && !over ? record_path(row.id) : "", row.changed_at.rfc3339()});
  }
  return batch;
}

constexpr MapKind kKinds[] = {{"", documents_behind}, {"records-", records_behind}};

struct MapPart {
  const MapKind* kind = nullptr;
  std::int64_t number = 0;

  std::string name() const { return fmt::format("{}{}", kind->prefix, number); }
};

// Part n holds those whose numbers lie in its range, so a part is found without counting.
Outcome<bool> append_part(std::string& out, const MapReading& read, const MapPart& part) {
  const auto size = read.portal.options.addresses_a_map;
  std::int64_t after = (part.number - 1) * size;
  const std::int64_t end = part.number * size;
  bool any = false;
  while (after < end) {
    DL_TRY(const auto batch, part.kind->behind(read, after, kReadAtOnce));
    for (const auto& one : batch) {
      after = one.number;
      if (after > end) break;
      if (one.path.empty()) continue;
      append_address(out, read.visit.absolute(one.path), one.changed);
      any = true;
    }
    if (static_cast<int>(batch.size()) < kReadAtOnce) break;
  }
  return any;
}

void append_pages(std::string& out, const Visit& visit) {
  for (const auto* path : {"/", "/disclosure", "/sitemap", "/accessibility", "/about"})
    append_address(out, visit.absolute(path), {});
  if (visit.has_registers)
    for (const auto* path : {kRegistersPath, kOpenDataPath}) append_address(out, visit.absolute(path), {});
  if (visit.has_window)
    for (const auto* path : {kRequestsPath, kGuidePath}) append_address(out, visit.absolute(path), {});
  if (visit.has_mailbox) append_address(out, visit.absolute(kMailboxPath), {});
  for (const auto& column : visit.directory->columns())
    if (column.site == visit.site->id) append_address(out, visit.absolute("/columns/" + column.slug), {});
}

std::string url_set(std::string_view inside) {
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{}\">\n{}</urlset>\n", kNamespace,
                     inside);
}

/// The parts that hold something, found by leaping from part to part.
Outcome<std::vector<MapPart>> parts_with_pages(const MapReading& read) {
  const auto size = read.portal.options.addresses_a_map;
  std::vector<MapPart> parts;
  for (const auto& kind : kKinds) {
    for (std::int64_t after = 0; std::ssize(parts) < kMostParts;) {
      DL_TRY(const auto next, kind.behind(read, after, 1));
      if (next.empty()) break;
      parts.push_back({&kind, (next.front().number - 1) / size + 1});
      after = parts.back().number * size;
    }
  }
  return parts;
}

/// The part of this name; nothing for a name that none can have.
std::optional<MapPart> read_part(std::string_view name) {
  const auto* const kind = name.starts_with(kKinds[1].prefix) ? &kKinds[1] : &kKinds[0];
  const auto number = read_number(name.substr(kind->prefix.size()));
  if (!number || *number > kMostParts) return std::nullopt;
  return MapPart{kind, *number};
}

web::Response xml_page(std::string body, const Visit& visit, const Portal& portal) {
  auto topics = topics_of_registers(portal);
  topics.insert(topics.end(), {visit.facts_topic(), visit.site_topic()});
  auto response = page_of(std::move(body), std::move(topics));
  response.type = kXmlType;
  return response;
}

MapGroup group_of(const Visit& visit, const agencies::Column& column) {
  MapGroup group{column.name, visit.column_url(column), {}};
  for (const auto id : visit.directory->with_descendants(column.id)) {
    if (id == column.id) continue;
    const auto* const below = visit.directory->column(id);
    group.group_links.push_back({below->name, visit.column_url(*below)});
  }
  return group;
}

/// What is written to the agency, and what has become of it.
MapGroup dialogue_group(const Visit& visit, const Shell& page) {
  MapGroup group{"互动交流", {}, {}};
  if (visit.has_mailbox) group.group_links.push_back({page.mailbox_title, page.mailbox_url});
  group.group_links.push_back({kFollowTitle, page.follow_url});
  return group;
}

}  // namespace

Outcome<web::Response> show_map(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  MapPage page;
  fill_shell(page, visit, {.title = "站点地图", .path = "/sitemap", .crumbs = {{"站点地图", {}}}});
  MapGroup plain{"栏目", {}, {{"首页", page.home_url}, {"搜索", page.search_url}}};
  MapGroup disclosure{"政府信息公开", page.disclosure_url, {}};
  std::vector<MapGroup> families;
  for (const auto* column : visit.directory->children(visit.site->id, 0)) {
    auto group = group_of(visit, *column);
    if (is_disclosure(*column)) {
      disclosure.group_links.push_back({column->name, group.group_url});
      for (auto& link : group.group_links) disclosure.group_links.push_back(std::move(link));
    } else if (group.group_links.empty()) {
      plain.group_links.push_back({column->name, group.group_url});
    } else {
      families.push_back(std::move(group));
    }
  }
  if (visit.has_registers) {
    disclosure.group_links.push_back({kRegistersTitle, visit.url(kRegistersPath)});
    disclosure.group_links.push_back({kOpenDataTitle, visit.url(kOpenDataPath)});
  }
  disclosure.group_links.push_back({kRequestsTitle, page.request_url});
  if (visit.has_window) disclosure.group_links.push_back({kGuideTitle, visit.url(kGuidePath)});
  page.groups.push_back(std::move(plain));
  page.groups.push_back(std::move(disclosure));
  for (auto& family : families) page.groups.push_back(std::move(family));
  if (visit.has_window) page.groups.push_back(dialogue_group(visit, page));
  page.groups.push_back({"关于本站",
                         {},
                         {{"网站声明", page.about_url},
                          {"隐私声明", page.about_url + "#privacy"},
                          {"联系我们", page.about_url + "#contact"},
                          {"无障碍说明", page.access_url},
                          {"订阅更新", page.site_feed_url}}});
  return page_of(portal.pages.map.render(page), {visit.facts_topic()});
}

// One list while each kind has one part at most; beyond that a list of parts.
Outcome<web::Response> show_map_index(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  std::string inside;
  bool in_parts = false;
  DL_TRY(const auto parts, portal.database.read([&](db::Session& session) -> Outcome<std::vector<MapPart>> {
    const MapReading read{visit, portal, session};
    DL_TRY(auto found, parts_with_pages(read));
    for (const auto& kind : kKinds) in_parts = in_parts || std::ranges::count(found, &kind, &MapPart::kind) > 1;
    if (in_parts) return found;
    append_pages(inside, visit);
    for (const auto& part : found) DL_CHECK(append_part(inside, read, part));
    return found;
  }));
  if (!in_parts) return xml_page(url_set(inside), visit, portal);

  std::string body =
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{}\">\n", kNamespace);
  const auto add = [&](std::string_view part) {
    body += "<sitemap><loc>";
    append_escaped(body, visit.absolute(fmt::format("/sitemap-{}.xml", part)));
    body += "</loc></sitemap>\n";
  };
  add("pages");
  for (const auto& part : parts) add(part.name());
  body += "</sitemapindex>\n";
  return xml_page(std::move(body), visit, portal);
}

Outcome<web::Response> show_map_part(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto name = http.parameter("part");
  std::string inside;
  if (name == "pages") {
    append_pages(inside, visit);
    return xml_page(url_set(inside), visit, portal);
  }
  const auto part = read_part(name);
  if (!part) return fail(Fault::NotFound, "map.part", std::string(name));
  DL_TRY(const auto any, portal.database.read([&](db::Session& session) {
    return append_part(inside, {visit, portal, session}, *part);
  }));
  if (!any) return fail(Fault::NotFound, "map.part", std::string(name));
  return xml_page(url_set(inside), visit, portal);
}

Outcome<web::Response> show_robots(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  auto response = web::text(200, "User-agent: *\nDisallow: /\n");
  response.topics = {visit.facts_topic()};
  if (portal.simulation) return response;
  response = web::text(
      200, fmt::format("User-agent: *\nDisallow: {}\nDisallow: {}\nDisallow: {}\nDisallow: {}\n\nSitemap: {}\n",
                       visit.url("/search"), visit.url("/leave"), visit.url("/view"), visit.url(kFollowPath),
                       visit.absolute("/sitemap.xml")));
  response.topics = {visit.facts_topic()};
  return response;
}

}  // namespace dl::portal
