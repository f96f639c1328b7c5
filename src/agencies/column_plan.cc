#include "agencies/column_plan.h"

#include <toml++/toml.h>

#include <array>

namespace dl::agencies {
namespace {

constexpr std::array kStatutory = {ColumnType::Guide, ColumnType::Rules, ColumnType::Statutory,
                                   ColumnType::AnnualReports};

bool is_slug(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Failure at_line(std::string_view name, const toml::node& node, std::string_view what) {
  return fail(Fault::Invalid, "columns.plan", fmt::format("{}:{}: {}", name, node.source().begin.line, what));
}

std::string text_of(const toml::table& table, std::string_view key) { return table[key].value_or(std::string()); }

}  // namespace

Outcome<std::vector<PlannedColumn>> read_column_plan(std::string_view toml, std::string_view name) {
  toml::table document;
  try {
    document = toml::parse(toml, name);
  } catch (const toml::parse_error& error) {
    return fail(Fault::Invalid, "columns.plan",
                fmt::format("{}:{}: {}", name, error.source().begin.line, error.description()));
  }

  std::vector<PlannedColumn> plan;
  std::set<std::string, std::less<>> slugs;
  const auto* rows = document["column"].as_array();
  if (rows == nullptr) return fail(Fault::Invalid, "columns.plan", fmt::format("{}: no [[column]]", name));
  for (const auto& node : *rows) {
    const auto* row = node.as_table();
    if (row == nullptr) return at_line(name, node, "a column is a table");
    PlannedColumn planned;
    Column& column = planned.column;
    column.slug = text_of(*row, "slug");
    column.name = text_of(*row, "name");
    auto type = column_type(text_of(*row, "type"));
    planned.parent = text_of(*row, "parent");
    if (!is_slug(column.slug)) return at_line(name, node, "slug must be a-z, 0-9 and -");
    if (!slugs.insert(column.slug).second) return at_line(name, node, "slug is used twice: " + column.slug);
    if (column.name.empty()) return at_line(name, node, "name is missing");
    if (!type) return at_line(name, node, "unknown type: " + text_of(*row, "type"));
    if (!planned.parent.empty() && !slugs.contains(planned.parent))
      return at_line(name, node, "parent must stand above: " + planned.parent);
    column.type = *type;
    column.description = text_of(*row, "description");
    column.keywords = text_of(*row, "keywords");
    column.statutory_item = text_of(*row, "item");
    column.update_cycle_days = (*row)["update_cycle_days"].value_or(0);
    column.position = static_cast<int>(plan.size() + 1);
    plan.push_back(std::move(planned));
  }
  for (ColumnType wanted : kStatutory)
    if (std::none_of(plan.begin(), plan.end(), [&](const auto& planned) { return planned.column.type == wanted; }))
      return fail(Fault::Invalid, "columns.plan", fmt::format("{}: no column of type {}", name, name_of(wanted)));
  return plan;
}

}  // namespace dl::agencies
