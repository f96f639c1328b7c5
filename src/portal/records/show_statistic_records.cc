// The records behind a number of a register's statistics that no list can be narrowed to, a page at a time.
#include "base/text.h"
#include "portal/records/registers.h"
#include "portal/records/statistics.h"
#include "records/write.h"

namespace dl::portal {

using figures::Cell;
using records::Field;

namespace {

constexpr std::size_t kLongestCell = 60;  // characters

/// What people call the value of a column: 罚款, 0.02万元.
std::string text_of(const condition::Value& value, const figures::Column& column, const Field& field) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return records::shown_of(*number, field);
  auto text = figures::worded(column, value);
  std::ranges::replace(text, '\n', ' ');
  const auto cut = text::cut(text, kLongestCell);
  return std::string(cut) + (cut.size() < text.size() ? "…" : "");
}

RecordLine line_of(const figures::Row& row, const StatisticsAsked& asked, const figures::Source& source) {
  RecordLine line;
  const auto fields = source.open_fields();
  for (const auto* field : asked.made.page.columns) {
    RecordCell cell{field->title, {}, {}};
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (fields[i].name == field->code) cell.cell_text = text_of(row.values[i], *source.find(fields[i].name), *field);
    if (line.cells.empty()) {
      cell.cell_url = asked.visit.url(record_path(row.id));
      if (cell.cell_text.empty()) cell.cell_text = fmt::format("{} {}", asked.made.entry, row.id);
    }
    line.cells.push_back(std::move(cell));
  }
  return line;
}

/// 2025 年，罚款
std::string words_of(const StatisticsAsked& asked, const ShownFigure& shown, const std::optional<Group>& group) {
  std::string words = asked.period ? period_text(asked.period->text) : std::string();
  for (std::size_t i = 0; group && i < group->size(); ++i)
    words += (words.empty() ? "" : "，") + shown.word(i, group->at(i));
  return words.empty() ? "全部" : words;
}

void fill_heading(StatisticRecordsPage& page, const StatisticsAsked& asked, const ShownFigure& shown,
                  const std::optional<Group>& group) {
  const auto& visit = asked.visit;
  const auto& made = asked.made;
  page.statistic_group = words_of(asked, shown, group);
  fill_register_shell(page, visit,
                      {.title = fmt::format("{}（{}） - {}", shown.form->title, page.statistic_group, made.title),
                       .path = fmt::format("{}/{}{}", statistics_path(made), shown.form->code, asked.query()),
                       .crumbs = {{kRegistersTitle, visit.url(kRegistersPath)},
                                  {made.title, visit.url(register_path(made))},
                                  {kStatisticsTitle, visit.url(asked.path())},
                                  {shown.form->title, {}}}});
  add_meta(page, "robots", "noindex");
  page.canonical.clear();
  page.register_title = made.title;
  page.record_word = made.entry;
  page.statistics_address = visit.url(asked.path());
  page.statistic_title = shown.form->title;
  page.statistic_unit = shown.unit();
  for (const auto* field : made.page.columns) page.heads.push_back({field->title});
}

/// The number of the cell. Fault::NotFound `figures.group` where no record is counted under it.
Outcome<Cell> cell_of(const std::vector<Cell>& cells, const std::optional<Group>& group) {
  if (!group) return total_of(cells);
  const auto found = std::ranges::find(cells, *group, &Cell::group);
  if (found == cells.end()) return fail(Fault::NotFound, "figures.group", figures::group_text(*group));
  return *found;
}

}  // namespace

Outcome<web::Response> show_statistic_records(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto* made, find_register(portal, http.parameter("code")));
  DL_TRY(const auto asked, StatisticsAsked::read(http, visit, *made));
  DL_TRY(const auto shown, find_figure(asked, portal.register_figures, http.parameter("figure")));
  DL_TRY(const auto group, read_group(http.argument("group"), shown));
  const auto given = http.argument("after");
  const auto after = given.empty() ? 0 : read_number(given).value_or(-1);
  if (after < 0) return fail(Fault::NotFound, "list.cursor", std::string(given));

  StatisticRecordsPage page;
  fill_heading(page, asked, shown, group);
  const int most = portal.options.lines_a_page;
  DL_CHECK(portal.database.read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(const auto cells, cells_of(session, asked, shown));
    DL_TRY(const auto cell, cell_of(cells, group));
    page.statistic_value = shown.value_text(cell);
    DL_TRY(auto rows, figures::rows(session, ask_of(asked, shown), group, {.after = after, .most = most + 1}));
    const bool more = std::ssize(rows) > most;
    if (more) rows.pop_back();
    for (const auto& row : rows) page.records.push_back(line_of(row, asked, *shown.figure->source));
    auto path = fmt::format("{}/{}{}", statistics_path(*made), shown.form->code, asked.query());
    if (group)
      path += fmt::format("{}group={}", asked.period ? "&" : "?", web::percent_encode(figures::group_text(*group)));
    if (after > 0) page.pages.push_back({"回到第一页", visit.url(path), {}});
    const bool begun = path.find('?') != std::string::npos;
    if (more)
      page.pages.push_back(
          {"下一页", visit.url(fmt::format("{}{}after={}", path, begun ? "&" : "?", rows.back().id)), "next"});
    return {};
  }));
  return page_of(portal.pages.statistic_records.render(page),
                 {visit.facts_topic(), topic_of_register(made->code), std::string(kDayTopic)});
}

}  // namespace dl::portal
