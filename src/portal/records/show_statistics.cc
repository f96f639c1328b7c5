// What is counted of a register: a table for each of its figures, for all time, a year or a month, and the same as a
// file.
#include <algorithm>
#include <set>

#include "figures/csv.h"
#include "portal/records/registers.h"
#include "portal/records/statistics.h"

namespace dl::portal {

using figures::Cell;
using records::Register;
using records::Type;

namespace {

constexpr std::size_t kMostRows = 60;
constexpr std::size_t kMostYears = 12;
constexpr std::size_t kYear = 4;   // characters
constexpr std::size_t kMonth = 7;  // characters

/// What people may choose from: years, and months of the year that is chosen; the newest first.
struct Periods {
  std::set<std::string, std::greater<>> years = {};
  std::set<std::string, std::greater<>> months = {};
};

/// Figures of one day ask for the same periods: each day is asked about once.
Outcome<Periods> periods_of(db::Session& session, const StatisticsAsked& asked, const std::vector<ShownFigure>& all) {
  Periods periods;
  std::set<std::string> done;
  for (const auto& shown : all) {
    const auto& at = shown.figure->at->field.name;
    if (!done.insert(at).second) continue;
    auto ask = ask_of(asked, shown);
    ask.period.reset();
    ask.by = {at};
    DL_TRY(const auto days, figures::cells(session, ask));
    const bool of_years = shown.form->at != nullptr && shown.form->at->type == Type::Year;
    for (const auto& day : days) {
      const auto text = figures::text_of(day.group.front());
      if (text.empty()) continue;
      periods.years.insert(text.substr(0, kYear));
      if (asked.period && !of_years && text.starts_with(asked.period->text.substr(0, kYear)))
        periods.months.insert(text.substr(0, kMonth));
    }
  }
  return periods;
}

void fill_periods(StatisticsPage& page, const Periods& periods, const StatisticsAsked& asked) {
  const auto path = statistics_path(asked.made);
  const auto chosen = asked.period ? asked.period->text : std::string();
  const auto choice = [&](const std::string& label, const std::string& text, bool current) {
    return Choice{label, asked.visit.url(text.empty() ? path : fmt::format("{}?period={}", path, text)), {}, current};
  };
  FilterView years{"按年份", {choice("全部", "", chosen.empty())}};
  for (const auto& year : periods.years)
    if (years.choices.size() <= kMostYears)
      years.choices.push_back(choice(period_text(year), year, chosen.starts_with(year)));
  page.filters.push_back(std::move(years));
  if (periods.months.empty()) return;
  FilterView months{"按月份", {}};
  for (const auto& month : periods.months) months.choices.push_back(choice(period_text(month), month, chosen == month));
  page.filters.push_back(std::move(months));
}

/// "按处罚决定日期归入年份和月份；只计处罚类别包含“罚款”。"
std::string note_of(const ShownFigure& shown) {
  const auto day = shown.form->at == nullptr ? shown.figure->at->field.title : shown.form->at->title;
  const auto which = shown.figure->condition_text();
  return fmt::format("按{}归入年份和月份{}{}。", day, which.empty() ? "" : "；只计", which);
}

/// Amounts of several kinds, such as those of a budget and of its accounts, are not told as one.
bool has_total(const ShownFigure& shown) { return shown.form->sum == nullptr || shown.by.size() < 2; }

StatisticTable table_of(const std::vector<Cell>& cells, const ShownFigure& shown, const StatisticsAsked& asked) {
  const auto& visit = asked.visit;
  const auto total = total_of(cells);
  StatisticTable table{.statistic_title = shown.form->title,
                       .statistic_id = "figure-" + shown.form->code,
                       .statistic_note = note_of(shown),
                       .statistic_heads = shown.heads(),
                       .statistic_unit = shown.unit(),
                       .statistic_total = has_total(shown) ? shown.value_text(total) : std::string(),
                       .statistic_total_url = visit.url(records_path(asked, shown, nullptr)),
                       .statistic_width = static_cast<int>(shown.by.size())};
  table.statistic_file = visit.url(fmt::format("{}.csv{}{}figure={}", statistics_path(asked.made), asked.query(),
                                               asked.period ? "&" : "?", shown.form->code));
  std::int64_t most = 1;
  for (const auto& cell : cells) most = std::max(most, cell.of.value_or(cell.value));
  for (const auto& cell : cells) {
    if (shown.by.empty()) break;  // the total says it
    if (table.statistic_rows.size() == kMostRows) break;
    auto& row = table.statistic_rows.emplace_back();
    for (std::size_t i = 0; i < cell.group.size(); ++i) row.statistic_words.push_back(shown.word(i, cell.group[i]));
    row.statistic_value = shown.value_text(cell);
    row.statistic_url = visit.url(records_path(asked, shown, &cell.group));
    row.statistic_part = static_cast<int>(std::max<std::int64_t>(cell.value, 0) * 100 / most);
  }
  if (!shown.by.empty()) table.statistic_rest = std::ssize(cells) - std::ssize(table.statistic_rows);
  return table;
}

void fill_heading(StatisticsPage& page, const StatisticsAsked& asked) {
  const auto& [visit, made, period] = asked;
  page.statistics_period = period ? period_text(period->text) : std::string();
  fill_register_shell(page, visit,
                      {.title = period ? fmt::format("{}{}（{}） - {}", made.title, kStatisticsTitle,
                                                     page.statistics_period, kRegistersTitle)
                                       : fmt::format("{}{} - {}", made.title, kStatisticsTitle, kRegistersTitle),
                       .path = asked.path(),
                       .crumbs = {{kRegistersTitle, visit.url(kRegistersPath)},
                                  {made.title, visit.url(register_path(made))},
                                  {kStatisticsTitle, {}}}});
  page.register_title = made.title;
  page.register_address = visit.url(register_path(made));
  page.record_word = made.entry;
  page.statistics_address = visit.url(statistics_path(made));
  page.side_title = "选择期间";
}

/// A table as a file: words for people, numbers as the page has them, a share as its two numbers.
std::string file_of(const std::vector<Cell>& cells, const ShownFigure& shown) {
  auto heads = shown.heads();
  heads.push_back(fmt::format("{}（{}）", shown.form->title, shown.unit()));
  if (shown.form->share) heads.emplace_back("总数");
  auto text = std::string(figures::kCsvMark) + figures::csv_row(heads);
  for (const auto& cell : cells) {
    std::vector<std::string> line;
    for (std::size_t i = 0; i < cell.group.size(); ++i) line.push_back(shown.word(i, cell.group[i]));
    line.push_back(cell.of ? fmt::format("{}", cell.value) : shown.value_text(cell));
    if (cell.of) line.push_back(fmt::format("{}", *cell.of));
    text += figures::csv_row(line);
  }
  return text;
}

std::vector<std::string> topics_of(const StatisticsAsked& asked) {
  return {asked.visit.facts_topic(), topic_of_register(asked.made.code), std::string(kDayTopic)};
}

}  // namespace

Outcome<web::Response> show_statistics(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto* made, find_register(portal, http.parameter("code")));
  DL_TRY(const auto asked, StatisticsAsked::read(http, visit, *made));
  DL_TRY(const auto all, figures_on(asked, portal.register_figures));
  StatisticsPage page;
  fill_heading(page, asked);
  bool any = false;
  DL_CHECK(portal.database.read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(const auto periods, periods_of(session, asked, all));
    fill_periods(page, periods, asked);
    for (const auto& shown : all) {
      DL_TRY(const auto cells, cells_of(session, asked, shown));
      page.statistics.push_back(table_of(cells, shown, asked));
      any = any || total_of(cells).of.value_or(total_of(cells).value) != 0;
    }
    return {};
  }));
  // Periods without a record are many, and nobody is led there: their pages would only push others out of the cache.
  return page_of(portal.pages.statistics.render(page), any ? topics_of(asked) : std::vector<std::string>());
}

Outcome<web::Response> send_statistics(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto* made, find_register(portal, http.parameter("code")));
  DL_TRY(const auto asked, StatisticsAsked::read(http, visit, *made));
  DL_TRY(const auto shown, find_figure(asked, portal.register_figures, http.argument("figure")));
  DL_TRY(const auto cells, portal.database.read([&](db::Session& session) { return cells_of(session, asked, shown); }));
  auto response = web::text(200, file_of(cells, shown), "text/csv; charset=utf-8");
  const auto name = fmt::format("{}-{}{}{}.csv", made->title, shown.form->title, asked.period ? "-" : "",
                                asked.period ? asked.period->text : "");
  response.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename*=UTF-8''{}", web::percent_encode(name)));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  if (!cells.empty()) response.topics = topics_of(asked);
  return response;
}

}  // namespace dl::portal
