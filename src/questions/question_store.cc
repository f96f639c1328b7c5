#include "questions/question_store.h"

#include <map>

#include "base/hash.h"
#include "db/ids.h"
#include "db/like.h"

namespace dl::questions {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr const char* kTables = R"sql(
CREATE TABLE asked_question (
  id BIGINT PRIMARY KEY,
  agency BIGINT NOT NULL REFERENCES agency(id),
  digest TEXT NOT NULL,
  words TEXT NOT NULL,
  found TEXT NOT NULL,
  askers BIGINT NOT NULL,
  days BIGINT NOT NULL,
  last_on TEXT NOT NULL,
  UNIQUE (agency, digest)
)
;
CREATE INDEX asked_question_by_askers ON asked_question (askers, id)
;
CREATE INDEX asked_question_by_day ON asked_question (last_on, id)
;
CREATE TABLE asked_on (
  question BIGINT NOT NULL REFERENCES asked_question(id),
  day TEXT NOT NULL,
  askers BIGINT NOT NULL,
  PRIMARY KEY (question, day)
)
;
CREATE INDEX asked_on_by_day ON asked_on (day)
;
CREATE TABLE search_answer (
  id BIGINT PRIMARY KEY,
  agency BIGINT NOT NULL,
  kind TEXT NOT NULL,
  question TEXT NOT NULL,
  ask TEXT NOT NULL,
  find TEXT NOT NULL,
  document BIGINT REFERENCES document(id),
  reason TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  ended_by TEXT NOT NULL,
  ended_at BIGINT
)
;
CREATE UNIQUE INDEX search_answer_stands ON search_answer (agency, question)
  WHERE ended_at IS NULL AND question <> ''
;
CREATE INDEX search_answer_by_question ON search_answer (question, agency) WHERE ended_at IS NULL
;
CREATE INDEX search_answer_by_agency ON search_answer (agency, id) WHERE ended_at IS NULL
)sql";

/// What a question is known again by while too few have asked it for its words to be kept.
Text digest_of(std::string_view secret, const DayCount& count) {
  return Sha256().update(secret).update(fmt::format("{} ", count.agency)).update(count.words).finish_hex();
}

/// Counts, and keeps the words once enough people have asked.
Outcome<void> count_day(db::Session& session, Id id, Date day, const DayCount& count) {
  DL_CHECK(
      session.run("INSERT INTO asked_on (question, day, askers) VALUES (:question, :day, :askers) "
                  "ON CONFLICT (question, day) DO UPDATE SET askers = asked_on.askers + excluded.askers",
                  id, day, count.askers));
  DL_CHECK(session.run(
      "UPDATE asked_question SET askers = (SELECT sum(asked_on.askers) FROM asked_on WHERE asked_on.question = :id), "
      "days = (SELECT count(*) FROM asked_on WHERE asked_on.question = :id), "
      "last_on = (SELECT max(asked_on.day) FROM asked_on WHERE asked_on.question = :id) WHERE id = :id",
      id));
  DL_CHECK(
      session.run("UPDATE asked_question SET words = :words WHERE id = :id AND askers >= :askers AND days >= :some",
                  count.words, id, kFewestAskers, kFewestDays));
  return {};
}

/// Forgets the questions that fit, with their days.
Outcome<void> forget(db::Session& session, const db::Sql& which) {
  DL_CHECK(
      session.run(db::Sql("DELETE FROM asked_on WHERE question IN (SELECT id FROM asked_question WHERE ?)", which)));
  DL_CHECK(session.run(db::Sql("DELETE FROM asked_question WHERE ?", which)));
  return {};
}

/// How many new questions of an agency there is room for.
Outcome<std::int64_t> room_of(db::Session& session, Id agency, Date today) {
  const auto count = [&] {
    return session.value<std::int64_t>("SELECT count(*) FROM asked_question WHERE agency = :agency", agency);
  };
  DL_TRY(auto there, count());
  if (there < kMostQuestions) return kMostQuestions - there;
  DL_CHECK(forget(session, db::Sql("agency = ? AND askers = 1 AND last_on < ?", agency, today)));
  DL_TRY(there, count());
  return kMostQuestions - there;
}

