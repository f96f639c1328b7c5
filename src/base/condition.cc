#include "base/condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/condition_words.h"
#include "base/numerals.h"

namespace dl::condition {
namespace {

namespace json = boost::json;

json::value json_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* date = std::get_if<Date>(&value)) return json::value(date->text());
  return json::value(std::get<std::string>(value));
}

json::object json_of(const Condition& condition) {
  json::object out;
  const auto name = name_of(condition.word);
  if (condition.word == Word::Not) {
    out[name] = json_of(condition.parts.front());
  } else if (!condition.parts.empty()) {
    json::array parts;
    for (const auto& part : condition.parts) parts.push_back(json_of(part));
    out[name] = std::move(parts);
  } else {
    out["field"] = condition.field.name;
    if (condition.word == Word::Filled) {
      out[name] = std::get<std::int64_t>(condition.values.front()) != 0;
    } else if (condition.word == Word::In) {
      json::array values;
      for (const auto& value : condition.values) values.push_back(json_of(value));
      out[name] = std::move(values);
    } else {
      out[name] = json_of(condition.values.front());
    }
  }
  return out;
}

bool has_line(const Value& list, const Value& wanted) {
  const auto* lines = std::get_if<std::vector<std::string>>(&list);
  return lines != nullptr && std::ranges::find(*lines, std::get<std::string>(wanted)) != lines->end();
}

std::string chinese_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* date = std::get_if<Date>(&value)) return text::chinese_date(*date);
  return fmt::format("“{}”", std::get<std::string>(value));
}

std::string chinese_list(const std::vector<Value>& values) {
  std::string list;
  for (const auto& value : values) list += (list.empty() ? "" : "、") + chinese_of(value);
  return list;
}

// Parts that are groups themselves stand in brackets.
std::string chinese_group(const Condition& condition, std::string_view joint) {
  std::string sentence;
  for (const auto& part : condition.parts) {
    const bool inner = part.word == Word::All || part.word == Word::Any;
    sentence += fmt::format("{}{}", sentence.empty() ? "" : joint,
                            inner ? fmt::format("（{}）", to_chinese(part)) : to_chinese(part));
  }
  return sentence;
}

void append_list(Sql& sql, const std::vector<Value>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) sql.text += ", ";
    if (const auto* number = std::get_if<std::int64_t>(&values[i]))
      sql.bind(*number);
    else
      sql.bind(std::get<std::string>(values[i]));
  }
}

// A day of a date whose milliseconds an index has: from its first moment to that of the next day.
void append_moment(Sql& sql, const Condition& condition, const std::string& moment) {
  const auto day = std::get<Date>(condition.values.front());
  sql.text += fmt::format("{} IS NOT NULL AND {} {} ", moment, moment, condition.word == Word::Before ? "<" : ">=");
  sql.bind(Instant::at(day).milliseconds());
  if (condition.word != Word::Is) return;
  sql.text += fmt::format(" AND {} < ", moment);
  sql.bind(Instant::at(day.plus_days(1)).milliseconds());
}

void append_compared(Sql& sql, const Condition& condition, const std::string& column) {
  const auto& value = condition.values.front();
  switch (condition.word) {
    case Word::Has: {
      // The list between line ends loses something when the line between line ends is taken out of it.
      const auto lines = fmt::format("'\n' || {} || '\n'", column);
      sql.text += fmt::format("replace({}, ", lines);
      sql.bind("\n" + std::get<std::string>(value) + "\n");
      sql.text += fmt::format(", '') <> {}", lines);
      return;
    }
    case Word::In:
      sql.text += column + " IN (";
      append_list(sql, condition.values);
      sql.text += ")";
      return;
    default: break;
  }
  sql.text += fmt::format("{} {} ", column,
                          condition.word == Word::Is       ? "="
                          : condition.word == Word::Before ? "<"
                                                           : ">=");
  if (const auto* date = std::get_if<Date>(&value))
    sql.bind(date->text());
  else
    append_list(sql, condition.values);
}

std::string filled(const Field& field, const SqlColumn& column) {
  if (!column.moment.empty()) return column.moment + " IS NOT NULL";
  if (field.type == Type::Integer) return column.text + " IS NOT NULL";
  return fmt::format("{} IS NOT NULL AND {} <> ''", column.text, column.text);
}

