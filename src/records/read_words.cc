// What the parts of a file share: words of closed lists, names of fields, conditions.
#include "records/reading.h"

namespace dl::records {

Outcome<void> Reading::unknown(const toml::node& node, std::string_view what, std::string_view given,
                               std::span<const std::string_view> known) const {
  const auto near = nearest(given, known);
  return file.wrong(node, near.empty() ? fmt::format("{} '{}' is none of {}", what, given, fmt::join(known, ", "))
                                       : fmt::format("there is no {} '{}'; is '{}' meant?", what, given, near));
}

Outcome<const toml::table*> Reading::part(std::string_view key) const {
  const auto* node = file.root().get(key);
  if (node == nullptr) return file.wrong(file.root(), fmt::format("[{}] is missing", key));
  if (!node->is_table()) return file.wrong(*node, fmt::format("[{}] is one table", key));
  return node->as_table();
}

Outcome<std::string> Reading::code(const toml::table& table, std::string_view key) const {
  constexpr std::size_t kMost = 40;
  DL_TRY(auto text, file.text(table, key));
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  const bool right = text.size() <= kMost && text[0] >= 'a' && text[0] <= 'z' && std::ranges::all_of(text, plain);
  if (!right)
    return file.wrong(*table.get(key),
                      fmt::format("'{}' is no code such as 'decided_on': small letters, digits, '_'", text));
  return text;
}

Outcome<Grade> Reading::grade(const toml::table& table, Grade otherwise, bool owed) const {
  constexpr std::pair<std::string_view, Grade> kGrades[] = {
      {"P", Grade::Primary}, {"Q", Grade::Quoted}, {"S", Grade::Secondary}, {"unconfirmed", Grade::Unconfirmed}};
  if (!owed && !table.contains("grade")) return otherwise;
  DL_TRY(const auto text, file.text(table, "grade"));
  std::vector<std::string_view> names;
  for (const auto& [name, value] : kGrades) {
    if (name == text) return value;
    names.push_back(name);
  }
  DL_CHECK(unknown(*table.get("grade"), "grade", text, names));
  return otherwise;
}

Outcome<const Field*> Reading::named(const toml::node& node, std::string_view code) const {
  if (const auto* field = made.find(code)) return field;
  std::vector<std::string_view> codes;
  for (const auto& field : made.fields) codes.push_back(field.code);
  const auto near = nearest(code, codes);
  return file.wrong(node, fmt::format("there is no field '{}'{}", code,
                                      near.empty() ? std::string() : fmt::format("; is '{}' meant?", near)));
}

Outcome<const Field*> Reading::one_field(const toml::table& table, std::string_view key) const {
  DL_TRY(const auto code, file.text(table, key));
  return named(*table.get(key), code);
}

// Each element has a line of its own, and no field stands twice.
Outcome<Fields> Reading::several(const toml::table& table, std::string_view key) const {
  DL_TRY(const auto codes, file.texts(table, key));
  Fields found;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto& node = *table.get(key)->as_array()->get(i);
    DL_TRY(const auto* field, named(node, codes[i]));
    if (std::ranges::find(found, field) != found.end())
      return file.wrong(node, fmt::format("'{}' comes twice", codes[i]));
    found.push_back(field);
  }
  return found;
}

Outcome<Fields> Reading::public_ones(const toml::table& table, std::string_view key) const {
  DL_TRY(auto fields, several(table, key));
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i]->privacy == Privacy::Sealed)
      return file.wrong(*table.get(key)->as_array()->get(i),
                        fmt::format("'{}' is sealed and cannot be public", fields[i]->code));
  return fields;
}

Outcome<std::string> Reading::period(const toml::table& table, std::string_view key) const {
  DL_TRY(auto id, file.text(table, key));
  const auto& all = around.laws.all();
  if (std::ranges::find(all, id, &periods::Period::id) != all.end()) return id;
  const auto near = around.laws.near(id);
  return file.wrong(*table.get(key),
                    fmt::format("there is no period '{}'{}; `daylight deadline --list` names them all, and one of your "
                                "own stands in a file of data/laws/",
                                id, near.empty() ? "" : fmt::format("; is '{}' meant?", near.front())));
}

Outcome<std::optional<condition::Condition>> Reading::read_condition(const toml::table& table,
                                                                     std::string_view key) const {
  return read_condition(table, key, made.fields);
}

Outcome<std::optional<condition::Condition>> Reading::read_condition(const toml::table& table, std::string_view key,
                                                                     const std::vector<Field>& among) const {
  const auto* node = table.get(key);
  if (node == nullptr) return std::optional<condition::Condition>();
  std::vector<condition::Field> fields;
  for (const auto& field : among) fields.push_back(field.compared());
  DL_TRY(auto read, condition::parse_toml(file, *node, fields));
  DL_CHECK(terms_of(*node, among));
  return std::optional(std::move(read));
}

Outcome<void> Reading::not_sealed(const toml::node& node, const condition::Condition& condition) const {
  for (const auto& part : condition.parts) DL_CHECK(not_sealed(node, part));
  const auto* field = condition.parts.empty() ? made.find(condition.field.name) : nullptr;
  if (field == nullptr || field->privacy != Privacy::Sealed) return {};
  return file.wrong(node, fmt::format("'{}' is sealed and cannot be asked here", field->code));
}

// A condition that has been read: what is compared with a code is a term of its list.
Outcome<void> Reading::terms_of(const toml::node& node, const std::vector<Field>& among) const {
  if (const auto* array = node.as_array()) {
    for (const auto& inner : *array) DL_CHECK(terms_of(inner, among));
    return {};
  }
  const auto* table = node.as_table();
  if (table == nullptr) return {};
  const auto field = std::ranges::find(among, (*table)["field"].value_or(std::string_view()), &Field::code);
  for (const auto& [word, inner] : *table) {
    if (field == among.end()) DL_CHECK(terms_of(inner, among));
    if (field == among.end() || !field->choices || word.str() == "field") continue;
    std::vector<const toml::node*> values = {&inner};
    if (const auto* array = inner.as_array()) {
      values.clear();
      for (const auto& one : *array) values.push_back(&one);
    }
    for (const auto* one : values) {
      const auto text = one->value_exact<std::string>();
      if (!text || field->choices->find_code(*text) != nullptr) continue;
      std::vector<std::string_view> codes;
      for (const auto& term : field->choices->terms()) codes.push_back(term.code);
      DL_CHECK(unknown(*one, fmt::format("term of {}", field->choices->id()), *text, codes));
    }
  }
  return {};
}

}  // namespace dl::records