Outcome<std::vector<Answer>> read_answers(db::Session& session, const db::Sql& where, const db::Sql& rest) {
  DL_TRY(auto rows, (session.query<Id, Id, Text, Text, Text, Text, std::optional<Id>, Text, Text, Instant>(
                        db::Sql("SELECT id, agency, kind, question, ask, find, document, reason, made_by, made_at "
                                "FROM search_answer WHERE ended_at IS NULL AND ? ?",
                                where, rest))));
  std::vector<Answer> answers;
  for (auto& [id, agency, kind, question, ask, find, document, reason, by, at] : rows) {
    Answer answer{.id = id,
                  .agency = agency,
                  .kind = find_named<AnswerKind>(kind).value_or(AnswerKind::Aside),
                  .question = std::move(question),
                  .ask = std::move(ask),
                  .document = document,
                  .reason = std::move(reason),
                  .made_by = std::move(by),
                  .made_at = at};
    for (std::string_view left = find; !left.empty();) {
      const auto end = std::min(left.find('\n'), left.size());
      answer.find.emplace_back(left.substr(0, end));
      left.remove_prefix(std::min(end + 1, left.size()));
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

db::Sql visible(const accounts::Scope& scope) { return db::Sql("(agency = 0 OR ?)", scope.condition("agency")); }

/// The days of `last_on` as the first number of a key.
std::int64_t number_of(Date day) { return day.days().time_since_epoch().count(); }
Date day_of(std::int64_t number) { return Date(std::chrono::sys_days(std::chrono::days(static_cast<int>(number)))); }

/// The rows behind a key, in the order that is asked for, and that order.
db::Sql behind(Order order, const std::optional<db::Key>& after) {
  if (!after) return db::Sql("1 = 1");
  if (order == Order::Most) return db::Sql("(askers, id) < (?, ?)", after->first, after->second);
  return db::Sql("(last_on, id) < (?, ?)", day_of(after->first), after->second);
}
db::Sql by(Order order) {
  return order == Order::Most ? db::Sql("ORDER BY askers DESC, id DESC") : db::Sql("ORDER BY last_on DESC, id DESC");
}

// The newest of the agency's own and the city's.
constexpr const char* kStanding =
    "(SELECT max(search_answer.id) FROM search_answer WHERE search_answer.ended_at IS NULL AND "
    "search_answer.question = asked_question.words AND search_answer.agency IN (0, asked_question.agency))";

db::Sql wanted(const accounts::Scope& scope, const QuestionFilter& filter) {
  db::Sql where("words <> '' AND ?", scope.condition("agency"));
  if (filter.agency != 0) where.add(" AND agency = ?", filter.agency);
  if (!filter.text.empty()) where.add(" AND words LIKE lower(?) ESCAPE '!'", db::pattern_containing(filter.text));
  if (filter.settled == Settled::Open) where.add(" AND ? IS NULL", db::Literal(kStanding));
  if (filter.settled == Settled::Answered) where.add(" AND ? IS NOT NULL", db::Literal(kStanding));
  return where;
}

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"questions.tables", kTables, {}}};
  return list;
}

// Numbers are taken before any row is locked, and rows are locked in one order. Where an agency has no room, two nodes
// may still stand in each other's way: then one of them is refused and gives its counts the next time.
Outcome<void> add_counts(db::Session& session, std::string_view secret, Date day, const std::vector<DayCount>& counts) {
  struct Kept {
    Id id = 0;
    Text digest = {};
    const DayCount* count = nullptr;
  };
  std::map<Id, std::int64_t> room;
  std::vector<Kept> kept;
  for (const auto& count : counts) {
    Kept one{0, digest_of(secret, count), &count};
    DL_TRY(const auto known,
           session.find<Id>("SELECT id FROM asked_question WHERE agency = :agency AND digest = :digest", count.agency,
                            one.digest));
    if (known) {
      one.id = std::get<0>(*known);
    } else {
      if (!room.contains(count.agency)) {
        DL_TRY(room[count.agency], room_of(session, count.agency, day));
      }
      if (--room[count.agency] < 0) continue;
      DL_TRY(one.id, db::next_id(session, "asked_question"));
    }
    kept.push_back(std::move(one));
  }
  for (const auto& [id, digest, count] : kept) {
    DL_TRY(const auto own,
           session.value<Id>("INSERT INTO asked_question (id, agency, digest, words, found, askers, days, last_on) "
                             "VALUES (:id, :agency, :digest, '', :found, 0, 0, :day) ON CONFLICT (agency, digest) DO "
                             "UPDATE SET found = excluded.found RETURNING id",
                             id, count->agency, digest, name_of(count->found), day));
    DL_CHECK(count_day(session, own, day, *count));
  }
  return {};
}

Outcome<void> forget_old(db::Session& session, Date today) {
  const auto oldest = today.plus_days(-kKeptDays);
  DL_CHECK(session.run(
      "UPDATE asked_question SET askers = (SELECT coalesce(sum(asked_on.askers), 0) FROM asked_on WHERE "
      "asked_on.question = asked_question.id AND asked_on.day >= :oldest), days = (SELECT count(*) FROM asked_on WHERE "
      "asked_on.question = asked_question.id AND asked_on.day >= :oldest) WHERE id IN (SELECT asked_on.question FROM "
      "asked_on WHERE asked_on.day < :oldest)",
      oldest));
  DL_CHECK(session.run("DELETE FROM asked_on WHERE day < :oldest", oldest));
  DL_CHECK(forget(session, db::Sql("days = 0")));
  DL_CHECK(session.run("UPDATE asked_question SET words = '' WHERE words <> '' AND (askers < :askers OR days < :some)",
                       kFewestAskers, kFewestDays));
  return forget(session, db::Sql("last_on < ? AND (askers < ? OR days < ?)", today.plus_days(-kSilentDays),
                                 kFewestAskers, kFewestDays));
}

