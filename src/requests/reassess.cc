#include "requests/reassess.h"

#include <algorithm>

#include "requests/cycle.h"
#include "requests/decision.h"
#include "requests/ends.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

using matters::Case;

constexpr auto kKept = event("request.kept-closed").verb;
constexpr auto kOpened = event("request.opened-up").verb;
constexpr auto kSubmitted = event("request.submitted").verb;
constexpr auto kDelivered = event("request.delivered").verb;

bool withholds(const DecisionRow& row) { return row.relief == Relief::First || row.relief == Relief::Part; }

/// Nothing where no period is in force, or where it is one of no such unit.
std::optional<Date> after(Date last, const periods::Laws& laws) {
  const auto* period = laws.find(kReassessPeriod, last);
  if (period == nullptr || !period->on) return std::nullopt;
  switch (period->unit) {
    case periods::Unit::Month: return last.plus_months(period->length);
    case periods::Unit::Year: return last.plus_months(12 * period->length);
    case periods::Unit::Day: return last.plus_days(period->length);
    default: return std::nullopt;
  }
}

/// The last day whose next re-assessment is due before `day`; nothing where none is. Later days are due later, so it
/// is found by halves.
std::optional<Date> last_due_before(Date day, const periods::Laws& laws) {
  const auto is_due = [&](Date last) {
    const auto due = after(last, laws);
    return due && *due < day;
  };
  constexpr int kFarthestBack = 20'000;  // days: before any request by law
  int none = 0;
  int due = kFarthestBack;
  if (!is_due(day.plus_days(-due))) return std::nullopt;
  while (due - none > 1) {
    const int middle = (none + due) / 2;
    (is_due(day.plus_days(-middle)) ? due : none) = middle;
  }
  return day.plus_days(-due);
}

/// In the words of the engines: what was decided anew stands as its last round ended.
db::Sql withheld() {
  std::vector<std::string> codes;
  for (const auto& row : kDecisionRows)
    if (withholds(row)) codes.emplace_back(name_of(row.decision));
  return db::Sql(
      "((matter.round = 1 AND matter.ended_on IS NOT NULL AND ?) OR (matter.round > 1 AND EXISTS (SELECT 1 FROM "
      "matter_fact AS sent WHERE sent.matter = matter.id AND sent.round = matter.round AND sent.verb = ? AND ? AND NOT "
      "EXISTS (SELECT 1 FROM matter_fact AS later WHERE later.matter = sent.matter AND later.round = sent.round AND "
      "later.verb = sent.verb AND later.id > sent.id)) AND EXISTS (SELECT 1 FROM matter_fact AS served WHERE "
      "served.matter = matter.id AND served.round = matter.round AND served.verb = ?))) AND NOT EXISTS (SELECT 1 FROM "
      "matter_fact WHERE matter_fact.matter = matter.id AND matter_fact.round = matter.round AND matter_fact.verb = ?)",
      db::among("matter.outcome", codes), kSubmitted, db::among("sent.code", codes), kDelivered, kOpened);
}

}  // namespace

bool withholds(std::string_view outcome) {
  const auto decision = find_name<Decision>(outcome);
  return decision && withholds(row_of(*decision));
}

std::optional<Reassessment> reassessment_of(const Case& now, const periods::Laws& laws) {
  const auto end = end_of_round(now);
  if (!end || !withholds(end->code)) return std::nullopt;
  Reassessment of{.last = end->on};
  for (const auto* fact : now.all(kKept)) of.last = std::max(of.last, fact->on);
  if (const auto* opened = now.last(kOpened)) {
    of.last = opened->on;
    of.opened = true;
  } else {
    of.due = after(of.last, laws);
  }
  return of;
}

db::Sql reassess_condition(Reassess which, Date today, const periods::Laws& laws) {
  auto condition = withheld();
  if (which == Reassess::All) return condition;
  const auto until = last_due_before(which == Reassess::Overdue ? today : today.plus_days(kReassessSoon + 1), laws);
  if (!until) return condition.add(" AND 1 = 0");
  return condition.add(
      " AND (matter.round > 1 OR matter.ended_on <= ?) AND NOT EXISTS (SELECT 1 FROM matter_fact WHERE "
      "matter_fact.matter = matter.id AND matter_fact.round = matter.round AND matter_fact.verb IN (?, ?) AND "
      "matter_fact.on_day > ?)",
      *until, kKept, kDelivered, *until);
}

Outcome<void> check_reassesses(const Standing& standing) {
  const auto& number = standing.of.matter.number;
  const auto end = end_of_round(standing.of);
  if (!end || !withholds(end->code)) return fail(Fault::Conflict, "request.not-withheld", number);
  if (standing.of.count(kOpened) > 0) return fail(Fault::Conflict, "request.opened-up", number);
  return {};
}

}  // namespace dl::requests
