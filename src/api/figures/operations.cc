// Figures: what each counts, its numbers, and the records behind a number, as far as the caller may open them.
#include "api/operations.h"
#include "api/api.h"
#include "api/domains.h"
#include "api/listing.h"
#include "figures/tables.h"

namespace dl::api {

namespace {

struct FigureField {
  std::string name = {};
  std::string title = {};
  std::string unit = {};  ///< of a number: "分"; empty without one
};
BOOST_DESCRIBE_STRUCT(FigureField, (), (name, title, unit))

struct FigureBrief {
  std::string id = {};
  std::int64_t version = 0;
  std::string title = {};
  std::string unit = {};
  std::string law = {};
  std::string condition = {};  ///< which records are meant, as a sentence; empty for all
  std::string source = {};     ///< "publications", "records.penalties"
  std::string records = {};    ///< what people call its records
  std::string day = {};        ///< by which date a record belongs to a period
};
BOOST_DESCRIBE_STRUCT(FigureBrief, (), (id, version, title, unit, law, condition, source, records, day))

struct FigureCell {
  std::vector<std::string> group = {};  ///< one text for each of FigureView::by
  std::vector<std::string> words = {};  ///< the same for people
  std::int64_t value = 0;
  std::optional<std::int64_t> of = {};  ///< of a share
};
BOOST_DESCRIBE_STRUCT(FigureCell, (), (group, words, value, of))

struct FigureView : FigureBrief {
  std::vector<FigureField> by = {};
  std::vector<FigureField> fields = {};    ///< of the rows
  std::vector<FigureField> deciding = {};  ///< of them those that say whether and where a record is counted
  std::vector<FigureCell> cells = {};
};
BOOST_DESCRIBE_STRUCT(FigureView, (FigureBrief), (by, fields, deciding, cells))

struct FigureQuery {
  std::string period = {};  ///< "2025", "2025-Q1" or "2025-06"; empty = ever
  std::int64_t agency = 0;  ///< 0 = all that the caller's right reaches
  static constexpr auto kLimits = std::to_array<Limit>({{"period", 10}});
};
BOOST_DESCRIBE_STRUCT(FigureQuery, (), (period, agency))

struct FigureRowsQuery : Paging {
  std::string period = {};
  std::int64_t agency = 0;
  std::string group = {};  ///< of a cell, as JSON: ["云泽市城市管理局"]; empty = of all cells
  static constexpr auto kLimits = std::to_array<Limit>({{"period", 10}, {"group", 1000}});
};
BOOST_DESCRIBE_STRUCT(FigureRowsQuery, (Paging), (period, agency, group))

struct FigureRow {
  std::int64_t id = 0;
  bool withheld = false;  ///< counted, but shown to outsiders only as far as it decides its cell
  std::map<std::string, std::string> values = {};  ///< by the names of FigureView::fields
  std::string title = {};                          ///< what it is called; empty where it has no name
  std::string address = {};                        ///< where it is worked on: "/records/881"; empty for nowhere
};
BOOST_DESCRIBE_STRUCT(FigureRow, (), (id, withheld, values, title, address))

FigureBrief brief_of(const figures::Definition& figure) {
  return {.id = figure.id,
          .version = figure.version,
          .title = figure.title,
          .unit = figure.unit,
          .law = figure.law,
          .condition = figure.condition_text(),
          .source = figure.source->name,
          .records = figure.source->title,
          .day = figure.day_text()};
}

FigureField field_of(const figures::Column& column) { return {column.field.name, column.field.title, column.unit}; }

/// The question, within what the caller's right for these records reaches; it must not outlive the call.
Outcome<figures::Ask> ask_of(const Call& call, const std::string& period, std::int64_t agency) {
  DL_TRY(const auto* figure, call.api.figures.find(call.http.parameter("figure")));
  const auto& scope = call.who.scope(figure->source->needs);
  if (scope.empty()) return fail(Fault::Forbidden, "right.missing", std::string(name_of(figure->source->needs)));
  auto ask = figures::Ask::of(*figure, {}, agency, call.api.around.clock.today());
  ask.scope = &scope;
  if (period.empty()) return ask;
  DL_TRY(ask.period, figures::Period::parse(period));
  return ask;
}

Outcome<ListOf<FigureBrief>> list_figures(Call& call) {
  ListOf<FigureBrief> list;
  for (const auto& figure : call.api.figures.all())
    if (!call.who.scope(figure.source->needs).empty()) list.items.push_back(brief_of(figure));
  return list;
}

Outcome<FigureView> show_figure(Call& call, const FigureQuery& query) {
  DL_TRY(const auto ask, ask_of(call, query.period, query.agency));
  DL_TRY(const auto cells, call.api.read([&](db::Session& sql) { return figures::cells(sql, ask); }));
  FigureView view{brief_of(ask.figure)};
  for (const auto* column : ask.figure.by) view.by.push_back(field_of(*column));
  for (const auto& column : ask.figure.source->columns)
    if (column.use == figures::Column::Use::Open) view.fields.push_back(field_of(column));
  for (const auto& field : figures::deciding(ask.figure))
    view.deciding.push_back(field_of(*ask.figure.source->find(field.name)));
  for (const auto& cell : cells) {
    auto& shown = view.cells.emplace_back(FigureCell{.value = cell.value, .of = cell.of});
    for (std::size_t i = 0; i < cell.group.size(); ++i) {
      shown.group.push_back(figures::text_of(cell.group[i]));
      shown.words.push_back(figures::worded(*ask.figure.by[i], cell.group[i]));
    }
  }
  return view;
}

FigureRow shown_row(const figures::Row& row, const figures::Source& source) {
  FigureRow shown{.id = row.id, .withheld = row.withheld};
  const auto fields = source.open_fields();
  for (std::size_t i = 0; i < fields.size(); ++i)
    shown.values[fields[i].name] = figures::worded(*source.find(fields[i].name), row.values[i]);
  return shown;
}

Outcome<ListOf<FigureRow>> list_figure_rows(Call& call, const FigureRowsQuery& query) {
  DL_TRY(const auto ask, ask_of(call, query.period, query.agency));
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_after(query.after));
  std::optional<std::vector<condition::Value>> group;
  if (!query.group.empty()) {
    DL_TRY(group, figures::read_group(query.group, ask.figure.by));
  }
  const auto& source = *ask.figure.source;
  const auto hidden = [&](const figures::Row& row) { return row.withheld && !source.open_inside; };
  const auto subject_of = [&](const figures::Row& row) {
    return source.subject.empty() || hidden(row) ? std::string() : fmt::format("{}:{}", source.subject, row.id);
  };
  std::map<std::string, std::string> titles;
  DL_TRY(auto rows, call.api.read([&](db::Session& sql) -> Outcome<std::vector<figures::Row>> {
    DL_TRY(auto found, figures::rows(sql, ask, group, {.after = after, .most = limit + 1}));
    std::vector<std::string> subjects;
    for (const auto& row : found) subjects.push_back(subject_of(row));
    DL_TRY(titles, titles_of(sql, call.who, subjects));
    return found;
  }));
  ListOf<FigureRow> list;
  const bool more = std::ssize(rows) > limit;
  if (more) rows.pop_back();
  if (more) list.next = fmt::format("{}", rows.back().id);
  for (auto& row : rows) {
    if (hidden(row)) figures::hide(ask.figure, row);
    list.items.push_back(shown_row(row, source));
    list.items.back().title = titles[subject_of(row)];
    list.items.back().address = work_address(subject_of(row));
  }
  return list;
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/figures", "listFigures", "有哪些权限所及的统计、怎样计算、依据什么", signed_in(),
     by<list_figures>()},
    {Verb::Get, "/api/v1/figures/{figure}", "showFigure", "一项统计的数字，在权限所及的机关之内", signed_in(),
     by<show_figure>()},
    {Verb::Get, "/api/v1/figures/{figure}/rows", "listFigureRows", "一项统计或其中一格背后的记录", signed_in(),
     by<list_figure_rows>()},
};

}  // namespace

std::span<const Operation> figure_operations() { return kOperations; }

}  // namespace dl::api
