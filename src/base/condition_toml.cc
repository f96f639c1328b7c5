#include "base/condition_toml.h"

namespace dl::condition {
namespace {

Raw raw_of(const TomlFile& file, const toml::node& node) {
  Raw raw{.place = file.place(node)};
  if (const auto* table = node.as_table()) {
    Raw::Table entries;
    for (const auto& [key, inner] : *table) entries.emplace_back(std::string(key.str()), raw_of(file, inner));
    raw.value = std::move(entries);
  } else if (const auto* array = node.as_array()) {
    std::vector<Raw> parts;
    for (const auto& inner : *array) parts.push_back(raw_of(file, inner));
    raw.value = std::move(parts);
  } else if (const auto text = node.value_exact<std::string>()) {
    raw.value = *text;
  } else if (const auto number = node.value_exact<std::int64_t>()) {
    raw.value = *number;
  } else if (const auto flag = node.value_exact<bool>()) {
    raw.value = *flag;
  } else if (const auto date = node.value_exact<toml::date>()) {
    raw.value = Date(date->year, date->month, date->day);
  }
  return raw;
}

}  // namespace

Raw raw_toml(const TomlFile& file, const toml::node& node) { return raw_of(file, node); }

Outcome<Condition> parse_toml(const TomlFile& file, const toml::node& node, std::span<const Field> fields) {
  return parse(raw_of(file, node), fields, "data.invalid");
}

}  // namespace dl::condition
