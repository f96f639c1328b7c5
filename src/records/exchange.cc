#include "records/exchange.h"

#include <algorithm>

#include "base/resources.h"
#include "base/toml_file.h"
#include "records/content.h"
#include "records/write.h"

namespace dl::records {
namespace {

constexpr std::string_view kFile = "data/exchange.toml";
constexpr std::string_view kUnconfirmed = "unconfirmed";
constexpr std::string_view kGrades[] = {"read", "interface", kUnconfirmed};
constexpr std::string_view kHeadings[] = {"columns", "titles"};

Outcome<std::string> word_of(const TomlFile& file, const toml::table& table, std::string_view key,
                             std::span<const std::string_view> words) {
  DL_TRY(auto word, file.text(table, key));
  if (std::ranges::find(words, word) != words.end()) return word;
  return file.wrong(*table.get(key), fmt::format("'{}' is no {}", word, key));
}

Outcome<ExchangeLayout> read_layout(const TomlFile& file, const toml::table& table, const Registers& registers) {
  DL_CHECK(
      file.only(table, {"code", "title", "register", "export", "headings", "between", "source", "grade", "offered"}));
  ExchangeLayout layout;
  DL_TRY(layout.code, file.text(table, "code"));
  DL_TRY(layout.title, file.text(table, "title"));
  DL_TRY(const auto code, file.text(table, "register"));
  const auto found = registers.find(code);
  if (!found) return file.wrong(*table.get("register"), fmt::format("there is no register '{}'", code));
  layout.made = *found;
  DL_TRY(const auto name, file.text(table, "export"));
  const auto columns = std::ranges::find(layout.made->exports, name, &Export::name);
  if (columns == layout.made->exports.end())
    return file.wrong(*table.get("export"), fmt::format("'{}' has no export '{}'", code, name));
  layout.columns = &*columns;
  DL_TRY(const auto headings, word_of(file, table, "headings", kHeadings));
  layout.by_titles = headings == "titles";
  DL_TRY(layout.between, file.text(table, "between"));
  DL_TRY(layout.source, file.text(table, "source"));
  DL_TRY(layout.grade, word_of(file, table, "grade", kGrades));
  DL_TRY(layout.offered, file.flag_or(table, "offered", false));
  if (layout.offered && layout.grade == kUnconfirmed)
    return file.wrong(*table.get("offered"), "what is unconfirmed is not offered: name the source that was read");
  return layout;
}

std::string cell_of(const Value& value, const Export::Column& column, const std::string& between) {
  const auto& field = *column.field;
  const auto codes = column.name ? Codes::Name : Codes::Code;
  const auto* several = value.several();
  if (is_closed(field) || value.empty()) return {};
  if (several == nullptr || field.type == Type::Table) return text_of(value, field, codes);
  std::string text;
  for (const auto& one : *several) text += (text.empty() ? "" : between) + text_of(one, field, codes);
  return text;
}

}  // namespace

std::vector<std::string> ExchangeLayout::headings() const {
  std::vector<std::string> heads;
  for (const auto& column : columns->columns) heads.push_back(by_titles ? column.field->title : column.head);
  return heads;
}

std::vector<std::string> ExchangeLayout::cells(const Record& shown) const {
  std::vector<std::string> cells;
  for (const auto& column : columns->columns) cells.push_back(cell_of(shown.at(column.field->place), column, between));
  return cells;
}

Outcome<std::vector<ExchangeLayout>> read_exchange(std::string_view toml, const Registers& registers) {
  DL_TRY(const auto file, TomlFile::parse(std::string(kFile), toml));
  DL_CHECK(file.only(file.root(), {"layout"}));
  DL_TRY(const auto tables, file.tables(file.root(), "layout"));
  std::vector<ExchangeLayout> all;
  for (const auto* table : tables) {
    DL_TRY(auto layout, read_layout(file, *table, registers));
    if (std::ranges::find(all, layout.code, &ExchangeLayout::code) != all.end())
      return file.wrong(*table, fmt::format("'{}' is there twice", layout.code));
    all.push_back(std::move(layout));
  }
  return all;
}

Outcome<std::vector<ExchangeLayout>> load_exchange(const Registers& registers) {
  DL_TRY(const auto text, load_resource(kFile));
  return read_exchange(text, registers);
}

const ExchangeLayout* find_layout(const std::vector<ExchangeLayout>& all, const Register& made, std::string_view code) {
  const auto found = std::ranges::find_if(
      all, [&](const ExchangeLayout& one) { return one.offered && one.made == &made && one.code == code; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace dl::records
