#include "records/json_schema.h"

#include <fmt/format.h>

namespace dl::records {
namespace {

namespace json = boost::json;
using condition::Word;

// Texts YYYY-MM-DD that sort at or after the day, or before it: the same digits up to one that is larger, or smaller.
std::string days_pattern(const Date& day, bool from) {
  const auto text = day.text();
  std::string ways;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '-' || c == (from ? '9' : '0')) continue;
    ways += fmt::format("{}{}[{}-{}]", ways.empty() ? "" : "|", text.substr(0, i), from ? char(c + 1) : '0',
                        from ? '9' : char(c - 1));
  }
  if (from) ways += "|" + text;
  return "^(?:" + ways + ")";
}

json::object object_of(std::string_view key, json::value value) {
  json::object object;
  object[key] = std::move(value);
  return object;
}

json::array array_of(std::string_view word) {
  json::array array;
  array.push_back(json::value(word));
  return array;
}

json::value json_of(const condition::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* day = std::get_if<Date>(&value)) return json::value(day->text());
  return json::value(std::get<std::string>(value));
}

json::object about_value(const condition::Condition& condition) {
  const auto& first = condition.values.front();
  switch (condition.word) {
    case Word::Is: return object_of("const", json_of(first));
    case Word::Has: return object_of("contains", object_of("const", json_of(first)));
    case Word::AtLeast: return object_of("minimum", json_of(first));
    case Word::From:
    case Word::Before:
      return object_of("pattern", json::value(days_pattern(std::get<Date>(first), condition.word == Word::From)));
    default: break;
  }
  json::array values;
  for (const auto& value : condition.values) values.push_back(json_of(value));
  return object_of("enum", std::move(values));
}

json::object about_field(const condition::Condition& condition) {
  auto schema = object_of("required", array_of(condition.field.name));
  if (condition.word == Word::Filled)
    return std::get<std::int64_t>(condition.values.front()) != 0 ? schema : object_of("not", std::move(schema));
  schema["properties"] = object_of(condition.field.name, about_value(condition));
  return schema;
}

json::object if_then(const condition::Condition& condition, json::object then) {
  return {{"if", json_schema_of(condition)}, {"then", std::move(then)}};
}

/// When a field has to be there, and when it must not.
void add_conditions(json::array& conditions, const Field& field) {
  const auto owed = object_of("required", array_of(field.code));
  if (field.required_when && !field.until) conditions.push_back(if_then(*field.required_when, owed));
  if (field.forbidden_when) conditions.push_back(if_then(*field.forbidden_when, object_of("not", owed)));
}

json::object of_type(const Field& field);

json::object of_row(const Field& table) {
  json::object properties;
  json::array required;
  json::array conditions;
  for (const auto& column : table.fields) {
    properties[column.code] = of_type(column);
    if (column.required) required.push_back(json::value(column.code));
    add_conditions(conditions, column);
  }
  json::object row{{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
  if (!conditions.empty()) row["allOf"] = std::move(conditions);
  return row;
}

json::object of_type(const Field& field) {
  auto schema = json::parse(fmt::format("{{{}}}", field.row().json_schema)).as_object();
  if (field.type == Type::Table) {
    schema["items"] = of_row(field);
    schema["minItems"] = 1;
  }
  if (field.choices) {
    json::array codes;
    for (const auto& term : field.choices->terms()) codes.push_back(json::value(term.code));
    schema["enum"] = std::move(codes);
  }
  if (field.row().stored == Stored::Text) schema["minLength"] = 1;
  if (field.length > 0) schema["maxLength"] = field.length;
  if (field.minimum) schema["minimum"] = *field.minimum;
  if (field.maximum) schema["maximum"] = *field.maximum;
  if (field.allow.empty()) return schema;
  json::array allowed;
  for (const auto& one : field.allow) allowed.push_back(json::value(one));
  json::array ways;
  ways.push_back(std::move(schema));
  ways.push_back(object_of("enum", std::move(allowed)));
  return object_of("anyOf", std::move(ways));
}

json::object property(const Field& field) {
  auto schema = of_type(field);
  if (field.many) {
    auto items = std::move(schema);
    schema = object_of("items", std::move(items));
    schema["type"] = "array";
    schema["minItems"] = 1;
  }
  schema["title"] = field.title;
  std::string note = field.help;
  if (field.type == Type::Money) note += (note.empty() ? "" : " ") + std::string("单位：分");
  if (field.type == Type::Decimal) note += fmt::format("{}单位：小数点后第{}位", note.empty() ? "" : " ", field.digits);
  if (!note.empty()) schema["description"] = note;
  return schema;
}

}  // namespace

json::object json_schema_of(const condition::Condition& condition) {
  if (condition.parts.empty()) return about_field(condition);
  json::array parts;
  for (const auto& part : condition.parts) parts.push_back(json_schema_of(part));
  if (condition.word == Word::Not) return object_of("not", parts.front());
  return object_of(condition.word == Word::All ? "allOf" : "anyOf", std::move(parts));
}

// What is required from a first day on is required where the record's own day says so.
json::object json_schema_of(const Register& made) {
  json::object properties;
  json::array required;
  json::array conditions;
  for (const auto& field : made.fields) {
    properties[field.code] = property(field);
    const auto owed = object_of("required", array_of(field.code));
    if (field.required && !field.from && !field.until) required.push_back(json::value(field.code));
    if (field.required && field.from && made.at != nullptr)
      conditions.push_back(if_then({.word = Word::From, .field = made.at->compared(), .values = {*field.from}}, owed));
    add_conditions(conditions, field);
  }
  json::object schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"title", made.title},
                      {"type", "object"},
                      {"properties", std::move(properties)},
                      {"required", std::move(required)},
                      {"additionalProperties", false}};
  if (!conditions.empty()) schema["allOf"] = std::move(conditions);
  return schema;
}

}  // namespace dl::records