void append_about_field(Sql& sql, const Condition& condition, const SqlColumn& column) {
  if (condition.word == Word::Filled) {
    const bool wanted = std::get<std::int64_t>(condition.values.front()) != 0;
    sql.text += fmt::format("{}({})", wanted ? "" : "NOT ", filled(condition.field, column));
    return;
  }
  if (condition.word == Word::Has && !column.has.empty()) {
    sql.text += column.has;
    sql.bind(std::get<std::string>(condition.values.front())).text += ")";
    return;
  }
  sql.text += "(";
  if (!column.moment.empty()) {
    append_moment(sql, condition, column.moment);
  } else {
    sql.text += filled(condition.field, column) + " AND ";
    append_compared(sql, condition, column.text);
  }
  sql.text += ")";
}

bool holds_of(const Condition& condition, const Value& value) {
  if (condition.word == Word::Filled)
    return !is_empty(value) == (std::get<std::int64_t>(condition.values.front()) != 0);
  if (is_empty(value)) return false;
  const auto& wanted = condition.values.front();
  switch (condition.word) {
    case Word::Is: return value == wanted;
    case Word::In: return std::ranges::find(condition.values, value) != condition.values.end();
    case Word::Has: return has_line(value, wanted);
    case Word::Before: return value.index() == wanted.index() && value < wanted;
    default: return value.index() == wanted.index() && value >= wanted;
  }
}

}  // namespace

std::string_view name_of(Type type) {
  constexpr std::string_view kNames[] = {"text", "integer", "date", "list"};
  return kNames[static_cast<std::size_t>(type)];
}

bool is_empty(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return text->empty();
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return list->empty();
  return std::holds_alternative<std::monostate>(value);
}

bool operator==(const Condition& a, const Condition& b) {
  return a.word == b.word && a.field.name == b.field.name && a.values == b.values && a.parts == b.parts;
}

std::string to_json(const Condition& condition) { return json::serialize(json_of(condition)); }

bool holds(const Condition& condition, const std::function<Value(std::string_view)>& value_of) {
  const auto holds_here = [&](const Condition& part) { return holds(part, value_of); };
  switch (condition.word) {
    case Word::All: return std::ranges::all_of(condition.parts, holds_here);
    case Word::Any: return std::ranges::any_of(condition.parts, holds_here);
    case Word::Not: return !holds_here(condition.parts.front());
    default: return holds_of(condition, value_of(condition.field.name));
  }
}

std::string to_chinese(const Condition& condition) {
  const auto& title = condition.field.title;
  const auto list = condition.parts.empty() ? chinese_list(condition.values) : std::string();
  switch (condition.word) {
    case Word::All: return chinese_group(condition, "，且");
    case Word::Any: return chinese_group(condition, "，或");
    case Word::Not: return fmt::format("不属于以下情形：{}", chinese_group(condition, ""));
    case Word::Is: return fmt::format("{}为{}", title, list);
    case Word::In: return fmt::format("{}为{}之一", title, list);
    case Word::Has: return fmt::format("{}包含{}", title, list);
    case Word::From: return fmt::format("{}不早于{}", title, list);
    case Word::Before: return fmt::format("{}早于{}", title, list);
    case Word::AtLeast: return fmt::format("{}不少于{}", title, list);
    case Word::Filled: return fmt::format("{}{}", title, list == "1" ? "已填写" : "未填写");
  }
  return {};
}

Sql& Sql::bind(std::variant<std::int64_t, std::string> value) {
  values.push_back(std::move(value));
  text += '?';
  return *this;
}

void append_sql(Sql& sql, const Condition& condition, const std::function<SqlColumn(std::string_view)>& column_of) {
  if (condition.word < Word::All) return append_about_field(sql, condition, column_of(condition.field.name));
  if (condition.word == Word::Not) sql.text += "NOT ";
  sql.text += "(";
  for (std::size_t i = 0; i < condition.parts.size(); ++i) {
    if (i > 0) sql.text += condition.word == Word::Any ? " OR " : " AND ";
    append_sql(sql, condition.parts[i], column_of);
  }
  sql.text += ")";
}

}  // namespace dl::condition
