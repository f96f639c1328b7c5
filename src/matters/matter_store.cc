#include "matters/matter_store.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "db/ids.h"
#include "db/pieces.h"

namespace dl::matters {
namespace {

using Id = std::int64_t;
using Text = std::string;
using Day = std::optional<Date>;

constexpr db::Literal kColumns =
    "id, kind, agency, number, title, state, phase, department, holder, channel, round, klass, outcome, received_on, "
    "opened_at, ended_on, revision";

constexpr db::Literal kAlone = "matter";
constexpr db::PieceTable kPieces = {"matter_piece", "matter"};

/// What parts are looked for in: the letters of ASCII in lower case, a line each.
Text words_of(const Matter& matter) { return text::ascii_lower(matter.title + "\n" + matter.number); }

Outcome<std::vector<Matter>> read_matters(db::Session& session, const db::Sql& condition,
                                          const db::Sql& from = db::Sql("?", kAlone)) {
  DL_TRY(auto rows,
         (session.query<Id, Text, Id, Text, Text, Text, Text, Text, Text, Text, int, Text, Text, Day, Instant, Day, Id>(
             db::Sql("SELECT ? FROM ? WHERE ?", kColumns, from, condition))));
  std::vector<Matter> all;
  all.reserve(rows.size());
  for (auto& [id, kind, agency, number, title, state, phase, department, holder, channel, round, klass, outcome,
              received_on, opened_at, ended_on, revision] : rows)
    all.push_back({id, std::move(kind), agency, std::move(number), std::move(title), std::move(state),
                   find_name<Phase>(phase).value_or(Phase::Ended), std::move(department), std::move(holder),
                   find_name<Channel>(channel).value_or(Channel::Inner), round, std::move(klass), std::move(outcome),
                   received_on, opened_at, ended_on, revision});
  return all;
}

Outcome<Matter> one_of(Outcome<std::vector<Matter>> found, Id id) {
  DL_CHECK(found);
  if (found->empty()) return fail(Fault::NotFound, "matter.missing", fmt::format("{}", id));
  return std::move(found->front());
}

Outcome<std::vector<Fact>> read_facts(db::Session& session, const std::vector<Id>& matters) {
  DL_TRY(auto rows, (session.query<Id, Id, int, Text, Date, Day, Text, Id, Text, Text, Instant, Text, Text, Text, Id,
                                   Id, Text, Text, Text>(db::Sql(
                        "SELECT id, matter, round, verb, on_day, until_day, code, about, words, actor, at, "
                        "digest, department, holder, count, amount, place, person, terms FROM matter_fact WHERE ? "
                        "ORDER BY matter, id",
                        db::among("matter", matters)))));
  std::vector<Fact> all;
  all.reserve(rows.size());
  for (auto& [id, matter, round, verb, on, until, code, about, words, actor, at, digest, department, holder, count,
              amount, place, person, terms] : rows)
    all.push_back({id, matter, round, std::move(verb), on, until, std::move(code), about, std::move(words),
                   std::move(actor), at, std::move(digest), std::move(department), std::move(holder), count, amount,
                   std::move(place), std::move(person), std::move(terms)});
  return all;
}

Outcome<std::vector<Relation>> read_relations(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows, (session.query<Id, Id, Text>(db::Sql(
                        "SELECT matter, other, tie FROM matter_relation WHERE ? ORDER BY matter, other", condition))));
  std::vector<Relation> all;
  for (const auto& [matter, other, tie] : rows)
    all.push_back({matter, other, find_name<Tie>(tie).value_or(Tie::Follows)});
  return all;
}

/// Puts beside the cases, by the places of their matters, the letters of their rounds.
Outcome<void> add_letters(db::Session& session, const std::vector<Id>& matters, const std::map<Id, std::size_t>& places,
                          std::vector<Case>& cases) {
  DL_TRY(auto rows, (session.query<Id, int, Id, Text, Instant, Text, Day, Id>(db::Sql(
                        "SELECT matter, round, id, kind, changed_at, drafted_by, issued_on, fact FROM matter_letter "
                        "WHERE ? ORDER BY id",
                        db::among("matter", matters)))));
  for (auto& [matter, round, id, kind, at, by, issued_on, fact] : rows) {
    auto& now = cases[places.at(matter)];
    if (round != now.matter.round) continue;
    if (issued_on)
      now.issued.push_back({id, std::move(kind), *issued_on, fact});
    else
      now.drafts.push_back({id, std::move(kind), at, std::move(by), fact});
  }
  return {};
}

/// Of these matters, each with its matter, by round.
Outcome<std::vector<std::pair<Id, Rating>>> read_ratings(db::Session& session, const std::vector<Id>& matters) {
  DL_TRY(auto rows, (session.query<Id, int, int, Text, Instant>(
                        db::Sql("SELECT matter, round, stars, words, at FROM matter_rating WHERE ? ORDER BY matter, "
                                "round",
                                db::among("matter", matters)))));
  std::vector<std::pair<Id, Rating>> all;
  for (auto& [matter, round, stars, words, at] : rows)
    all.emplace_back(matter, Rating{round, stars, std::move(words), at});
  return all;
}

/// That a part stands in the title or the number; upper and lower case of ASCII are one.
db::Sql holds(db::Engine engine, const Text& part) {
  return engine == db::Engine::Sqlite
             ? db::Sql("(instr(lower(title), ?) > 0 OR instr(lower(number), ?) > 0)", part, part)
             : db::Sql("(strpos(lower(title COLLATE \"C\"), ?) > 0 OR strpos(lower(number COLLATE \"C\"), ?) > 0)",
                       part, part);
}

// SQLite is kept from the index of matter_counted, which would have the whole range sorted for the first page;
// PostgreSQL knows which is quicker.
void add_receipt(db::Sql& sql, db::Engine engine, const Wanted& wanted) {
  const auto day = engine == db::Engine::Sqlite ? db::Literal("+received_on") : db::Literal("received_on");
  if (wanted.received_from) sql.add(" AND ? >= ?", day, *wanted.received_from);
  if (wanted.received_until) sql.add(" AND ? <= ?", day, *wanted.received_until);
}

/// What a list is read from, and what its rows have to meet.
struct Asked {
  db::Sql from = {};
  db::Sql where = {};
};

// Each engine is told to begin with the few: by itself SQLite walks the whole list and holds each row against them, and
// PostgreSQL does not know that they are few once its plan is made for any part.
void look_up(Asked& asked, db::Engine engine, const db::Sql& few) {
  if (engine == db::Engine::Postgres) {
    asked.where.add(" AND id = ANY (ARRAY(?))", few);
    return;
  }
  asked.from = db::Sql("(?) AS few CROSS JOIN matter", few);
  asked.where.add(" AND id = few.found");
}

Outcome<Asked> ask_for(db::Session& session, const Sight& sight, const Wanted& wanted) {
  Asked asked{db::Sql("?", kAlone), sight.condition()};
  auto& sql = asked.where;
  if (!wanted.kind.empty()) sql.add(" AND kind = ?", wanted.kind);
  if (wanted.agency) sql.add(" AND agency = ?", *wanted.agency);
  if (!wanted.state.empty()) sql.add(" AND state = ?", wanted.state);
  if (wanted.phase) sql.add(" AND phase = ?", name_of(*wanted.phase));
  if (!wanted.department.empty()) sql.add(" AND department = ?", wanted.department);
  if (!wanted.holder.empty()) sql.add(" AND holder = ?", wanted.holder);
  if (wanted.channel) sql.add(" AND channel = ?", name_of(*wanted.channel));
  if (!wanted.outcome.empty()) sql.add(" AND outcome = ?", wanted.outcome);
  add_receipt(sql, session.engine(), wanted);
  if (!wanted.further.empty()) sql.add(" AND ?", wanted.further);
  if (wanted.words.empty()) return asked;
  const auto part = text::ascii_lower(wanted.words);
  sql.add(" AND ?", holds(session.engine(), part));
  DL_TRY(const auto rare, db::find_rare_pieces(session, kPieces, part));
  if (!rare) return asked;
  look_up(asked, session.engine(), db::rows_with(kPieces, *rare));
  return asked;
}

}  // namespace

