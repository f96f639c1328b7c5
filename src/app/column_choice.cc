#include "app/column_choice.h"

#include "base/toml_file.h"

namespace dl::app {
namespace {

bool holds_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

Outcome<ColumnChoice> ColumnChoice::load() {
  DL_TRY(auto file, TomlFile::load("data/import_columns.toml"));
  DL_CHECK(file.only(file.root(), {"rule"}));
  DL_TRY(auto tables, file.tables(file.root(), "rule"));
  ColumnChoice choice;
  for (const auto* table : tables) {
    DL_CHECK(file.only(*table, {"title", "kind", "numbered", "column"}));
    Rule rule;
    DL_TRY(rule.title, file.texts(*table, "title"));
    DL_TRY(rule.kind, file.texts(*table, "kind"));
    DL_TRY(rule.numbered, file.flag_or(*table, "numbered", false));
    DL_TRY(rule.column, file.text(*table, "column"));
    choice.rules_.push_back(std::move(rule));
  }
  bool open_end = !choice.rules_.empty() && choice.rules_.back().title.empty() && choice.rules_.back().kind.empty() &&
                  !choice.rules_.back().numbered;
  if (!open_end) return file.wrong(file.root(), "the last rule must have no condition");
  return choice;
}

std::string_view ColumnChoice::choose(std::string_view title, std::string_view kind,
                                      std::string_view document_number) const {
  for (const auto& rule : rules_) {
    if (!rule.title.empty() && !holds_any(title, rule.title)) continue;
    if (!rule.kind.empty() && std::find(rule.kind.begin(), rule.kind.end(), kind) == rule.kind.end()) continue;
    if (rule.numbered && document_number.empty()) continue;
    return rule.column;
  }
  return rules_.back().column;
}

}  // namespace dl::app
