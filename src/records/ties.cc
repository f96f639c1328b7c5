#include "records/ties.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "db/rows.h"
#include "records/record_files.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

/// So many questions stand in a statement, so that batches share one.
constexpr std::size_t kQuestions = 512;

/// What is asked of another register: whether one record has these values.
struct Question {
  std::size_t record = 0;
  std::vector<db::Value> values = {};
};

/// What is empty is not asked about.
void ask(std::vector<Question>& questions, const Rule& rule, const Record& record, std::size_t at) {
  if (const auto* several = record.at(rule.fields.front()->place).several()) {
    for (const auto& one : *several) questions.push_back({at, {column_value(one)}});
    return;
  }
  Question question{.record = at};
  for (const auto* field : rule.fields) {
    const auto& value = record.at(field->place);
    if (value.empty()) return;
    question.values.push_back(column_value(value));
  }
  questions.push_back(std::move(question));
}

/// One probe of an index for each question: nothing is read but what is asked for. `first`: by the first field alone.
Text probe(const Rule& rule, const Shape& other, bool within_agency, bool first) {
  auto sql = fmt::format("EXISTS (SELECT 1 FROM {} WHERE _head = 1", other.table);
  if (within_agency) sql += " AND _agency = asked.agency";
  for (std::size_t i = 0; i < (first ? 1 : rule.fields.size()); ++i)
    sql += fmt::format(" AND {} = asked.v{}", quoted_name(rule.elsewhere.fields[i]), i);
  return sql + ")";
}

/// "WITH asked(n, agency, v0) AS (VALUES (?, ?, ?), …) SELECT n FROM asked WHERE …": those that are not answered well.
Text statement_of(const Rule& rule, const Shape& other, bool within_agency, std::size_t questions) {
  Text columns = "n, agency";
  Text marks = "CAST(? AS BIGINT), CAST(? AS BIGINT)";
  for (std::size_t i = 0; i < rule.fields.size(); ++i) {
    const bool number = rule.fields[i]->row().stored == Stored::Integer;
    columns += fmt::format(", v{}", i);
    marks += fmt::format(", CAST(? AS {})", number ? "BIGINT" : "TEXT");
  }
  Text rows;
  for (std::size_t i = 0; i < questions; ++i) rows += fmt::format("{}({})", i == 0 ? "" : ", ", marks);
  // A list of which the record is no part says nothing of it; exists-in asks for that.
  const auto listed = rule.check->name == kSameAsList ? probe(rule, other, within_agency, true) + " AND " : Text();
  return fmt::format("WITH asked({}) AS (VALUES {}) SELECT n FROM asked WHERE {}NOT {}", columns, rows, listed,
                     probe(rule, other, within_agency, false));
}

/// The records whose questions are not answered well.
Outcome<std::set<std::size_t>> unanswered(db::Session& session, const Ties& ties, const Rule& rule,
                                          const std::vector<Question>& questions) {
  std::set<std::size_t> wrong_ones;
  const auto& other = ties.projection.shape(rule.elsewhere.code);
  DL_CHECK(ties.projection.require(session, other, Projection::For::Reading));
  const bool within_agency = other.made->keeper == Keeper::Agency;
  for (std::size_t from = 0; from < questions.size(); from += kQuestions) {
    const auto here = std::min(kQuestions, questions.size() - from);
    const auto room = questions.size() == 1 ? 1 : kQuestions;
    std::vector<db::Value> values;
    for (std::size_t i = 0; i < room; ++i) {
      const auto& question = questions[from + std::min(i, here - 1)];  // the last one again, to fill the statement
      values.emplace_back(static_cast<Id>(question.record));
      values.emplace_back(ties.agency);
      for (const auto& value : question.values) values.push_back(value);
    }
    DL_TRY(const auto rows, db::query_rows(session, statement_of(rule, other, within_agency, room), std::move(values),
                                           {db::Type::Integer}));
    for (const auto& row : rows) wrong_ones.insert(static_cast<std::size_t>(std::get<Id>(row[0])));
  }
  return wrong_ones;
}

Outcome<void> ask_departments(db::Session& session, const Ties& ties, std::span<const Record* const> records,
                              std::vector<std::vector<Problem>>& problems) {
  std::optional<std::set<Text>> names;
  for (const auto& field : ties.made.fields) {
    if (field.type != Type::Department) continue;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto& value = records[i]->at(field.place);
      if (value.empty()) continue;
      if (!names) {
        DL_TRY(const auto rows, session.query<Text>("SELECT name FROM department WHERE agency = :agency", ties.agency));
        names.emplace();
        for (const auto& [name] : rows) names->insert(name);
      }
      const auto known = [&](const Value& one) { return one.text() == nullptr || names->contains(*one.text()); };
      const bool right = value.several() != nullptr ? std::ranges::all_of(*value.several(), known) : known(value);
      if (!right) problems[i].push_back({.field = field.code, .key = "record.no-department", .effect = Effect::Warn});
    }
  }
  return {};
}

}  // namespace

Outcome<std::vector<std::vector<Problem>>> check_ties(db::Session& session, const Ties& ties,
                                                      std::span<const Record* const> records) {
  DL_TRY(auto problems, check_files(session, {ties.made, ties.agency}, records));
  DL_CHECK(ask_departments(session, ties, records, problems));
  for (const auto& rule : ties.made.rules) {
    if (rule.check->argument != Argument::Register) continue;
    std::vector<Question> questions;
    for (std::size_t i = 0; i < records.size(); ++i)
      if (!rule.when || condition::holds(*rule.when, ties.made.facts(*records[i])))
        ask(questions, rule, *records[i], i);
    if (questions.empty()) continue;
    DL_TRY(const auto wrong_ones, unanswered(session, ties, rule, questions));
    for (const auto at : wrong_ones)
      problems[at].push_back({.field = rule.fields.front()->code,
                              .key = fmt::format("rule.{}", rule.check->name),
                              .effect = rule.effect,
                              .says = rule.says});
  }
  return problems;
}

Outcome<void> add_ties(db::Session& session, const Ties& ties, std::span<Read> reads) {
  std::vector<const Record*> records;
  for (const auto& read : reads) records.push_back(&read.record);
  DL_TRY(const auto problems, check_ties(session, ties, records));
  for (std::size_t i = 0; i < reads.size(); ++i)
    reads[i].problems.insert(reads[i].problems.end(), problems[i].begin(), problems[i].end());
  return {};
}

}  // namespace dl::records
