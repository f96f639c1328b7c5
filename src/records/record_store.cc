#include "records/record_store.h"

#include <algorithm>
#include <array>

#include "db/rows.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;
using Day = std::optional<Date>;

constexpr auto kNumber = db::Type::Integer;
constexpr auto kText = db::Type::Text;

// The columns of record_state, and of record_staged, whose rows become its own.
constexpr std::pair<std::string_view, db::Type> kColumns[] = {
    {"id", kNumber},        {"register", kText},    {"agency", kNumber},    {"number", kText},
    {"title", kText},       {"state", kText},       {"head", kNumber},      {"shown", kNumber},
    {"tombstone", kNumber}, {"demanded_on", kText}, {"shown_until", kText}, {"withheld", kNumber},
    {"changed_at", kNumber}};
constexpr auto kJoined = [] {
  std::array<char, 160> text = {};
  auto* at = text.data();
  for (const auto& [name, type] : kColumns) {
    if (at != text.data()) at = std::ranges::copy(std::string_view(", "), at).out;
    at = std::ranges::copy(name, at).out;
  }
  return text;
}();
constexpr db::Literal kNames = std::string_view(kJoined.data());

db::Insertion insertion_of_rows(std::string_view table) {
  return db::insertion_into(table, {std::begin(kColumns), std::end(kColumns)});
}

std::vector<db::Value> values_of(const Row& row) {
  return {row.id,
          row.code,
          row.agency,
          row.number,
          row.title,
          Text(name_of(row.state)),
          row.head,
          row.shown,
          row.tombstone,
          db::Column<Day>::to(row.demanded_on),
          db::Column<Day>::to(row.shown_until),
          db::Column<bool>::to(row.withheld),
          row.changed_at.milliseconds()};
}

Outcome<std::vector<Row>> read_rows(db::Session& session, const db::Sql& condition, const db::Sql& rest = {}) {
  DL_TRY(auto rows, (session.query<Id, Text, Id, Text, Text, Text, Id, Id, Id, Day, Day, bool, Instant>(
                        db::Sql("SELECT ? FROM record_state WHERE ? ?", kNames, condition, rest))));
  std::vector<Row> all;
  all.reserve(rows.size());
  for (auto& [id, code, agency, number, title, state, head, shown, tombstone, demanded, until, withheld, at] : rows)
    all.push_back({id, std::move(code), agency, std::move(number), std::move(title),
                   find_named<State>(state).value_or(State::Entered), head, shown, tombstone, demanded, until, withheld,
                   at});
  return all;
}

db::Sql of_import(Id first, Id last, State state) {
  return db::Sql(
      "id IN (SELECT record FROM record_entry WHERE id BETWEEN ? AND ?) AND head BETWEEN ? AND ? AND state = ? "
      "AND NOT EXISTS (SELECT 1 FROM sign_off WHERE sign_off.subject = 'record:' || record_state.id AND "
      "sign_off.standing = 'Open')",
      first, last, first, last, name_of(state));
}

Outcome<Row> read_row(db::Session& session, Id id, const db::Sql& condition, const db::Sql& rest = {}) {
  DL_TRY(auto found, read_rows(session, db::Sql("id = ? AND ?", id, condition), rest));
  if (found.empty()) return fail(Fault::NotFound, "record.missing", fmt::format("{}", id));
  return std::move(found.front());
}

/// Nothing but on PostgreSQL, where whoever else would change the rows waits.
db::Sql lock_on(const db::Session& session) {
  return session.engine() == db::Engine::Postgres ? db::Sql("FOR UPDATE") : db::Sql();
}

Outcome<std::map<Id, Row>> read_by_id(db::Session& session, const std::vector<Id>& ids, const db::Sql& rest) {
  std::map<Id, Row> by_id;
  if (ids.empty()) return by_id;
  DL_TRY(auto found, read_rows(session, db::among("id", ids), rest));
  for (auto& row : found) by_id.emplace(row.id, std::move(row));
  return by_id;
}

Outcome<std::vector<Entry>> read_entries(db::Session& session, const db::Sql& condition,
                                         db::Literal words = "content") {
  DL_TRY(auto rows, (session.query<Id, Id, Text, Id, Id, Text, Id, Text, Text, Text, Text, Instant>(
                        db::Sql("SELECT id, record, register, agency, version, act, about, ?, digest, reason, "
                                "actor, at FROM record_entry WHERE ? ORDER BY id",
                                words, condition))));
  std::vector<Entry> all;
  for (auto& [id, record, code, agency, version, act, about, content, digest, reason, actor, at] : rows)
    all.push_back({id, record, std::move(code), agency, version, find_named<Act>(act).value_or(Act::Enter), about,
                   std::move(content), std::move(digest), std::move(reason), std::move(actor), at});
  return all;
}

