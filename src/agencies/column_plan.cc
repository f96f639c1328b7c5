#include "agencies/column_plan.h"

#include "base/toml_file.h"

namespace dl::agencies {
namespace {

bool is_slug(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// One [[column]]; `slugs` are those that stand above it.
Outcome<PlannedColumn> read_row(const TomlFile& file, const toml::table& row,
                                const std::set<std::string, std::less<>>& slugs) {
  DL_CHECK(file.only(
      row, {"slug", "name", "type", "parent", "description", "keywords", "item", "register", "update_cycle_days"}));
  PlannedColumn planned;
  Column& column = planned.column;
  DL_TRY(column.slug, file.text(row, "slug"));
  if (!is_slug(column.slug)) return file.wrong(row, "slug must be a-z, 0-9 and -");
  if (slugs.contains(column.slug)) return file.wrong(row, "slug is used twice: " + column.slug);
  DL_TRY(column.name, file.text(row, "name"));
  DL_TRY(auto type, file.text(row, "type"));
  auto known = find_named<ColumnType>(type);
  if (!known) return file.wrong(row, "unknown type: " + type);
  column.type = *known;
  DL_TRY(planned.parent, file.text_or(row, "parent", ""));
  if (!planned.parent.empty() && !slugs.contains(planned.parent))
    return file.wrong(row, "parent must stand above: " + planned.parent);
  DL_TRY(column.description, file.text_or(row, "description", ""));
  DL_TRY(column.keywords, file.text_or(row, "keywords", ""));
  DL_TRY(column.statutory_item, file.text_or(row, "item", ""));
  DL_TRY(column.register_code, file.text_or(row, "register", ""));
  if (row.contains("update_cycle_days")) {
    DL_TRY(auto days, file.integer(row, "update_cycle_days"));
    column.update_cycle_days = static_cast<int>(days);
  }
  return planned;
}

}  // namespace

Outcome<std::vector<PlannedColumn>> read_column_plan(std::string_view toml, std::string_view name) {
  DL_TRY(auto file, TomlFile::parse(std::string(name), toml));
  DL_CHECK(file.only(file.root(), {"column"}));
  DL_TRY(auto rows, file.tables(file.root(), "column"));
  std::vector<PlannedColumn> plan;
  std::set<std::string, std::less<>> slugs;
  for (const auto* row : rows) {
    DL_TRY(auto planned, read_row(file, *row, slugs));
    slugs.insert(planned.column.slug);
    planned.column.position = static_cast<int>(plan.size() + 1);
    plan.push_back(std::move(planned));
  }
  for (ColumnType wanted : kStatutoryTypes)
    if (std::none_of(plan.begin(), plan.end(), [&](const auto& planned) { return planned.column.type == wanted; }))
      return file.wrong(file.root(), fmt::format("no column of type {}", name_of(wanted)));
  return plan;
}

}  // namespace dl::agencies
