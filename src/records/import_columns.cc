#include "records/import_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace dl::records {
namespace {

// Columns that people add for themselves, and the one in which a workbook was given back.
constexpr std::string_view kOwn[] = {"序号", "错误", "行号", "no", "id"};

}  // namespace

// What is remembered of a heading lies in an index.
std::string comparable_heading(std::string_view heading) {
  constexpr std::size_t kLongest = 200;
  return std::string(text::cut(text::remove_space(text::fold_for_search(heading)), kLongest));
}

const Field* ImportColumns::find(std::string_view heading) const {
  const auto words = comparable_heading(heading);
  if (const auto said = mapping_.find(words); said != mapping_.end()) return made_.find(said->second);
  const auto found = made_.import.headings.find(words);
  return found == made_.import.headings.end() ? nullptr : found->second;
}

bool ImportColumns::is_passed_over(std::string_view heading) const {
  const auto words = comparable_heading(heading);
  if (const auto said = mapping_.find(words); said != mapping_.end()) return said->second.empty();
  return std::ranges::find(kOwn, words) != std::end(kOwn);
}

bool ImportColumns::is_heading(const sheets::Row& row) const {
  const auto known = std::ranges::count_if(row.cells, [&](const auto& cell) { return find(cell.raw) != nullptr; });
  return known > 0 && (known >= 2 || known == std::ssize(row.cells));
}

bool ImportColumns::is_all_heading(const sheets::Row& row) const {
  return std::ranges::all_of(row.cells,
                             [&](const auto& cell) { return find(cell.raw) != nullptr || is_passed_over(cell.raw); });
}

void ImportColumns::put(std::uint32_t column, const Field& field, const std::string& cell, std::string_view heading) {
  unknown_.erase(column);
  const auto other = std::ranges::find_if(fields_, [&](const auto& one) { return one.second == &field; });
  if (other != fields_.end() && other->first != column)
    problems_.push_back({.field = field.code,
                         .cell = cell,
                         .key = "import.column-twice",
                         .about = fmt::format("{}（{}列）", heading, sheets::address(other->first, 0))});
  fields_[column] = &field;
}

void ImportColumns::take(const sheets::Row& row) {
  for (const auto& cell : row.cells) {
    const auto at = sheets::address(cell.column, row.number);
    if (const auto* field = find(cell.raw))
      put(cell.column, *field, at, text::trim(cell.raw));
    else if (!is_passed_over(cell.raw) && !fields_.contains(cell.column))
      unknown_[cell.column] = {at, text::fold_space(cell.raw)};
  }
}

void ImportColumns::take(const sheets::CodeRow& codes, std::size_t row) {
  if (codes.name != made_.code) {
    problems_.push_back({.key = "import.template-other", .about = codes.name});
    return;
  }
  if (codes.version != fmt::format("{}", made_.version))
    problems_.push_back({.key = "import.template-old", .about = codes.version});
  for (const auto& [column, code] : codes.codes) {
    const auto at = sheets::address(column, row);
    if (const auto* field = made_.find(code))
      put(column, *field, at, code);
    else
      unknown_[column] = {at, code};
  }
}

void ImportColumns::finish(Date today) {
  for (const auto& [column, at] : unknown_)
    problems_.push_back({.cell = at.first, .key = "import.column-unknown", .about = at.second, .effect = Effect::Warn});
  for (const auto& field : made_.fields) {
    const bool is_key = std::ranges::find(made_.key, &field) != made_.key.end();
    const bool owed = is_key || (field.required && field.computed == Computed::No && field.lives(today));
    if (owed && !has(field))
      problems_.push_back({.field = field.code, .key = "import.column-owed", .about = field.title});
  }
}

const Field* ImportColumns::field_at(std::uint32_t column) const {
  const auto found = fields_.find(column);
  return found == fields_.end() ? nullptr : found->second;
}

bool ImportColumns::has(const Field& field) const {
  return std::ranges::any_of(fields_, [&](const auto& one) { return one.second == &field; });
}

std::string ImportColumns::letters_of(const Field& field) const {
  for (const auto& [column, held] : fields_)
    if (held == &field) return sheets::address(column, 0);
  return {};
}

}  // namespace dl::records