Outcome<std::vector<Id>> numbers(db::Session& session, const db::Sql& sql) {
  DL_TRY(const auto rows, session.query<Id>(sql));
  std::vector<Id> ids;
  for (const auto& [id] : rows) ids.push_back(id);
  return ids;
}

}  // namespace

Outcome<void> insert(db::Session& session, const Row& row) {
  static const auto into = insertion_of_rows("record_state");
  return db::insert_rows(session, into, {values_of(row)});
}

Outcome<void> update(db::Session& session, const Row& row) {
  DL_CHECK(session.run(
      "UPDATE record_state SET title = :title, state = :state, head = :head, shown = :shown, tombstone = :tombstone, "
      "demanded_on = :demanded, shown_until = :until, withheld = :withheld, changed_at = :at WHERE id = :id",
      row.title, name_of(row.state), row.head, row.shown, row.tombstone, row.demanded_on, row.shown_until, row.withheld,
      row.changed_at, row.id));
  return {};
}

Outcome<void> insert(db::Session& session, const Entry& entry) { return insert_all(session, {&entry}); }

Outcome<void> insert_all(db::Session& session, const std::vector<const Entry*>& entries) {
  static const auto into = db::insertion_into("record_entry", {{"id", kNumber},
                                                               {"record", kNumber},
                                                               {"register", kText},
                                                               {"agency", kNumber},
                                                               {"version", kNumber},
                                                               {"act", kText},
                                                               {"about", kNumber},
                                                               {"content", kText},
                                                               {"digest", kText},
                                                               {"reason", kText},
                                                               {"actor", kText},
                                                               {"at", kNumber}});
  std::vector<std::vector<db::Value>> rows;
  for (const auto* one : entries)
    rows.push_back({one->id, one->record, one->code, one->agency, one->version, Text(name_of(one->act)), one->about,
                    one->content, one->digest, one->reason, one->actor, one->at.milliseconds()});
  return db::insert_rows(session, into, rows);
}

Outcome<void> insert_staged(db::Session& session, const std::vector<const Row*>& staged) {
  static const auto into = insertion_of_rows("record_staged");
  std::vector<std::vector<db::Value>> rows;
  for (const auto* row : staged) rows.push_back(values_of(*row));
  return db::insert_rows(session, into, rows);
}

Outcome<Id> put_staged_in_force(db::Session& session, Id first, Id last) {
  DL_TRY(const auto copied, session.run(db::Sql("INSERT INTO record_state (?) SELECT ? FROM record_staged WHERE id "
                                                "BETWEEN ? AND ? ORDER BY id",
                                                kNames, kNames, first, last)));
  DL_CHECK(session.run("DELETE FROM record_staged WHERE id BETWEEN :first AND :last", first, last));
  return copied;
}

Outcome<Row> lock_row(db::Session& session, Id id) { return read_row(session, id, db::Sql("1 = 1"), lock_on(session)); }

// In the order of their numbers, so that two who change several never wait for each other.
Outcome<std::map<Id, Row>> lock_rows(db::Session& session, const std::vector<Id>& ids) {
  return read_by_id(session, ids, db::Sql("ORDER BY id ?", lock_on(session)));
}

Outcome<Row> load_row(db::Session& session, const accounts::Scope& scope, Id id) {
  return read_row(session, id, scope.condition("agency"));
}

Outcome<std::map<Id, Row>> rows_of(db::Session& session, const std::vector<Id>& ids) {
  return read_by_id(session, ids, {});
}

Outcome<std::vector<Row>> rows_behind(db::Session& session, std::string_view code, Id after, int most) {
  return read_rows(session, db::Sql("register = ? AND id > ?", code, after),
                   db::Sql("ORDER BY id ?", db::limit_to(most)));
}

Outcome<std::vector<Row>> shown_between(db::Session& session, Id after, Id up_to, int most) {
  return read_rows(session, db::Sql("shown <> 0 AND id > ? AND id <= ?", after, up_to),
                   db::Sql("ORDER BY id ?", db::limit_to(most)));
}

Outcome<std::vector<Id>> waiting_behind(db::Session& session, Id after, int most) {
  return numbers(session, db::Sql("SELECT id FROM record_state WHERE (state IN ('Entered', 'Signing', 'Signed') OR "
                                  "demanded_on IS NOT NULL) AND id > ? ORDER BY id ?",
                                  after, db::limit_to(most)));
}

