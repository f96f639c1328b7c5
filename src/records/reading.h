// One reading of a file, spread over read_*.cc by the parts of a register. Include it in .cc files only: it brings
// toml++ along.
#pragma once

#include <fmt/format.h>

#include <algorithm>

#include "base/condition_toml.h"
#include "records/read.h"

namespace dl::records {

struct Reading {
  const TomlFile& file;
  const Surroundings& around;
  Register made = {};

  Outcome<Register> whole();

  // read_fields.cc
  Outcome<void> fields();
  Outcome<Field> field(const toml::table& table, std::vector<Field>& before, bool column);
  Outcome<void> field_words(const toml::table& table, Field& field) const;
  Outcome<void> field_limits(const toml::table& table, Field& field) const;
  Outcome<void> file_field(const toml::table& table, const Field& field) const;
  Outcome<void> field_list(const toml::table& table, Field& field) const;
  Outcome<void> field_columns(const toml::table& table, Field& field);
  Outcome<void> field_life(const toml::table& table, Field& field) const;
  Outcome<void> field_conditions(const toml::table& table, Field& field);
  Outcome<void> column_conditions(const toml::table& table, Field& column, const std::vector<Field>& columns) const;

  // read_rules.cc
  Outcome<void> rules();
  Outcome<Rule> rule(const toml::table& table);
  Outcome<void> rule_argument(const toml::table& table, Rule& rule) const;
  Outcome<void> rule_column(const toml::table& table, Rule& rule) const;
  Outcome<void> rule_elsewhere(const toml::table& table, Rule& rule) const;
  Outcome<void> publication();
  Outcome<void> display(const toml::table& table);
  Outcome<std::optional<Clock>> clock(const toml::table& table, std::string_view key, bool from_owed);

  // read_counterpart.cc
  Outcome<void> counterpart();
  Outcome<std::vector<Counterpart::Pair>> pairs(const toml::table& table, std::string_view key) const;
  Outcome<void> staff_only() const;

  // read_faces.cc
  Outcome<void> console();
  Outcome<void> page();
  Outcome<void> import();
  Outcome<void> exports();
  Outcome<Export> one_export(std::string_view name, const toml::table& table);
  Outcome<void> figures();
  Outcome<FigureForm> figure(const toml::table& table);
  Outcome<void> figure_groups(const toml::table& table, FigureForm& figure) const;
  Outcome<void> figure_day(const toml::table& table, FigureForm& figure) const;

  // read_register.cc
  Outcome<void> head();
  Outcome<void> group(const toml::table& table);
  Outcome<void> head_fields();
  Outcome<void> changes();
  Outcome<void> cases();
  Outcome<Case> one_case(const toml::table& table);
  Outcome<Template> name_template(const toml::table& table);
  Outcome<std::optional<NumberForm>> number_form(const toml::table& table);

  // What the parts share, read_words.cc.
  Outcome<const toml::table*> part(std::string_view key) const;
  Outcome<std::optional<condition::Condition>> read_condition(const toml::table& table, std::string_view key) const;
  /// Of a row of a sub-table, by its columns.
  Outcome<std::optional<condition::Condition>> read_condition(const toml::table& table, std::string_view key,
                                                              const std::vector<Field>& among) const;
  Outcome<void> terms_of(const toml::node& node, const std::vector<Field>& among) const;
  /// Of a condition that is asked when sealed values cannot be read: it speaks of none.
  Outcome<void> not_sealed(const toml::node& node, const condition::Condition& condition) const;
  Outcome<const Field*> named(const toml::node& node, std::string_view code) const;
  Outcome<const Field*> one_field(const toml::table& table, std::string_view key) const;
  Outcome<Fields> several(const toml::table& table, std::string_view key) const;
  /// As several, but of what everybody may see: nothing that is sealed.
  Outcome<Fields> public_ones(const toml::table& table, std::string_view key) const;
  Outcome<std::string> period(const toml::table& table, std::string_view key) const;
  Outcome<std::string> code(const toml::table& table, std::string_view key) const;
  Outcome<Grade> grade(const toml::table& table, Grade otherwise, bool owed) const;
  Outcome<void> unknown(const toml::node& node, std::string_view what, std::string_view given,
                        std::span<const std::string_view> known) const;

  /// One word of an enumeration; `otherwise` where the key is missing, nothing: it is owed.
  template <HasNames E>
  Outcome<E> word(const toml::table& table, std::string_view key, std::optional<E> otherwise = {}) const {
    if (!table.contains(key) && otherwise) return *otherwise;
    DL_TRY(const auto text, file.text(table, key));
    if (const auto value = find_name<E>(text)) return *value;
    std::vector<std::string_view> names;
    for (const auto& row : table_of(E{})) names.push_back(row.name);
    DL_CHECK(unknown(*table.get(key), key, text, names));
    return E{};
  }
};

}  // namespace dl::records
