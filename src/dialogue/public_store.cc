#include "dialogue/public_store.h"

#include "db/ids.h"
#include "db/sql.h"

namespace dl::dialogue {
namespace {

using Id = std::int64_t;
using Text = std::string;

Outcome<std::vector<PublicMessage>> read_public(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows,
         (session.query<Id, Id, int, Id, Text, Text, Text, Text, Text, Text, Date, Date, Text, Instant>(
             db::Sql("SELECT id, matter, round, agency, kind, topic, title, question, answer, department, asked_on, "
                     "answered_on, shown_by, shown_at FROM message_public WHERE ?",
                     condition))));
  std::vector<PublicMessage> all;
  for (auto& [id, matter, round, agency, kind, topic, title, question, answer, department, asked_on, answered_on, by,
              at] : rows)
    all.push_back({id,
                   matter,
                   round,
                   agency,
                   std::move(kind),
                   std::move(topic),
                   {std::move(title), std::move(question), std::move(answer)},
                   std::move(department),
                   asked_on,
                   answered_on,
                   std::move(by),
                   at});
  return all;
}

}  // namespace

Outcome<void> insert(db::Session& session, PublicMessage& message) {
  DL_TRY(message.id, db::next_id(session, "message_public"));
  DL_CHECK(session.run(
      "INSERT INTO message_public (id, matter, round, agency, kind, topic, title, question, answer, department, "
      "asked_on, answered_on, shown_by, shown_at) VALUES (:id, :matter, :round, :agency, :kind, :topic, :title, "
      ":question, :answer, :department, :asked_on, :answered_on, :by, :at)",
      message.id, message.matter, message.round, message.agency, message.kind, message.topic, message.words.title,
      message.words.question, message.words.answer, message.department, message.asked_on, message.answered_on,
      message.shown_by, message.shown_at));
  return {};
}

Outcome<std::vector<PublicMessage>> list_public_of(db::Session& session, Id matter) {
  return read_public(session, db::Sql("matter = ? AND withdrawn_at IS NULL ORDER BY id", matter));
}

Outcome<void> end_public(db::Session& session, Id id, Instant at) {
  DL_CHECK(session.run("UPDATE message_public SET withdrawn_at = :at WHERE id = :id AND withdrawn_at IS NULL", at, id));
  return {};
}

Outcome<db::Page<PublicMessage>> list_public(db::Session& session, const PublicWanted& wanted,
                                             const std::optional<db::Key>& after, int limit) {
  db::Sql sql("withdrawn_at IS NULL AND agency = ?", wanted.agency);
  if (!wanted.topic.empty()) sql.add(" AND topic = ?", wanted.topic);
  if (after) {
    const Instant at(after->first);
    sql.add(" AND (shown_at < ? OR (shown_at = ? AND id < ?))", at, at, after->second);
  }
  sql.add(" ORDER BY shown_at DESC, id DESC ?", db::limit_to(limit + 1));
  DL_TRY(auto found, read_public(session, sql));
  return db::cut_page(std::move(found), limit,
                      [](const PublicMessage& one) { return db::Key::of(one.shown_at, one.id); });
}

Outcome<PublicMessage> load_public(db::Session& session, Id agency, Id id) {
  DL_TRY(auto found, read_public(session, db::Sql("id = ? AND agency = ?", id, agency)));
  if (found.empty()) return fail(Fault::NotFound, "message.missing", fmt::format("{}", id));
  DL_TRY(const auto stands, session.value<Id>("SELECT count(*) FROM message_public WHERE id = :id AND withdrawn_at IS "
                                              "NULL",
                                              id));
  if (stands == 0) return fail(Fault::Gone, "message.gone", fmt::format("{}", id));
  return std::move(found.front());
}

Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope,
                                    const std::vector<Id>& numbers) {
  DL_TRY(const auto rows, (session.query<Id, Text>(db::Sql("SELECT id, title FROM message_public WHERE ? AND ?",
                                                           db::among("id", numbers), scope.condition("agency")))));
  accounts::Titles titles;
  for (const auto& [id, title] : rows) titles.emplace(id, title);
  return titles;
}

}  // namespace dl::dialogue
