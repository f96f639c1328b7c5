#include "requests/bands.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/resources.h"
#include "base/toml_file.h"
#include "requests/procedure.h"

namespace dl::requests {
namespace {

constexpr std::string_view kFile = "data/bands.toml";
constexpr Date kFirst(1, 1, 1);
constexpr Date kFinal(9999, 12, 31);

struct Span {
  Date from = {};
  Date until = {};
};

/// The last day that is no more than so many working days away.
Date last_within(int days, Date today, const Calendar& calendar) {
  auto day = today;
  for (int counted = 0;; day = day.plus_days(1))
    if (calendar.is_working_day(day.plus_days(1)) && ++counted > days) return day;
}

Span span_of(DueBand which, Date today, const DueBands& bands, const Calendar& calendar) {
  const auto last = last_within(bands.last, today, calendar);
  switch (which) {
    case DueBand::Overdue: return {kFirst, today.plus_days(-1)};
    case DueBand::Last: return {today, last};
    case DueBand::Near: return {last.plus_days(1), last_within(bands.near, today, calendar)};
  }
  return {kFinal, kFirst};
}

Outcome<int> read_days(const TomlFile& file, std::string_view key) {
  DL_TRY(const auto days, file.integer(file.root(), key));
  if (days < 0 || days > kWidestBand)
    return file.wrong(*file.root().get(key), fmt::format("'{}' is 0 to {} working days", key, kWidestBand));
  return static_cast<int>(days);
}

}  // namespace

Outcome<DueBands> read_due_bands(const std::string& name, std::string_view text) {
  DL_TRY(const auto file, TomlFile::parse(name, text));
  DL_CHECK(file.only(file.root(), {"near", "last"}));
  DueBands bands;
  DL_TRY(bands.near, read_days(file, "near"));
  DL_TRY(bands.last, read_days(file, "last"));
  if (bands.last >= bands.near) return file.wrong(*file.root().get("last"), "'last' is below 'near'");
  return bands;
}

Outcome<DueBands> load_due_bands() {
  DL_TRY(const auto text, load_resource(kFile));
  return read_due_bands(std::string(kFile), text);
}

const DueBands& due_bands() {
  static const auto read = load_due_bands();
  if (!read) throw std::runtime_error(describe(read.error()));
  return *read;
}

std::optional<DueBand> due_band_of(Date due, Date today, const DueBands& bands, const Calendar& calendar) {
  for (const auto& one : kBandNames) {
    const auto span = span_of(one.value, today, bands, calendar);
    if (span.from <= due && due <= span.until) return one.value;
  }
  return std::nullopt;
}

db::Sql due_band_condition(DueBand which, Date today, const DueBands& bands, const Calendar& calendar) {
  const auto span = span_of(which, today, bands, calendar);
  return db::Sql(
      "matter.ended_on IS NULL AND EXISTS (SELECT 1 FROM work_item WHERE work_item.subject = 'matter:' || "
      "CAST(matter.id AS TEXT) AND work_item.kind IN (?, ?) AND work_item.due_on >= ? AND work_item.due_on <= ?)",
      Procedure::kHandle.name, Procedure::kSign.name, span.from, span.until);
}

}  // namespace dl::requests
