#include "records/counterparts.h"

#include <fmt/format.h>

#include <algorithm>

#include "db/rows.h"
#include "records/library.h"
#include "records/list_source.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

/// A row of a list that is accepted, or was and is being corrected.
constexpr std::string_view kThere =
    "(record_state.state = 'Signed' OR (record_state.state IN ('Entered', 'Signing') AND head.act <> 'enter'))";

std::optional<Date> day_in(const Record& words, const Field* field) {
  const auto* text = field == nullptr ? nullptr : words.at(field->place).text();
  const auto day = text == nullptr ? Outcome<Date>(fail(Fault::Invalid, "date")) : Date::parse(*text);
  return day ? std::optional(*day) : std::nullopt;
}

Outcome<bool> is_there(db::Session& session, const Row& row) {
  if (row.state == State::Signed) return true;
  if (row.state != State::Entered && row.state != State::Signing) return false;
  DL_TRY(const auto head, load_entry(session, row.head));
  return head.act != Act::Enter;
}

/// Whether a record was public as long as the law says, or never may be.
Outcome<bool> is_settled(db::Session& session, const Row& row) {
  if (row.withheld) return true;
  if (row.tombstone == 0) return false;
  DL_TRY(const auto tombstone, load_entry(session, row.tombstone));
  return tombstone.reason == kDisplayOver;
}

}  // namespace

/// One of the two sides as it is looked at from there.
struct Counterparts::Side {
  const Register& made;
  const Register& other;
  const Counterpart& held;
  bool list = false;  ///< whether `made` is the list

  std::vector<Value> key_of(const Record& words) const {
    std::vector<Value> key;
    for (const auto& pair : held.key) key.push_back(words.at(list ? made.find(pair.there)->place : pair.here->place));
    return key;
  }
};

Counterparts::Counterparts(std::shared_ptr<const Carried> carried)
    : carried_(std::move(carried)),
      on_sqlite_(carried_->registers, db::Engine::Sqlite),
      on_postgres_(carried_->registers, db::Engine::Postgres) {
  for (const auto& [code, made] : carried_->registers.all())
    if (made.counterpart) holders_.emplace(made.counterpart->code, &made);
}

const Register* Counterparts::holder_of(const Register& list) const {
  const auto found = holders_.find(list.code);
  return found == holders_.end() ? nullptr : found->second;
}

const Projection& Counterparts::projection(db::Engine engine) const {
  return engine == db::Engine::Postgres ? on_postgres_ : on_sqlite_;
}

std::optional<Counterparts::Side> Counterparts::side_of(const Register& made) const {
  const auto& all = carried_->registers.all();
  if (made.counterpart) return Side{made, all.at(made.counterpart->code), *made.counterpart, false};
  const auto* holder = holder_of(made);
  return holder == nullptr ? std::nullopt : std::optional(Side{made, *holder, *holder->counterpart, true});
}

// By an index of the key: a record is looked up, never searched for.
Outcome<std::vector<Id>> Counterparts::records_by(db::Session& session, const Side& side, Id agency,
                                                  const std::vector<Value>& key, std::string_view rows) const {
  const auto& all = projection(session.engine());
  const auto& shape = all.shape(side.other.code);
  DL_CHECK(all.require(session, shape, Projection::For::Reading));
  auto sql = fmt::format("SELECT DISTINCT _record FROM {} WHERE {} AND _agency = ?", shape.table, rows);
  std::vector<db::Value> values = {agency};
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto& pair = side.held.key[i];
    sql += fmt::format(" AND {} = ?", quoted_name(side.list ? pair.here->code : pair.there));
    values.push_back(column_value(key[i]));
  }
  DL_TRY(const auto found, db::query_rows(session, sql + " ORDER BY _record", std::move(values), {db::Type::Integer}));
  std::vector<Id> ids;
  for (const auto& row : found) ids.push_back(std::get<Id>(row[0]));
  return ids;
}

