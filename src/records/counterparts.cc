#include "records/counterparts.h"

#include <algorithm>
#include <span>

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
bool is_there(const Row& row, const Entry& head) {
  if (row.state == State::Signed) return true;
  return (row.state == State::Entered || row.state == State::Signing) && head.act != Act::Enter;
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
  /// Where the key stands over there.
  Fields key_there() const {
    Fields fields;
    for (const auto& pair : held.key) fields.push_back(list ? pair.here : other.find(pair.there));
    return fields;
  }
};

/// What stands on the other side under some keys.
struct Counterparts::There {
  ByKey shown = {};
  ByKey newest = {};
  std::map<Id, Row> rows = {};
  std::map<Id, Entry> entries = {};  ///< of these rows the newest words, those that are public, and the tombstones

  static const std::vector<Id>& of(const ByKey& all, const Key& key) {
    static const std::vector<Id> none;
    const auto found = all.find(key_text(key));
    return found == all.end() ? none : found->second;
  }
  /// Whether a record was public as long as the law says, or never may be.
  bool is_settled(Id record) const {
    const auto& row = rows.at(record);
    return row.withheld || (row.tombstone != 0 && entries.at(row.tombstone).reason == kDisplayOver);
  }
  bool stands(Id record) const {
    const auto& row = rows.at(record);
    return is_there(row, entries.at(row.head));
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

Outcome<void> Counterparts::by_side(
    const std::map<Id, Row>& rows,
    const std::function<Outcome<void>(const Side&, Id, const std::vector<const Row*>&)>& take) const {
  std::map<std::pair<std::string_view, Id>, std::vector<const Row*>> parts;
  for (const auto& [id, row] : rows) parts[{row.code, row.agency}].push_back(&row);
  for (const auto& [of, part] : parts) {
    const auto made = carried_->registers.find(part.front()->code);
    const auto side = made ? side_of(**made) : std::nullopt;
    if (side) DL_CHECK(take(*side, of.second, part));
  }
  return {};
}

Outcome<ByKey> Counterparts::others_by(db::Session& session, const Side& side, Id agency, const std::vector<Key>& keys,
                                       Among among) const {
  DL_TRY(const auto* shape, shape_to_read(session, side.other));
  return records_by(session, *shape, agency, side.key_there(), keys, among);
}

Outcome<Counterparts::There> Counterparts::there(db::Session& session, const Side& side, Id agency,
                                                 const std::vector<Key>& keys) const {
  There there;
  DL_TRY(there.shown, others_by(session, side, agency, keys, Among::Shown));
  DL_TRY(there.newest, others_by(session, side, agency, keys, Among::Newest));
  std::vector<Id> ids;
  for (const auto* all : {&there.shown, &there.newest})
    for (const auto& [key, records] : *all) ids.insert(ids.end(), records.begin(), records.end());
  DL_TRY(there.rows, rows_of(session, ids));
  std::vector<Id> entries;
  for (const auto& [id, row] : there.rows)
    for (const auto entry : {row.head, row.shown, row.tombstone})
      if (entry != 0) entries.push_back(entry);
  DL_TRY(there.entries, entries_of(session, entries));
  return there;
}

namespace {

/// A public record of which no row of the list stands.
std::optional<Difference> of_public(const std::vector<Id>& listed, const auto& there) {
  const bool stands = std::ranges::any_of(listed, [&](Id record) { return there.stands(record); });
  return stands ? std::nullopt : std::optional(Difference{.kind = Differs::MissingThere});
}

/// An accepted row of the list against what is public of its key.
Outcome<std::optional<Difference>> of_row(const Record& words, const auto& side, const auto& there,
                                          const Times& times) {
  std::optional<Difference> none;
  const auto facts = side.made.facts(words);
  const auto key = side.key_of(words);
  Difference found{.due_on = due_of(side.held, side.made, words, times)};
  const auto& shown = there.of(there.shown, key);
  if (shown.empty() && side.held.unjudged && condition::holds(*side.held.unjudged, facts)) {
    found.kind = Differs::Unjudged;
    return std::optional(std::move(found));
  }
  if (shown.empty()) {
    if (side.held.when && !condition::holds(*side.held.when, facts)) return none;
    for (const auto id : there.of(there.newest, key)) {
      if (there.is_settled(id)) return none;
      found.other = id;
    }
    found.kind = Differs::MissingHere;
    return std::optional(std::move(found));
  }
  const auto& other = there.rows.at(shown.front());
  DL_TRY(const auto theirs, read_content(there.entries.at(other.shown).content, side.other));
  for (const auto& pair : side.held.compared)
    if (!(theirs.shown.at(pair.here->place) == words.at(side.made.find(pair.there)->place)))
      found.in.push_back(pair.here->title);
  if (found.in.empty()) return none;
  found.kind = Differs::Otherwise;
  found.other = other.id;
  found.due_on.reset();
  return std::optional(std::move(found));
}

}  // namespace

Outcome<void> Counterparts::compare(db::Session& session, const Side& side, Id agency,
                                    const std::vector<const Row*>& rows, const Times& times,
                                    std::map<Id, Difference>& found) const {
  std::map<Id, Id> asked;  // the words of the rows of which something can be different
  for (const auto* row : rows) {
    if (side.list && row->state == State::Signed) asked[row->id] = row->head;
    if (!side.list && row->shown != 0) asked[row->id] = row->shown;
  }
  if (asked.empty()) return {};
  if (!side.list) {
    DL_TRY(const auto* list, shape_to_read(session, side.other));
    DL_TRY(const auto any, count_there(session, *list, agency, 1));
    if (any == 0) return {};
  }
  std::vector<Id> entries;
  for (const auto& [record, entry] : asked) entries.push_back(entry);
  DL_TRY(const auto contents, contents_of(session, entries));
  std::map<Id, Record> words;
  std::vector<Key> keys;
  for (const auto& [record, entry] : asked) {
    DL_TRY(auto read, read_content(contents.at(entry), side.made));
    keys.push_back(side.key_of(read.shown));
    words.emplace(record, std::move(read.shown));
  }
  DL_TRY(const auto other, there(session, side, agency, keys));
  for (const auto& [record, shown] : words) {
    auto difference =
        side.list ? of_row(shown, side, other, times) : of_public(other.of(other.newest, side.key_of(shown)), other);
    DL_CHECK(difference);
    if (*difference) found.emplace(record, std::move(**difference));
  }
  return {};
}

Outcome<std::map<Id, Difference>> Counterparts::of(db::Session& session, const std::map<Id, Row>& rows,
                                                   const Times& times) const {
  std::map<Id, Difference> found;
  DL_CHECK(by_side(rows, [&](const Side& side, Id agency, const std::vector<const Row*>& part) {
    return compare(session, side, agency, part, times, found);
  }));
  return found;
}

// By each key that a record has ever had: what it had before may be looked for by somebody else, too.
Outcome<void> Counterparts::touched_by(db::Session& session, const Side& side, Id agency,
                                       const std::vector<Id>& records, std::vector<Id>& all) const {
  DL_TRY(const auto histories, histories_of(session, records, WithWords::Yes));
  std::map<std::string, Key> keys;
  for (const auto& [record, entries] : histories)
    for (const auto& entry : entries) {
      if (entry.content.empty()) continue;
      DL_TRY(const auto words, read_content(entry.content, side.made));
      auto key = side.key_of(words.shown);
      keys.emplace(key_text(key), std::move(key));
    }
  std::vector<Key> each;
  for (const auto& [text, key] : keys) each.push_back(key);
  for (const auto among : {Among::Newest, Among::Shown}) {
    DL_TRY(const auto found, others_by(session, side, agency, each, among));
    for (const auto& [key, ids] : found) all.insert(all.end(), ids.begin(), ids.end());
  }
  return {};
}

Outcome<std::vector<Id>> Counterparts::touched(db::Session& session, const std::vector<Id>& changed) const {
  constexpr std::size_t kAtOnce = 500;
  std::vector<Id> all;
  std::map<std::pair<const Register*, Id>, Id> lists;  // how many of the changed rows are there, by list and agency
  for (std::size_t at = 0; at < changed.size(); at += kAtOnce) {
    const std::span some(changed.begin() + static_cast<std::ptrdiff_t>(at), std::min(kAtOnce, changed.size() - at));
    DL_TRY(const auto rows, rows_of(session, {some.begin(), some.end()}));
    const auto followed =
        by_side(rows, [&](const Side& side, Id agency, const std::vector<const Row*>& part) -> Outcome<void> {
          std::vector<Id> records;
          std::vector<Id> heads;
          for (const auto* row : part) {
            records.push_back(row->id);
            heads.push_back(row->head);
          }
          DL_CHECK(touched_by(session, side, agency, records, all));
          if (!side.list) return {};
          DL_TRY(const auto entries, entries_of(session, heads));
          lists[{&side.made, agency}] +=
              std::ranges::count_if(part, [&](const Row* row) { return is_there(*row, entries.at(row->head)); });
          return {};
        });
    DL_CHECK(followed);
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
  const auto more = std::ranges::unique(all);
  all.erase(more.begin(), more.end());
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
