// Values from texts, cells and JSON.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "base/text.h"
#include "records/record.h"

namespace dl::records {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostValues = 1'000;  ///< of one field
constexpr int kExactDigits = 15;            ///< that a number of a workbook keeps
constexpr std::int64_t kLargest = 999'999'999'999'999;

std::string limit_problem(const Parsed& parsed, const Field& field) {
  if (const auto* text = parsed.value.text(); text != nullptr && field.length > 0 && text::length(*text) > field.length)
    return "record.too-long";
  const auto* number = parsed.value.number();
  if (number != nullptr && field.minimum && *number < *field.minimum) return "record.too-small";
  if (number != nullptr && field.maximum && *number > *field.maximum) return "record.too-large";
  return {};
}

/// The shortest decimal of a stored number, at most as exact as a workbook keeps it; empty for what is none.
std::string plain_decimal(std::string_view stored) {
  double value = 0;
  const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), value);
  if (error != std::errc() || end != stored.data() + stored.size()) return {};
  const auto rounded = fmt::format("{:.{}g}", value, kExactDigits);
  double again = 0;
  std::from_chars(rounded.data(), rounded.data() + rounded.size(), again);
  char buffer[400];
  const auto written = std::to_chars(std::begin(buffer), std::end(buffer), again, std::chars_format::fixed);
  return {std::begin(buffer), written.ptr};
}

bool holds_days(Type type) {
  return type == Type::Date || type == Type::Month || type == Type::Moment || type == Type::Period;
}

Parsed parse_number_cell(const Cell& cell, const Field& field) {
  const auto number = plain_decimal(cell.text);
  if (number.empty()) return {.problem = "record.cell-error"};
  if (holds_days(field.type)) return {.problem = "record.cell-no-date"};
  const auto digits = std::ranges::count_if(number, [](char c) { return c >= '0' && c <= '9'; });
  const bool is_name = field.row().stored == Stored::Text;
  if (is_name && digits > kExactDigits) return {.problem = "record.cell-digits-lost"};
  return parse_value(number, field);
}

Parsed parse_date_cell(const Cell& cell, const Field& field) {
  const std::string_view text = cell.text;
  if (field.type == Type::Date) return parse_value(text.substr(0, 10), field);
  if (field.type == Type::Month) return parse_value(text.substr(0, 7), field);
  if (field.type == Type::Year) return parse_value(text.substr(0, 4), field);
  if (field.type == Type::Moment) return parse_value(text, field);
  return {.problem = "record.cell-date"};
}

/// One reading of a JSON object.
struct Reading {
  std::vector<Problem> problems = {};

  void note(const std::string& place, std::string key, Effect effect = Effect::Refuse) {
    problems.push_back({.field = place, .key = std::move(key), .effect = effect});
  }

  // A number is what reading its own text gives, or none: 5 is no yes and no no.
  static Parsed canonical(std::int64_t number, const Field& field) {
    if (number > kLargest || number < -kLargest) return {.problem = "record.too-large"};
    auto parsed = parse_value(field.row().write(number, field), field);
    if (parsed.problem.empty() && parsed.value != Value(number)) parsed.problem = "record.json-type";
    return parsed;
  }

  Value scalar(const json::value& given, const Field& field, const std::string& place) {
    Parsed parsed;
    if (const auto* number = given.if_int64(); number != nullptr && field.row().stored == Stored::Integer) {
      parsed = canonical(*number, field);
    } else if (given.is_string()) {
      parsed = parse_value(given.get_string(), field);
    } else if (!given.is_null()) {
      parsed.problem = "record.json-type";
    }
    if (!parsed.problem.empty()) note(place, parsed.problem, parsed.doubtful ? Effect::Warn : Effect::Refuse);
    return parsed.problem.empty() || parsed.doubtful ? std::move(parsed.value) : Value();
  }

  Value several(const json::array& given, const Field& field, const std::string& place) {
    if (given.size() > kMostValues) {
      note(place, "record.too-many");
      return {};
    }
    std::vector<Value> values;
    for (const auto& one : given) {
      const auto here = fmt::format("{}[{}]", place, values.size() + 1);
      if (field.type != Type::Table) {
        values.push_back(scalar(one, field, place));
      } else if (const auto* row = one.if_object()) {
        values.emplace_back(object(*row, field.fields, here + "."));
      } else {
        note(here, "record.json-type");
      }
    }
    std::erase_if(values, [](const Value& one) {
      const auto* row = one.several();
      return one.empty() || (row != nullptr && std::ranges::all_of(*row, &Value::empty));
    });
    if (values.empty()) return {};  // a list without anything is no list
    return values;
  }

  Value value(const json::value& given, const Field& field, const std::string& place) {
    const bool list = field.many || field.type == Type::Table;
    if (const auto* array = given.if_array(); list && array != nullptr) return several(*array, field, place);
    if (!list || given.is_null()) return scalar(given, field, place);
    if (field.type != Type::Table) return several({given}, field, place);
    note(place, "record.json-type");
    return {};
  }

  Record object(const json::object& given, const std::vector<Field>& fields, const std::string& before) {
    Record record(fields.size());
    for (const auto& field : fields)
      if (const auto* found = given.if_contains(field.code))
        record[field.place] = value(*found, field, before + field.code);
    for (const auto& [key, unused] : given)
      if (std::ranges::find(fields, std::string_view(key), &Field::code) == fields.end())
        note(before + std::string(key), "record.unknown-field");
    return record;
  }
};

}  // namespace

Parsed parse_value(std::string_view text, const Field& field) {
  const auto trimmed = text::trim(text);
  if (trimmed.empty()) return {};
  if (std::ranges::find(field.allow, trimmed) != field.allow.end()) return {.value = std::string(trimmed)};
  auto parsed = field.row().parse(trimmed, field);
  if (!parsed.problem.empty() && !parsed.doubtful) return parsed;
  if (auto problem = limit_problem(parsed, field); !problem.empty()) return {.problem = std::move(problem)};
  return parsed;
}

Parsed parse_cell(const Cell& cell, const Field& field) {
  switch (cell.kind) {
    case Cell::Kind::Number: return parse_number_cell(cell, field);
    case Cell::Kind::Date: return parse_date_cell(cell, field);
    case Cell::Kind::Error: return {.problem = "record.cell-error"};
    case Cell::Kind::Flag:
      if (field.type != Type::YesNo) return {.problem = "record.cell-flag"};
      break;
    case Cell::Kind::Text: break;
  }
  return parse_value(cell.text, field);
}

Outcome<Read> read_json(std::string_view text, const Register& made) {
  boost::system::error_code error;
  const auto parsed = json::parse(text, error);
  if (error || !parsed.is_object()) return fail(Fault::Unreadable, "record.json", error.message());
  Reading reading;
  auto record = reading.object(parsed.get_object(), made.fields, "");
  return Read{std::move(record), std::move(reading.problems)};
}

}  // namespace dl::records