Outcome<std::optional<Difference>> Counterparts::of(db::Session& session, const Row& row, const Times& times) const {
  const auto made = carried_->registers.find(row.code);
  const auto side = made ? side_of(**made) : std::nullopt;
  if (!side) return std::optional<Difference>();
  return side->list ? of_row(session, row, *side, times) : of_public(session, row, *side);
}

Outcome<std::optional<Difference>> Counterparts::of_row(db::Session& session, const Row& row, const Side& side,
                                                        const Times& times) const {
  std::optional<Difference> none;
  if (row.state != State::Signed) return none;
  DL_TRY(const auto head, load_entry(session, row.head));
  DL_TRY(const auto words, read_content(head.content, side.made));
  const auto facts = side.made.facts(words.shown);
  Difference found;
  if (!side.held.period.empty())
    if (const auto day = day_in(words.shown, side.made.find(side.held.from)))
      found.due_on = end_of(side.held.period, *day, times);
  const auto key = side.key_of(words.shown);
  DL_TRY(const auto shown, records_by(session, side, row.agency, key, "_shown = 1"));
  if (shown.empty() && side.held.unjudged && condition::holds(*side.held.unjudged, facts)) {
    found.kind = Differs::Unjudged;
    return std::optional(std::move(found));
  }
  if (shown.empty()) {
    if (side.held.when && !condition::holds(*side.held.when, facts)) return none;
    DL_TRY(const auto here, records_by(session, side, row.agency, key, "_head = 1"));
    for (const auto id : here) {
      DL_TRY(const auto other, load_row(session, accounts::Scope::everywhere(), id));
      DL_TRY(const bool settled, is_settled(session, other));
      if (settled) return none;
      found.other = id;
    }
    found.kind = Differs::MissingHere;
    return std::optional(std::move(found));
  }
  DL_TRY(const auto other, load_row(session, accounts::Scope::everywhere(), shown.front()));
  DL_TRY(const auto there, load_shown(session, side.other, other.shown));
  for (const auto& pair : side.held.compared)
    if (!(there.at(pair.here->place) == words.shown.at(side.made.find(pair.there)->place)))
      found.in.push_back(pair.here->title);
  if (found.in.empty()) return none;
  found.kind = Differs::Otherwise;
  found.other = other.id;
  found.due_on.reset();
  return std::optional(std::move(found));
}

Outcome<std::optional<Difference>> Counterparts::of_public(db::Session& session, const Row& row,
                                                           const Side& side) const {
  std::optional<Difference> none;
  if (row.shown == 0) return none;
  DL_TRY(const auto any, there(session, side.other, row.agency, 1));
  if (any == 0) return none;
  DL_TRY(const auto words, load_shown(session, side.made, row.shown));
  DL_TRY(const auto found, records_by(session, side, row.agency, side.key_of(words), "_head = 1"));
  for (const auto id : found) {
    DL_TRY(const auto other, load_row(session, accounts::Scope::everywhere(), id));
    DL_TRY(const bool stands, is_there(session, other));
    if (stands) return none;
  }
  return std::optional(Difference{.kind = Differs::MissingThere});
}

// How many rows of its list an agency has, counted up to `most`.
Outcome<Id> Counterparts::there(db::Session& session, const Register& list, Id agency, Id most) const {
  const auto& all = projection(session.engine());
  const auto& shape = all.shape(list.code);
  DL_CHECK(all.require(session, shape, Projection::For::Reading));
  const auto sql = fmt::format(
      "SELECT count(*) FROM (SELECT 1 AS one FROM {} AS listed JOIN record_state ON record_state.id = listed._record "
      "JOIN record_entry AS head ON head.id = record_state.head WHERE listed._agency = ? AND listed._head = 1 AND {} "
      "LIMIT {}) AS found",
      shape.table, kThere, most);
  DL_TRY(const auto rows, db::query_rows(session, sql, {agency}, {db::Type::Integer}));
  return std::get<Id>(rows.at(0)[0]);
}

