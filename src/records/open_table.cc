#include "records/open_table.h"

#include <algorithm>

#include "records/content.h"
#include "records/dictionary.h"
#include "records/file_value.h"
#include "records/json_schema.h"

namespace dl::records {
namespace {

namespace json = boost::json;

constexpr std::string_view kWhereFilesAre = "附件的地址，没有域名的前面加网站的域名；最后一节是文件的 SHA-256。";

sheets::ColumnKind kind_of(const Field& field) {
  if (field.many || field.privacy == Privacy::Personal) return sheets::ColumnKind::Text;
  if (field.type == Type::Date) return sheets::ColumnKind::Date;
  const bool number = field.type == Type::Integer || field.type == Type::Decimal || field.type == Type::Money;
  return number ? sheets::ColumnKind::Number : sheets::ColumnKind::Text;
}

int decimals_of(const Field& field) {
  if (field.type == Type::Money) return field.shown == Unit::Yuan ? 2 : 6;
  return field.digits;
}

/// Limits as numbers of the table, which is written with the digits of the field.
void add_range(json::object& constraints, const Field& field) {
  const auto add = [&](const char* name, const std::optional<std::int64_t>& limit) {
    if (!limit) return;
    if (field.type == Type::Integer || field.type == Type::Year)
      constraints[name] = *limit;
    else
      constraints[name] = json::parse(field.row().write(Value(*limit), field));
  };
  if (field.many || (field.row().allows & kRange) == 0) return;
  add("minimum", field.minimum);
  add("maximum", field.maximum);
}

void add_choices(json::object& constraints, const Field& field) {
  if (!field.choices || field.many) return;
  json::array codes;
  for (const auto& term : field.choices->terms()) codes.push_back(json::value(term.code));
  constraints["enum"] = std::move(codes);
}

json::object open_field(json::object field, const Field& made, std::string_view site) {
  const bool masked = made.privacy >= Privacy::Scanned;
  if (made.type == Type::Table || made.privacy == Privacy::Personal) {
    field["type"] = "string";
    for (const auto* name : {"format", "trueValues", "falseValues", "categories"}) field.erase(name);
  }
  if (made.type == Type::File) {
    field["description"] = (made.help.empty() ? "" : made.help + " ") + std::string(kWhereFilesAre);
    if (!made.many && !site.empty()) field["format"] = "uri";
  }
  auto* given = field.if_contains("constraints");
  json::object constraints = given == nullptr ? json::object() : given->as_object();
  if (masked)
    for (const auto* name : {"unique", "maxLength"}) constraints.erase(name);
  if (made.privacy != Privacy::Personal) {
    add_range(constraints, made);
    add_choices(constraints, made);
  }
  field.erase("constraints");
  if (!constraints.empty()) field["constraints"] = std::move(constraints);
  return field;
}

/// What a mask leaves is a text; what it spares keeps its type.
json::object masked_property(const Field& field) {
  json::object one{{"type", "string"}};
  if (field.row().stored == Stored::Integer) one["type"] = json::array{"string", "integer"};
  if (field.type == Type::Table) one = {{"type", "object"}};
  json::object property =
      field.many || field.type == Type::Table ? json::object{{"type", "array"}, {"items", one}} : one;
  property["title"] = field.title;
  return property;
}

/// Where the files of a value are.
Value addresses_of(const Value& value, std::int64_t record, std::string_view site) {
  std::vector<Value> paths;
  for (const auto& file : files_of(value)) paths.emplace_back(std::string(site) + file_path(record, file));
  return value.several() != nullptr || paths.empty() ? Value(std::move(paths)) : std::move(paths.front());
}

bool has_files(const Register& made) {
  return std::ranges::find(made.fields, Type::File, &Field::type) != made.fields.end();
}

Record with_addresses(const Register& made, std::int64_t record, Record shown, std::string_view site) {
  for (const auto& field : made.fields)
    if (field.type == Type::File) shown[field.place] = addresses_of(shown[field.place], record, site);
  return shown;
}

json::object file_property(const Field& field) {
  json::object one{{"type", "string"}, {"format", "uri"}};
  json::object property = field.many ? json::object{{"type", "array"}, {"items", one}} : one;
  property["title"] = field.title;
  property["description"] = (field.help.empty() ? "" : field.help + " ") + std::string(kWhereFilesAre);
  return property;
}

json::object public_property(const Field& field, json::object described) {
  if (field.type == Type::File) return file_property(field);
  return field.privacy < Privacy::Scanned ? std::move(described) : masked_property(field);
}

json::object number_field() {
  return {{"name", kRecordColumn},
          {"title", kRecordTitle},
          {"type", "integer"},
          {"description", "记录在本站的地址为 /records/ 加此号。"},
          {"constraints", json::object{{"required", true}, {"unique", true}}}};
}

}  // namespace

Fields open_fields(const Register& made) {
  Fields fields;
  for (const auto& field : made.fields)
    if (!is_closed(field)) fields.push_back(&field);
  return fields;
}

std::vector<sheets::Column> open_columns(const Register& made, Heads heads) {
  const auto head = [&](std::string_view code, std::string_view title) {
    return std::string(heads == Heads::Codes ? code : title);
  };
  std::vector<sheets::Column> columns = {{.code = std::string(kRecordColumn),
                                          .title = head(kRecordColumn, kRecordTitle),
                                          .kind = sheets::ColumnKind::Number}};
  for (const auto* field : open_fields(made))
    columns.push_back({.code = field->code,
                       .title = head(field->code, field->title),
                       .kind = kind_of(*field),
                       .decimals = decimals_of(*field)});
  return columns;
}

std::vector<std::string> open_cells(const Register& made, std::int64_t record, const Record& shown, Codes codes,
                                    std::string_view site) {
  std::vector<std::string> cells = {std::to_string(record)};
  for (const auto* field : open_fields(made)) {
    const auto& value = shown.at(field->place);
    const bool files = field->type == Type::File;
    cells.push_back(files ? text_of(addresses_of(value, record, site), *field) : text_of(value, *field, codes));
  }
  return cells;
}

std::string open_json(const Register& made, std::int64_t record, const Record& shown, std::string_view site) {
  const auto words = has_files(made) ? json_of(with_addresses(made, record, shown, site), made) : json_of(shown, made);
  return fmt::format("{{\"{}\":{}{}{}", kRecordColumn, record, words.size() > 2 ? "," : "", words.substr(1));
}

json::object open_schema(const Register& made, std::string_view site) {
  auto schema = table_schema_of(made);
  json::array fields = {number_field()};
  for (auto& described : schema["fields"].as_array()) {
    auto& field = described.as_object();
    const auto* found = made.find(std::string_view(field["name"].as_string()));
    if (!is_closed(*found)) fields.push_back(open_field(std::move(field), *found, site));
  }
  schema["fields"] = std::move(fields);
  const auto is_shown = [](const Field* field) { return field->privacy < Privacy::Scanned; };
  if (made.key.empty() || !std::ranges::all_of(made.key, is_shown)) schema["primaryKey"] = json::array{kRecordColumn};
  return schema;
}

json::object open_json_schema(const Register& made) {
  auto whole = json_schema_of(made);
  auto& described = whole.at("properties").as_object();
  json::object properties{{kRecordColumn, json::object{{"type", "integer"}, {"title", kRecordTitle}}}};
  json::array required = {json::value(kRecordColumn)};
  for (const auto* field : open_fields(made)) {
    properties[field->code] = public_property(*field, std::move(described.at(field->code).as_object()));
    if (std::ranges::find(whole.at("required").as_array(), json::value(field->code)) !=
        whole.at("required").as_array().end())
      required.push_back(json::value(field->code));
  }
  return {{"title", made.title},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

json::object data_package(const Register& made, const OpenFacts& facts) {
  json::object resource{{"name", made.code},
                        {"type", "table"},
                        {"title", made.title},
                        {"path", made.code + ".csv"},
                        {"format", "csv"},
                        {"mediatype", "text/csv"},
                        {"encoding", "utf-8"},
                        {"bytes", facts.size},
                        {"hash", "sha256:" + facts.digest},
                        {"dialect", json::object{{"delimiter", ","}, {"lineTerminator", "\r\n"}, {"header", true}}},
                        {"schema", open_schema(made, facts.site)}};
  json::object package{{"$schema", "https://datapackage.org/profiles/2.0/datapackage.json"},
                       {"profile", "tabular-data-package"},
                       {"name", facts.name},
                       {"title", made.title},
                       {"description", fmt::format("已经公布的{}，共 {} 条，公布时遮盖的个人信息以遮盖后的样子出现。",
                                                   made.entry, facts.records)},
                       {"version", facts.version},
                       {"created", facts.made.rfc3339()},
                       {"keywords", json::array{"政府信息公开", json::value(made.title)}},
                       {"licenses", json::array{json::object{{"name", "other-open"}, {"title", kOpenTerms}}}}};
  if (!made.source.empty()) package["sources"] = json::array{json::object{{"title", made.source}}};
  if (!facts.publisher.empty())
    package["contributors"] = json::array{
        json::object{{"title", facts.publisher}, {"roles", json::array{"publisher"}}, {"role", "publisher"}}};
  resource["profile"] = "tabular-data-resource";
  package["resources"] = json::array{std::move(resource)};
  return package;
}

}  // namespace dl::records
