#include "publications/document_store.h"

#include "db/ids.h"
#include "publications/edition_rows.h"
#include "publications/metadata_json.h"
#include "publications/work_words.h"
#include "work/schedules.h"

namespace dl::publications {
namespace {

using Text = std::string;
using Id = std::int64_t;

std::optional<int> year_of(const std::optional<Instant>& at) {
  return at ? std::optional<int>(at->date().year()) : std::nullopt;
}

}  // namespace

Outcome<std::int64_t> insert_document(db::Session& session, std::int64_t agency, std::int64_t column,
                                      const std::string& source_digest, Instant now) {
  std::optional<Text> source;
  if (!source_digest.empty()) {
    source = source_digest;
    DL_TRY(auto earlier, session.find<Id>("SELECT id FROM document WHERE agency = :agency AND source_digest = :digest",
                                          agency, source_digest));
    if (earlier) return fail(Fault::Conflict, "document.already-imported", fmt::format("{}", std::get<0>(*earlier)));
  }
  DL_TRY(auto id, db::next_id(session, "document"));
  DL_CHECK(
      session.run("INSERT INTO document (id, agency, site_column, index_number, source_digest, created_at) "
                  "VALUES (:id, :agency, :column, NULL, :source, :now)",
                  id, agency, column, source, now));
  return id;
}

Outcome<Document> load_document(db::Session& session, std::int64_t id) {
  DL_TRY(auto row, (session.find<Id, Id, std::optional<Text>>(
                       "SELECT agency, site_column, index_number FROM document WHERE id = :id", id)));
  if (!row) return fail(Fault::NotFound, "document.missing", fmt::format("{}", id));
  auto& [agency, column, index_number] = *row;
  return Document{id, agency, column, index_number.value_or("")};
}

Outcome<Document> lock_document(db::Session& session, std::int64_t id) {
  // SQLite has one writer at a time; PostgreSQL has the row.
  if (session.engine() == db::Engine::Postgres)
    DL_CHECK(session.find<Id>("SELECT id FROM document WHERE id = :id FOR UPDATE", id));
  return load_document(session, id);
}

Outcome<std::int64_t> touch_document(db::Session& session, std::int64_t id, Instant now) {
  DL_TRY(auto newest,
         (session.find<Id, Text, Text, Text, Text, Text, std::optional<int>, Text>(
             "SELECT edition.id, edition.state, edition.title, edition.document_number, edition.kind, edition.author, "
             "edition.published_year, document.words FROM edition JOIN document ON document.id = edition.document "
             "WHERE edition.document = :id "
             "AND edition.number = (SELECT max(number) FROM edition AS newest WHERE newest.document = :id)",
             id)));
  if (!newest) return fail(Fault::Internal, "document.missing", fmt::format("{} has no edition", id));
  auto& [edition, state, title, number, kind, author, year, words] = *newest;
  DL_CHECK(keep_words(session, id, words, words_of(title, number)));
  if (state != name_of(State::Cleared)) DL_CHECK(work::drop_schedule(session, topic_of_document(id)));
  return session.value<Id>(
      "UPDATE document SET revision = revision + 1, updated_at = :now, newest = :newest, state = :state, "
      "title = :title, document_number = :number, kind = :kind, author = :author, published_year = :year, "
      "is_public = (SELECT count(*) FROM edition AS shown WHERE shown.document = :id AND shown.state = 'Published'), "
      "due_from = (SELECT CASE WHEN edition.state NOT IN ('Draft', 'Submitted', 'Reviewed', 'Cleared') THEN NULL "
      "WHEN EXISTS (SELECT 1 FROM edition AS shown WHERE shown.document = :id AND shown.state = 'Published') "
      "THEN '9999-12-31' ELSE coalesce(edition.issued_on, '9999-12-31') END FROM edition WHERE edition.id = :newest) "
      "WHERE id = :id RETURNING revision",
      now, edition, state, title, number, kind, author, year, id);
}

Outcome<std::int64_t> load_revision(db::Session& session, std::int64_t id) {
  return session.value<Id>("SELECT revision FROM document WHERE id = :id", id);
}

Outcome<void> set_index_number(db::Session& session, std::int64_t document, const std::string& index_number) {
  DL_TRY(auto changed, session.run("UPDATE document SET index_number = :number WHERE id = :id AND index_number IS NULL",
                                   index_number, document));
  if (changed != 1) return fail(Fault::Conflict, "document.index-number-fixed", index_number);
  return {};
}

Outcome<std::int64_t> next_index_serial(db::Session& session, const std::string& code, int year) {
  return session.value<Id>(
      "INSERT INTO index_serial (code, year, last) VALUES (:code, :year, 1) "
      "ON CONFLICT (code, year) DO UPDATE SET last = index_serial.last + 1 RETURNING last",
      code, year);
}

Outcome<bool> index_number_taken(db::Session& session, const std::string& index_number) {
  DL_TRY(auto row, session.find<Id>("SELECT id FROM document WHERE index_number = :number", index_number));
  return row.has_value();
}

Outcome<std::int64_t> insert_edition(db::Session& session, const Document& document, const Edition& edition) {
  Edition stored = edition;
  DL_TRY(stored.id, db::next_id(session, "edition"));
  const Metadata& m = stored.metadata;
  DL_CHECK(session.run(
      "INSERT INTO edition (id, document, number, state, agency, site_column, title, document_number, kind, issuer, "
      "issued_on, validity, summary, author, change_note, ground, created_at, published_at, published_year, "
      "released_at, ended_at, effective_on, expires_on, metadata, body) VALUES (:id, :document, :number, :state, "
      ":agency, :column, :title, "
      ":document_number, :kind, :issuer, :issued_on, :validity, :summary, :author, :note, :ground, :created_at, "
      ":published_at, :published_year, :released_at, :ended_at, :effective_on, :expires_on, :metadata, :body)",
      stored.id, document.id, stored.number, name_of(stored.state), document.agency, document.column, m.title,
      m.document_number, m.kind, m.issuer, m.issued_on, name_of(m.validity), m.summary, stored.author,
      stored.change_note, stored.ground, stored.created_at, stored.published_at, year_of(stored.published_at),
      stored.released_at, stored.ended_at, m.effective_on, m.expires_on, write_json(m),
      content::write_json(stored.body)));
  DL_CHECK(note_author(session, stored.id, stored.author, stored.created_at));
  return stored.id;
}

Outcome<void> note_author(db::Session& session, std::int64_t edition, const std::string& person, Instant at) {
  DL_CHECK(session.run(
      "INSERT INTO edition_author (edition, person, first_at, last_at) VALUES (:edition, :person, :at, :at) "
      "ON CONFLICT (edition, person) DO UPDATE SET last_at = excluded.last_at",
      edition, person, at));
  return {};
}

Outcome<std::vector<std::string>> list_authors(db::Session& session, std::int64_t edition) {
  DL_TRY(auto rows,
         session.query<Text>("SELECT person FROM edition_author WHERE edition = :edition ORDER BY first_at, person",
                             edition));
  std::vector<std::string> authors;
  for (auto& [person] : rows) authors.push_back(std::move(person));
  return authors;
}

Outcome<void> update_words(db::Session& session, const Edition& edition) {
  const Metadata& m = edition.metadata;
  DL_CHECK(session.run(
      "UPDATE edition SET title = :title, document_number = :document_number, kind = :kind, issuer = :issuer, "
      "issued_on = :issued_on, validity = :validity, summary = :summary, effective_on = :effective_on, expires_on = "
      ":expires_on, "
      "metadata = :metadata, body = :body "
      "WHERE id = :id",
      m.title, m.document_number, m.kind, m.issuer, m.issued_on, name_of(m.validity), m.summary, m.effective_on,
      m.expires_on, write_json(m), content::write_json(edition.body), edition.id));
  return {};
}

Outcome<std::int64_t> keep_draft_words(db::Session& session, const Edition& edition, const Metadata& known,
                                       const UnderWay& under_way) {
  const Metadata& m = edition.metadata;
  DL_CHECK(session.run(
      "INSERT INTO draft_words (edition, person, kept_at, before_digest, metadata, body) VALUES (:edition, :person, "
      ":at, :before, :metadata, :body) ON CONFLICT (edition) DO UPDATE SET kept_at = excluded.kept_at, "
      "metadata = excluded.metadata, body = excluded.body",
      edition.id, under_way.person, under_way.kept_at, under_way.before, write_json(m),
      content::write_json(edition.body)));
  DL_CHECK(keep_words(session, edition.document, words_of(known.title, known.document_number),
                      words_of(m.title, m.document_number)));
  return session.value<Id>(
      "UPDATE document SET revision = revision + 1, updated_at = :now, title = :title, document_number = :number, "
      "kind = :kind, due_from = CASE WHEN is_public <> 0 THEN '9999-12-31' ELSE coalesce(:issued, '9999-12-31') END "
      "WHERE id = :id RETURNING revision",
      under_way.kept_at, m.title, m.document_number, m.kind, m.issued_on, edition.document);
}

Outcome<void> drop_draft_words(db::Session& session, std::int64_t edition) {
  DL_CHECK(session.run("DELETE FROM draft_words WHERE edition = :edition", edition));
  return {};
}

Outcome<void> update_state(db::Session& session, const Edition& edition) {
  DL_CHECK(session.run(
      "UPDATE edition SET state = :state, ground = :ground, published_at = :published_at, published_year = :year, "
      "released_at = :released_at, posted_at = :posted_at, ended_at = :ended_at WHERE id = :id",
      name_of(edition.state), edition.ground, edition.published_at, year_of(edition.published_at), edition.released_at,
      edition.posted_at, edition.ended_at, edition.id));
  return {};
}

Outcome<Edition> load_newest_edition(db::Session& session, std::int64_t document) {
  DL_TRY(auto edition, find_edition(session, db::Sql("document = ? AND number = (SELECT max(number) FROM edition AS "
                                                     "newest WHERE newest.document = edition.document)",
                                                     document)));
  if (!edition) return fail(Fault::NotFound, "document.missing", fmt::format("{}", document));
  return std::move(*edition);
}

Outcome<Edition> load_shown_edition(db::Session& session, std::int64_t document) {
  DL_TRY(auto edition, find_edition(session, db::Sql("document = ? AND state IN ('Published', 'Posted')", document)));
  if (!edition) return fail(Fault::NotFound, "document.not-public", fmt::format("{}", document));
  return std::move(*edition);
}

Outcome<bool> has_public_edition(db::Session& session, std::int64_t document) {
  DL_TRY(auto row,
         session.find<Id>("SELECT id FROM edition WHERE document = :document AND state = 'Published'", document));
  return row.has_value();
}

bool is_among(const std::vector<std::string>& people, const std::string& actor) {
  return std::ranges::find(people, actor) != people.end();
}

bool author_alone(const std::vector<std::string>& authors, const std::vector<work::Review>& reviews,
                  const std::string& actor) {
  return is_among(authors, actor) && std::ranges::all_of(reviews, [&](const work::Review& review) {
           return review.step == name_of(Step::Submit) || is_among(authors, review.person);
         });
}

Outcome<std::vector<std::int64_t>> list_linked(db::Session& session, std::int64_t document) {
  DL_TRY(auto rows, session.query<Id>("SELECT target FROM document_link WHERE source = :source UNION "
                                      "SELECT source FROM document_link WHERE target = :target",
                                      document, document));
  std::vector<std::int64_t> linked;
  for (auto& [id] : rows) linked.push_back(id);
  return linked;
}

Outcome<void> insert_link(db::Session& session, std::int64_t from, Relation relation, std::int64_t to) {
  DL_TRY(auto written, session.run("INSERT INTO document_link (source, relation, target) VALUES (:source, :relation, "
                                   ":target) ON CONFLICT DO NOTHING",
                                   from, name_of(relation), to));
  if (written == 0) return fail(Fault::Conflict, "document.linked-already", fmt::format("{} to {}", from, to));
  return {};
}

Outcome<void> delete_link(db::Session& session, std::int64_t from, Relation relation, std::int64_t to) {
  DL_TRY(auto gone,
         session.run("DELETE FROM document_link WHERE source = :source AND relation = :relation AND target = :target",
                     from, name_of(relation), to));
  if (gone == 0) return fail(Fault::NotFound, "document.link-missing", fmt::format("{} to {}", from, to));
  return {};
}

}  // namespace dl::publications
