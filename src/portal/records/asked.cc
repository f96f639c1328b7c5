#include "portal/records/asked.h"

#include <charconv>

#include "base/text.h"
#include "figures/period.h"
#include "portal/records/registers.h"
#include "records/content.h"

namespace dl::portal {

using records::Behind;
using records::Field;
using records::Type;

namespace {

constexpr std::size_t kLongestWords = 100;  // characters
constexpr std::size_t kLongestValue = 100;  // bytes

std::optional<std::int64_t> read_whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [stopped, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || stopped != text.data() + text.size()) return std::nullopt;
  return number;
}

/// A year or a month.
std::optional<figures::Period> read_days(std::string_view text) {
  const auto days = figures::Period::parse(text);
  if (!days || days->from.year() > 2999 || text.find('Q') != text.npos) return std::nullopt;
  return *days;
}

bool can_have(const Field& field, std::string_view value) {
  if (value.size() > kLongestValue || !text::is_utf8(value) || !text::is_writable(value)) return false;
  switch (field.type) {
    case Type::Code: return field.choices && field.choices->find_code(value) != nullptr;
    case Type::Date: return read_days(value).has_value();
    case Type::YesNo: return value == "0" || value == "1";
    default: return field.row().stored != records::Stored::Integer || read_whole(value);
  }
}

/// "2025-09-10~81": what the list is sorted by, and the entry of the row.
std::optional<Behind> read_behind(std::string_view text, const records::Register& made) {
  const auto mark = text.rfind('~');
  if (mark == text.npos || text.size() > 2000 || !text::is_utf8(text) || !text::is_writable(text)) return std::nullopt;
  const auto entry = read_number(text.substr(mark + 1));
  if (!entry) return std::nullopt;
  const auto* sort = made.page.sort;
  if (sort == nullptr || sort->row().stored != records::Stored::Integer)
    return Behind{std::string(text.substr(0, mark)), *entry};
  const auto number = read_whole(text.substr(0, mark));
  return number ? std::optional(Behind{*number, *entry}) : std::nullopt;
}

std::string text_of(const Behind& behind) {
  const auto* number = behind.sort.number();
  const auto* text = behind.sort.text();
  return fmt::format("{}~{}", number != nullptr ? std::to_string(*number) : text != nullptr ? *text : "", behind.entry);
}

records::Filter filter_of(const Field& field, const std::string& value) {
  if (const auto days = field.type == Type::Date ? read_days(value) : std::nullopt)
    return {.field = &field, .from = days->from.text(), .before = days->before.text()};
  if (field.row().stored == records::Stored::Integer) return {.field = &field, .is = *read_whole(value)};
  return {.field = &field, .is = value};
}

}  // namespace

records::Fields facets_of_page(const records::Register& made) {
  records::Fields fields;
  for (const auto* field : made.page.facets)
    if (!records::is_closed(*field) && field->type != Type::Table) fields.push_back(field);
  return fields;
}

std::string facet_text(const Field& field, std::string_view value, const agencies::Directory& directory) {
  if (field.type == Type::Date) return period_text(value);
  if (field.type == Type::YesNo) return value == "1" ? "是" : "否";
  if (const auto* term = field.choices ? field.choices->find_code(value) : nullptr) return term->name;
  if (const auto* agency = field.type == Type::Agency ? directory.agency_by_code(value) : nullptr) return agency->name;
  return std::string(value);
}

Outcome<RecordsAsked> RecordsAsked::read(const web::Request& http, const records::Register& made) {
  RecordsAsked asked;
  asked.made_ = &made;
  for (const auto* field : facets_of_page(made)) {
    const auto value = http.argument(field->code);
    if (value.empty()) continue;
    if (!can_have(*field, value)) return fail(Fault::NotFound, "list.filter", std::string(value));
    asked.chosen_.push_back({field, std::string(value)});
  }
  asked.words_ = text::keep_writable(text::repair_utf8(text::cut(text::trim(http.argument("q")), kLongestWords)));
  if (const auto after = http.argument("after"); !after.empty()) {
    asked.after_ = read_behind(after, made);
    if (!asked.after_) return fail(Fault::NotFound, "list.cursor", std::string(after));
  }
  return asked;
}

RecordsAsked RecordsAsked::all_of(const records::Register& made) {
  RecordsAsked asked;
  asked.made_ = &made;
  return asked;
}

std::optional<RecordsAsked> RecordsAsked::narrowed_to(const Field& field, const std::string& value) const {
  const auto facets = facets_of_page(*made_);
  if (std::ranges::find(facets, &field) == facets.end() || !can_have(field, value)) return std::nullopt;
  return with(field, value);
}

bool RecordsAsked::has(const Field& field, std::string_view value) const {
  return std::ranges::any_of(chosen_, [&](const Choice& one) { return one.field == &field && one.value == value; });
}

RecordsAsked RecordsAsked::with(const Field& field, std::string value) const {
  auto other = without(field);
  other.chosen_.push_back({&field, std::move(value)});
  return other;
}

RecordsAsked RecordsAsked::without(const Field& field) const {
  auto other = from_the_start();
  std::erase_if(other.chosen_, [&](const Choice& one) { return one.field == &field; });
  return other;
}

RecordsAsked RecordsAsked::without_words() const {
  auto other = from_the_start();
  other.words_.clear();
  return other;
}

RecordsAsked RecordsAsked::behind(const Behind& row) const {
  auto other = *this;
  other.after_ = row;
  return other;
}

RecordsAsked RecordsAsked::from_the_start() const {
  auto other = *this;
  other.after_.reset();
  return other;
}

std::string RecordsAsked::path() const { return register_path(*made_) + query(); }

std::string RecordsAsked::query() const {
  std::string query;
  const auto add = [&](std::string_view name, std::string_view value) {
    query += fmt::format("{}{}={}", query.empty() ? "?" : "&", name, web::percent_encode(value));
  };
  for (const auto* field : facets_of_page(*made_))
    for (const auto& one : chosen_)
      if (one.field == field) add(field->code, one.value);
  if (!words_.empty()) add("q", words_);
  if (after_) add("after", text_of(*after_));
  return query;
}

records::Asked RecordsAsked::asked(std::optional<std::int64_t> agency) const {
  records::Asked asked{.agency = agency, .filters = {}, .words = words_};
  for (const auto& one : chosen_) asked.filters.push_back(filter_of(*one.field, one.value));
  return asked;
}

}  // namespace dl::portal
