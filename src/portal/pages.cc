#include "portal/pages.h"

#include "base/resources.h"

namespace dl::portal {

Outcome<Pages> Pages::load(const web::TemplateSource& source) {
  Pages pages;
  DL_TRY(pages.home, web::Template<HomePage>::load("home.html", source));
  DL_TRY(pages.column, web::Template<ColumnPage>::load("column.html", source));
  DL_TRY(pages.document, web::Template<DocumentPage>::load("document.html", source));
  DL_TRY(pages.tombstone, web::Template<TombstonePage>::load("tombstone.html", source));
  DL_TRY(pages.disclosure, web::Template<DisclosurePage>::load("disclosure.html", source));
  DL_TRY(pages.search, web::Template<SearchPage>::load("search.html", source));
  DL_TRY(pages.map, web::Template<MapPage>::load("sitemap.html", source));
  DL_TRY(pages.accessibility, web::Template<TextPage>::load("accessibility.html", source));
  DL_TRY(pages.about, web::Template<TextPage>::load("about.html", source));
  DL_TRY(pages.leave, web::Template<LeavePage>::load("leave.html", source));
  DL_TRY(pages.error, web::Template<ErrorPage>::load("error.html", source));
  DL_TRY(pages.feed, web::Template<FeedPage>::load("feed.xml", source));
  return pages;
}

std::optional<std::string> find_template(std::string_view name) {
  const auto found = find_resource(fmt::format("portal/{}", name));
  if (!found) return std::nullopt;
  return std::string(*found);
}

}  // namespace dl::portal
