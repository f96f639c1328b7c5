#include "records/words_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "agencies/agency_store.h"
#include "db/ids.h"
#include "db/rows.h"
#include "privacy/personal_data.h"
#include "privacy/residue.h"
#include "records/write.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

/// The first day of "2026-11", "2026-Q3", "2026", and how many months it has.
std::optional<std::pair<Date, int>> parse_period(Nil nil, const Text& period) {
  auto first = period;
  int months = 1;
  if (nil == Nil::Year) {
    months = 12;
    first += "-01";
  } else if (nil == Nil::Quarter) {
    months = 3;
    if (period.size() != 7 || period[5] != 'Q' || period[6] < '1' || period[6] > '4') return std::nullopt;
    first = fmt::format("{}{:02}", period.substr(0, 5), (period[6] - '1') * 3 + 1);
  }
  const auto day = Date::parse(first + "-01");
  if (!day) return std::nullopt;
  return std::pair(*day, months);
}

}  // namespace

Text told_key(const Problem& problem) {
  return problem.key.starts_with("rule.") ? "record.rule:" + problem.says : problem.key;
}

Outcome<Taken> take_words(const Register& made, const Read& read, const Times& times, Date today,
                          const OwnNumbers& own) {
  auto filled = read;
  fill_computed(made, filled.record, times);
  auto problems = check(made, filled, today);
  for (auto& one : check_residue(made, filled.record, own)) problems.push_back(std::move(one));
  if (!acceptable(problems)) {
    std::vector<FieldProblem> fields;
    for (const auto& problem : problems)
      if (problem.effect == Effect::Refuse) fields.push_back({problem.field, told_key(problem)});
    return Failure(Error{Fault::Invalid, "record.problems", made.code, std::move(fields)});
  }
  const bool withheld = std::ranges::any_of(problems, [](const Problem& p) { return p.effect == Effect::Withhold; });
  return Taken{std::move(filled.record), withheld};
}

Outcome<OwnNumbers> load_own_numbers(db::Session& session, const Register& made) {
  OwnNumbers own;
  if (std::ranges::find(made.fields, Privacy::Scanned, &Field::privacy) == made.fields.end()) return own;
  DL_TRY(const auto phones, agencies::published_phones(session));
  for (const auto& phone : phones) std::ranges::move(privacy::telephone_numbers(phone), std::back_inserter(own));
  return own;
}

std::vector<Problem> check_residue(const Register& made, const Record& record, const OwnNumbers& own) {
  std::vector<Problem> problems;
  for (const auto& field : made.fields) {
    if (field.privacy != Privacy::Scanned) continue;
    const auto copy = text_of(public_value(field, made, record, own), field);
    const auto found = privacy::find_residue(copy, {}, own);
    if (!found.empty())
      problems.push_back({.field = field.code, .key = "record.residue", .says = found.front().masked});
  }
  return problems;
}

Outcome<void> check_unique(db::Session& session, const Shape& shape, const Row& row, const Record& record) {
  for (const auto& key : shape.keys) {
    auto sql = fmt::format("SELECT _record FROM {} WHERE _head = 1 AND _record <> ?", shape.table);
    std::vector<db::Value> values = {row.id};
    if (shape.made->keeper == Keeper::Agency) {
      sql += " AND _agency = ?";
      values.emplace_back(row.agency);
    }
    std::vector<FieldProblem> fields;
    for (const auto* field : key) {
      const auto& value = record.at(field->place);
      if (value.empty()) break;
      sql += fmt::format(" AND {} = ?", quoted_name(field->code));
      values.push_back(column_value(value));
      fields.push_back({field->code, "record.taken"});
    }
    if (fields.size() < key.size()) continue;  // what is empty is no key
    DL_TRY(const auto others, db::query_rows(session, sql, std::move(values), {db::Type::Integer}));
    if (!others.empty())
      return Failure(Error{Fault::Conflict, "record.taken", fmt::format("record {}", std::get<Id>(others[0][0])),
                           std::move(fields)});
  }
  return {};
}

Outcome<Span> span_of(const Register& made, const Text& period, Date today) {
  if (made.nil == Nil::None || made.at == nullptr) return fail(Fault::Conflict, "nil.none", made.code);
  const auto parsed = parse_period(made.nil, period);
  if (!parsed) return fail(Fault::Invalid, "nil.period", period);
  const auto& [from, months] = *parsed;
  const Span span{from, from.plus_months(months)};
  if (today < span.before) return fail(Fault::Invalid, "nil.early", period);
  return span;
}

Outcome<void> check_no_records(db::Session& session, const Shape& shape, Id agency, const Span& span) {
  const auto day = quoted_name(shape.made->at->code);
  const auto sql = fmt::format("SELECT _record FROM {} WHERE _head = 1 AND _agency = ? AND {} >= ? AND {} < ? LIMIT 1",
                               shape.table, day, day);
  DL_TRY(const auto found,
         db::query_rows(session, sql, {agency, span.from.text(), span.before.text()}, {db::Type::Integer}));
  if (!found.empty()) return fail(Fault::Conflict, "nil.records", fmt::format("record {}", std::get<Id>(found[0][0])));
  return {};
}

Outcome<std::vector<Text>> months_with_records(db::Session& session, const Shape& shape, Id agency, Date from) {
  std::vector<Text> months;
  if (shape.made->at == nullptr) return months;
  const auto day = quoted_name(shape.made->at->code);
  const auto sql = fmt::format(
      "SELECT DISTINCT substr({}, 1, 7) FROM {} WHERE _head = 1 AND _agency = ? AND {} >= ? ORDER BY 1 DESC", day,
      shape.table, day);
  DL_TRY(const auto found, db::query_rows(session, sql, {agency, from.text()}, {db::Type::Text}));
  for (const auto& row : found) months.push_back(std::get<Text>(row[0]));
  return months;
}

Outcome<Id> insert_nil(db::Session& session, const NilDeclaration& nil) {
  DL_TRY(const auto there, session.find<Id>("SELECT id FROM record_nil WHERE register = :code AND agency = :agency AND "
                                            "period = :period",
                                            nil.code, nil.agency, nil.period));
  if (there) return fail(Fault::Conflict, "nil.repeated", nil.period);
  DL_TRY(const auto id, db::next_id(session, "record_nil"));
  DL_CHECK(
      session.run("INSERT INTO record_nil (id, register, agency, period, actor, at) VALUES (:id, :code, :agency, "
                  ":period, :actor, :at)",
                  id, nil.code, nil.agency, nil.period, nil.actor, nil.at));
  return id;
}

Outcome<std::vector<NilDeclaration>> list_nil(db::Session& session, std::string_view code,
                                              const accounts::Scope& scope) {
  DL_TRY(auto rows, (session.query<Text, Id, Text, Text, Instant>(
                        db::Sql("SELECT register, agency, period, actor, at FROM record_nil WHERE register = ? AND ? "
                                "ORDER BY period DESC, agency",
                                code, scope.condition("agency")))));
  std::vector<NilDeclaration> all;
  for (auto& [register_code, agency, period, actor, at] : rows)
    all.push_back({std::move(register_code), agency, std::move(period), std::move(actor), at});
  return all;
}

}  // namespace dl::records
