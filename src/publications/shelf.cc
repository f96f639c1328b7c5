#include "publications/shelf.h"

#include "db/like.h"
#include "publications/edition_rows.h"
#include "publications/work_words.h"
#include "work/files.h"

namespace dl::publications {
namespace {

using accounts::Scope;
using Text = std::string;
using Id = std::int64_t;
using Moment = std::optional<Instant>;

// The words of a document are those of its newest edition. Where a document of others is being revised these are not
// public, so its public edition is asked itself; there are few of those.
db::Sql linkable_sql(db::Engine engine, const Scope& scope, std::int64_t document, std::string_view text,
                     const std::string& part, const std::optional<db::Pieces>& rare, int limit) {
  db::Sql from("document JOIN edition ON edition.document = document.id WHERE 1 = 1");
  if (rare)
    from = db::Sql(
        "(SELECT document FROM document_piece WHERE piece >= ? AND piece < ? UNION SELECT id FROM document "
        "WHERE is_public = 1 AND state IN ('Draft', 'Submitted', 'Reviewed', 'Cleared')) AS found "
        "CROSS JOIN document JOIN edition ON edition.document = document.id WHERE document.id = found.document",
        rare->low, rare->high);
  const auto holds = holds_part(engine, part);
  const auto own = scope.condition("+document.agency");
  const auto pattern = db::pattern_containing(text);
  return db::Sql(
      "SELECT document.id, document.agency, "
      "CASE WHEN edition.id = document.newest THEN document.title ELSE edition.title END, "
      "CASE WHEN edition.id = document.newest THEN document.document_number ELSE edition.document_number END "
      "FROM ? AND document.id <> ? "
      "AND (? OR (document.is_public = 1 AND document.state <> 'Published')) AND "
      "((edition.id = document.newest AND ? AND (? OR edition.state = 'Published')) OR "
      "(edition.id <> document.newest AND edition.state = 'Published' AND NOT (?) AND "
      "(lower(edition.title) LIKE lower(?) ESCAPE '!' OR lower(edition.document_number) LIKE lower(?) ESCAPE '!'))) "
      "ORDER BY document.updated_at DESC, document.id DESC ?",
      from, document, holds, holds, own, own, pattern, pattern, db::limit_to(limit));
}

}  // namespace

Outcome<void> check_within(db::Session& session, const Scope& scope, std::int64_t document) {
  DL_TRY(auto row, session.find<Id>(db::Sql("SELECT id FROM document WHERE id = ? AND ?", document,
                                            scope.condition("document.agency"))));
  if (!row) return fail(Fault::NotFound, "document.missing", fmt::format("{}", document));
  return {};
}

Outcome<Work> load_work(db::Session& session, const Scope& scope, std::int64_t id) {
  DL_TRY(auto row, (session.find<Id, Id, std::optional<Text>, Id, Instant, Instant, Moment, Text, Text>(
                       db::Sql("SELECT agency, site_column, index_number, revision, created_at, updated_at, "
                               "work_schedule.at, coalesce(person, ''), coalesce(failed, '') FROM document "
                               "LEFT JOIN work_schedule ON subject = ? WHERE id = ? AND ?",
                               topic_of_document(id), id, scope.condition("agency")))));
  if (!row) return fail(Fault::NotFound, "document.missing", fmt::format("{}", id));
  Work work;
  std::optional<Text> index_number;
  work.document.id = id;
  std::tie(work.document.agency, work.document.column, index_number, work.revision, work.created_at, work.updated_at,
           work.scheduled_at, work.scheduled_by, work.schedule_failed) = std::move(*row);
  work.document.index_number = index_number.value_or("");
  DL_TRY(work.edition, load_newest_edition(session, id));
  DL_TRY(work.authors, list_authors(session, work.edition.id));
  DL_TRY(auto shown, (session.find<int, Text>("SELECT number, state FROM edition WHERE document = :id AND "
                                              "state IN ('Published', 'Posted')",
                                              id)));
  if (shown) {
    auto& [number, state] = *shown;
    (state == name_of(State::Published) ? work.public_edition : work.posted_edition) = number;
  }
  return work;
}

Outcome<Edition> load_edition(db::Session& session, const Scope& scope, std::int64_t document, int number) {
  DL_CHECK(check_within(session, scope, document));
  DL_TRY(auto edition, find_edition(session, db::Sql("document = ? AND number = ?", document, number)));
  if (!edition) return fail(Fault::NotFound, "edition.missing", fmt::format("{} of {}", number, document));
  return std::move(*edition);
}

Outcome<std::vector<EditionLine>> list_editions(db::Session& session, const Scope& scope, std::int64_t document) {
  DL_CHECK(check_within(session, scope, document));
  DL_TRY(auto rows,
         (session.query<int, Text, Text, Text, Text, Instant, Moment, Moment, Moment>(
             "SELECT number, state, author, change_note, ground, created_at, released_at, posted_at, ended_at "
             "FROM edition WHERE document = :document ORDER BY number DESC",
             document)));
  std::vector<EditionLine> editions;
  for (auto& [number, state, author, note, ground, created, released, posted, ended] : rows)
    editions.push_back({number, find_named<State>(state).value_or(State::Draft), std::move(author), std::move(note),
                        std::move(ground), created, released, posted, ended});
  return editions;
}

Outcome<std::vector<work::Review>> list_reviews(db::Session& session, const Scope& scope, std::int64_t document) {
  DL_CHECK(check_within(session, scope, document));
  return work::list_reviews(session, topic_of_document(document));
}

Outcome<std::vector<work::Comment>> list_comments(db::Session& session, const Scope& scope, std::int64_t document) {
  DL_CHECK(check_within(session, scope, document));
  return work::list_comments(session, topic_of_document(document));
}

Outcome<std::vector<Link>> list_links(db::Session& session, const Scope& scope, std::int64_t document) {
  DL_CHECK(check_within(session, scope, document));
  // The other end stands with its newest words for those who may see its work, else with its public ones.
  const auto seen = scope.condition("other.agency");
  auto half = [&](db::Literal outgoing, db::Literal mine, db::Literal other) {
    return db::Sql(
        "SELECT link.relation AS relation, ? AS outgoing, other.id AS id, "
        "CASE WHEN edition.id = other.newest THEN other.title ELSE edition.title END AS title "
        "FROM document_link AS link JOIN document AS other ON other.id = link.? "
        "JOIN edition ON edition.document = other.id WHERE link.? = ? AND "
        "((? AND edition.id = other.newest) OR (NOT (?) AND edition.state = 'Published'))",
        outgoing, other, mine, document, seen, seen);
  };
  DL_TRY(auto rows,
         (session.query<Text, bool, Id, Text>(db::Sql("? UNION ALL ? ORDER BY 2 DESC, 3, 1",
                                                      half("1", "source", "target"), half("0", "target", "source")))));
  std::vector<Link> links;
  for (auto& [relation, outgoing, other, title] : rows)
    links.push_back({find_named<Relation>(relation).value_or(Relation::Related), outgoing, other, std::move(title)});
  return links;
}

Outcome<Whole> load_whole(db::Session& session, const Scope& scope, std::int64_t document) {
  Whole whole;
  DL_TRY(whole.work, load_work(session, scope, document));
  DL_TRY(whole.editions, list_editions(session, scope, document));
  DL_TRY(whole.reviews, list_reviews(session, scope, document));
  DL_TRY(whole.comments, list_comments(session, scope, document));
  DL_TRY(whole.links, list_links(session, scope, document));
  return whole;
}

Outcome<std::vector<Linkable>> list_linkable(db::Session& session, const Scope& scope, std::int64_t document,
                                             std::string_view text, int limit) {
  const auto part = part_of_words(text);
  DL_TRY(const auto rare, find_rare_pieces(session, part));
  DL_TRY(auto rows,
         (session.query<Id, Id, Text, Text>(linkable_sql(session.engine(), scope, document, text, part, rare, limit))));
  std::vector<Linkable> found;
  for (auto& [id, agency, title, number] : rows) found.push_back({id, agency, std::move(title), std::move(number)});
  return found;
}

Outcome<Attachment> find_attachment(db::Session& session, const Scope& scope, std::int64_t document,
                                    const std::string& digest) {
  DL_CHECK(check_within(session, scope, document));
  return work::find_file(session, topic_of_document(document), digest);
}

}  // namespace dl::publications
