// Numbers, amounts, yes and no, places. Numbers are exact: a text with more digits than the field keeps is refused.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "records/families.h"
#include "records/register.h"

namespace dl::records {
namespace {

constexpr int kMostDigits = 15;

struct UnitRow {
  std::string_view word;
  int digits;  // of 分 in one of it
};
constexpr UnitRow kAmounts[] = {{"元", 2}, {"万元", 6}};

const UnitRow& row_of(Unit unit) { return kAmounts[static_cast<std::size_t>(unit)]; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "12,345.60" as 1234560 for two digits. Commas part groups of three before the point, all of them or none.
std::optional<std::int64_t> exact(std::string_view text, int digits) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto point = text.find('.');
  auto whole = text.substr(0, point);
  auto fraction = point == text.npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || (point != text.npos && fraction.empty())) return std::nullopt;
  const bool grouped = whole.find(',') != whole.npos;
  std::string figures;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool comma_due = grouped && (whole.size() - i) % 4 == 0;
    if (comma_due ? whole[i] != ',' || i == 0 : !is_digit(whole[i])) return std::nullopt;
    if (!comma_due) figures += whole[i];
  }
  while (fraction.size() > static_cast<std::size_t>(digits) && fraction.ends_with('0')) fraction.remove_suffix(1);
  if (fraction.size() > static_cast<std::size_t>(digits) || !std::ranges::all_of(fraction, is_digit))
    return std::nullopt;
  figures += fraction;
  figures.append(static_cast<std::size_t>(digits) - fraction.size(), '0');
  figures.erase(0, std::min(figures.find_first_not_of('0'), figures.size() - 1));
  if (figures.size() > kMostDigits) return std::nullopt;
  const auto value = std::stoll(figures);
  return negative ? -value : value;
}

std::string written(std::int64_t value, int digits) {
  const bool negative = value < 0;
  auto figures = fmt::format("{:0{}}", negative ? -value : value, digits + 1);
  if (digits > 0) figures.insert(figures.size() - static_cast<std::size_t>(digits), ".");
  return (negative ? "-" : "") + figures;
}

Parsed number_or(std::optional<std::int64_t> number, const char* problem) {
  if (!number) return {.problem = problem};
  return {.value = *number};
}

/// Degrees as millionths.
std::optional<std::int64_t> degrees(std::string_view text, std::int64_t least, std::int64_t most) {
  const auto value = exact(text, 6);
  if (!value || *value < least * 1'000'000 || *value > most * 1'000'000) return std::nullopt;
  return value;
}

}  // namespace

Parsed parse_integer(std::string_view text, const Field& /*field*/) {
  return number_or(exact(text::fold_width(text), 0), "record.integer");
}

Parsed parse_decimal(std::string_view text, const Field& field) {
  return number_or(exact(text::fold_width(text), field.digits), "record.decimal");
}

// In the field's unit, or in the one that is written behind the number.
Parsed parse_money(std::string_view text, const Field& field) {
  auto narrow = text::remove_space(text::fold_width(text));
  const auto* unit = &row_of(field.shown);
  for (const auto& row : kAmounts)  // 万元 ends with 元 and comes last
    if (narrow.ends_with(row.word)) unit = &row;
  if (narrow.ends_with(unit->word)) narrow.resize(narrow.size() - unit->word.size());
  return number_or(exact(narrow, unit->digits), "record.money");
}

Parsed parse_yes_no(std::string_view text, const Field& /*field*/) {
  constexpr std::string_view kYes[] = {"是", "有", "√", "yes", "true", "1"};
  constexpr std::string_view kNo[] = {"否", "无", "×", "no", "false", "0"};
  const auto word = text::ascii_lower(text::fold_width(text));
  if (std::ranges::find(kYes, word) != std::end(kYes)) return {.value = std::int64_t{1}};
  if (std::ranges::find(kNo, word) != std::end(kNo)) return {.value = std::int64_t{0}};
  return {.problem = "record.yes-no"};
}

// Longitude, then latitude, within China; the other way round is told apart, for it is the commonest mistake.
Parsed parse_place(std::string_view text, const Field& /*field*/) {
  auto narrow = text::fold_space(text::fold_width(text));
  const auto between = narrow.find_first_of(", ");
  if (between == narrow.npos) return {.problem = "record.place"};
  const auto first = text::trim(std::string_view(narrow).substr(0, between));
  const auto second = text::trim(std::string_view(narrow).substr(between + 1));
  const auto lon = degrees(first, 73, 136);
  const auto lat = degrees(second, 3, 54);
  if (lon && lat) return {.value = written(*lon, 6) + "," + written(*lat, 6)};
  return {.problem = degrees(second, 73, 136) && degrees(first, 3, 54) ? "record.place-swapped" : "record.place"};
}

std::string write_decimal(const Value& value, const Field& field) { return written(*value.number(), field.digits); }

std::string write_money(const Value& value, const Field& field) {
  return written(*value.number(), row_of(field.shown).digits);
}

std::string write_yes_no(const Value& value, const Field& /*field*/) { return *value.number() != 0 ? "是" : "否"; }

}  // namespace dl::records
