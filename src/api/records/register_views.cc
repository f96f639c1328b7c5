// A register for forms and lists, words as people write them, and what is asked of a list.
#include <boost/json.hpp>

#include "api/records/views.h"
#include "records/file_value.h"
#include "records/json_schema.h"
#include "records/write.h"

namespace dl::api {

namespace {

using records::Field;
using records::Fields;
using records::Register;
using records::Type;
using records::Value;

std::optional<json::object> json_of(const std::optional<condition::Condition>& condition) {
  if (!condition) return std::nullopt;
  return json::parse(condition::to_json(*condition)).as_object();
}

std::string text_of(const std::optional<std::int64_t>& number, const Field& field) {
  return number ? field.row().write(*number, field) : std::string();
}

RegisterField view_of(const Field& field) {
  RegisterField view{.code = field.code,
                     .title = field.title,
                     .type = std::string(field.row().name),
                     .privacy = field.privacy,
                     .privacy_name = std::string(chinese_of(field.privacy)),
                     .required = field.required,
                     .required_when = json_of(field.required_when),
                     .forbidden_when = json_of(field.forbidden_when),
                     .many = field.many,
                     .computed = field.computed != records::Computed::No,
                     .length = static_cast<std::int64_t>(field.length),
                     .minimum = text_of(field.minimum, field),
                     .maximum = text_of(field.maximum, field),
                     .digits = field.digits,
                     .allow = field.allow,
                     .from = field.from,
                     .until = field.until,
                     .help = field.help,
                     .example = field.example};
  if (field.type == Type::Money) view.unit = chinese_of(field.shown);
  if (field.choices)
    for (const auto& term : field.choices->terms())
      view.choices.push_back({term.code, term.name, term.from, term.until});
  for (const auto& column : field.fields) view.fields.push_back(view_of(column));
  return view;
}

std::vector<std::string> codes_of(const Fields& fields) {
  std::vector<std::string> codes;
  for (const auto* field : fields) codes.push_back(field->code);
  return codes;
}

json::value word_of(const Value& value, const Field& field) {
  const auto* several = value.several();
  if (several == nullptr) return json::value(records::written_of(value, field));
  json::array list;
  for (const auto& one : *several) {
    if (field.type == Type::Table)
      list.push_back(words_of(*one.several(), field.fields));
    else
      list.push_back(word_of(one, field));
  }
  return list;
}

RecordFact fact_of(const Field& field, const records::Words& words) {
  const auto& value = words.shown.at(field.place);
  RecordFact fact{field.code, field.title, records::shown_of(value, field),
                  words.sealed.find(field.code) != words.sealed.end()};
  if (field.type == Type::File)
    for (auto& file : records::files_of(value))
      fact.files.push_back({std::move(file.digest), std::move(file.name), file.size});
  return fact;
}

Failure refuse_where(const std::string& place, std::string key) {
  return Failure(Error{Fault::Invalid, "request.fields", place, {{place, std::move(key)}}});
}

Outcome<Value> read_side(const json::value& given, const Field& field, const std::string& place) {
  const auto* text = given.if_string();
  if (text == nullptr) return refuse_where(place, "field.text");
  auto parsed = records::parse_value(std::string_view(*text), field);
  if (!parsed.problem.empty() && !parsed.doubtful) return refuse_where(place, parsed.problem);
  return parsed.value;
}

/// Days are asked for from the first to the last; all else up to a value, without it.
Outcome<records::Filter> read_filter(const json::value& given, const Field& field) {
  const auto place = "where." + field.code;
  records::Filter filter{.field = &field};
  const auto* sides = given.if_object();
  if (sides == nullptr) {
    DL_TRY(filter.is, read_side(given, field, place));
    return filter;
  }
  for (const auto& [side, value] : *sides) {
    DL_TRY(auto read, read_side(value, field, place));
    if (side == "from") {
      filter.from = std::move(read);
    } else if (side == "until" && field.type == Type::Date && read.text() != nullptr) {
      const auto day = Date::parse(*read.text());
      if (day) filter.before = day->plus_days(1).text();
    } else if (side == "before") {
      filter.before = std::move(read);
    } else {
      return refuse_where(place, "field.unknown");
    }
  }
  return filter;
}

}  // namespace

RegisterLine line_of(const Register& made) {
  return {.code = made.code,
          .title = made.title,
          .entry = made.entry,
          .group = made.group_title,
          .version = made.version,
          .signed_ = made.publication.chain.has_value(),
          .nil = made.nil,
          .nil_name = std::string(chinese_of(made.nil)),
          .source = made.source,
          .for_staff = made.for_staff(),
          .counterpart = made.counterpart ? made.counterpart->title : std::string()};
}

RegisterView view_of(const Register& made) {
  RegisterView view{line_of(made)};
  if (made.at != nullptr) view.at = made.at->code;
  for (const auto& field : made.fields) view.fields.push_back(view_of(field));
  for (const auto& group : made.console.groups) view.groups.push_back({group.title, codes_of(group.fields)});
  for (const auto& part : made.name.parts)
    if (const auto* field = std::get_if<const Field*>(&part)) view.named_by.push_back((*field)->code);
  view.columns = codes_of(made.console.columns);
  view.filters = codes_of(made.console.filters);
  view.sorts = codes_of(records::sorts_of(made));
  view.json_schema = records::json_schema_of(made);
  return view;
}

json::object words_of(const records::Record& record, const std::vector<Field>& fields) {
  json::object words;
  for (const auto& field : fields)
    if (const auto& value = record.at(field.place); !value.empty()) words[field.code] = word_of(value, field);
  return words;
}

// What is computed stands in no group of the form.
std::vector<RecordFacts> facts_of(const records::Words& words, const Register& made) {
  std::vector<RecordFacts> all;
  const auto add = [&](RecordFacts& group, const Field& field) {
    auto fact = fact_of(field, words);
    if (!fact.text.empty() || fact.sealed) group.facts.push_back(std::move(fact));
  };
  for (const auto& group : made.console.groups) {
    auto& facts = all.emplace_back(RecordFacts{.title = group.title});
    for (const auto* field : group.fields) add(facts, *field);
  }
  RecordFacts computed{.title = "自动计算"};
  for (const auto& field : made.fields)
    if (field.computed != records::Computed::No) add(computed, field);
  all.push_back(std::move(computed));
  std::erase_if(all, [](const RecordFacts& group) { return group.facts.empty(); });
  return all;
}

Outcome<records::Asked> asked_of(const Register& made, const RecordFilter& filter) {
  records::Asked asked{.words = filter.text, .state = filter.state};
  if (filter.agency != 0) asked.agency = filter.agency;
  if (filter.where.empty()) return asked;
  boost::system::error_code error;
  const auto parsed = json::parse(filter.where, error);
  if (error || !parsed.is_object()) return refuse_where("where", "field.object");
  for (const auto& [code, given] : parsed.get_object()) {
    const auto* field = made.find(code);
    if (field == nullptr) return refuse_where("where." + std::string(code), "list.filter");
    DL_TRY(auto one, read_filter(given, *field));
    asked.filters.push_back(std::move(one));
  }
  return asked;
}

}  // namespace dl::api
