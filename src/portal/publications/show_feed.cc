// Atom feeds (RFC 4287) of the site and of each column.
#include "portal/shell.h"

namespace dl::portal {

namespace {

FeedEntry entry_of(const publications::Line& line, const Visit& visit) {
  FeedEntry entry;
  entry.entry_url = visit.absolute(fmt::format("/documents/{}", line.document));
  entry.entry_id = entry.entry_url;
  entry.entry_title = line.title;
  entry.entry_published = line.published_at.rfc3339();
  entry.entry_updated = std::max(line.released_at, line.published_at).rfc3339();
  if (const auto* column = visit.directory->column(line.column)) entry.entry_column = column->name;
  entry.entry_summary = line.summary;
  return entry;
}

struct FeedOf {
  std::string name = {};
  std::string note = {};
  std::string self = {};  ///< path
  std::string page = {};  ///< path
  std::vector<std::int64_t> columns = {};
};

Outcome<web::Response> feed_page(const Visit& visit, Portal& portal, FeedOf of, std::vector<std::string> topics) {
  DL_TRY(const auto newest, portal.database.read([&](db::Session& session) {
    return publications::list_live(session, {.columns = of.columns}, std::nullopt, portal.options.entries_a_feed);
  }));
  FeedPage feed;
  feed.feed_id = feed.feed_self = visit.absolute(of.self);
  feed.feed_page = visit.absolute(of.page);
  feed.feed_name = of.name;
  feed.feed_note = of.note;
  feed.feed_author = visit.agency ? visit.agency->name : visit.site->name;
  Instant updated;
  for (const auto& line : newest.lines) {
    feed.entries.push_back(entry_of(line, visit));
    updated = std::max({updated, line.released_at, line.published_at});
  }
  feed.feed_updated = updated.rfc3339();
  auto response = page_of(portal.pages.feed.render(feed), std::move(topics));
  response.type = "application/atom+xml; charset=utf-8";
  return response;
}

}  // namespace

Outcome<web::Response> show_site_feed(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  return feed_page(
      visit, portal,
      {.name = visit.site->name + "：最新信息", .self = "/feed.xml", .page = "/", .columns = visit.columns()},
      {visit.facts_topic(), visit.site_topic()});
}

Outcome<web::Response> show_column_feed(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto* const column = visit.directory->column_by_slug(visit.site->id, http.parameter("slug"));
  if (!column) return fail(Fault::NotFound, "column.missing", std::string(http.parameter("slug")));
  const auto columns = visit.directory->with_descendants(column->id);
  const auto path = "/columns/" + column->slug;
  return feed_page(visit, portal,
                   {.name = fmt::format("{}：{}", visit.site->name, column->name),
                    .note = column->description,
                    .self = path + "/feed.xml",
                    .page = path,
                    .columns = columns},
                   topics_of_columns(visit, columns));
}

}  // namespace dl::portal