Outcome<std::vector<Id>> ended_before(db::Session& session, Date today, int most) {
  return numbers(session, db::Sql("SELECT id FROM record_state WHERE shown <> 0 AND shown_until IS NOT NULL AND "
                                  "shown_until < ? ORDER BY shown_until, id ?",
                                  today, db::limit_to(most)));
}

Outcome<Entry> load_entry(db::Session& session, Id id) {
  DL_TRY(auto found, read_entries(session, db::Sql("id = ?", id)));
  if (found.empty()) return fail(Fault::NotFound, "record.missing", fmt::format("entry {}", id));
  return std::move(found.front());
}

Outcome<std::map<Id, Text>> contents_of(db::Session& session, const std::vector<Id>& ids) {
  std::map<Id, Text> contents;
  if (ids.empty()) return contents;
  DL_TRY(auto rows,
         (session.query<Id, Text>(db::Sql("SELECT id, content FROM record_entry WHERE ?", db::among("id", ids)))));
  for (auto& [id, content] : rows) contents.emplace(id, std::move(content));
  return contents;
}

Outcome<std::vector<Entry>> list_entries(db::Session& session, Id record) {
  return read_entries(session, db::Sql("record = ?", record));
}

Outcome<std::map<Id, std::vector<Entry>>> histories_of(db::Session& session, const std::vector<Id>& records,
                                                       WithWords words) {
  std::map<Id, std::vector<Entry>> histories;
  if (records.empty()) return histories;
  const auto content = words == WithWords::Yes ? db::Literal("content") : db::Literal("''");
  DL_TRY(auto found, read_entries(session, db::among("record", records), content));
  for (auto& entry : found) histories[entry.record].push_back(std::move(entry));
  return histories;
}

Outcome<std::map<Id, Entry>> entries_of(db::Session& session, const std::vector<Id>& ids) {
  std::map<Id, Entry> by_id;
  if (ids.empty()) return by_id;
  DL_TRY(auto found, read_entries(session, db::among("id", ids)));
  for (auto& entry : found) by_id.emplace(entry.id, std::move(entry));
  return by_id;
}

Outcome<std::vector<Entry>> entries_between(db::Session& session, Id first, Id last) {
  return read_entries(session, db::Sql("id BETWEEN ? AND ?", first, last));
}

Outcome<Entry> words_before(db::Session& session, const Entry& entry) {
  DL_TRY(auto found, read_entries(session, db::Sql("id = (SELECT max(id) FROM record_entry WHERE record = ? AND id < ? "
                                                   "AND content <> '')",
                                                   entry.record, entry.id)));
  if (found.empty()) return fail(Fault::NotFound, "record.missing", fmt::format("before entry {}", entry.id));
  return std::move(found.front());
}

Outcome<std::vector<Row>> rows_of_import(db::Session& session, Id first, Id last, State state) {
  return read_rows(session, of_import(first, last, state), db::Sql("ORDER BY id"));
}

Outcome<bool> any_of_import(db::Session& session, Id first, Id last, State state) {
  DL_TRY(const auto rows, session.query<Id>(db::Sql("SELECT id FROM record_state WHERE ? AND withheld = ? LIMIT 1",
                                                    of_import(first, last, state), false)));
  return !rows.empty();
}

Outcome<std::vector<Text>> authors_of_import(db::Session& session, Id first, Id last) {
  DL_TRY(const auto rows,
         session.query<Text>("SELECT DISTINCT other.actor FROM record_entry AS mine JOIN record_state ON "
                             "record_state.id = mine.record JOIN record_entry AS other ON other.record = "
                             "mine.record AND other.id > record_state.shown AND other.content <> '' "
                             "WHERE mine.id BETWEEN :first AND :last ORDER BY other.actor",
                             first, last));
  std::vector<Text> actors;
  for (const auto& [actor] : rows) actors.push_back(actor);
  return actors;
}

Outcome<std::vector<Text>> authors_of(db::Session& session, const Row& row) {
  DL_TRY(const auto rows, session.query<Text>("SELECT DISTINCT actor FROM record_entry WHERE record = :record AND "
                                              "id > :shown AND content <> '' ORDER BY actor",
                                              row.id, row.shown));
  std::vector<Text> actors;
  for (const auto& [actor] : rows) actors.push_back(actor);
  return actors;
}

Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope, const std::vector<Id>& ids) {
  DL_TRY(auto rows, (session.query<Id, Text>(db::Sql("SELECT id, title FROM record_state WHERE ? AND (? OR shown <> 0)",
                                                     db::among("id", ids), scope.condition("agency")))));
  accounts::Titles titles;
  for (auto& [id, title] : rows) titles[id] = std::move(title);
  return titles;
}

}  // namespace dl::records
