#include "base/toml_file.h"

#include <fmt/format.h>

#include "base/resources.h"
#include "base/text.h"

namespace dl {
namespace {

std::string_view word_for(toml::node_type type) {
  switch (type) {
    case toml::node_type::string: return "a string";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::floating_point: return "a number with a fraction";
    case toml::node_type::array: return "an array";
    case toml::node_type::table: return "a table";
    default: return "a date or time";
  }
}

Failure missing(const TomlFile& file, const toml::table& table, std::string_view key) {
  return file.wrong(table, fmt::format("'{}' is missing", key));
}

Failure mistyped(const TomlFile& file, const toml::node& node, std::string_view key, std::string_view wanted) {
  return file.wrong(node, fmt::format("'{}' must be {}, not {}", key, wanted, word_for(node.type())));
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

Outcome<TomlFile> TomlFile::parse(std::string name, std::string_view text) {
  if (!text::is_utf8(text)) return fail(Fault::Invalid, "data.invalid", name + ":1: the file is not UTF-8");
  try {
    auto root = toml::parse(text, name);
    return TomlFile(std::move(name), std::move(root));
  } catch (const toml::parse_error& error) {
    return fail(Fault::Invalid, "data.invalid",
                fmt::format("{}:{}: {}", name, error.source().begin.line, error.description()));
  }
}

Outcome<TomlFile> TomlFile::load(std::string_view resource) {
  DL_TRY(auto text, load_resource(resource));
  return parse(std::string(resource), text);
}

std::string TomlFile::place(const toml::node& node) const {
  auto line = node.source().begin.line;
  return fmt::format("{}:{}", name_, line == 0 ? 1 : line);
}

Failure TomlFile::wrong(const toml::node& node, std::string_view what) const {
  return fail(Fault::Invalid, "data.invalid", fmt::format("{}: {}", place(node), what));
}

Outcome<void> TomlFile::only(const toml::table& table, std::span<const std::string_view> known) const {
  for (const auto& [key, node] : table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    auto near = nearest(key.str(), known);
    auto hint = near.empty() ? std::string() : fmt::format("; is '{}' meant?", near);
    return fail(Fault::Invalid, "data.invalid",
                fmt::format("{}:{}: unknown key '{}'{}", name_, key.source().begin.line, key.str(), hint));
  }
  return {};
}

Outcome<void> TomlFile::only(const toml::table& table, std::initializer_list<std::string_view> known) const {
  return only(table, std::span(known.begin(), known.size()));
}

Outcome<std::string> TomlFile::text(const toml::table& table, std::string_view key) const {
  const auto* node = table.get(key);
  if (!node) return missing(*this, table, key);
  auto value = node->value_exact<std::string>();
  if (!value) return mistyped(*this, *node, key, "a string");
  if (text::trim(*value).empty()) return wrong(*node, fmt::format("'{}' is empty", key));
  return *value;
}

Outcome<std::string> TomlFile::text_or(const toml::table& table, std::string_view key,
                                       std::string_view otherwise) const {
  if (!table.get(key)) return std::string(otherwise);
  return text(table, key);
}

Outcome<std::int64_t> TomlFile::integer(const toml::table& table, std::string_view key) const {
  const auto* node = table.get(key);
  if (!node) return missing(*this, table, key);
  auto value = node->value_exact<std::int64_t>();
  if (!value) return mistyped(*this, *node, key, "a whole number");
  return *value;
}

Outcome<bool> TomlFile::flag_or(const toml::table& table, std::string_view key, bool otherwise) const {
  const auto* node = table.get(key);
  if (!node) return otherwise;
  auto value = node->value_exact<bool>();
  if (!value) return mistyped(*this, *node, key, "true or false");
  return *value;
}

Outcome<std::optional<Date>> TomlFile::date(const toml::table& table, std::string_view key) const {
  const auto* node = table.get(key);
  if (!node) return std::optional<Date>();
  auto value = node->value_exact<toml::date>();
  if (!value) return mistyped(*this, *node, key, "a date such as 2026-01-31");
  return std::optional(Date(value->year, value->month, value->day));
}

Outcome<std::vector<std::string>> TomlFile::texts(const toml::table& table, std::string_view key) const {
  std::vector<std::string> values;
  const auto* node = table.get(key);
  if (!node) return values;
  const auto* array = node->as_array();
  if (!array) return mistyped(*this, *node, key, "an array of strings");
  for (const auto& element : *array) {
    auto value = element.value_exact<std::string>();
    if (!value) return mistyped(*this, element, key, "an array of strings");
    if (text::trim(*value).empty()) return wrong(element, fmt::format("'{}' has an empty string", key));
    values.push_back(std::move(*value));
  }
  return values;
}

Outcome<std::vector<const toml::table*>> TomlFile::tables(const toml::table& table, std::string_view key) const {
  std::vector<const toml::table*> found;
  const auto* node = table.get(key);
  if (!node) return found;
  const auto* array = node->as_array();
  if (!array) return mistyped(*this, *node, key, "an array of tables");
  for (const auto& element : *array) {
    if (!element.is_table()) return mistyped(*this, element, key, "an array of tables");
    found.push_back(element.as_table());
  }
  return found;
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  std::string_view best;
  if (name.size() > 100) return best;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (auto candidate : candidates) {
    auto d = distance(name, candidate);
    if (d >= least) continue;
    least = d;
    best = candidate;
  }
  return best;
}

}  // namespace dl
