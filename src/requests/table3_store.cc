#include "requests/table3_store.h"

#include <stdexcept>

#include "matters/matter_store.h"
#include "requests/counted_sql.h"
#include "requests/table_rows.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr db::Literal kWhere = kCountedWhere;
constexpr db::Literal kResult = kIsResult;
constexpr db::Literal kOutcome = "matter.outcome";
constexpr db::Literal kKlass = "matter.klass";
constexpr db::Literal kTopic = kTopicOf;
constexpr db::Literal kLate = matters::kAnsweredLate;

// kEndedOn is the later one of two days; comparing each by itself is several times as fast.

db::Sql ends_within(Date from, Date until) {
  return db::Sql(
      "? AND (matter.ended_on >= ? OR matter.received_on >= ?) AND matter.ended_on <= ? AND "
      "matter.received_on <= ?",
      kResult, from, from, until, until);
}

/// What has not ended before a day.
db::Sql still_there(Date day) {
  return db::Sql("(matter.received_on >= ? OR matter.ended_on >= ? OR NOT (?))", day, day, kResult);
}

std::vector<Text> decisions_of(int row) {
  std::vector<Text> names;
  for (const auto& one : kDecisionRows)
    if (table_row(one.decision) == row) names.emplace_back(name_of(one.decision));
  return names;
}

db::Sql row_condition(int row, Date from, Date until) {
  if (row == static_cast<int>(Line::New))
    return db::Sql("matter.received_on >= ? AND matter.received_on <= ?", from, until);
  if (row == static_cast<int>(Line::CarriedIn)) return db::Sql("matter.received_on < ? AND ?", from, still_there(from));
  if (row == static_cast<int>(Line::All)) return ends_within(from, until);
  if (row == static_cast<int>(Line::CarriedOn))
    return db::Sql("matter.received_on <= ? AND ?", until, still_there(until.plus_days(1)));
  if (row < kFirstResult || row > kLastResult) throw std::out_of_range("row of table 3");
  return db::Sql("? AND ?", ends_within(from, until), db::among(kOutcome, decisions_of(row)));
}

/// A class that the table does not know counts as other.
db::Sql applicant_condition(Applicant applicant) {
  if (applicant != Applicant::Other) return db::Sql("matter.klass = ?", name_of(applicant));
  std::vector<Text> named;
  for (const auto& one : kApplicants)
    if (one.value != Applicant::Other) named.emplace_back(one.name);
  return db::Sql("NOT ?", db::among(kKlass, named));
}

}  // namespace

db::Sql cell_condition(int row, std::optional<Applicant> applicant, Date from, Date until) {
  auto sql = db::Sql("? AND ?", kWhere, row_condition(row, from, until));
  if (applicant) sql.add(" AND ?", applicant_condition(*applicant));
  return sql;
}

// An end after the period is none yet, so days and lateness count for what ended within it alone.
Outcome<std::vector<Slice>> load_slices(db::Session& session, const accounts::Scope& scope, Date from, Date until) {
  DL_TRY(const auto rows,
         (session.query<Text, Text, Text, Text, Text, Id, Id, std::optional<int>, Id, Id>(db::Sql(
             "SELECT matter.klass, matter.channel, matter.department, ?, matter.outcome, CASE WHEN matter.received_on "
             "< ? THEN 1 ELSE 0 END, CASE WHEN matter.ended_on <= ? THEN 1 ELSE 0 END, matter.answer_days, count(*), "
             "CAST(coalesce(sum(CASE WHEN ? THEN 1 ELSE 0 END), 0) AS BIGINT) FROM matter WHERE ? AND ? AND "
             "matter.received_on <= ? AND ? GROUP BY 1, 2, 3, 4, 5, 6, 7, 8",
             kTopic, from, until, kLate, kWhere, scope.condition("matter.agency"), until, still_there(from)))));
  std::vector<Slice> slices;
  for (const auto& [klass, channel, department, topic, outcome, before, over, days, count, late] : rows) {
    Slice slice{.applicant = find_name<Applicant>(klass).value_or(Applicant::Other),
                .channel = find_name<matters::Channel>(channel).value_or(matters::Channel::Inner),
                .department = department,
                .topic = topic,
                .carried_in = before != 0,
                .count = count};
    if (over != 0) slice.decision = find_name<Decision>(outcome);
    if (slice.decision) {
      slice.days = days;
      slice.late = late;
    }
    slices.push_back(std::move(slice));
  }
  return slices;
}

Table3::Numbers numbers_of(const std::vector<Slice>& slices) {
  Table3::Numbers numbers = {};
  for (const auto& slice : slices) {
    const auto add = [&](int row) {
      auto& line = numbers.at(static_cast<std::size_t>(row - 1));
      line.at(static_cast<std::size_t>(slice.applicant)) += slice.count;
      line.at(kTotal) += slice.count;
    };
    add(static_cast<int>(slice.carried_in ? Line::CarriedIn : Line::New));
    if (!slice.decision) {
      add(static_cast<int>(Line::CarriedOn));
      continue;
    }
    add(table_row(*slice.decision));
    add(static_cast<int>(Line::All));
  }
  return numbers;
}

}  // namespace dl::requests
