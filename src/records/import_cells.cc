#include "records/import_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"
#include "records/write.h"

namespace dl::records {
namespace {

namespace json = boost::json;

/// What the workbook tells of a cell, and nothing that its words might mean.
Cell told(const sheets::Cell& cell) {
  switch (cell.kind) {
    case sheets::Kind::Number:
      if (cell.format != nullptr && cell.format->is_date)
        if (const auto moment = sheets::moment_of(cell)) {
          auto text = moment->date.text();
          if (moment->second != 0) text += fmt::format(" {:02}:{:02}", moment->second / 3600, moment->second / 60 % 60);
          return {Cell::Kind::Date, std::move(text)};
        }
      return {Cell::Kind::Number, std::string(cell.raw)};
    case sheets::Kind::Boolean: return {Cell::Kind::Flag, std::string(cell.raw)};
    case sheets::Kind::Error: return {Cell::Kind::Error, std::string(cell.raw)};
    case sheets::Kind::Date: return {Cell::Kind::Date, std::string(cell.raw)};
    default: return {Cell::Kind::Text, std::string(cell.raw)};
  }
}

void note(CellRead& read, const std::string& field, const Parsed& parsed) {
  if (!parsed.problem.empty())
    read.problems.push_back(
        {.field = field, .key = parsed.problem, .effect = parsed.doubtful ? Effect::Warn : Effect::Refuse});
}

void keep(CellRead& read, const std::string& field, Parsed parsed) {
  note(read, field, parsed);
  if (parsed.problem.empty() || parsed.doubtful) read.value = std::move(parsed.value);
}

/// A member of a record's JSON, read with all that the type of the field asks.
CellRead read_nested(std::string_view text, const Field& field, const Register& made) {
  CellRead read;
  boost::system::error_code broken;
  const auto value = json::parse(text, broken);
  auto whole = broken ? Outcome<Read>(fail(Fault::Unreadable, "record.json"))
                      : read_json(json::serialize(json::object{{field.code, value}}), made);
  if (!whole) {
    read.problems.push_back({.field = field.code, .key = "import.table-cell"});
    return read;
  }
  read.value = std::move(whole->record.at(field.place));
  read.problems = std::move(whole->problems);
  return read;
}

std::vector<std::string> separators_of(const Field& field, const Register& made) {
  const auto found = made.import.separators.find(&field);
  std::vector<std::string> all = {"\n", "；", ";"};
  if (found != made.import.separators.end()) all.insert(all.end(), found->second.begin(), found->second.end());
  return all;
}

CellRead read_several(std::string_view text, const Field& field, const Register& made) {
  CellRead read;
  std::vector<Value> values;
  const auto separators = separators_of(field, made);
  while (!text.empty()) {
    std::size_t end = text.size(), width = 0;
    for (const auto& separator : separators)
      if (const auto at = text.find(separator); at < end) end = at, width = separator.size();
    auto parsed = parse_value(text.substr(0, end), field);
    note(read, fmt::format("{}[{}]", field.code, values.size() + 1), parsed);
    if (!parsed.value.empty()) values.push_back(std::move(parsed.value));
    text.remove_prefix(end + width);
  }
  read.value = Value(std::move(values));
  return read;
}

bool is_empty_mark(std::string_view text, const Register& made) {
  const auto& marks = made.import.empty;
  return std::ranges::find(marks, text::trim(text)) != marks.end();
}

}  // namespace

CellRead read_cell(const sheets::Cell& cell, const Field& field, const Register& made) {
  CellRead read;
  if (cell.formula == sheets::Formula::Unworked) {
    read.problems.push_back({.field = field.code, .key = "import.formula-unworked"});
    return read;
  }
  if (cell.kind == sheets::Kind::Nested) return read_nested(cell.raw, field, made);
  const bool is_text = cell.kind == sheets::Kind::Text;
  if (is_text && is_empty_mark(cell.raw, made) && std::ranges::find(field.allow, cell.raw) == field.allow.end())
    return read;
  if (is_text && field.type == Type::Table)
    return text::trim(cell.raw).empty() ? read : read_nested(cell.raw, field, made);
  if (is_text && field.many) return read_several(cell.raw, field, made);
  keep(read, field.code, parse_cell(told(cell), field));
  if (field.many && !read.value.empty()) read.value = Value(std::vector<Value>{std::move(read.value)});
  const bool refused = std::ranges::any_of(read.problems, [](const auto& one) { return one.effect == Effect::Refuse; });
  if (refused && cell.kind == sheets::Kind::Number && field.row().stored == Stored::Text)
    read.hint = "import.number-for-name";
  return read;
}

std::string cell_text(const Value& value, const Field& field, const Register& made) {
  if (field.type != Type::Table) return text_of(value, field);
  Record alone(made.fields.size());
  alone[field.place] = value;
  if (value.empty()) return {};
  return json::serialize(json::parse(json_of(alone, made)).as_object().at(field.code));
}

}  // namespace dl::records