Outcome<db::Page<AskedQuestion>> list_questions(db::Session& session, const accounts::Scope& scope,
                                                const QuestionFilter& filter, const std::optional<db::Key>& after,
                                                int limit) {
  DL_TRY(auto rows, (session.query<Id, Id, Text, Text, Id, Id, Date, std::optional<Id>>(
                        db::Sql("SELECT id, agency, words, found, askers, days, last_on, ? FROM asked_question WHERE ? "
                                "AND ? ? ?",
                                db::Literal(kStanding), wanted(scope, filter), behind(filter.order, after),
                                by(filter.order), db::limit_to(limit + 1)))));
  std::vector<AskedQuestion> questions;
  for (auto& [id, agency, words, found, askers, days, last, answer] : rows)
    questions.push_back(
        {id, agency, std::move(words), find_named<Found>(found).value_or(Found::Nothing), askers, days, last, answer});
  return db::cut_page(std::move(questions), limit, [&](const AskedQuestion& one) {
    return db::Key{filter.order == Order::Most ? one.askers : number_of(one.last_on), one.id};
  });
}

Outcome<void> walk_questions(db::Session& session, const accounts::Scope& scope, const QuestionFilter& filter,
                             const std::function<Outcome<void>(const std::vector<AskedQuestion>&)>& take) {
  constexpr int kAtOnce = 200;
  return db::walk([&](const auto& after) { return list_questions(session, scope, filter, after, kAtOnce); }, take);
}

Outcome<std::int64_t> insert_answer(db::Session& session, const Answer& answer) {
  DL_TRY(const auto id, db::next_id(session, "search_answer"));
  std::string find;
  for (const auto& word : answer.find) find += (find.empty() ? "" : "\n") + word;
  DL_CHECK(session.run(
      "INSERT INTO search_answer (id, agency, kind, question, ask, find, document, reason, made_by, made_at, ended_by) "
      "VALUES (:id, :agency, :kind, :question, :ask, :find, :document, :reason, :by, :at, '')",
      id, answer.agency, name_of(answer.kind), answer.question, answer.ask, find, answer.document, answer.reason,
      answer.made_by, answer.made_at));
  return id;
}

Outcome<void> end_answer(db::Session& session, std::int64_t id, const std::string& by, Instant at) {
  DL_CHECK(session.run("UPDATE search_answer SET ended_by = :by, ended_at = :at WHERE id = :id", by, at, id));
  return {};
}

Outcome<bool> is_answered(db::Session& session, std::int64_t agency, const std::string& question) {
  DL_TRY(const auto found,
         session.find<Id>("SELECT id FROM search_answer WHERE ended_at IS NULL AND agency = :agency AND question = "
                          ":question AND question <> ''",
                          agency, question));
  return found.has_value();
}

Outcome<Answer> lock_answer(db::Session& session, std::int64_t id) {
  const bool locks = session.engine() == db::Engine::Postgres;
  DL_TRY(auto found, read_answers(session, db::Sql("id = ?", id), locks ? db::Sql("FOR UPDATE") : db::Sql()));
  if (found.empty()) return fail(Fault::NotFound, "answer.missing", fmt::format("{}", id));
  return std::move(found.front());
}

Outcome<std::int64_t> count_answers(db::Session& session, std::int64_t agency) {
  return session.value<std::int64_t>("SELECT count(*) FROM search_answer WHERE ended_at IS NULL AND agency = :agency",
                                     agency);
}

Outcome<std::vector<Answer>> load_standing(db::Session& session) {
  return read_answers(session, db::Sql("1 = 1"), db::Sql("ORDER BY id"));
}

Outcome<std::vector<Answer>> list_answers(db::Session& session, const accounts::Scope& scope, std::int64_t before,
                                          int limit) {
  auto where = visible(scope);
  if (before != 0) where.add(" AND id < ?", before);
  return read_answers(session, where, db::Sql("ORDER BY id DESC ?", db::limit_to(limit)));
}

Outcome<std::vector<Answer>> answers_of(db::Session& session, const std::vector<std::int64_t>& ids) {
  return read_answers(session, db::among("id", ids), db::Sql());
}

Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope,
                                    const std::vector<std::int64_t>& ids) {
  DL_TRY(auto rows, (session.query<Id, Text, Text>(db::Sql("SELECT id, question, ask FROM search_answer WHERE ? AND ?",
                                                           db::among("id", ids), visible(scope)))));
  accounts::Titles titles;
  for (auto& [id, question, ask] : rows) titles[id] = question.empty() ? std::move(ask) : std::move(question);
  return titles;
}

}  // namespace dl::questions
