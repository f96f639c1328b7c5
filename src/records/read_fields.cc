// [[field]]: what is stored and what is right.
#include "records/reading.h"
#include "records/record.h"

namespace dl::records {
namespace {

/// A field of a condition that may be empty; nullptr where none may.
const Field* optional_field(const condition::Condition& condition, const Register& made) {
  for (const auto& part : condition.parts)
    if (const auto* field = optional_field(part, made)) return field;
  const auto* field = condition.parts.empty() ? made.find(condition.field.name) : nullptr;
  return field != nullptr && (!field->required || field->from || field->until) ? field : nullptr;
}

constexpr std::string_view kFieldKeys[] = {
    "code",          "title", "type",   "privacy", "required", "required_when", "forbidden_when",
    "personal_when", "mask",  "unique", "many",    "length",   "minimum",       "maximum",
    "digits",        "shown", "allow",  "list",    "links",    "fields",        "compute",
    "from",          "until", "help",   "example", "term",     "source",        "grade"};

/// Properties that only some types have.
constexpr std::pair<std::string_view, unsigned> kOfTypes[] = {
    {"length", kLength}, {"minimum", kRange}, {"maximum", kRange}, {"digits", kDigits}, {"shown", kShown},
    {"list", kList},     {"links", kLinks},   {"fields", kFields}, {"allow", kAllow}};

}  // namespace

Outcome<void> Reading::fields() {
  DL_TRY(const auto tables, file.tables(file.root(), "field"));
  if (tables.empty()) return file.wrong(file.root(), "no [[field]] is given");
  for (const auto* table : tables) {
    DL_TRY(auto made_field, field(*table, made.fields, false));
    made.places.emplace(made_field.code, made.fields.size());
    made.fields.push_back(std::move(made_field));
  }
  // Conditions speak of fields that may stand below.
  for (std::size_t i = 0; i < tables.size(); ++i) DL_CHECK(field_conditions(*tables[i], made.fields[i]));
  return {};
}

Outcome<Field> Reading::field(const toml::table& table, std::vector<Field>& before, bool column) {
  DL_CHECK(file.only(table, kFieldKeys));
  Field field{.place = before.size()};
  DL_TRY(field.code, code(table, "code"));
  if (std::ranges::find(before, field.code, &Field::code) != before.end())
    return file.wrong(*table.get("code"), fmt::format("there is a field '{}' already", field.code));
  DL_CHECK(field_words(table, field));
  DL_CHECK(field_list(table, field));
  DL_CHECK(field_limits(table, field));
  DL_CHECK(field_life(table, field));
  if (!column) {
    DL_CHECK(field_columns(table, field));
    return field;
  }
  for (std::string_view key : {"personal_when", "mask", "unique", "many", "fields", "compute", "from", "until"})
    if (const auto* node = table.get(key))
      return file.wrong(*node, fmt::format("'{}' is not for columns of a sub-table", key));
  if (field.type == Type::Table) return file.wrong(*table.get("type"), "sub-tables stand one level deep");
  if (field.type == Type::File) return file.wrong(*table.get("type"), "a file stands in no sub-table");
  return field;
}

Outcome<void> Reading::field_words(const toml::table& table, Field& field) const {
  DL_TRY(field.title, file.text(table, "title"));
  DL_TRY(const auto type, file.text(table, "type"));
  const auto* row = find_type(type);
  if (row == nullptr) return unknown(*table.get("type"), "type", type, type_names());
  field.type = row->value;
  DL_TRY(field.privacy, word<Privacy>(table, "privacy"));
  for (const auto& [key, allows] : kOfTypes)
    if (const auto* node = table.get(key); node != nullptr && (row->allows & allows) == 0)
      return file.wrong(*node, fmt::format("a field of type {} has no '{}'", type, key));
  DL_TRY(field.required, file.flag_or(table, "required", false));
  DL_TRY(field.unique, file.flag_or(table, "unique", false));
  DL_TRY(field.many, file.flag_or(table, "many", false));
  DL_CHECK(file_field(table, field));
  if (field.many && (field.type == Type::Table || field.unique))
    return file.wrong(*table.get("many"), "a sub-table has rows, and what is unique has one value: neither has 'many'");
  DL_TRY(field.help, file.text_or(table, "help", ""));
  DL_TRY(field.example, file.text_or(table, "example", ""));
  DL_TRY(field.term, file.text_or(table, "term", ""));
  DL_TRY(field.source, file.text_or(table, "source", made.source));
  DL_TRY(field.grade, grade(table, made.grade, false));
  if (field.grade == Grade::Unconfirmed && field.required)
    return file.wrong(*table.get("required"), "what is not confirmed cannot be required; give a hint in 'help'");
  return {};
}

// A file is given out as it is: nobody can mask what is in it, and what must not be public is not handed in.
Outcome<void> Reading::file_field(const toml::table& table, const Field& field) const {
  if (field.type != Type::File) return {};
  if (field.privacy != Privacy::Open)
    return file.wrong(
        *table.get("privacy"),
        fmt::format("a file is given out as it is and cannot be {}: its privacy is open", name_of(field.privacy)));
  if (field.unique) return file.wrong(*table.get("unique"), "records may have the same file: it is not 'unique'");
  return {};
}

Outcome<void> Reading::field_list(const toml::table& table, Field& field) const {
  DL_TRY(field.allow, file.texts(table, "allow"));
  if (field.type == Type::Link) {
    DL_TRY(field.links, file.text(table, "links"));
    std::vector<std::string_view> codes(around.registers.begin(), around.registers.end());
    codes.push_back(made.code);
    if (std::ranges::find(codes, field.links) == codes.end())
      return unknown(*table.get("links"), "register", field.links, codes);
  }
  if (field.type != Type::Code) return {};
  DL_TRY(const auto id, file.text(table, "list"));
  const auto* list = around.lists.find(id);
  if (list == nullptr) {
    std::vector<std::string_view> ids;
    for (const auto& [known, unused] : around.lists.all()) ids.push_back(known);
    const auto near = nearest(id, ids);
    return file.wrong(*table.get("list"),
                      fmt::format("there is no list '{}'{}; a list of your own is '../vocabularies/{}.toml', seen from "
                                  "the folder of this file",
                                  id, near.empty() ? std::string() : fmt::format("; is '{}' meant?", near), id));
  }
  field.choices = std::make_shared<const Choices>(*list);
  return {};
}

Outcome<void> Reading::field_limits(const toml::table& table, Field& field) const {
  constexpr std::int64_t kLongest = 100'000;
  field.length = field.row().length;
  if (table.contains("length")) {
    DL_TRY(const auto length, file.integer(table, "length"));
    if (length < 1 || length > kLongest)
      return file.wrong(*table.get("length"), fmt::format("'length' is not between 1 and {}", kLongest));
    field.length = static_cast<std::size_t>(length);
  }
  DL_TRY(field.shown, word<Unit>(table, "shown", Unit::Yuan));
  if (field.type == Type::Decimal) {
    DL_TRY(const auto digits, file.integer(table, "digits"));
    if (digits < 1 || digits > 9) return file.wrong(*table.get("digits"), "'digits' is not between 1 and 9");
    field.digits = static_cast<int>(digits);
  }
  const auto limit = [&](std::string_view key, std::optional<std::int64_t>& value) -> Outcome<void> {
    if (!table.contains(key)) return {};
    DL_TRY(const auto text, file.text(table, key));  // a text, so that 0.01 is exact
    const auto parsed = field.row().parse(text, field);
    if (!parsed.problem.empty())
      return file.wrong(*table.get(key), fmt::format("'{}' is no {}", text, field.row().name));
    value = *parsed.value.number();
    return {};
  };
  DL_CHECK(limit("minimum", field.minimum));
  DL_CHECK(limit("maximum", field.maximum));
  if (field.minimum && field.maximum && *field.maximum < *field.minimum)
    return file.wrong(*table.get("maximum"), "'maximum' is below 'minimum'");
  return {};
}

Outcome<void> Reading::field_columns(const toml::table& table, Field& field) {
  if (field.type != Type::Table) return {};
  DL_TRY(const auto columns, file.tables(table, "fields"));
  if (columns.empty()) return file.wrong(table, "a sub-table has 'fields'");
  for (const auto* column : columns) {
    DL_TRY(auto made_column, this->field(*column, field.fields, true));
    if (made_column.privacy > field.privacy)
      return file.wrong(*column->get("privacy"), "a column is not more private than its sub-table");
    field.fields.push_back(std::move(made_column));
  }
  for (std::size_t i = 0; i < columns.size(); ++i)
    DL_CHECK(column_conditions(*columns[i], field.fields[i], field.fields));
  return {};
}

// A row is right by itself, so that it is so wherever the row is: its conditions speak of its own columns.
Outcome<void> Reading::column_conditions(const toml::table& table, Field& column,
                                         const std::vector<Field>& columns) const {
  DL_TRY(column.required_when, read_condition(table, "required_when", columns));
  DL_TRY(column.forbidden_when, read_condition(table, "forbidden_when", columns));
  if (column.required && column.required_when)
    return file.wrong(*table.get("required_when"), "'required' stands beside 'required_when'");
  return {};
}

Outcome<void> Reading::field_life(const toml::table& table, Field& field) const {
  DL_TRY(field.from, file.date(table, "from"));
  DL_TRY(field.until, file.date(table, "until"));
  if (field.from && field.until && *field.until < *field.from)
    return file.wrong(*table.get("until"), "'until' is before 'from'");
  DL_TRY(field.computed, word<Computed>(table, "compute", Computed::No));
  if (field.computed == Computed::No) return {};
  if (field.required) return file.wrong(*table.get("required"), "what is computed is not asked for");
  if (field.type != Type::Date) return file.wrong(*table.get("compute"), "'shown-until' is a date");
  return {};
}

// The three conditions of a field, its mask, and its example, which needs nothing of other fields but their names.
Outcome<void> Reading::field_conditions(const toml::table& table, Field& field) {
  DL_TRY(field.required_when, read_condition(table, "required_when"));
  DL_TRY(field.forbidden_when, read_condition(table, "forbidden_when"));
  DL_TRY(field.personal_when, read_condition(table, "personal_when"));
  if (field.required && field.required_when)
    return file.wrong(*table.get("required_when"), "'required' stands beside 'required_when'");
  const bool personal = field.privacy == Privacy::Personal;
  for (std::string_view key : {"mask", "personal_when"})
    if (const auto* node = table.get(key); node != nullptr && !personal)
      return file.wrong(*node, fmt::format("'{}' is for fields whose privacy is personal", key));
  if (personal) {
    DL_TRY(field.mask, word<Mask>(table, "mask"));
    if (field.personal_when) {
      DL_CHECK(not_sealed(*table.get("personal_when"), *field.personal_when));
      // A record that leaves it open whose name this is would show the name.
      if (const auto* open = optional_field(*field.personal_when, made))
        return file.wrong(*table.get("personal_when"),
                          fmt::format("'{}' is not required, so it may be unknown whose this is", open->code));
    }
    if (field.row().stored != Stored::Text)
      return file.wrong(*table.get("mask"), "only a text has a mask; seal what is not for the public");
  }
  if (!field.example.empty() && field.row().parse != nullptr && !field.many)
    if (const auto parsed = parse_value(field.example, field); !parsed.problem.empty() && !parsed.doubtful)
      return file.wrong(*table.get("example"), fmt::format("the example is refused: {}", parsed.problem));
  return {};
}

}  // namespace dl::records
