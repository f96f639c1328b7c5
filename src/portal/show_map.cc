// The map of the site: for people as a page, for search engines as sitemap.xml in parts.
#include "base/markup.h"
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

// Part n holds the documents whose numbers lie in its range, so a part is found without counting.
Outcome<bool> append_documents(std::string& out, const Visit& visit, db::Session& session, std::int64_t part,
                               std::int64_t size) {
  std::int64_t after = (part - 1) * size;
  const std::int64_t end = part * size;
  bool any = false;
  while (after < end) {
    DL_TRY(const auto entries, publications::map_after(session, after, kReadAtOnce));
    for (const auto& entry : entries) {
      after = entry.document;
      if (after > end) break;
      const auto* const column = visit.directory->column(entry.column);
      if (!column || column->site != visit.site->id) continue;
      append_address(out, visit.absolute(fmt::format("/documents/{}", entry.document)), entry.released_at.rfc3339());
      any = true;
    }
    if (static_cast<int>(entries.size()) < kReadAtOnce) break;
  }
  return any;
}

void append_pages(std::string& out, const Visit& visit) {
  for (const auto* path : {"/", "/disclosure", "/sitemap", "/accessibility", "/about"})
    append_address(out, visit.absolute(path), {});
  for (const auto& column : visit.directory->columns())
    if (column.site == visit.site->id) append_address(out, visit.absolute("/columns/" + column.slug), {});
}

std::string url_set(std::string_view inside) {
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{}\">\n{}</urlset>\n", kNamespace,
                     inside);
}

/// The numbers of the parts that hold documents, found by leaping from part to part.
Outcome<std::vector<std::int64_t>> parts_with_documents(db::Session& session, std::int64_t size) {
  std::vector<std::int64_t> parts;
  std::int64_t after = 0;
  while (static_cast<std::int64_t>(parts.size()) < kMostParts) {
    DL_TRY(const auto next, publications::map_after(session, after, 1));
    if (next.empty()) break;
    const auto part = (next.front().document - 1) / size + 1;
    parts.push_back(part);
    after = part * size;
  }
  return parts;
}

web::Response xml_page(std::string body, const Visit& visit) {
  auto response = page_of(std::move(body), {visit.facts_topic(), visit.site_topic()});
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
  disclosure.group_links.push_back({"依申请公开", page.disclosure_url + "#request"});
  page.groups.push_back(std::move(plain));
  page.groups.push_back(std::move(disclosure));
  for (auto& family : families) page.groups.push_back(std::move(family));
  page.groups.push_back({"关于本站",
                         {},
                         {{"网站声明", page.about_url},
                          {"隐私声明", page.about_url + "#privacy"},
                          {"联系我们", page.about_url + "#contact"},
                          {"无障碍说明", page.access_url},
                          {"订阅更新", page.site_feed_url}}});
  return page_of(portal.pages.map.render(page), {visit.facts_topic()});
}

// One list while it holds everything; beyond that a list of parts.
Outcome<web::Response> show_map_index(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto size = portal.options.addresses_a_map;
  std::string inside;
  DL_TRY(const auto parts, portal.database.read([&](db::Session& session) -> Outcome<std::vector<std::int64_t>> {
    DL_TRY(auto found, parts_with_documents(session, size));
    if (found.size() > 1) return found;
    append_pages(inside, visit);
    if (!found.empty()) DL_CHECK(append_documents(inside, visit, session, found.front(), size));
    return found;
  }));
  if (parts.size() <= 1) return xml_page(url_set(inside), visit);

  std::string body =
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{}\">\n", kNamespace);
  const auto add = [&](std::string_view part) {
    body += "<sitemap><loc>";
    append_escaped(body, visit.absolute(fmt::format("/sitemap-{}.xml", part)));
    body += "</loc></sitemap>\n";
  };
  add("pages");
  for (const auto part : parts) add(std::to_string(part));
  body += "</sitemapindex>\n";
  return xml_page(std::move(body), visit);
}

Outcome<web::Response> show_map_part(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto name = http.parameter("part");
  std::string inside;
  if (name == "pages") {
    append_pages(inside, visit);
    return xml_page(url_set(inside), visit);
  }
  const auto part = read_number(name);
  if (!part || *part > kMostParts) return fail(Fault::NotFound, "map.part", std::string(name));
  DL_TRY(const auto any, portal.database.read([&](db::Session& session) {
    return append_documents(inside, visit, session, *part, portal.options.addresses_a_map);
  }));
  if (!any) return fail(Fault::NotFound, "map.part", std::string(name));
  return xml_page(url_set(inside), visit);
}

Outcome<web::Response> show_robots(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  auto response = web::text(
      200, fmt::format("User-agent: *\nDisallow: {}\nDisallow: {}\nDisallow: {}\n\nSitemap: {}\n", visit.url("/search"),
                       visit.url("/leave"), visit.url("/view"), visit.absolute("/sitemap.xml")));
  response.topics = {visit.facts_topic()};
  return response;
}

}  // namespace dl::portal