bool Sight::covers(const Matter& matter) const {
  return all || std::ranges::any_of(kinds, [&](const auto& one) {
           return one.first == matter.kind && one.second.covers(matter.agency);
         });
}

db::Sql Sight::condition() const {
  if (all) return db::Sql("1 = 1");
  std::vector<db::Sql> each;
  for (const auto& [kind, scope] : kinds)
    if (!scope.empty()) each.push_back(db::Sql("(kind = ? AND ?)", kind, scope.condition("agency")));
  if (each.empty()) return db::Sql("1 = 0");
  return db::Sql("(?)", db::join(each, " OR "));
}

Outcome<void> insert(db::Session& session, const Matter& matter) {
  DL_CHECK(session.run(
      "INSERT INTO matter (id, kind, agency, number, title, state, phase, department, holder, channel, round, klass, "
      "outcome, received_on, opened_at, ended_on, revision, code_digest) VALUES (:id, :kind, :agency, :number, :title, "
      ":state, :phase, :department, :holder, :channel, :round, :klass, :outcome, :received_on, :opened_at, :ended_on, "
      ":revision, '')",
      matter.id, matter.kind, matter.agency, matter.number, matter.title, matter.state, name_of(matter.phase),
      matter.department, matter.holder, name_of(matter.channel), matter.round, matter.klass, matter.outcome,
      matter.received_on, matter.opened_at, matter.ended_on, matter.revision));
  return db::keep_pieces(session, kPieces, matter.id, {}, words_of(matter));
}

