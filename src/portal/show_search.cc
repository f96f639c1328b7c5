// Search: words or a 文号, with facets, in addresses that can be pasted.
#include "base/markup.h"
#include "base/text.h"
#include "portal/shell.h"
#include "publications/force.h"
#include "questions/words.h"
#include "web/peer.h"

namespace dl::portal {

namespace {

using publications::Validity;

constexpr std::size_t kLongestText = 200;  // characters of a question
constexpr std::size_t kFacetChoices = 12;

/// What the address asks.
struct Asked {
  std::string text = {};
  std::string column = {};  ///< slug
  int year = 0;
  std::string kind = {};
  bool everywhere = false;  ///< all sites of this installation, not only the visited one
  std::int64_t agency = 0;  ///< with everywhere
  std::string sort = {};
  std::string from = {};

  std::string url(const Visit& visit) const {
    std::string query = "/search?q=" + web::percent_encode(text);
    if (!column.empty()) query += "&column=" + web::percent_encode(column);
    if (everywhere) query += "&scope=all";
    if (agency != 0) query += fmt::format("&agency={}", agency);
    if (year != 0) query += fmt::format("&year={}", year);
    if (!kind.empty()) query += "&kind=" + web::percent_encode(kind);
    if (!sort.empty()) query += "&sort=" + sort;
    if (!from.empty()) query += "&from=" + web::percent_encode(from);
    return visit.url(query);
  }
  bool filtered() const { return !column.empty() || agency != 0 || year != 0 || !kind.empty(); }
};

Asked read_asked(const web::Request& http) {
  Asked asked;
  asked.text = text::cut(text::trim(http.argument("q")), kLongestText);
  asked.text = text::repair_utf8(asked.text);
  asked.everywhere = http.argument("scope") == "all";
  if (asked.everywhere)
    asked.agency = read_number(http.argument("agency")).value_or(0);
  else
    asked.column = http.argument("column");
  if (const auto year = read_number(http.argument("year")); year && *year < 10'000)
    asked.year = static_cast<int>(*year);
  asked.kind = http.argument("kind");
  const auto sort = http.argument("sort");
  if (sort == "newest" || sort == "oldest") asked.sort = sort;
  asked.from = http.argument("from");
  return asked;
}

/// What the visited agency, or the city, has said of the question.
void add_known(search::Query& query, const Asked& asked, const Visit& visit, const Portal& portal) {
  if (portal.known == nullptr) return;
  const auto known = portal.known->current();
  query.words = known->words(visit.site->agency);
  if (asked.filtered() || !asked.sort.empty()) return;
  if (const auto document = known->document(visit.site->agency, questions::key_of(asked.text)))
    query.first = search::RecordId{*document, portal.document_source};
}

search::Query query_of(const Asked& asked, const Visit& visit, const Portal& portal) {
  search::Query query;
  query.text = asked.text;
  if (!asked.everywhere) query.marks = {visit.site_topic()};
  if (asked.agency != 0) query.agency = asked.agency;
  if (const auto* column = visit.directory->column_by_slug(visit.site->id, asked.column)) query.column = column->id;
  if (asked.year != 0) query.year = asked.year;
  if (!asked.kind.empty()) query.kind = asked.kind;
  if (asked.sort == "newest") query.sort = search::Sort::Newest;
  if (asked.sort == "oldest") query.sort = search::Sort::Oldest;
  query.cursor = asked.from;
  query.page_size = portal.options.hits_a_page;
  query.day = visit.today;
  add_known(query, asked, visit, portal);
  return query;
}

/// Escaped text with its spans in <mark>.
web::Html marked(const search::Marked& marked, bool cut_before, bool cut_after) {
  web::Html html;
  const std::string_view whole = marked.text;
  if (cut_before) html.text += "…";
  std::size_t at = 0;
  for (const auto& span : marked.spans) {
    if (span.start < at || span.start + span.length > whole.size()) continue;
    append_escaped(html.text, whole.substr(at, span.start - at));
    html.text += "<mark>";
    append_escaped(html.text, whole.substr(span.start, span.length));
    html.text += "</mark>";
    at = span.start + span.length;
  }
  append_escaped(html.text, whole.substr(std::min(at, whole.size())));
  if (cut_after) html.text += "…";
  return html;
}

/// Where a page of any site of this installation is, seen from the visited one.
std::string address_on(const agencies::Site* site, std::string_view path, const Visit& visit) {
  if (!site || site->id == visit.site->id) return visit.url(path);
  const bool here = site->host == visit.site->host || site->facts.demonstration;
  const auto& host = site->host.empty() ? site->facts.domain : site->host;  // any host would lead back here
  return (here || host.empty() ? std::string() : "https://" + host) + site->prefix + std::string(path);
}

HitView hit_view(const search::Hit& hit, const Asked& asked, const Visit& visit) {
  HitView view;
  const auto* const place = visit.directory->column(hit.column);
  const auto* const site = place ? visit.directory->site(place->site) : visit.directory->site_of_agency(hit.agency);
  view.hit_url = address_on(site, hit.address, visit);
  view.hit_title = marked(hit.title, false, false);
  if (!hit.snippet.text.empty()) view.hit_snippet = marked(hit.snippet, hit.cut_before, hit.cut_after);
  const auto* const agency = asked.everywhere ? visit.directory->agency(hit.agency) : nullptr;
  if (agency) view.hit_facts.push_back(agency->short_name);
  if (!hit.document_number.empty()) view.hit_facts.push_back(hit.document_number);
  if (const auto validity = publications::validity_on(hit.validity, visit.today); validity != Validity::None)
    view.hit_facts.emplace_back(chinese_of(validity));
  if (place || !hit.kind.empty()) view.hit_facts.push_back(place ? place->name : hit.kind);
  view.hit_facts.push_back(hit.published_at.text());
  return view;
}

Choice choice(std::string label, const Asked& asked, const Visit& visit, std::size_t count, bool current) {
  return {std::move(label), asked.url(visit), std::to_string(count), current};
}

void add_filter(SearchPage& page, const char* name, std::vector<Choice> choices) {
  if (choices.empty()) return;
  if (choices.size() > kFacetChoices) choices.resize(kFacetChoices);
  page.filters.push_back({name, std::move(choices)});
}

void fill_facets(SearchPage& page, const search::Facets& facets, const Asked& asked, const Visit& visit) {
  Asked other = asked;
  other.from.clear();
  std::vector<Choice> agencies;
  for (const auto& [id, count] : facets.agencies) {
    const auto* const agency = visit.directory->agency(id);
    if (!agency || !asked.everywhere) continue;
    other.agency = id;
    agencies.push_back(choice(agency->short_name, other, visit, count, id == asked.agency));
  }
  add_filter(page, "按机构", std::move(agencies));
  other.agency = asked.agency;
  std::vector<Choice> columns;
  for (const auto& [id, count] : facets.columns) {
    const auto* const column = visit.directory->column(id);
    if (!column || asked.everywhere) continue;
    other.column = column->slug;
    columns.push_back(choice(column->name, other, visit, count, column->slug == asked.column));
  }
  add_filter(page, "按栏目", std::move(columns));
  other.column = asked.column;
  std::vector<Choice> years;
  for (const auto& [year, count] : facets.years) {
    other.year = year;
    years.push_back(choice(fmt::format("{} 年", year), other, visit, count, year == asked.year));
  }
  add_filter(page, "按年份", std::move(years));
  other.year = asked.year;
  std::vector<Choice> kinds;
  for (const auto& [kind, count] : facets.kinds) {
    if (kind.empty()) continue;
    other.kind = kind;
    kinds.push_back(choice(kind, other, visit, count, kind == asked.kind));
  }
  add_filter(page, "按类型", std::move(kinds));
}

void fill_chosen(SearchPage& page, const Asked& asked, const Visit& visit) {
  const auto without = [&](std::string label, auto&& remove) {
    Asked other = asked;
    other.from.clear();
    remove(other);
    page.chosen.push_back({std::move(label), other.url(visit)});
  };
  if (asked.agency != 0) {
    const auto* const agency = visit.directory->agency(asked.agency);
    without(agency ? agency->short_name : std::to_string(asked.agency), [](Asked& other) { other.agency = 0; });
  }
  if (!asked.column.empty()) {
    const auto* const column = visit.directory->column_by_slug(visit.site->id, asked.column);
    without(column ? column->name : asked.column, [](Asked& other) { other.column.clear(); });
  }
  if (asked.year != 0) without(fmt::format("{} 年", asked.year), [](Asked& other) { other.year = 0; });
  if (!asked.kind.empty()) without(asked.kind, [](Asked& other) { other.kind.clear(); });
}

void fill_sorts(SearchPage& page, const Asked& asked, const Visit& visit) {
  struct Row {
    const char* label;
    const char* sort;
  };
  constexpr Row kRows[] = {{"相关度", ""}, {"最新", "newest"}, {"最早", "oldest"}};
  Asked other = asked;
  other.from.clear();
  for (const auto& row : kRows) {
    other.sort = row.sort;
    page.sorts.push_back({row.label, other.url(visit), asked.sort == row.sort});
  }
}

void fill_pages(SearchPage& page, const search::Answer& answer, const Asked& asked, const Visit& visit) {
  const auto add = [&](const char* label, const std::string& cursor) {
    if (cursor.empty()) return;
    Asked other = asked;
    other.from = cursor;
    page.pages.push_back({label, other.url(visit), {}});
  };
  add("上一页", answer.previous);
  add("下一页", answer.next);
}

/// The visited site, or all of them, where there are several.
void fill_scopes(SearchPage& page, const Asked& asked, const Visit& visit) {
  if (visit.directory->sites().size() < 2 || asked.text.empty()) return;
  for (const bool everywhere : {false, true}) {
    Asked other;
    other.text = asked.text;
    other.sort = asked.sort;
    other.everywhere = everywhere;
    page.scopes.push_back({everywhere ? "全部站点" : "本站", other.url(visit), everywhere == asked.everywhere});
  }
}

/// Columns, and with all sites the sites, whose name is in the question or has it.
void fill_places(SearchPage& page, const Asked& asked, const Visit& visit) {
  constexpr std::size_t kMost = 6;
  const auto words = text::fold_for_search(asked.text);
  const auto add = [&](const std::string& name, const std::string& shown, std::string url) {
    const auto folded = text::fold_for_search(name);
    const bool named =
        text::length(words) > 1 && (folded.find(words) != folded.npos || words.find(folded) != words.npos);
    if (named && page.places.size() < kMost) page.places.push_back({shown, std::move(url)});
  };
  for (const auto& column : visit.directory->columns())
    if (column.site == visit.site->id) add(column.name, column.name, visit.column_url(column));
  if (!asked.everywhere) return;
  for (const auto& site : visit.directory->sites()) add(site.name, site.name, address_on(&site, "/", visit));
}

/// What was meant: a question of its own where something was found, its results where nothing was.
Outcome<search::Answer> answer_of(Asked& asked, const Visit& visit, const Portal& portal, SearchPage& page) {
  DL_TRY(auto answer, portal.index->search(query_of(asked, visit, portal)));
  if (answer.meant.empty()) return answer;
  Asked other = asked;
  other.text = answer.meant;
  other.from.clear();
  page.meant.push_back({other.text, other.url(visit)});
  page.meant_note = "您是不是要找：";
  if (!answer.hits.empty()) return answer;
  page.meant_note = fmt::format("没有找到“{}”，下面是这个词的结果：", asked.text);
  asked = std::move(other);
  return portal.index->search(query_of(asked, visit, portal));
}

/// Tells of a question without a result, or with parts of its words alone, when it was asked as a whole. What was put
/// in its place by a guess, or named for it by somebody, is a result.
void note_unanswered(const web::Request& http, const Asked& asked, const search::Answer& answer, const Visit& visit,
                     const Portal& portal) {
  const auto first = query_of(asked, visit, portal).first;
  const bool named = first && !answer.hits.empty() && answer.hits.front().id == *first;
  const bool answered = named || (!answer.hits.empty() && !answer.loose);
  const auto asker = web::Address::parse(http.peer);
  if (portal.asked == nullptr || answered || !asker || asked.filtered() || !asked.from.empty()) return;
  portal.asked->note(visit.site->agency, asked.text, asker->client_key(),
                     answer.hits.empty() ? questions::Found::Nothing : questions::Found::Parts);
}

void fill_answer(SearchPage& page, const search::Answer& answer, const Asked& asked, const Visit& visit) {
  for (const auto& hit : answer.hits) page.hits.push_back(hit_view(hit, asked, visit));
  page.loose = answer.loose;
  const auto last = answer.first + answer.hits.size();
  page.result_note =
      fmt::format("{} {} 条，本页第 {} 至 {} 条", answer.exact ? "共" : "约", answer.total, answer.first + 1, last);
  fill_facets(page, answer.facets, asked, visit);
  fill_sorts(page, asked, visit);
  fill_pages(page, answer, asked, visit);
  if (answer.hits.empty())
    page.search_problem = asked.filtered() ? "没有符合条件的信息，可以取消上面的条件再试。"
                                           : "没有找到相符的信息。可以换个说法、少输几个字，或者从站点地图按栏目查找。";
}

}  // namespace

Outcome<web::Response> show_search(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  auto asked = read_asked(http);
  SearchPage page;
  const auto title = asked.text.empty() ? std::string("搜索") : fmt::format("搜索：{}", asked.text);
  fill_shell(page, visit, {.title = title, .path = "/search", .crumbs = {{"搜索", {}}}});
  add_meta(page, "robots", "noindex");
  page.canonical.clear();
  page.search_title = title;
  page.search_text = asked.text;
  fill_chosen(page, asked, visit);

  if (!portal.index) {
    page.search_problem = "搜索正在准备中，请稍后再试，或者从站点地图按栏目查找。";
  } else if (asked.text.empty() && !asked.filtered()) {
    page.search_problem = "请输入要查找的词，例如文件标题、正文里的词，或者文号。文号里的括号用哪一种都可以。";
  } else {
    const auto typed = asked;
    auto answer = answer_of(asked, visit, portal, page);
    if (!answer && answer.error().key == "search.cursor") return fail(Fault::NotFound, "search.cursor");
    if (!answer) return Failure(std::move(answer).error());
    note_unanswered(http, typed, *answer, visit, portal);
    fill_answer(page, *answer, asked, visit);
    fill_places(page, asked, visit);
    fill_scopes(page, asked, visit);
  }
  page.side_title = "缩小范围";
  if (page.filters.empty()) {
    page.side_title = "按栏目浏览";
    for (const auto* column : visit.directory->children(visit.site->id, 0))
      page.side_links.push_back({column->name, visit.column_url(*column), false, false});
  }
  return page_of(portal.pages.search.render(page), {});
}

/// What may be meant by what is typed so far, a line each: columns, the word that was meant, titles.
Outcome<web::Response> suggest(const web::Request& http, Portal& portal) {
  constexpr std::size_t kMost = 8;
  DL_TRY(const auto visit, open_visit(http, portal));
  auto asked = read_asked(http);
  SearchPage page;
  std::vector<std::string> lines;
  if (portal.index && text::length(asked.text) > 1) {
    fill_places(page, asked, visit);
    DL_TRY(const auto answer, answer_of(asked, visit, portal, page));
    for (const auto& place : page.places) lines.push_back(place.word);
    for (const auto& word : page.meant) lines.push_back(word.word);
    for (const auto& hit : answer.hits) lines.push_back(hit.title.text);
  }
  std::string body;
  std::vector<std::string> told;
  for (const auto& line : lines) {
    if (told.size() == kMost || std::find(told.begin(), told.end(), line) != told.end()) continue;
    told.push_back(line);
    body += text::fold_space(line) + "\n";
  }
  return web::text(200, std::move(body));
}

}  // namespace dl::portal