// By each key that the record has ever had: what it had before may be looked for by somebody else, too.
Outcome<void> Counterparts::touched_by(db::Session& session, const Row& row, const Side& side,
                                       std::vector<Id>& all) const {
  DL_TRY(const auto entries, list_entries(session, row.id));
  std::vector<std::vector<Value>> keys;
  for (const auto& entry : entries) {
    if (entry.content.empty()) continue;
    DL_TRY(const auto words, read_content(entry.content, side.made));
    auto key = side.key_of(words.shown);
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
  }
  for (const auto& key : keys)
    for (const auto* rows : {"_head = 1", "_shown = 1"}) {
      DL_TRY(const auto found, records_by(session, side, row.agency, key, rows));
      all.insert(all.end(), found.begin(), found.end());
    }
  return {};
}

Outcome<std::vector<Id>> Counterparts::touched(db::Session& session, const std::vector<Id>& changed) const {
  std::vector<Id> all;
  std::map<std::pair<const Register*, Id>, Id> lists;  // how many of the changed rows are there, by list and agency
  DL_TRY(const auto rows, rows_of(session, changed));
  for (const auto& [id, row] : rows) {
    const auto made = carried_->registers.find(row.code);
    const auto side = made ? side_of(**made) : std::nullopt;
    if (!side) continue;
    DL_CHECK(touched_by(session, row, *side, all));
    if (!side->list) continue;
    DL_TRY(const bool stands, is_there(session, row));
    lists[{&side->made, row.agency}] += stands ? 1 : 0;
  }
  // The first rows of a list, or its last ones: whether there is a list decides on everything that is public.
  for (const auto& [of, count] : lists) {
    const auto& [list, agency] = of;
    DL_TRY(const auto now, there(session, *list, agency, count + 1));
    if (now > count) continue;
    DL_TRY(const auto shown, session.query<Id>("SELECT id FROM record_state WHERE register = :code AND agency = "
                                               ":agency AND shown <> 0",
                                               holder_of(*list)->code, agency));
    for (const auto& [id] : shown) all.push_back(id);
  }
  std::ranges::sort(all);
  const auto [first, last] = std::ranges::unique(all);
  all.erase(first, last);
  return all;
}

Outcome<std::vector<Id>> Counterparts::shown_behind(db::Session& session, Id after, int most) const {
  std::vector<Id> all;
  for (const auto& [list, holder] : holders_) {
    DL_TRY(const auto ids,
           session.query<Id>(db::Sql("SELECT id FROM record_state WHERE register = ? AND id > ? AND shown <> 0 ORDER "
                                     "BY id ?",
                                     holder->code, after, db::limit_to(most))));
    for (const auto& [id] : ids) all.push_back(id);
  }
  std::ranges::sort(all);
  if (std::ssize(all) > most) all.resize(static_cast<std::size_t>(most));
  return all;
}