Outcome<void> update(db::Session& session, Matter& matter) {
  DL_TRY(
      const auto changed,
      session.find<Id>("UPDATE matter SET state = :state, phase = :phase, department = :department, "
                       "holder = :holder, round = :round, klass = :klass, outcome = :outcome, received_on = "
                       ":received_on, ended_on = :ended_on, revision = revision + 1 WHERE id = :id AND revision = "
                       ":revision RETURNING revision",
                       matter.state, name_of(matter.phase), matter.department, matter.holder, matter.round,
                       matter.klass, matter.outcome, matter.received_on, matter.ended_on, matter.id, matter.revision));
  if (!changed) return fail(Fault::Conflict, "matter.changed", matter.number);
  matter.revision = std::get<0>(*changed);
  return {};
}

Outcome<Matter> lock_matter(db::Session& session, Id id) {
  const bool locks = session.engine() == db::Engine::Postgres;
  return one_of(read_matters(session, db::Sql("id = ? ?", id, locks ? db::Sql("FOR UPDATE") : db::Sql())), id);
}

Outcome<Matter> load_matter(db::Session& session, const Sight& sight, Id id) {
  return one_of(read_matters(session, db::Sql("id = ? AND ?", id, sight.condition())), id);
}

Outcome<std::optional<Matter>> find_by_number(db::Session& session, std::string_view number) {
  DL_TRY(auto found, read_matters(session, db::Sql("number = ?", number)));
  if (found.empty()) return std::optional<Matter>();
  return std::optional(std::move(found.front()));
}

Outcome<db::Page<Matter>> list_matters(db::Session& session, const Sight& sight, const Wanted& wanted,
                                       const std::optional<db::Key>& after, int limit) {
  DL_TRY(auto asked, ask_for(session, sight, wanted));
  auto& sql = asked.where;
  if (after) sql.add(" AND (opened_at, id) < (?, ?)", Instant(after->first), after->second);
  sql.add(" ORDER BY opened_at DESC, id DESC ?", db::limit_to(limit + 1));
  DL_TRY(auto found, read_matters(session, sql, asked.from));
  return db::cut_page(std::move(found), limit,
                      [](const Matter& matter) { return db::Key::of(matter.opened_at, matter.id); });
}

Outcome<std::vector<std::pair<Text, Id>>> count_states(db::Session& session, const Sight& sight, const Wanted& wanted) {
  DL_TRY(const auto asked, ask_for(session, sight, wanted));
  DL_TRY(auto rows, (session.query<Text, Id>(
                        db::Sql("SELECT state, count(*) FROM ? WHERE ? GROUP BY state", asked.from, asked.where))));
  std::vector<std::pair<Text, Id>> all;
  for (auto& [state, count] : rows) all.emplace_back(std::move(state), count);
  return all;
}

Outcome<void> insert(db::Session& session, Fact& fact) {
  DL_TRY(fact.id, db::next_id(session, "matter_fact"));
  fact.digest = digest_of(fact);
  DL_CHECK(session.run(
      "INSERT INTO matter_fact (id, matter, round, verb, on_day, until_day, code, about, words, actor, "
      "at, digest, department, holder, count, amount, place, person, terms) VALUES (:id, :matter, :round, :verb, "
      ":on, :until, :code, :about, :words, :actor, :at, :digest, :department, :holder, :count, :amount, :place, "
      ":person, :terms)",
      fact.id, fact.matter, fact.round, fact.verb, fact.on, fact.until, fact.code, fact.about, fact.words, fact.actor,
      fact.at, fact.digest, fact.department, fact.holder, fact.count, fact.amount, fact.place, fact.person,
      fact.terms));
  return {};
}

Outcome<Case> load_case(db::Session& session, Matter matter) {
  std::vector<Matter> one;
  one.push_back(std::move(matter));
  DL_TRY(auto cases, load_cases(session, std::move(one)));
  return std::move(cases.front());
}

Outcome<std::vector<Case>> load_cases(db::Session& session, std::vector<Matter> matters) {
  std::vector<Id> ids;
  std::map<Id, std::size_t> places;
  std::vector<Case> cases;
  for (auto& matter : matters) {
    places[matter.id] = cases.size();
    ids.push_back(matter.id);
    cases.push_back({.matter = std::move(matter)});
  }
  if (ids.empty()) return cases;
  DL_TRY(auto facts, read_facts(session, ids));
  for (auto& fact : facts) cases[places[fact.matter]].facts.push_back(std::move(fact));
  DL_TRY(const auto relations, read_relations(session, db::among("matter", ids)));
  for (const auto& relation : relations) cases[places[relation.matter]].relations.push_back(relation);
  DL_TRY(auto ratings, read_ratings(session, ids));
  for (auto& [matter, rating] : ratings) cases[places[matter]].ratings.push_back(std::move(rating));
  DL_CHECK(add_letters(session, ids, places, cases));
  return cases;
}

