// How records are entered and shown, come in and go out, and what is counted: [console], [page], [import],
// [export.NAME], [[figure]].
#include "base/text.h"
#include "records/reading.h"

namespace dl::records {

// Each field that somebody enters stands in the form once, or nobody could enter it.
Outcome<void> Reading::console() {
  DL_TRY(const auto* table, part("console"));
  DL_CHECK(file.only(*table, {"columns", "filters", "groups"}));
  DL_TRY(made.console.columns, public_ones(*table, "columns"));
  if (made.console.columns.empty()) return file.wrong(*table, "'columns' is missing");
  DL_TRY(made.console.filters, public_ones(*table, "filters"));
  for (const auto* field : made.console.filters)
    if (field->type == Type::File)
      return file.wrong(*table->get("filters"), fmt::format("'{}' holds files, which are no filter", field->code));
  DL_TRY(const auto groups, file.tables(*table, "groups"));
  if (groups.empty()) return file.wrong(*table, "'groups' is missing");
  Fields entered;
  for (const auto* group : groups) {
    DL_CHECK(file.only(*group, {"title", "fields"}));
    auto& made_group = made.console.groups.emplace_back();
    DL_TRY(made_group.title, file.text(*group, "title"));
    DL_TRY(made_group.fields, several(*group, "fields"));
    for (const auto* field : made_group.fields) {
      if (std::ranges::find(entered, field) != entered.end())
        return file.wrong(*group, fmt::format("'{}' stands in two groups", field->code));
      entered.push_back(field);
    }
  }
  for (const auto& field : made.fields)
    if (field.computed == Computed::No && !field.until && std::ranges::find(entered, &field) == entered.end())
      return file.wrong(*table->get("groups"),
                        fmt::format("'{}' stands in no group, so nobody can enter it", field.code));
  return {};
}

Outcome<void> Reading::page() {
  DL_TRY(const auto* table, part("page"));
  DL_CHECK(file.only(*table, {"presenter", "columns", "facets", "sort", "detail", "search", "place"}));
  auto& page = made.page;
  DL_TRY(page.presenter, word<Presenter>(*table, "presenter"));
  DL_TRY(page.columns, public_ones(*table, "columns"));
  DL_TRY(page.facets, public_ones(*table, "facets"));
  DL_TRY(page.detail, public_ones(*table, "detail"));
  DL_TRY(page.search, public_ones(*table, "search"));
  if (page.columns.empty() || page.detail.empty()) return file.wrong(*table, "'columns' or 'detail' is missing");
  for (std::size_t i = 0; i < page.facets.size(); ++i) {
    const auto& field = *page.facets[i];
    const auto& node = *table->get("facets")->as_array()->get(i);
    const bool suits = field.type == Type::Code || field.type == Type::YesNo || field.type == Type::Year ||
                       field.type == Type::Month || field.type == Type::Date || field.type == Type::Agency;
    if (!suits)
      return file.wrong(node, fmt::format("'{}' is of type {}, which is no facet", field.code, field.row().name));
    if (field.privacy == Privacy::Personal)
      return file.wrong(node, fmt::format("'{}' is personal, and no facet", field.code));
  }
  DL_TRY(auto sort, file.text(*table, "sort"));
  page.newest_first = sort.starts_with('-');
  DL_TRY(page.sort, named(*table->get("sort"), std::string_view(sort).substr(page.newest_first ? 1 : 0)));
  if (page.sort->privacy >= Privacy::Personal || page.sort->many || page.sort->type == Type::Table ||
      page.sort->type == Type::File)
    return file.wrong(*table->get("sort"), fmt::format("'{}' cannot be sorted by in public", page.sort->code));
  if (page.presenter == Presenter::Map) {
    DL_TRY(page.place, one_field(*table, "place"));
    if (page.place->type != Type::Place) return file.wrong(*table->get("place"), "'place' is a field of type place");
    if (page.place->privacy != Privacy::Open) return file.wrong(*table->get("place"), "what stands on a map is open");
  } else if (const auto* node = table->get("place")) {
    return file.wrong(*node, "'place' is for the presenter map");
  }
  return {};
}

// A heading means one field, whatever its width and white space.
Outcome<void> Reading::import() {
  DL_TRY(const auto* table, part("import"));
  DL_CHECK(file.only(*table, {"sheet", "headings", "separators", "empty", "merged"}));
  DL_TRY(made.import.sheet, file.text(*table, "sheet"));
  DL_TRY(made.import.empty, file.texts(*table, "empty"));
  DL_TRY(made.import.merged, word<Merged>(*table, "merged"));
  const auto claim = [&](const toml::node& node, std::string_view heading, const Field* field) -> Outcome<void> {
    const auto [at, fresh] = made.import.headings.emplace(text::remove_space(text::fold_for_search(heading)), field);
    if (fresh || at->second == field) return {};
    return file.wrong(node, fmt::format("the heading '{}' is that of '{}', too", heading, at->second->code));
  };
  for (const auto& field : made.fields) {
    DL_CHECK(claim(*table, field.code, &field));
    DL_CHECK(claim(*table, field.title, &field));
  }
  for (std::string_view key : {"headings", "separators"}) {
    const auto* node = table->get(key);
    if (node == nullptr) continue;
    const auto* given = node->as_table();
    if (given == nullptr) return file.wrong(*node, fmt::format("'{}' is a table of fields", key));
    for (const auto& [code, inner] : *given) {
      DL_TRY(const auto* field, named(inner, code.str()));
      DL_TRY(const auto words, file.texts(*given, code.str()));
      if (key == "separators") {
        if (!field->many) return file.wrong(inner, fmt::format("'{}' has one value and no separators", field->code));
        if (field->type == Type::File)
          return file.wrong(inner, fmt::format("'{}' holds files, whose names may have such a mark", field->code));
        made.import.separators.emplace(field, words);
      } else {
        for (const auto& word : words) DL_CHECK(claim(inner, word, field));
      }
    }
  }
  return {};
}

Outcome<void> Reading::exports() {
  const auto* node = file.root().get("export");
  if (node == nullptr) return {};
  const auto* tables = node->as_table();
  if (tables == nullptr) return file.wrong(*node, "an export has a name: [export.NAME]");
  for (const auto& [name, inner] : *tables) {
    if (!inner.is_table()) return file.wrong(inner, "an export has a name: [export.NAME]");
    DL_TRY(auto one, one_export(name.str(), *inner.as_table()));
    made.exports.push_back(std::move(one));
  }
  return {};
}

Outcome<Export> Reading::one_export(std::string_view name, const toml::table& table) {
  DL_CHECK(file.only(table, {"audience", "columns"}));
  Export made_export{.name = std::string(name)};
  DL_TRY(made_export.audience, word<Audience>(table, "audience"));
  DL_TRY(const auto columns, file.tables(table, "columns"));
  if (columns.empty()) return file.wrong(table, "'columns' is missing");
  for (const auto* column : columns) {
    DL_CHECK(file.only(*column, {"head", "field", "name"}));
    auto& made_column = made_export.columns.emplace_back();
    DL_TRY(made_column.head, file.text(*column, "head"));
    DL_TRY(made_column.field, one_field(*column, "field"));
    DL_TRY(made_column.name, file.flag_or(*column, "name", false));
    if (made_column.field->type == Type::File)
      return file.wrong(*column, fmt::format("'{}' holds files, which no layout takes", made_column.field->code));
    if (made_column.name && made_column.field->type != Type::Code)
      return file.wrong(*column, fmt::format("'{}' is no code and has no name", made_column.field->code));
    if (made_export.audience == Audience::Public && made_column.field->privacy == Privacy::Sealed)
      return file.wrong(*column, fmt::format("'{}' is sealed and cannot be public", made_column.field->code));
    const auto same = [&](const auto& one) { return one.head == made_column.head; };
    if (std::ranges::count_if(made_export.columns, same) > 1)
      return file.wrong(*column, fmt::format("the head '{}' comes twice", made_column.head));
  }
  return made_export;
}

Outcome<void> Reading::figures() {
  DL_TRY(const auto tables, file.tables(file.root(), "figure"));
  for (const auto* table : tables) {
    DL_TRY(auto one, figure(*table));
    if (std::ranges::find(made.figures, one.code, &FigureForm::code) != made.figures.end())
      return file.wrong(*table->get("code"), fmt::format("there is a figure '{}' already", one.code));
    made.figures.push_back(std::move(one));
  }
  return {};
}

Outcome<FigureForm> Reading::figure(const toml::table& table) {
  DL_CHECK(file.only(table, {"code", "title", "unit", "sum", "share", "at", "by", "when"}));
  FigureForm figure;
  DL_TRY(figure.code, code(table, "code"));
  DL_TRY(figure.title, file.text(table, "title"));
  DL_TRY(figure.unit, file.text(table, "unit"));
  if (table.contains("sum")) {
    DL_TRY(figure.sum, one_field(table, "sum"));
    if (figure.sum->privacy >= Privacy::Personal)
      return file.wrong(*table.get("sum"), fmt::format("'{}' is not for counting in public", figure.sum->code));
    if (figure.sum->row().stored != Stored::Integer || figure.sum->many)
      return file.wrong(*table.get("sum"), "'sum' is a field that holds a number");
  }
  DL_TRY(figure.share, read_condition(table, "share"));
  if (figure.share) DL_CHECK(not_sealed(*table.get("share"), *figure.share));
  if (figure.share && figure.sum != nullptr) return file.wrong(table, "a figure has 'sum' or 'share', not both");
  DL_CHECK(figure_groups(table, figure));
  DL_CHECK(figure_day(table, figure));
  DL_TRY(figure.when, read_condition(table, "when"));
  if (figure.when) DL_CHECK(not_sealed(*table.get("when"), *figure.when));
  return figure;
}

Outcome<void> Reading::figure_groups(const toml::table& table, FigureForm& figure) const {
  DL_TRY(const auto groups, file.texts(table, "by"));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& node = *table.get("by")->as_array()->get(i);
    auto& by = figure.by.emplace_back();
    if (groups[i] == "agency") continue;
    const auto point = groups[i].find('.');
    DL_TRY(by.field, named(node, std::string_view(groups[i]).substr(0, point)));
    if (by.field->privacy >= Privacy::Personal)
      return file.wrong(node, fmt::format("'{}' is not for counting in public", by.field->code));
    if (by.field->many || by.field->type == Type::Table)
      return file.wrong(node, fmt::format("'{}' has several values, and a record one group", by.field->code));
    if (point == std::string::npos) continue;
    const auto part = groups[i].substr(point + 1);
    if (by.field->type != Type::Date || (part != "month" && part != "year"))
      return file.wrong(node, "only a date has parts: 'decided_on.month', 'decided_on.year'");
    by.part = part == "month" ? FigureForm::Part::Month : FigureForm::Part::Year;
  }
  return {};
}

// Without words of its own a figure is of the day that it is grouped by, or of the one that decides on the record.
Outcome<void> Reading::figure_day(const toml::table& table, FigureForm& figure) const {
  const auto is_day = [](const Field* field) {
    return field != nullptr && !field->many && field->privacy < Privacy::Personal &&
           (field->type == Type::Date || field->type == Type::Month || field->type == Type::Year);
  };
  if (table.contains("at")) {
    DL_TRY(figure.at, one_field(table, "at"));
    if (is_day(figure.at)) return {};
    return file.wrong(*table.get("at"), "'at' is a field that holds a day, a month or a year");
  }
  for (const auto& by : figure.by)
    if (figure.at == nullptr && is_day(by.field)) figure.at = by.field;
  if (figure.at == nullptr && is_day(made.at)) figure.at = made.at;
  return {};
}

}  // namespace dl::records
