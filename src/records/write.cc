#include "records/write.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/markup.h"
#include "records/file_value.h"

namespace dl::records {
namespace {

namespace json = boost::json;

constexpr std::string_view kBetween = "；";

std::string join(const Value& value, const auto& one) {
  if (value.empty()) return {};
  const auto* several = value.several();
  if (several == nullptr) return one(value);
  std::string text;
  for (const auto& inner : *several) {
    if (!text.empty()) text += kBetween;
    text += one(inner);
  }
  return text;
}

// A row of a sub-table in one line: "小型车 40，大型车 2".
std::string row_line(const Value& row, const Field& field) {
  std::string text;
  for (const auto& column : field.fields) {
    const auto cell = shown_of(row.several()->at(column.place), column);
    if (cell.empty()) continue;
    if (!text.empty()) text += "，";
    text += fmt::format("{} {}", column.title, cell);
  }
  return text;
}

/// "0.17" of "0.170000".
std::string without_noughts(std::string amount) {
  if (amount.find('.') == std::string::npos) return amount;
  amount.erase(amount.find_last_not_of('0') + 1);
  if (amount.ends_with('.')) amount.pop_back();
  return amount;
}

std::string name_of_code(const std::string& code, const Field& field) {
  const auto* term = field.choices ? field.choices->find_code(code) : nullptr;
  return term == nullptr ? code : term->name;
}

std::string name_of_file(const Value& value) {
  const auto files = files_of(value);
  return files.empty() ? std::string() : files.front().name;
}

std::string escaped(const std::string& text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

std::string html_of_one(const Value& value, const Field& field) {
  const auto shown = escaped(shown_of(value, field));
  switch (field.type) {
    case Type::Date:
    case Type::Month: return fmt::format("<time datetime=\"{}\">{}</time>", escaped(*value.text()), shown);
    case Type::Moment: return fmt::format("<time datetime=\"{}\">{}</time>", Instant(*value.number()).rfc3339(), shown);
    case Type::WebAddress: return fmt::format("<a href=\"{}\" rel=\"nofollow\">{}</a>", shown, shown);
    default: break;
  }
  std::string lines;
  for (const char c : shown) {
    if (c == '\n')
      lines += "<br>";
    else
      lines += c;
  }
  return lines;
}

json::value json_of(const Value& value, const Field& field);

json::object json_of_row(const Record& record, const std::vector<Field>& fields) {
  json::object object;
  for (const auto& field : fields)
    if (const auto& value = record.at(field.place); !value.empty()) object[field.code] = json_of(value, field);
  return object;
}

json::value json_of(const Value& value, const Field& field) {
  if (const auto* number = value.number()) return *number;
  if (const auto* text = value.text()) return json::value(*text);
  json::array several;
  for (const auto& inner : *value.several()) {
    if (field.type == Type::Table)
      several.push_back(json_of_row(*inner.several(), field.fields));
    else
      several.push_back(json_of(inner, field));
  }
  return several;
}

}  // namespace

condition::Value compared_of(const Value& value, const Field& field) {
  if (const auto* several = value.several()) {
    std::vector<std::string> lines;
    for (const auto& one : *several) lines.push_back(field.type == Type::Table ? "" : text_of(one, field));
    return lines;
  }
  if (const auto* number = value.number()) return *number;
  if (value.empty()) return {};
  if (field.row().compared == condition::Type::Date)
    if (const auto day = Date::parse(*value.text())) return *day;
  return *value.text();
}

std::string text_of(const Value& value, const Field& field, Codes codes) {
  return join(value, [&](const Value& one) {
    if (field.type == Type::Table) return row_line(one, field);
    const auto text = field.row().write(one, field);
    return codes == Codes::Name ? name_of_code(text, field) : text;
  });
}

std::string written_of(const Value& value, const Field& field) {
  auto text = field.row().write(value, field);
  return field.type == Type::Money ? without_noughts(std::move(text)) : text;
}

std::string shown_of(const Value& value, const Field& field) {
  return join(value, [&](const Value& one) -> std::string {
    if (field.type == Type::Table) return row_line(one, field);
    if (field.type == Type::Money && one.number() != nullptr)
      return written_of(one, field) + std::string(chinese_of(field.shown));
    if (field.type == Type::File) return name_of_file(one);
    auto text = name_of_code(field.row().write(one, field), field);
    if (field.type == Type::Period)
      if (const auto at = text.find('/'); at != text.npos) text.replace(at, 1, "至");
    return text;
  });
}

std::string html_of(const Value& value, const Field& field) {
  return join(value, [&](const Value& one) { return html_of_one(one, field); });
}

std::string json_of(const Record& record, const Register& made) {
  return json::serialize(json_of_row(record, made.fields));
}

condition::Condition with_names(condition::Condition condition, const std::vector<Field>& fields) {
  for (auto& part : condition.parts) part = with_names(std::move(part), fields);
  if (!condition.parts.empty()) return condition;
  const auto field = std::ranges::find(fields, condition.field.name, &Field::code);
  if (field == fields.end()) return condition;
  if (field->type == Type::YesNo && condition.word == condition::Word::Is)
    condition.values = {std::string(condition.values.front() == condition::Value(std::int64_t{1}) ? "是" : "否")};
  if (!field->choices) return condition;
  for (auto& value : condition.values)
    if (const auto* code = std::get_if<std::string>(&value))
      if (const auto* term = field->choices->find_code(*code)) value = term->name;
  return condition;
}

}  // namespace dl::records