Outcome<std::vector<Id>> open_behind(db::Session& session, Id after, int most, int stars) {
  DL_TRY(const auto open, session.query<Id>(db::Sql("SELECT id FROM matter WHERE phase IN ('Open', 'Waiting', 'Done') "
                                                    "AND id > ? ORDER BY id ?",
                                                    after, db::limit_to(most))));
  DL_TRY(const auto rated, session.query<Id>(db::Sql("SELECT DISTINCT matter FROM matter_rating WHERE stars <= ? AND "
                                                     "matter > ? ORDER BY matter ?",
                                                     std::int64_t{stars}, after, db::limit_to(most))));
  std::set<Id> ids;
  for (const auto& [id] : open) ids.insert(id);
  for (const auto& [id] : rated) ids.insert(id);
  std::vector<Id> all(ids.begin(), ids.end());
  if (std::ssize(all) > most) all.resize(static_cast<std::size_t>(most));
  return all;
}

Outcome<std::vector<Matter>> load_matters(db::Session& session, const std::vector<Id>& ids) {
  if (ids.empty()) return std::vector<Matter>();
  return read_matters(session, db::Sql("? ORDER BY id", db::among("id", ids)));
}

Outcome<void> insert(db::Session& session, const Relation& relation) {
  DL_TRY(const auto put, session.find<Id>("INSERT INTO matter_relation (matter, other, tie) VALUES (:matter, :other, "
                                          ":tie) ON CONFLICT DO NOTHING RETURNING matter",
                                          relation.matter, relation.other, name_of(relation.tie)));
  if (!put) return fail(Fault::Conflict, "matter.tied", fmt::format("{} {}", relation.matter, relation.other));
  return {};
}

Outcome<void> remove(db::Session& session, const Relation& relation) {
  DL_CHECK(session.run("DELETE FROM matter_relation WHERE matter = :matter AND other = :other AND tie = :tie",
                       relation.matter, relation.other, name_of(relation.tie)));
  return {};
}

Outcome<std::vector<Relation>> list_followers(db::Session& session, Id other) {
  return read_relations(session, db::Sql("other = ?", other));
}

Outcome<void> set_answered(db::Session& session, Id matter, const std::optional<Answered>& answered) {
  const auto due = answered ? std::optional(answered->due) : std::nullopt;
  const auto met = answered ? std::optional(answered->met) : std::nullopt;
  const auto days = answered ? std::optional<std::int64_t>(answered->days) : std::nullopt;
  DL_CHECK(session.run("UPDATE matter SET answer_due = :due, answer_met = :met, answer_days = :days WHERE id = :id",
                       due, met, days, matter));
  return {};
}

Outcome<void> set_code_digest(db::Session& session, Id matter, const Text& digest) {
  DL_CHECK(session.run("UPDATE matter SET code_digest = :digest WHERE id = :id", digest, matter));
  return {};
}

Outcome<Text> load_code_digest(db::Session& session, Id matter) {
  DL_TRY(auto found, session.find<Text>("SELECT code_digest FROM matter WHERE id = :id", matter));
  return found ? std::move(std::get<0>(*found)) : Text();
}

Outcome<void> insert(db::Session& session, const Matter& matter, const Rating& rating) {
  DL_TRY(
      const auto put,
      session.find<Id>("INSERT INTO matter_rating (matter, round, stars, words, at) VALUES (:matter, :round, :stars, "
                       ":words, :at) ON CONFLICT DO NOTHING RETURNING matter",
                       matter.id, rating.round, rating.stars, rating.words, rating.at));
  if (!put) return fail(Fault::Conflict, "matter.rated", matter.number);
  return {};
}

Outcome<std::vector<Rating>> list_ratings(db::Session& session, Id matter) {
  DL_TRY(auto rows, read_ratings(session, {matter}));
  std::vector<Rating> all;
  for (auto& [of, rating] : rows) all.push_back(std::move(rating));
  return all;
}

Outcome<accounts::Titles> titles_of(db::Session& session, const Sight& sight, const std::vector<Id>& numbers) {
  DL_TRY(auto rows, (session.query<Id, Text>(db::Sql("SELECT id, number || ' ' || title FROM matter WHERE ? AND ?",
                                                     db::among("id", numbers), sight.condition()))));
  accounts::Titles titles;
  for (auto& [id, title] : rows) titles[id] = std::move(title);
  return titles;
}

}  // namespace dl::matters