namespace {

/// A row of a list with what there is of it in public.
struct Owed {
  Id entry = 0;
  Text content = {};
  bool withheld = false;
  bool published = false;
  std::optional<Date> first_on = {};  ///< when it was public first
};

/// The next rows of a list that are accepted. What is public is found by its key, as Counterparts::of() does.
Statement owed_of(const Shape& list, const Shape& here, const Counterpart& held, const accounts::Scope& scope, Id after,
                  int most) {
  Text same = "listed._agency = ours._agency";
  for (const auto& pair : held.key)
    same += fmt::format(" AND ours.{} = listed.{}", quoted_name(pair.here->code), quoted_name(pair.there));
  const auto ours = [&](std::string_view rows) {
    return fmt::format("(SELECT min(ours._record) FROM {} AS ours WHERE {} AND ours.{} = 1)", here.table, same, rows);
  };
  const auto within = scope.condition("listed._agency");
  Statement statement;
  statement.add(
      fmt::format(
          "SELECT owed.entry, words.content, coalesce(other.withheld, 0), CASE WHEN other.shown <> 0 OR gone.reason = "
          "? "
          "THEN 1 ELSE 0 END, coalesce((SELECT min(first.at) FROM record_entry AS first WHERE first.record = other.id "
          "AND "
          "first.act = 'publish'), 0) FROM (SELECT listed._entry AS entry, coalesce({}, {}) AS other FROM {} AS listed "
          "JOIN record_state ON record_state.id = listed._record WHERE listed._head = 1 AND record_state.state = "
          "'Signed' "
          "AND listed._entry > ? AND ",
          ours("_shown"), ours("_head"), list.table),
      {Text(kDisplayOver), after});
  statement.add(within.text(), within.values());
  statement.add(
      fmt::format(" ORDER BY listed._entry LIMIT {}) AS owed JOIN record_entry AS words ON words.id = "
                  "owed.entry LEFT JOIN record_state AS other ON other.id = owed.other LEFT JOIN "
                  "record_entry AS gone ON gone.id = other.tombstone ORDER BY owed.entry",
                  most));
  return statement;
}

Outcome<std::vector<Owed>> read_owed(db::Session& session, Statement statement) {
  using db::Type::Integer;
  DL_TRY(const auto rows, db::query_rows(session, statement.sql, std::move(statement.values),
                                         {Integer, db::Type::Text, Integer, Integer, Integer}));
  std::vector<Owed> all;
  for (const auto& row : rows) {
    Owed owed{.entry = std::get<Id>(row[0]),
              .content = std::get<Text>(row[1]),
              .withheld = std::get<Id>(row[2]) != 0,
              .published = std::get<Id>(row[3]) != 0};
    if (const auto at = std::get<Id>(row[4]); at != 0) owed.first_on = Instant(at).date();
    all.push_back(std::move(owed));
  }
  return all;
}

void count(Kept& kept, const Owed& owed, std::optional<Date> due, Date today) {
  ++kept.owed;
  kept.published += owed.published ? 1 : 0;
  if (due && !owed.published && *due < today) ++kept.overdue;
  if (!due || !owed.published || !owed.first_on || *owed.first_on <= *due) return;
  ++kept.late;
  kept.late_days += days_between(*due, *owed.first_on);
}

}  // namespace

Outcome<Kept> Counterparts::kept(db::Session& session, const Register& made, const accounts::Scope& scope,
                                 const Times& times, Date today) const {
  constexpr int kAtOnce = 1'000;
  const auto side = side_of(made);
  if (!side) return fail(Fault::NotFound, "register.no-counterpart", made.code);
  const auto& held = side->held;
  const auto& list = side->list ? side->made : side->other;
  const auto& all = projection(session.engine());
  for (const auto* one : {&side->made, &side->other})
    DL_CHECK(all.require(session, all.shape(one->code), Projection::For::Reading));
  const auto& here = all.shape(side->list ? side->other.code : side->made.code);
  Kept kept;
  for (Id after = 0;;) {
    DL_TRY(const auto rows, read_owed(session, owed_of(all.shape(list.code), here, held, scope, after, kAtOnce)));
    if (rows.empty()) return kept;
    after = rows.back().entry;
    for (const auto& owed : rows) {
      DL_TRY(const auto words, read_content(owed.content, list));
      const auto facts = list.facts(words.shown);
      if (held.unjudged && condition::holds(*held.unjudged, facts)) ++kept.unjudged;
      if (owed.withheld || (held.when && !condition::holds(*held.when, facts))) continue;
      const auto day = held.period.empty() ? std::nullopt : day_in(words.shown, list.find(held.from));
      count(kept, owed, day ? end_of(held.period, *day, times) : std::nullopt, today);
    }
  }
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
      "SELECT work_item.id, record_state.id, work_item.title, work_item.state, work_item.due_on, "
      "work_item.since FROM work_item ? AND work_item.id > ?",
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
