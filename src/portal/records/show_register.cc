// The list of a register: what is public of it on this site, searched and narrowed by links, a page at a time; a map
// beside it where its records have places.
#include "base/text.h"
#include "portal/asset_address.h"
#include "portal/records/asked.h"
#include "portal/records/place_map.h"
#include "portal/records/registers.h"
#include "portal/records/statistics.h"
#include "records/mask.h"
#include "records/words_check.h"
#include "records/write.h"

namespace dl::portal {

using records::Field;
using records::Register;
using records::Type;

namespace {

constexpr std::size_t kMostChoices = 12;
constexpr std::size_t kMostNil = 6;

/// What one list is drawn from.
struct Reading {
  const Visit& visit;
  const Portal& portal;
  const Register& made;
  const RecordsAsked& asked;

  records::Viewer viewer() const { return {{}, visit.today}; }
  std::optional<std::int64_t> agency() const { return keeper_on(visit, made); }
};

void fill_rows(RegisterPage& page, const std::vector<records::Listed>& rows, const Reading& read) {
  const auto* place = read.made.page.place;
  std::vector<Placed> places;
  for (const auto& listed : rows) {
    auto line = record_line(listed, read.visit, read.made);
    if (const auto at = place == nullptr ? std::nullopt : read_place(listed.shown.at(place->place))) {
      line.row_number = static_cast<int>(places.size()) + 1;
      places.push_back({line.row_number, *at, line.cells.front().cell_text, line.cells.front().cell_url});
    }
    page.records.push_back(std::move(line));
  }
  page.map = draw_places(places, read.portal.outlines);
  if (!page.map) return;
  page.more_styles.insert(page.more_styles.begin(), asset_address("leaflet.css"));  // ours has the last word
  for (const auto* script : {"leaflet.js", "places.js"}) page.more_scripts.push_back(asset_address(script));
}

void fill_facets(RegisterPage& page, std::vector<records::Facet> facets, const Reading& read) {
  for (auto& facet : facets) {
    if (facet.field->type == Type::Date) std::ranges::sort(facet.values, std::greater<>(), &records::FacetValue::value);
    FilterView filter{"按" + facet.field->title, {}};
    for (const auto& [value, count] : facet.values) {
      if (filter.choices.size() == kMostChoices) break;
      filter.choices.push_back({facet_text(*facet.field, value, *read.visit.directory),
                                read.visit.url(read.asked.with(*facet.field, value).path()),
                                records::count_text(count, facet.more), read.asked.has(*facet.field, value)});
    }
    if (!filter.choices.empty()) page.filters.push_back(std::move(filter));
  }
}

void fill_chosen(RegisterPage& page, const Reading& read) {
  const auto& asked = read.asked;
  for (const auto& [field, value] : asked.chosen()) {
    page.chosen.push_back(
        {facet_text(*field, value, *read.visit.directory), read.visit.url(asked.without(*field).path())});
    page.carried.push_back({field->code, value});
  }
  if (!asked.words().empty())
    page.chosen.push_back({fmt::format("“{}”", asked.words()), read.visit.url(asked.without_words().path())});
}

void fill_pages(RegisterPage& page, const std::optional<records::Behind>& next, const Reading& read) {
  const auto& asked = read.asked;
  if (asked.after()) page.pages.push_back({"回到第一页", read.visit.url(asked.from_the_start().path()), {}});
  if (next) page.pages.push_back({"下一页", read.visit.url(asked.behind(*next).path()), "next"});
}

/// "行政处罚公示（罚款，2025 年） - 公示与清单": every address has a title of its own; columns have such names, too.
std::string title_of(const Reading& read) {
  std::string conditions;
  const auto add = [&](const std::string& text) { conditions += (conditions.empty() ? "" : "，") + text; };
  for (const auto& [field, value] : read.asked.chosen()) add(facet_text(*field, value, *read.visit.directory));
  if (!read.asked.words().empty()) add(read.asked.words());
  auto title = conditions.empty() ? read.made.title : fmt::format("{}（{}）", read.made.title, conditions);
  if (read.asked.after()) title += fmt::format(" - 续页 {}", read.asked.after()->entry);
  return fmt::format("{} - {}", title, kRegistersTitle);
}

void fill_heading(RegisterPage& page, const Reading& read) {
  fill_register_shell(page, read.visit,
                      {.title = title_of(read),
                       .path = read.asked.path(),
                       .crumbs = {{kRegistersTitle, read.visit.url(kRegistersPath)}, {read.made.title, {}}}});
  if (read.asked.narrowed()) {
    add_meta(page, "robots", "noindex");
    page.canonical.clear();
  }
  page.register_title = read.made.title;
  page.register_address = read.visit.url(register_path(read.made));
  page.register_basis = read.made.source;
  page.record_word = read.made.entry;
  if (!read.portal.open_data.empty())
    page.take_url = read.visit.url(fmt::format("{}#{}", kOpenDataPath, read.made.code));
  if (!read.made.figures.empty()) page.statistics_url = read.visit.url(statistics_path(read.made));
  page.find_words = read.asked.words();
  for (const auto* field : read.made.page.search)
    page.find_hint += (page.find_hint.empty() ? "输入" : "、") + field->title;
  for (const auto* field : read.made.page.columns) page.heads.push_back({field->title});
  page.side_title = "缩小范围";
}

Outcome<void> fill_nil(RegisterPage& page, const Reading& read, db::Session& session) {
  if (read.made.nil == records::Nil::None || read.asked.narrowed() || read.asked.after()) return {};
  DL_TRY(const auto nil, records::list_nil(session, read.made.code, accounts::Scope::of({read.visit.site->agency})));
  for (const auto& one : nil)
    if (page.nil_lines.size() < kMostNil)
      page.nil_lines.push_back(fmt::format("{}没有{}", period_text(one.period), read.made.entry));
  return {};
}

Outcome<void> fill_list(RegisterPage& page, const Reading& read, db::Session& session) {
  const auto& [visit, portal, made, asked] = read;
  const auto viewer = read.viewer();
  const auto wanted = asked.asked(read.agency());
  const int most = made.page.place != nullptr ? portal.options.places_a_map : portal.options.lines_a_page;
  DL_TRY(const auto list,
         records::list_records(session, *portal.projection, made.code, viewer, wanted, asked.after(), most));
  DL_TRY(const auto count, records::count_records(session, *portal.projection, made.code, viewer, wanted));
  DL_TRY(auto facets, records::count_facets(session, *portal.projection, made.code, viewer, wanted));
  fill_rows(page, list.rows, read);
  fill_pages(page, list.next, read);
  fill_facets(page, std::move(facets), read);
  page.total_text = count_text(count);
  return fill_nil(page, read, session);
}

}  // namespace

Outcome<web::Response> show_register(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto* made, find_register(portal, http.parameter("code")));
  DL_TRY(const auto asked, RecordsAsked::read(http, *made));
  const Reading read{visit, portal, *made, asked};

  RegisterPage page;
  fill_heading(page, read);
  fill_chosen(page, read);
  DL_CHECK(portal.database.read([&](db::Session& session) { return fill_list(page, read, session); }));
  // Words are many, and each is asked once: their pages would only push others out of the cache.
  if (!asked.words().empty()) return page_of(portal.pages.register_list.render(page), {});
  return page_of(portal.pages.register_list.render(page),
                 {visit.facts_topic(), topic_of_register(made->code), std::string(kDayTopic)});
}

}  // namespace dl::portal
