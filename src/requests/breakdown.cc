#include "requests/breakdown.h"

#include <algorithm>

#include "matters/matter_store.h"
#include "requests/counted_sql.h"

namespace dl::requests {
namespace {

constexpr db::Literal kResult = kIsResult;
constexpr db::Literal kTopic = kTopicOf;
constexpr db::Literal kLate = matters::kAnsweredLate;

db::Sql ended_by(Date until) { return db::Sql("? AND matter.ended_on <= ?", kResult, until); }

std::string band_of(const std::optional<int>& days) {
  if (!days) return std::string(kNoDays);
  const auto found = std::ranges::find_if(kBands, [&](const Band& band) { return *days <= band.until; });
  return std::string(found->code);
}

Outcome<db::Sql> days_condition(const std::string& line, Date until) {
  if (line == kNoDays) return db::Sql("? AND matter.answer_days IS NULL", ended_by(until));
  const auto* band = std::ranges::find(kBands, line, &Band::code);
  if (band == kBands.end()) return fail(Fault::Invalid, "request.table-cell", line);
  return db::Sql("? AND matter.answer_days >= ? AND matter.answer_days <= ?", ended_by(until), band->from, band->until);
}

}  // namespace

std::optional<std::string> line_of(const Slice& slice, Split split) {
  switch (split) {
    case Split::Channel: return std::string(name_of(slice.channel));
    case Split::Department: return slice.department;
    case Split::Topic: return slice.topic;
    case Split::Decision: return slice.decision ? std::optional(std::string(name_of(*slice.decision))) : std::nullopt;
    case Split::Days: return slice.decision ? std::optional(band_of(slice.days)) : std::nullopt;
  }
  return std::nullopt;
}

Outcome<db::Sql> line_condition(Split split, const std::string& line, Date until) {
  switch (split) {
    case Split::Channel: return db::Sql("matter.channel = ?", line);
    case Split::Department: return db::Sql("matter.department = ?", line);
    case Split::Topic: return db::Sql("? = ?", kTopic, line);
    case Split::Decision: return db::Sql("? AND matter.outcome = ?", ended_by(until), line);
    case Split::Days: return days_condition(line, until);
  }
  return fail(Fault::Invalid, "request.table-cell", line);
}

db::Sql late_condition(Date until) { return db::Sql("? AND ?", ended_by(until), kLate); }

std::int64_t Lengths::sum() const {
  std::int64_t sum = 0;
  for (const auto& [days, count] : counts_) sum += days * count;
  return sum;
}

std::int64_t Lengths::count() const {
  std::int64_t all = 0;
  for (const auto& [days, count] : counts_) all += count;
  return all;
}

/// Of the one at a place, from 0, in the order of their lengths.
int Lengths::at(std::int64_t place) const {
  for (const auto& [days, count] : counts_)
    if ((place -= count) < 0) return days;
  return 0;
}

std::optional<std::int64_t> Lengths::twice_median() const {
  const auto all = count();
  if (all == 0) return std::nullopt;
  return std::int64_t{at((all - 1) / 2)} + at(all / 2);
}

std::optional<std::int64_t> Lengths::longest() const {
  if (counts_.empty()) return std::nullopt;
  return counts_.rbegin()->first;
}

}  // namespace dl::requests
