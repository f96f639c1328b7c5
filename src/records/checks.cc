#include "records/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/identifiers.h"
#include "records/register.h"

namespace dl::records {
namespace {

bool any(const Field& /*field*/, std::size_t /*place*/) { return true; }
bool one_day(const Field& field, std::size_t /*place*/) { return field.type == Type::Date && !field.many; }
bool ordered(const Field& field, std::size_t /*place*/) {
  return !field.many &&
         (field.row().stored == Stored::Integer || field.type == Type::Date || field.type == Type::Month);
}
bool number(const Field& field, std::size_t /*place*/) {
  return !field.many && field.row().stored == Stored::Integer && field.type != Type::Moment;
}
bool text(const Field& field, std::size_t /*place*/) { return !field.many && field.row().stored == Stored::Text; }
bool number_then_rows(const Field& field, std::size_t place) {
  return place == 0 ? number(field, place) : field.type == Type::Table;
}
/// What can be looked for in the columns of another register; each of several values, where it is alone.
bool plain(const Field& field, std::size_t place) {
  const auto stored = field.row().stored;
  return (stored == Stored::Text || stored == Stored::Integer) && (!field.many || place == 0);
}
bool one_plain(const Field& field, std::size_t place) { return plain(field, place) && !field.many; }
bool number_then_day(const Field& field, std::size_t place) {
  return place == 0 ? text(field, place) : one_day(field, place);
}

const Value& value_of(const Rule& rule, const Record& record, std::size_t i) {
  return record.at(rule.fields.at(i)->place);
}

std::size_t filled_of(const Rule& rule, const Record& record) {
  return static_cast<std::size_t>(
      std::ranges::count_if(rule.fields, [&](const Field* field) { return !record.at(field->place).empty(); }));
}

bool all_filled(const Rule& rule, const Record& record, Date /*today*/) {
  return filled_of(rule, record) == rule.fields.size();
}

bool one_filled(const Rule& rule, const Record& record, Date /*today*/) { return filled_of(rule, record) > 0; }

bool not_after_today(const Rule& rule, const Record& record, Date today) {
  return std::ranges::all_of(rule.fields, [&](const Field* field) {
    const auto* day = record.at(field->place).text();
    return day == nullptr || *day <= today.text();
  });
}

// Numbers, or texts of days and months, which sort as they follow one another.
bool comes_after(const Value& a, const Value& b) {
  if (a.number() != nullptr && b.number() != nullptr) return *a.number() > *b.number();
  return a.text() != nullptr && b.text() != nullptr && *a.text() > *b.text();
}

// Those that are filled, each with the next one.
bool follow(const Rule& rule, const Record& record, bool (*may)(const Value& before, const Value& value)) {
  const Value* before = nullptr;
  for (const auto* field : rule.fields) {
    const auto& value = record.at(field->place);
    if (value.empty()) continue;
    if (before != nullptr && !may(*before, value)) return false;
    before = &value;
  }
  return true;
}

bool in_order(const Rule& rule, const Record& record, Date /*today*/) {
  return follow(rule, record, [](const Value& before, const Value& value) { return !comes_after(before, value); });
}

bool strictly_in_order(const Rule& rule, const Record& record, Date /*today*/) {
  return follow(rule, record, [](const Value& before, const Value& value) { return comes_after(value, before); });
}

bool within_days(const Rule& rule, const Record& record, Date /*today*/) {
  if (filled_of(rule, record) < 2) return true;
  const auto from = Date::parse(*value_of(rule, record, 0).text());
  const auto until = Date::parse(*value_of(rule, record, 1).text());
  return from && until && *from <= *until && days_between(*from, *until) <= rule.number;
}

bool sum_of(const Rule& rule, const Record& record, Date /*today*/) {
  const auto* sum = value_of(rule, record, 0).number();
  if (sum == nullptr) return true;
  std::int64_t total = 0;
  for (std::size_t i = 1; i < rule.fields.size(); ++i)
    if (const auto* part = value_of(rule, record, i).number()) total += *part;
  return total == *sum;
}

// A table without rows says nothing of its sum.
bool sum_of_rows(const Rule& rule, const Record& record, Date /*today*/) {
  const auto* sum = value_of(rule, record, 0).number();
  const auto* rows = value_of(rule, record, 1).several();
  if (sum == nullptr || rows == nullptr || rows->empty()) return true;
  std::int64_t total = 0;
  for (const auto& row : *rows)
    if (const auto* part = row.several()->at(rule.column->place).number()) total += *part;
  return total == *sum;
}

bool equal_to(const Rule& rule, const Record& record, Date /*today*/) {
  return filled_of(rule, record) < 2 || value_of(rule, record, 0) == value_of(rule, record, 1);
}

bool resident_number(const Rule& rule, const Record& record, Date /*today*/) {
  const auto* text = value_of(rule, record, 0).text();
  return text == nullptr || check_resident_number(*text).acceptable();
}

// The day of birth stands in the identity number (GB 11643); what is no such number says nothing of age.
bool adult_at(const Rule& rule, const Record& record, Date /*today*/) {
  if (filled_of(rule, record) < 2) return true;
  const auto number = check_resident_number(*value_of(rule, record, 0).text()).canonical;
  if (number.empty()) return true;
  const auto born =
      Date::parse(fmt::format("{}-{}-{}", number.substr(6, 4), number.substr(10, 2), number.substr(12, 2)));
  const auto day = Date::parse(*value_of(rule, record, 1).text());
  return born && day && born->plus_months(static_cast<int>(rule.number) * 12) <= *day;
}

bool begins_with(const Rule& rule, const Record& record, Date /*today*/) {
  const auto* text = value_of(rule, record, 0).text();
  return text == nullptr ||
         std::ranges::any_of(rule.values, [&](const std::string& head) { return text->starts_with(head); });
}

bool luhn(const Rule& rule, const Record& record, Date /*today*/) {
  const auto* text = value_of(rule, record, 0).text();
  return text == nullptr || passes_luhn(*text);
}

constexpr std::size_t kMany = 20;

constexpr std::array kChecks = {
    CheckRow{"filled", "{0}、{1}都应填写", 1, kMany, any, Argument::None, all_filled},
    CheckRow{"one-of-these", "{0}、{1}至少填写一项", 2, kMany, any, Argument::None, one_filled},
    CheckRow{"not-after-today", "{0}不得晚于当天", 1, kMany, one_day, Argument::None, not_after_today},
    CheckRow{"in-order", "{0}不得晚于或者大于{1}", 2, kMany, ordered, Argument::None, in_order},
    CheckRow{"strictly-in-order", "{0}应当早于或者小于{1}", 2, kMany, ordered, Argument::None, strictly_in_order},
    CheckRow{"within-days", "{1}应在{0}之后{2}日以内", 2, 2, one_day, Argument::Days, within_days},
    CheckRow{"sum-of", "{0}应等于{1}之和", 2, kMany, number, Argument::None, sum_of},
    CheckRow{"sum-of-rows", "{0}应等于{1}各行{2}之和", 2, 2, number_then_rows, Argument::Column, sum_of_rows},
    CheckRow{"equal-to", "{0}应与{1}相同", 2, 2, any, Argument::None, equal_to},
    CheckRow{"adult-at", "按{0}，当事人在{1}未满{2}周岁", 2, 2, number_then_day, Argument::Age, adult_at},
    CheckRow{"resident-number", "{0}的校验位、地区或者出生日期不符", 1, 1, text, Argument::None, resident_number},
    CheckRow{"begins-with", "{0}应以{2}开头", 1, 1, text, Argument::Values, begins_with},
    CheckRow{"luhn", "{0}的校验位不符", 1, 1, text, Argument::None, luhn},
    CheckRow{"exists-in", "{0}应在“{2}”中有登记", 1, kMany, plain, Argument::Register, nullptr},
    CheckRow{kSameAsList, "{1}应与“{2}”中{0}相同的登记一致", 2, kMany, one_plain, Argument::Register, nullptr},
};

}  // namespace

std::span<const CheckRow> all_checks() { return kChecks; }

std::string sentence_of(const Rule& rule) {
  std::string others;
  for (std::size_t i = 1; i < rule.fields.size(); ++i) others += (others.empty() ? "" : "、") + rule.fields[i]->title;
  std::string argument = std::to_string(rule.number);
  if (rule.column != nullptr) argument = rule.column->title;
  if (rule.check->argument == Argument::Register) argument = rule.elsewhere.title;
  if (rule.check->argument == Argument::Values) argument = fmt::format("{}", fmt::join(rule.values, "、"));
  auto pattern = std::string(rule.check->chinese);
  // Of one field alone there are no others.
  if (const auto at = pattern.find("、{1}都"); others.empty() && at != std::string::npos)
    pattern.erase(at, std::string_view("、{1}都").size());
  return fmt::format(fmt::runtime(pattern), rule.fields.front()->title, others, argument);
}

}  // namespace dl::records
