// A record against its register as a whole.
#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "records/file_value.h"
#include "records/record.h"
#include "records/write.h"

namespace dl::records {
namespace {

struct Checking {
  const Register& made;
  const Record& record;
  Date today;
  Date day;
  work::Facts facts;
  std::vector<Problem> problems;
  std::size_t read = problems.size();  ///< so many of them are of what could not be read

  void note(const std::string& field, std::string key, std::string says = {}) {
    problems.push_back({.field = field, .key = std::move(key), .says = std::move(says)});
  }
  bool is_unread(std::string_view place) const;
  bool holds(const std::optional<condition::Condition>& condition, const work::Facts& of,
             const std::string& before = {}) const;
  bool is_about_unread(const condition::Condition& condition, const std::string& before) const;
  void presence(const Field& field);
  void row(const Field& table, const Record& cells, const std::string& before);
  void choices(const Field& field, const Value& value, const std::string& place);
  void columns(const Field& field);
  void rule(const Rule& rule);
};

// What could not be read is not called missing as well, nor is anything that hangs on it.
bool Checking::is_unread(std::string_view place) const {
  return std::ranges::any_of(problems | std::views::take(read), [&](const Problem& problem) {
    const std::string_view at = problem.field;  // "kinds", "kinds[2]"
    const bool is_there = at == place || (at.starts_with(place) && at[place.size()] == '[' && at.ends_with(']'));
    return is_there && problem.effect == Effect::Refuse;
  });
}

bool Checking::is_about_unread(const condition::Condition& condition, const std::string& before) const {
  if (condition.parts.empty()) return is_unread(before + condition.field.name);
  return std::ranges::any_of(condition.parts, [&](const auto& part) { return is_about_unread(part, before); });
}

bool Checking::holds(const std::optional<condition::Condition>& condition, const work::Facts& of,
                     const std::string& before) const {
  return condition && !is_about_unread(*condition, before) && condition::holds(*condition, of);
}

std::string told(const std::optional<condition::Condition>& condition, const std::vector<Field>& fields) {
  return condition ? condition::to_chinese(with_names(*condition, fields)) : std::string();
}

// What is computed is not asked for; what is retired, or not yet there, on the record's day must not be there.
void Checking::presence(const Field& field) {
  const bool empty = record.at(field.place).empty();
  if (field.computed != Computed::No) return;
  if (!field.lives(day)) {
    if (!empty) note(field.code, "record.not-asked-for");
    return;
  }
  if (empty) {
    if (is_unread(field.code)) return;
    if (!field.required && !holds(field.required_when, facts)) return;
    note(field.code, "record.required", told(field.required_when, made.fields));
  } else if (holds(field.forbidden_when, facts)) {
    note(field.code, "record.forbidden", told(field.forbidden_when, made.fields));
  }
}

void Checking::choices(const Field& field, const Value& value, const std::string& place) {
  if (!field.choices) return;
  if (const auto* several = value.several()) {
    for (const auto& one : *several) choices(field, one, place);
    return;
  }
  const auto* term = value.text() != nullptr ? field.choices->find_code(*value.text()) : nullptr;
  if (term != nullptr && !term->in_force(day)) note(place, "record.choice-not-in-force", term->name);
}

void Checking::columns(const Field& field) {
  const auto* rows = record.at(field.place).several();
  if (field.type != Type::Table || rows == nullptr) return;
  for (std::size_t i = 0; i < rows->size(); ++i)
    row(field, *(*rows)[i].several(), fmt::format("{}[{}].", field.code, i + 1));
}

void Checking::row(const Field& table, const Record& cells, const std::string& before) {
  const work::Facts of_row = [&](std::string_view asked) {
    const auto found = std::ranges::find(table.fields, asked, &Field::code);
    return found == table.fields.end() ? condition::Value() : compared_of(cells.at(found->place), *found);
  };
  for (const auto& column : table.fields) {
    const auto& value = cells.at(column.place);
    const auto place = before + column.code;
    const bool owed = column.required || holds(column.required_when, of_row, before);
    if (owed && value.empty() && !is_unread(place))
      note(place, "record.required", told(column.required_when, table.fields));
    if (!value.empty() && holds(column.forbidden_when, of_row, before))
      note(place, "record.forbidden", told(column.forbidden_when, table.fields));
    choices(column, value, place);
  }
}

void Checking::rule(const Rule& rule) {
  if (rule.check->holds == nullptr) return;  // check_ties
  if (rule.when && !condition::holds(*rule.when, facts)) return;
  if (rule.check->holds(rule, record, today)) return;
  problems.push_back({.field = rule.fields.front()->code,
                      .key = fmt::format("rule.{}", rule.check->name),
                      .effect = rule.effect,
                      .says = rule.says});
}

}  // namespace

std::vector<Problem> check(const Register& made, const Read& read, Date today) {
  const auto& record = read.record;
  Checking checking{made, record, today, made.day_of(record, today), made.facts(record), read.problems};
  for (const auto& field : made.fields) {
    checking.presence(field);
    checking.choices(field, record.at(field.place), field.code);
    checking.columns(field);
    if (field.type == Type::File && files_of(record.at(field.place)).size() > kMostFilesOfField)
      checking.note(field.code, "record.too-many-files");
  }
  for (const auto& rule : made.rules) checking.rule(rule);
  return std::move(checking.problems);
}

bool acceptable(const std::vector<Problem>& problems) {
  return std::ranges::none_of(problems, [](const Problem& problem) { return problem.effect == Effect::Refuse; });
}

}  // namespace dl::records
