#include "requests/table_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/resources.h"
#include "base/toml_file.h"

namespace dl::requests {
namespace {

constexpr std::string_view kFile = "data/table3.toml";

const OpenRow* find_open(Decision decision, const OpenRows& rows) {
  const auto found = std::ranges::find(rows, decision, &OpenRow::decision);
  return found == rows.end() ? nullptr : &*found;
}

Outcome<OpenRow> read_row(const TomlFile& file, const toml::table& table, const OpenRows& before) {
  DL_CHECK(file.only(table, {"decision", "row", "hint"}));
  OpenRow made;
  DL_TRY(const auto name, file.text(table, "decision"));
  const auto decision = find_name<Decision>(name);
  if (!decision || row_of(*decision).row != kByData)
    return file.wrong(*table.get("decision"), fmt::format("'{}' is no decision whose row is open", name));
  if (find_open(*decision, before) != nullptr)
    return file.wrong(*table.get("decision"), fmt::format("'{}' comes twice", name));
  made.decision = *decision;
  DL_TRY(const auto row, file.integer(table, "row"));
  if (row < kFirstResult || row > kLastResult)
    return file.wrong(*table.get("row"), fmt::format("'row' is {} to {}", kFirstResult, kLastResult));
  made.row = static_cast<int>(row);
  DL_TRY(made.hint, file.text(table, "hint"));
  return made;
}

}  // namespace

Outcome<OpenRows> read_open_rows(const std::string& name, std::string_view text) {
  DL_TRY(const auto file, TomlFile::parse(name, text));
  DL_CHECK(file.only(file.root(), {"row"}));
  DL_TRY(const auto tables, file.tables(file.root(), "row"));
  OpenRows rows;
  for (const auto* table : tables) {
    DL_TRY(auto row, read_row(file, *table, rows));
    rows.push_back(std::move(row));
  }
  for (const auto& one : kDecisionRows)
    if (one.row == kByData && find_open(one.decision, rows) == nullptr)
      return file.wrong(file.root(), fmt::format("'{}' is missing", name_of(one.decision)));
  return rows;
}

Outcome<OpenRows> load_open_rows() {
  DL_TRY(const auto text, load_resource(kFile));
  return read_open_rows(std::string(kFile), text);
}

const OpenRows& open_rows() {
  static const auto rows = load_open_rows();
  if (!rows) throw std::runtime_error(describe(rows.error()));
  return *rows;
}

int table_row(Decision decision, const OpenRows& rows) {
  const auto row = row_of(decision).row;
  if (row != kByData) return row;
  const auto* open = find_open(decision, rows);
  if (open == nullptr) throw std::logic_error("a decision without a row of table 3");
  return open->row;
}

std::string_view row_hint(Decision decision, const OpenRows& rows) {
  const auto* open = find_open(decision, rows);
  return open == nullptr ? std::string_view() : std::string_view(open->hint);
}

std::string table_row_sql(const OpenRows& rows) {
  std::string sql = "CASE WHEN matter.ended_on IS NOT NULL THEN CASE matter.outcome";
  for (const auto& one : kDecisionRows)
    if (one.row != 0) sql += fmt::format(" WHEN '{}' THEN {}", name_of(one.decision), table_row(one.decision, rows));
  return sql + " END END";
}

}  // namespace dl::requests
