#include "records/counterparts.h"

#include <algorithm>

#include "records/library.h"

namespace dl::records {
namespace {

using Id = std::int64_t;

std::optional<Date> day_in(const Record& words, const Field* field) {
  const auto* text = field == nullptr ? nullptr : words.at(field->place).text();
  const auto day = text == nullptr ? Outcome<Date>(fail(Fault::Invalid, "date")) : Date::parse(*text);
  return day ? std::optional(*day) : std::nullopt;
}

/// The last day on which a row of a list has to be public; nothing where no clock runs.
std::optional<Date> due_of(const Counterpart& held, const Register& list, const Record& words, const Times& times) {
  const auto day = held.period.empty() ? std::nullopt : day_in(words, list.find(held.from));
  return day ? end_of(held.period, *day, times) : std::nullopt;
}

/// Whether a row of a list is accepted, or was and is being corrected; as count_there() counts them.
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

  Key key_of(const Record& words) const {
    Key key;
    for (const auto& pair : held.key) key.push_back(words.at(list ? made.find(pair.there)->place : pair.here->place));
    return key;
  }
  /// What the key is over there.
  KeyColumns columns_of(const Key& key) const {
    KeyColumns columns;
    for (std::size_t i = 0; i < key.size(); ++i)
      columns.emplace_back(list ? held.key[i].here->code : held.key[i].there, key[i]);
    return columns;
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

std::optional<Counterparts::Side> Counterparts::side_of(const Register& made) const {
  const auto& all = carried_->registers.all();
  if (made.counterpart) return Side{made, all.at(made.counterpart->code), *made.counterpart, false};
  const auto* holder = holder_of(made);
  return holder == nullptr ? std::nullopt : std::optional(Side{made, *holder, *holder->counterpart, true});
}

Outcome<const Shape*> Counterparts::shape_to_read(db::Session& session, const Register& made) const {
  const auto& all = session.engine() == db::Engine::Postgres ? on_postgres_ : on_sqlite_;
  const auto& shape = all.shape(made.code);
  DL_CHECK(all.require(session, shape, Projection::For::Reading));
  return &shape;
}

Outcome<std::vector<Id>> Counterparts::others_by(db::Session& session, const Side& side, Id agency, const Key& key,
                                                 Among among) const {
  DL_TRY(const auto* shape, shape_to_read(session, side.other));
  return records_by(session, *shape, agency, side.columns_of(key), among);
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
  Difference found{.due_on = due_of(side.held, side.made, words.shown, times)};
  const auto key = side.key_of(words.shown);
  DL_TRY(const auto shown, others_by(session, side, row.agency, key, Among::Shown));
  if (shown.empty() && side.held.unjudged && condition::holds(*side.held.unjudged, facts)) {
    found.kind = Differs::Unjudged;
    return std::optional(std::move(found));
  }
  if (shown.empty()) {
    if (side.held.when && !condition::holds(*side.held.when, facts)) return none;
    DL_TRY(const auto here, others_by(session, side, row.agency, key, Among::Newest));
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
  DL_TRY(const auto* list, shape_to_read(session, side.other));
  DL_TRY(const auto any, count_there(session, *list, row.agency, 1));
  if (any == 0) return none;
  DL_TRY(const auto words, load_shown(session, side.made, row.shown));
  DL_TRY(const auto found, others_by(session, side, row.agency, side.key_of(words), Among::Newest));
  for (const auto id : found) {
    DL_TRY(const auto other, load_row(session, accounts::Scope::everywhere(), id));
    DL_TRY(const bool stands, is_there(session, other));
    if (stands) return none;
  }
  return std::optional(Difference{.kind = Differs::MissingThere});
}

// By each key that the record has ever had: what it had before may be looked for by somebody else, too.
Outcome<void> Counterparts::touched_by(db::Session& session, const Row& row, const Side& side,
                                       std::vector<Id>& all) const {
  DL_TRY(const auto entries, list_entries(session, row.id));
  std::vector<Key> keys;
  for (const auto& entry : entries) {
    if (entry.content.empty()) continue;
    DL_TRY(const auto words, read_content(entry.content, side.made));
    auto key = side.key_of(words.shown);
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
  }
  for (const auto& key : keys)
    for (const auto among : {Among::Newest, Among::Shown}) {
      DL_TRY(const auto found, others_by(session, side, row.agency, key, among));
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
    DL_TRY(const auto* shape, shape_to_read(session, *list));
    DL_TRY(const auto now, count_there(session, *shape, agency, count + 1));
    if (now > count) continue;
    DL_TRY(const auto shown, shown_of(session, holder_of(*list)->code, agency));
    all.insert(all.end(), shown.begin(), shown.end());
  }
  std::ranges::sort(all);
  const auto [first, last] = std::ranges::unique(all);
  all.erase(first, last);
  return all;
}

Outcome<std::vector<Id>> Counterparts::shown_behind(db::Session& session, Id after, int most) const {
  std::vector<Id> all;
  for (const auto& [list, holder] : holders_) {
    DL_TRY(const auto ids, shown_of_behind(session, holder->code, after, most));
    all.insert(all.end(), ids.begin(), ids.end());
  }
  std::ranges::sort(all);
  if (std::ssize(all) > most) all.resize(static_cast<std::size_t>(most));
  return all;
}

namespace {

/// How a row stands whose words are these.
Duty duty_of(const AcceptedRow& row, const Counterpart& held, const work::Facts& facts, const std::optional<Date>& due,
             Date today) {
  if (held.unjudged && condition::holds(*held.unjudged, facts)) return Duty::Unjudged;
  if (row.withheld || (held.when && !condition::holds(*held.when, facts))) return Duty::None;
  if (!row.published) return is_over(due, today) ? Duty::Missed : Duty::Open;
  return row.first_on && is_over(due, *row.first_on) ? Duty::MetLate : Duty::Met;
}

}  // namespace

Outcome<void> Counterparts::walk(db::Session& session, const Counting& counting, Id after,
                                 const std::function<bool(const KeptRow&)>& take) const {
  constexpr int kAtOnce = 1'000;
  const auto side = side_of(counting.made);
  if (!side) return fail(Fault::NotFound, "register.no-counterpart", counting.made.code);
  const auto& held = side->held;
  const auto& list = side->list ? side->made : side->other;
  DL_TRY(const auto* there, shape_to_read(session, list));
  DL_TRY(const auto* here, shape_to_read(session, side->list ? side->other : side->made));
  for (;;) {
    DL_TRY(const auto rows, accepted_behind(session, *there, *here, counting.scope, after, kAtOnce));
    if (rows.empty()) return {};
    after = rows.back().entry;
    for (const auto& row : rows) {
      DL_TRY(const auto words, read_content(row.content, list));
      KeptRow kept{.key = row.entry, .record = row.record, .other = row.other};
      kept.due_on = due_of(held, list, words.shown, counting.times);
      kept.duty = duty_of(row, held, list.facts(words.shown), kept.due_on, counting.today);
      if (row.published) kept.published_on = row.first_on;
      if (kept.duty == Duty::MetLate) kept.late_days = days_between(*kept.due_on, *kept.published_on);
      if (kept.duty == Duty::Missed) kept.late_days = days_between(*kept.due_on, counting.today);
      if (!take(kept)) return {};
    }
  }
}

Outcome<Kept> Counterparts::kept(db::Session& session, const Counting& counting) const {
  Kept kept;
  DL_CHECK(walk(session, counting, 0, [&](const KeptRow& row) {
    for (const auto& share : kShares)
      if (counts(share.value, row.duty)) ++kept.rows.at(static_cast<std::size_t>(share.value));
    if (row.duty == Duty::MetLate) kept.late_days += row.late_days;
    return true;
  }));
  return kept;
}

Outcome<std::vector<KeptRow>> Counterparts::kept_rows(db::Session& session, const Counting& counting,
                                                      std::optional<Share> share, Id after, int most) const {
  std::vector<KeptRow> rows;
  DL_CHECK(walk(session, counting, after, [&](const KeptRow& row) {
    if (!share || counts(*share, row.duty)) rows.push_back(row);
    return std::ssize(rows) < most;
  }));
  return rows;
}

}  // namespace dl::records
