// The list of a column: its own documents and those of the columns below it, by key, filtered.
#include "portal/asset_address.h"
#include "portal/lines.h"
#include "portal/records/registers.h"
#include "portal/shell.h"

namespace dl::portal {

using agencies::Column;

namespace {

/// What the address asks of a list.
struct ListQuery {
  int year = 0;
  std::string kind = {};
  std::optional<publications::Cursor> after = {};

  /// The query of an address with these conditions, without a place in the list.
  std::string text() const {
    std::string query;
    if (year != 0) query += fmt::format("year={}", year);
    if (!kind.empty()) query += (query.empty() ? "kind=" : "&kind=") + web::percent_encode(kind);
    return query;
  }
};

Outcome<ListQuery> read_query(const web::Request& http) {
  ListQuery query;
  if (const auto year = http.argument("year"); !year.empty()) {
    const auto number = read_number(year);
    if (!number || *number < 1900 || *number > 9999) return fail(Fault::NotFound, "list.year", std::string(year));
    query.year = static_cast<int>(*number);
  }
  query.kind = http.argument("kind");
  if (const auto after = http.argument("after"); !after.empty()) {
    query.after = publications::Cursor::parse(after);
    if (!query.after) return fail(Fault::NotFound, "list.cursor", std::string(after));
  }
  return query;
}

std::string with_query(const std::string& url, const std::string& query) {
  return query.empty() ? url : url + "?" + query;
}

void fill_filters(ColumnPage& page, const Tally& tally, const ListQuery& query) {
  FilterView years{"按年份", {}};
  for (const auto& [year, count] : tally.years) {
    ListQuery other = query;
    other.year = year;
    years.choices.push_back({fmt::format("{} 年", year), with_query(page.column_url, other.text()),
                             std::to_string(count), year == query.year});
  }
  if (years.choices.size() > 1) page.filters.push_back(std::move(years));
  FilterView kinds{"按文种", {}};
  for (const auto& kind : tally.kinds) {
    ListQuery other = query;
    other.kind = kind;
    kinds.choices.push_back({kind, with_query(page.column_url, other.text()), {}, kind == query.kind});
  }
  if (kinds.choices.size() > 1) page.filters.push_back(std::move(kinds));
}

void fill_chosen(ColumnPage& page, const ListQuery& query) {
  if (query.year != 0) {
    ListQuery without = query;
    without.year = 0;
    page.chosen.push_back({fmt::format("{} 年", query.year), with_query(page.column_url, without.text())});
  }
  if (!query.kind.empty()) {
    ListQuery without = query;
    without.kind.clear();
    page.chosen.push_back({query.kind, with_query(page.column_url, without.text())});
  }
}

void fill_pages(ColumnPage& page, const publications::Page& list, const ListQuery& query) {
  const auto conditions = query.text();
  const auto at = [&](const publications::Cursor& cursor) {
    const auto place = "after=" + cursor.text();
    return page.column_url + "?" + (conditions.empty() ? place : conditions + "&" + place);
  };
  if (query.after) page.pages.push_back({"回到第一页", with_query(page.column_url, conditions), {}});
  if (list.previous) page.pages.push_back({"上一页", at(*list.previous), "prev"});
  if (list.next) page.pages.push_back({"下一页", at(*list.next), "next"});
}

/// "政策文件（2021 年，通知）", so that every address has a title of its own.
std::string title_of(const Column& column, const ListQuery& query) {
  std::string conditions;
  if (query.year != 0) conditions = fmt::format("{} 年", query.year);
  if (!query.kind.empty()) conditions += (conditions.empty() ? "" : "，") + query.kind;
  std::string title = conditions.empty() ? column.name : fmt::format("{}（{}）", column.name, conditions);
  if (query.after) title += fmt::format(" - 续页 {}", query.after->text());
  return title;
}

void fill_heading(ColumnPage& page, const Visit& visit, const Column& column, const ListQuery& query) {
  const auto path = "/columns/" + column.slug;
  fill_shell(page, visit, {.title = title_of(column, query), .path = path, .column = &column});
  add_column_metas(page, column);
  page.column_name = column.name;
  page.column_url = visit.column_url(column);
  page.column_feed_url = page.column_url + "/feed.xml";
  page.column_description = column.description;
  page.feeds.push_back({column.name + "：最新信息", page.column_feed_url});
  fill_side(page, visit, column);
}

/// What stands above the documents, on the first page of the whole list. Fault::Unavailable while it is being made.
Outcome<void> fill_register(ColumnPage& page, const Visit& visit, const Portal& portal, db::Session& session,
                            const std::string& code) {
  DL_TRY(page.register_card, card_of_register(visit, portal, session, code));
  if (page.register_card) page.more_styles.push_back(asset_address("registers.css"));
  return {};
}

}  // namespace

Outcome<web::Response> show_column(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto* const column = visit.directory->column_by_slug(visit.site->id, http.parameter("slug"));
  if (!column) return fail(Fault::NotFound, "column.missing", std::string(http.parameter("slug")));
  DL_TRY(const auto query, read_query(http));

  ColumnPage page;
  fill_heading(page, visit, *column, query);
  const auto columns = visit.directory->with_descendants(column->id);
  bool dated = false;  // says something else on another day
  bool whole = true;   // without a register that is being made
  const bool with_register = !column->register_code.empty() && query.text().empty() && !query.after;
  DL_CHECK(portal.database.read([&](db::Session& session) -> Outcome<void> {
    const publications::Filter filter{.columns = columns, .year = query.year, .kind = query.kind};
    DL_TRY(const auto list, publications::list_live(session, filter, query.after, portal.options.lines_a_page));
    DL_TRY(const auto tally, portal.counts.of(session, columns));
    page.lines = line_views(list.lines, visit, Detail::Full);
    dated = std::ranges::any_of(list.lines, [](const auto& line) { return line.effective_on || line.expires_on; });
    page.total = tally.total;
    if (query.year != 0 || !query.kind.empty()) {
      DL_TRY(page.total, publications::count_live(session, filter));
    }
    if (with_register) {
      auto filled = fill_register(page, visit, portal, session, column->register_code);
      whole = filled || filled.error().fault != Fault::Unavailable;
      if (!filled && whole) return filled;
    }
    fill_filters(page, tally, query);
    fill_pages(page, list, query);
    return {};
  }));
  fill_chosen(page, query);
  auto topics = topics_of_columns(visit, columns);
  if (dated || with_register) topics.emplace_back(kDayTopic);
  if (with_register) topics.push_back(topic_of_register(column->register_code));
  if (!whole) topics.clear();
  return page_of(portal.pages.column.render(page), std::move(topics));
}

}  // namespace dl::portal
