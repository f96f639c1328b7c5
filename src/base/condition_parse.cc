// Reading conditions: strict, for what is not understood would silently mean everything or nothing.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/condition.h"
#include "base/condition_words.h"
#include "base/toml_file.h"

namespace dl::condition {
namespace {

constexpr int kDeepest = 8;
constexpr std::size_t kMostParts = 64;

/// One reading of a tree.
struct Reading {
  std::span<const Field> fields;
  std::string_view key;
  int depth = 0;

  Failure wrong(const Raw& at, std::string_view what) const {
    return fail(Fault::Invalid, std::string(key), fmt::format("{}: {}", at.place, what));
  }

  Outcome<Condition> tree(const Raw& raw);
  Outcome<Condition> group(const Raw& raw, const WordRow& word);
  Outcome<Condition> about_field(const Raw& raw, const Raw::Table& table);
  Outcome<Field> field(const Raw& raw) const;
  Outcome<Value> value(const Raw& raw, const WordRow& word, const Field& field) const;
  Failure unknown(const Raw& at, std::string_view name) const;
};

const WordRow* word_named(std::string_view name) {
  const auto* found = std::ranges::find(kWords, name, &WordRow::name);
  return found == kWords.end() ? nullptr : found;
}

Failure Reading::unknown(const Raw& at, std::string_view name) const {
  std::vector<std::string_view> names = {"field"};
  for (const auto& row : kWords) names.push_back(row.name);
  const auto near = nearest(name, names);
  return wrong(at, fmt::format("unknown word '{}'{}", name, near.empty() ? "" : fmt::format("; is '{}' meant?", near)));
}

Outcome<Condition> Reading::tree(const Raw& raw) {
  const auto* table = std::get_if<Raw::Table>(&raw.value);
  if (table == nullptr || table->empty()) return wrong(raw, "a condition is a table such as { field = \"…\", is = … }");
  for (const auto& [name, inner] : *table)
    if (name != "field" && word_named(name) == nullptr) return unknown(inner, name);
  const auto* first = word_named(table->front().first);
  if (first == nullptr || !first->is_group()) return about_field(raw, *table);
  if (table->size() != 1) return wrong(raw, fmt::format("'{}' stands alone in its table", first->name));
  return group(table->front().second, *first);
}

Outcome<Condition> Reading::group(const Raw& raw, const WordRow& word) {
  if (++depth > kDeepest) return wrong(raw, fmt::format("conditions stand at most {} deep in one another", kDeepest));
  Condition condition{.word = word.word};
  if (word.word == Word::Not) {
    DL_TRY(auto part, tree(raw));
    condition.parts.push_back(std::move(part));
  } else {
    const auto* parts = std::get_if<std::vector<Raw>>(&raw.value);
    if (parts == nullptr || parts->empty())
      return wrong(raw, fmt::format("'{}' wants a list of conditions", word.name));
    if (parts->size() > kMostParts)
      return wrong(raw, fmt::format("'{}' has more than {} parts", word.name, kMostParts));
    for (const auto& inner : *parts) {
      DL_TRY(auto part, tree(inner));
      condition.parts.push_back(std::move(part));
    }
  }
  --depth;
  return condition;
}

Outcome<Field> Reading::field(const Raw& raw) const {
  const auto* name = std::get_if<std::string>(&raw.value);
  if (name == nullptr) return wrong(raw, "'field' is the name of a field");
  for (const auto& known : fields)
    if (known.name == *name) return known;
  std::vector<std::string_view> names;
  for (const auto& known : fields) names.push_back(known.name);
  const auto near = nearest(*name, names);
  return wrong(
      raw, fmt::format("there is no field '{}'{}", *name, near.empty() ? "" : fmt::format("; is '{}' meant?", near)));
}

// A table about a field has the field and one word.
Outcome<Condition> Reading::about_field(const Raw& raw, const Raw::Table& table) {
  const auto named = std::ranges::find(table, "field", &std::pair<std::string, Raw>::first);
  if (named == table.end()) return wrong(raw, "'field' is missing");
  if (table.size() != 2) return wrong(raw, "a condition about a field has one word beside 'field'");
  const auto& [name, given] = table[named == table.begin() ? 1 : 0];
  const auto* word = word_named(name);
  if (word->is_group()) return wrong(raw, fmt::format("'{}' stands alone in its table", name));
  Condition condition{.word = word->word};
  DL_TRY(condition.field, field(named->second));
  if (!word->suits(condition.field.type))
    return wrong(given, fmt::format("'{}' does not suit '{}', which is of type {}", name, condition.field.name,
                                    name_of(condition.field.type)));
  if (word->word != Word::In) {
    DL_TRY(auto one, value(given, *word, condition.field));
    condition.values.push_back(std::move(one));
    return condition;
  }
  const auto* several = std::get_if<std::vector<Raw>>(&given.value);
  if (several == nullptr || several->empty()) return wrong(given, "'in' wants a list of values");
  if (several->size() > kMostParts) return wrong(given, fmt::format("'in' has more than {} values", kMostParts));
  for (const auto& inner : *several) {
    DL_TRY(auto one, value(inner, *word, condition.field));
    condition.values.push_back(std::move(one));
  }
  return condition;
}

// JSON has no dates, so a text that is one is taken where a date is owed.
Outcome<Value> Reading::value(const Raw& raw, const WordRow& word, const Field& field) const {
  const auto* text = std::get_if<std::string>(&raw.value);
  if (word.word == Word::Filled) {
    const auto* flag = std::get_if<bool>(&raw.value);
    if (flag == nullptr) return wrong(raw, "'filled' is true or false");
    return Value(std::int64_t{*flag ? 1 : 0});
  }
  switch (field.type) {
    case Type::Integer:
      if (const auto* number = std::get_if<std::int64_t>(&raw.value)) return Value(*number);
      return wrong(raw, fmt::format("'{}' wants a whole number", word.name));
    case Type::Date:
      if (const auto* date = std::get_if<Date>(&raw.value)) return Value(*date);
      if (text != nullptr)
        if (const auto date = Date::parse(*text)) return Value(*date);
      return wrong(raw, fmt::format("'{}' wants a date such as 2026-01-31", word.name));
    default: break;
  }
  if (text == nullptr || text->empty() || text->find('\n') != std::string::npos)
    return wrong(raw,
                 fmt::format("'{}' wants a text of one line; an empty field is found by filled = false", word.name));
  return Value(*text);
}

}  // namespace

Outcome<Condition> parse(const Raw& raw, std::span<const Field> fields, std::string_view key) {
  return Reading{fields, key}.tree(raw);
}

}  // namespace dl::condition
