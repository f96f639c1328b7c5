#include "records/counterpart_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "db/rows.h"
#include "records/counterparts.h"
#include "records/library.h"
#include "records/list_source.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr auto kNumber = db::Type::Integer;
constexpr auto kText = db::Type::Text;

constexpr std::string_view kThere =
    "(record_state.state = 'Signed' OR (record_state.state IN ('Entered', 'Signing') AND head.act <> 'enter'))";

constexpr std::size_t kKeysAtOnce = 200;
constexpr char kBetween = '\x1f';

Value value_of(const db::Value& column) {
  if (const auto* number = std::get_if<Id>(&column)) return *number;
  if (const auto* text = std::get_if<Text>(&column)) return *text;
  return {};
}

std::string_view condition_of(Among among) { return among == Among::Newest ? "_head = 1" : "_shown = 1"; }

Outcome<std::vector<Id>> numbers(db::Session& session, const Statement& statement) {
  DL_TRY(const auto rows, db::query_rows(session, statement.sql, statement.values, {kNumber}));
  std::vector<Id> ids;
  for (const auto& row : rows) ids.push_back(std::get<Id>(row[0]));
  return ids;
}

/// Rows in which each of the fields has a value of one of the keys: the record, and the fields.
Outcome<std::vector<std::vector<db::Value>>> rows_by(db::Session& session, const Shape& shape, Id agency,
                                                     const Fields& fields, std::span<const Key> keys, Among among) {
  std::vector<db::Type> types = {kNumber};
  Text columns = "_record";
  for (const auto* field : fields) {
    types.push_back(field->row().stored == Stored::Integer ? kNumber : kText);
    columns += ", " + quoted_name(field->code);
  }
  Statement statement;
  statement.add(fmt::format("SELECT {} FROM {}", columns, shape.table));
  statement.add(fmt::format(" WHERE {} AND _agency = ?", condition_of(among)), {agency});
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::vector<db::Value> values;
    for (const auto& key : keys) values.push_back(column_value(key[i]));
    const auto last = values.back();
    values.resize(db::padded(values.size()), last);
    Text marks = "?";
    for (std::size_t more = 1; more < values.size(); ++more) marks += ", ?";
    statement.add(fmt::format(" AND {} IN ({})", quoted_name(fields[i]->code), marks), std::move(values));
  }
  return db::query_rows(session, statement.sql, statement.values, types);
}

/// The record that stands under the key of a row `listed`.
Text record_here(const Shape& here, Among among) {
  Text same = "listed._agency = ours._agency";
  for (const auto& pair : here.made->counterpart->key)
    same += fmt::format(" AND ours.{} = listed.{}", quoted_name(pair.here->code), quoted_name(pair.there));
  return fmt::format("(SELECT min(ours._record) FROM {} AS ours WHERE {} AND ours.{})", here.table, same,
                     condition_of(among));
}

/// The next accepted rows of a list, with their keys.
Statement accepted(const Shape& list, const Counterpart& held, const accounts::Scope& scope, Id after, int most) {
  Text key;
  for (const auto& pair : held.key) key += fmt::format(", found.{}", quoted_name(pair.there));
  const auto within = scope.condition("found._agency");
  Statement statement;
  statement.add(fmt::format("SELECT found._entry, found._record, found._agency{} FROM {} AS found", key, list.table));
  statement.add(" JOIN record_state ON record_state.id = found._record");
  statement.add(" WHERE found._head = 1 AND record_state.state = 'Signed'");
  statement.add(" AND found._entry > ? AND ", {after});
  statement.add(within.text(), within.values());
  return statement.add(fmt::format(" ORDER BY found._entry LIMIT {}", most));
}

/// Each with the public record of its key, and the newest: looked up once the rows are few.
Statement with_records(const Shape& here, const Statement& rows) {
  Statement statement;
  statement.add("SELECT listed._entry AS entry, listed._record AS record");
  statement.add(fmt::format(", {} AS shown", record_here(here, Among::Shown)));
  statement.add(fmt::format(", {} AS newest", record_here(here, Among::Newest)));
  return statement.add(" FROM (").add(rows).add(") AS listed");
}

}  // namespace

std::string key_text(const Key& key) {
  Text text;
  for (const auto& value : key) {
    const auto* number = value.number();
    const auto* words = value.text();
    text += number != nullptr ? fmt::format("{}", *number) : words != nullptr ? *words : Text();
    text += kBetween;
  }
  return text;
}

// Of a key of several fields rows are found in which each has a value of some key; those of another key are left out.
Outcome<ByKey> records_by(db::Session& session, const Shape& shape, Id agency, const Fields& fields,
                          const std::vector<Key>& keys, Among among) {
  ByKey found;
  for (std::size_t at = 0; at < keys.size(); at += kKeysAtOnce) {
    const std::span some(keys.begin() + static_cast<std::ptrdiff_t>(at), std::min(kKeysAtOnce, keys.size() - at));
    std::set<Text> wanted;
    for (const auto& key : some) wanted.insert(key_text(key));
    DL_TRY(const auto rows, rows_by(session, shape, agency, fields, some, among));
    for (const auto& row : rows) {
      Key key;
      for (std::size_t i = 0; i < fields.size(); ++i) key.push_back(value_of(row[i + 1]));
      if (auto text = key_text(key); wanted.contains(text)) found[std::move(text)].push_back(std::get<Id>(row[0]));
    }
  }
  for (auto& [key, ids] : found) {
    std::ranges::sort(ids);
    const auto more = std::ranges::unique(ids);
    ids.erase(more.begin(), more.end());
  }
  return found;
}

