#include "figures/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/hash.h"
#include "figures/csv.h"

namespace dl::figures {
namespace {

namespace json = boost::json;
using condition::Type;

void add_fields(std::set<std::string>& names, const condition::Condition& condition) {
  if (condition.parts.empty()) names.insert(condition.field.name);
  for (const auto& part : condition.parts) add_fields(names, part);
}

/// Their names: shown even of a record that is not shown.
std::set<std::string> deciding_names(const Definition& figure) {
  std::set<std::string> names = {figure.at->field.name};
  if (figure.stock) names.insert(figure.stock->until->field.name);
  for (const auto* column : figure.by) names.insert(column->field.name);
  if (figure.when) add_fields(names, *figure.when);
  if (figure.measure.part) add_fields(names, *figure.measure.part);
  if (figure.measure.sum != nullptr) names.insert(figure.measure.sum->field.name);
  return names;
}

std::vector<std::string> texts_of(const Row& row) {
  std::vector<std::string> values;
  for (const auto& value : row.values) values.push_back(text_of(value));
  return values;
}

std::string table_of(const Definition& figure, std::vector<Row> rows, const std::string& salt) {
  std::vector<std::string> head = {"id", "digest", "withheld"};
  for (const auto& field : figure.source->open_fields()) head.push_back(field.name);
  auto table = std::string(kCsvMark) + csv_row(head);
  for (auto& row : rows) {
    auto values = texts_of(row);
    auto digest = digest_of(row.id, values);
    if (row.withheld) {
      digest = sha256_hex(fmt::format("{}\x1f{}", salt, digest));
      hide(figure, row);
      values = texts_of(row);
    }
    std::vector<std::string> line = {std::to_string(row.id), std::move(digest), row.withheld ? "withheld" : ""};
    line.insert(line.end(), values.begin(), values.end());
    table += csv_row(line);
  }
  return table;
}

json::object described(std::string_view name, std::string_view title, std::string_view type) {
  return {{"name", name}, {"title", title}, {"type", type}};
}

// Table Schema of Frictionless Data; a list is a text of lines, which it has no word for.
std::string schema_of(const Source& source) {
  const auto categories_of = [&](const std::string& name) {
    json::array categories;
    for (const auto& [value, word] : source.find(name)->words)
      categories.push_back({{"value", value}, {"label", word}});
    return categories;
  };
  json::array fields = {described("id", "编号", "integer"), described("digest", "摘要", "string"),
                        described("withheld", "不予公开", "string")};
  for (const auto& field : source.open_fields()) {
    const auto type = field.type == Type::Integer ? "integer" : field.type == Type::Date ? "date" : "string";
    auto one = described(field.name, field.title, type);
    if (field.type == Type::List) one["daylight:list"] = true;
    if (auto words = categories_of(field.name); !words.empty()) one["categories"] = std::move(words);
    fields.push_back(std::move(one));
  }
  const json::object schema = {{"name", source.name},
                               {"title", source.title},
                               {"fields", std::move(fields)},
                               {"primaryKey", {"id"}},
                               {"missingValues", json::array{""}}};
  return json::serialize(schema) + "\n";
}

}  // namespace

std::vector<condition::Field> deciding(const Definition& figure) {
  const auto names = deciding_names(figure);
  auto fields = figure.source->open_fields();
  std::erase_if(fields, [&](const condition::Field& field) { return !names.contains(field.name); });
  return fields;
}

void hide(const Definition& figure, Row& row) {
  const auto shown = deciding_names(figure);
  const auto fields = figure.source->open_fields();
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (!shown.contains(fields[i].name)) row.values[i] = {};
}

std::string digest_of(std::int64_t id, const std::vector<std::string>& values) {
  auto text = std::to_string(id);
  for (const auto& value : values) text += "\x1f" + value;
  return sha256_hex(text);
}

Outcome<Files> tables_of(db::Session& session, const Definitions& definitions, const Scope& scope) {
  Files files;
  auto numbers = std::string(kCsvMark) +
                 csv_row({"figure", "title", "version", "definition", "period", "unit", "group", "value", "of"});
  for (const auto& figure : definitions.all()) {
    const auto ask = Ask::of(figure, scope.period, scope.agency, scope.today);
    DL_TRY(const auto found, cells(session, ask));
    for (const auto& cell : found)
      numbers += csv_row({figure.id, figure.title, std::to_string(figure.version), figure.digest, scope.period.text,
                          figure.unit, group_text(cell.group), std::to_string(cell.value),
                          cell.of ? std::to_string(*cell.of) : std::string()});
    DL_TRY(auto list, rows(session, ask));
    files[fmt::format("rows/{}.csv", figure.id)] = table_of(figure, std::move(list), scope.salt);
    files[fmt::format("schema/{}.json", figure.source->name)] = schema_of(*figure.source);
  }
  files["figures.csv"] = std::move(numbers);
  files["definitions.toml"] = definitions.text();
  return files;
}

}  // namespace dl::figures
