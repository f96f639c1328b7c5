// The columns that a new site starts with: data/columns.toml, read and checked.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "agencies/agency.h"

namespace dl::agencies {

/// The columns that 国办公开办函〔2019〕61号 prescribes, in its order.
inline constexpr std::array kStatutoryTypes = {ColumnType::Guide, ColumnType::Rules, ColumnType::Statutory,
                                               ColumnType::AnnualReports};

/// A column before it has ids; `parent` is the slug of another planned column.
struct PlannedColumn {
  Column column = {};
  std::string parent = {};
};

/// Reads the plan. Fault::Invalid `data.invalid` with "name:line: what" as detail when a slug is
/// malformed, repeated or has an unknown parent, when a type or a key is unknown, or when one of the
/// kStatutoryTypes is missing.
Outcome<std::vector<PlannedColumn>> read_column_plan(std::string_view toml, std::string_view name);

}  // namespace dl::agencies