Outcome<Id> count_there(db::Session& session, const Shape& list, Id agency, Id most) {
  Statement statement;
  statement.add("SELECT count(*) FROM (SELECT 1 AS one");
  statement.add(fmt::format(" FROM {} AS listed", list.table));
  statement.add(" JOIN record_state ON record_state.id = listed._record");
  statement.add(" JOIN record_entry AS head ON head.id = record_state.head");
  statement.add(fmt::format(" WHERE listed._agency = ? AND listed._head = 1 AND {}", kThere), {agency});
  DL_TRY(const auto counts, numbers(session, statement.add(fmt::format(" LIMIT {}) AS found", most))));
  return counts.at(0);
}

Outcome<std::vector<Id>> shown_of(db::Session& session, std::string_view code, Id agency) {
  return numbers(session,
                 Statement().add("SELECT id FROM record_state WHERE register = ? AND agency = ? AND shown <> 0",
                                 {Text(code), agency}));
}

Outcome<std::vector<Id>> shown_of_behind(db::Session& session, std::string_view code, Id after, int most) {
  Statement statement;
  statement.add("SELECT id FROM record_state WHERE register = ? AND id > ? AND shown <> 0", {Text(code), after});
  return numbers(session, statement.add(fmt::format(" ORDER BY id LIMIT {}", most)));
}

Outcome<std::vector<AcceptedRow>> accepted_behind(db::Session& session, const Shape& list, const Shape& here,
                                                  const accounts::Scope& scope, Id after, int most) {
  Statement statement;
  statement.add("SELECT listed.entry, listed.record, words.content, coalesce(other.id, 0)");
  statement.add(", CASE WHEN listed.shown IS NULL AND other.withheld = 1 THEN 1 ELSE 0 END");
  statement.add(", CASE WHEN listed.shown IS NOT NULL OR gone.reason = ? THEN 1 ELSE 0 END", {Text(kDisplayOver)});
  statement.add(", coalesce((SELECT min(first.at) FROM record_entry AS first");
  statement.add(" WHERE first.record = other.id AND first.act = 'publish'), 0)");
  const auto rows_of_list = accepted(list, *here.made->counterpart, scope, after, most);
  statement.add(" FROM (").add(with_records(here, rows_of_list)).add(") AS listed");
  statement.add(" JOIN record_entry AS words ON words.id = listed.entry");
  statement.add(" LEFT JOIN record_state AS other ON other.id = coalesce(listed.shown, listed.newest)");
  statement.add(" LEFT JOIN record_entry AS gone ON gone.id = other.tombstone");
  statement.add(" ORDER BY listed.entry");
  DL_TRY(auto rows, db::query_rows(session, statement.sql, statement.values,
                                   {kNumber, kNumber, kText, kNumber, kNumber, kNumber, kNumber}));
  std::vector<AcceptedRow> all;
  for (auto& row : rows) {
    AcceptedRow one{.entry = std::get<Id>(row[0]),
                    .record = std::get<Id>(row[1]),
                    .content = std::move(std::get<Text>(row[2])),
                    .other = std::get<Id>(row[3]),
                    .withheld = std::get<Id>(row[4]) != 0,
                    .published = std::get<Id>(row[5]) != 0};
    if (const auto at = std::get<Id>(row[6]); at != 0) one.first_on = Instant(at).date();
    all.push_back(std::move(one));
  }
  return all;
}

namespace {

// By the number behind "record:", so that records are looked up and not gone through.
constexpr db::Literal kOfDifference =
    "JOIN record_state ON record_state.id = CASE WHEN work_item.kind = 'record.counterpart' THEN "
    "CAST(substr(work_item.subject, 8) AS BIGINT) ELSE 0 END WHERE work_item.kind = 'record.counterpart'";

db::Sql asked_of(const Asking& asked, const accounts::Scope& scope) {
  db::Sql where("?", kOfDifference);
  where.add(" AND ? AND ?", db::among("record_state.register", asked.registers), scope.condition("work_item.agency"));
  if (asked.agency) where.add(" AND work_item.agency = ?", *asked.agency);
  return where;
}

}  // namespace

Outcome<std::vector<DifferenceLine>> list_differences(db::Session& session, const Asking& asked,
                                                      const accounts::Scope& scope, Id after, int most) {
  auto sql = db::Sql(
      "SELECT work_item.id, record_state.id, work_item.title, work_item.state, work_item.due_on, work_item.since "
      "FROM work_item ? AND work_item.id > ?",
      asked_of(asked, scope), after);
  if (asked.kind) sql.add(" AND work_item.state = ?", name_of(*asked.kind));
  DL_TRY(auto rows, (session.query<Id, Id, Text, Text, std::optional<Date>, Instant>(
                        sql.add(" ORDER BY work_item.id ?", db::limit_to(most)))));
  std::vector<Id> ids;
  for (const auto& row : rows) ids.push_back(std::get<1>(row));
  DL_TRY(auto records, rows_of(session, ids));
  std::vector<DifferenceLine> lines;
  for (auto& [id, record, title, kind, due, since] : rows)
    lines.push_back({id, records.at(record), std::move(title), find_named<Differs>(kind).value_or(Differs::MissingHere),
                     due, since});
  return lines;
}

Outcome<std::map<Differs, Id>> count_differences(db::Session& session, const Asking& asked,
                                                 const accounts::Scope& scope) {
  DL_TRY(const auto rows,
         (session.query<Text, Id>(db::Sql("SELECT work_item.state, count(*) FROM work_item ? GROUP BY work_item.state",
                                          asked_of(asked, scope)))));
  std::map<Differs, Id> counts;
  for (const auto& [kind, count] : rows)
    if (const auto known = find_named<Differs>(kind)) counts[*known] = count;
  return counts;
}

}  // namespace dl::records
