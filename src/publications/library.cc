#include "publications/library.h"

#include "publications/document_store.h"
#include "publications/edition_rows.h"

namespace dl::publications {
namespace {

using Text = std::string;
using Id = std::int64_t;

constexpr db::Literal kLineColumns =
    "edition.document, edition.site_column, edition.agency, edition.title, edition.document_number, "
    "document.index_number, edition.kind, edition.issuer, edition.issued_on, edition.validity, edition.effective_on, "
    "edition.expires_on, edition.summary, edition.published_at, edition.released_at";

using Day = std::optional<Date>;
using LineRow =
    std::tuple<Id, Id, Id, Text, Text, std::optional<Text>, Text, Text, Day, Text, Day, Day, Text, Instant, Instant>;

Line line_of(LineRow row) {
  auto& [document, column, agency, title, number, index, kind, issuer, issued_on, validity, effective_on, expires_on,
         summary, published, released] = row;
  return {document,
          column,
          agency,
          std::move(title),
          std::move(number),
          index.value_or(""),
          std::move(kind),
          std::move(issuer),
          issued_on,
          validity_named(validity).value_or(Validity::None),
          effective_on,
          expires_on,
          std::move(summary),
          published,
          released};
}

// Newest first: by time, then by document, so that the order is total.
bool newer(const Line& a, const Line& b) {
  return std::tie(a.published_at, a.document) > std::tie(b.published_at, b.document);
}

db::Sql conditions(const Filter& filter, std::int64_t column) {
  db::Sql sql("edition.state = 'Published'");
  if (column != 0) sql.add(" AND edition.site_column = ?", column);
  if (filter.agency != 0) sql.add(" AND edition.agency = ?", filter.agency);
  if (filter.year != 0) sql.add(" AND edition.published_year = ?", filter.year);
  if (!filter.kind.empty()) sql.add(" AND edition.kind = ?", filter.kind);
  return sql;
}

std::vector<std::int64_t> columns_of(const Filter& filter) {
  return filter.columns.empty() ? std::vector<std::int64_t>{0} : filter.columns;
}

// One column's part of a page, by its index: never reads more than `limit` rows of it.
Outcome<std::vector<Line>> list_column(db::Session& session, const Filter& filter, std::int64_t column,
                                       const std::optional<Cursor>& from, int limit) {
  const bool backwards = from && from->backwards;
  const auto key = from ? from->key : db::Key::top();
  const auto beyond = backwards ? db::Literal(">") : db::Literal("<");
  const auto order = backwards ? db::Literal("ASC") : db::Literal("DESC");
  DL_TRY(
      auto rows,
      (session
           .query<Id, Id, Id, Text, Text, std::optional<Text>, Text, Text, Day, Text, Day, Day, Text, Instant, Instant>(
               db::Sql("SELECT ? FROM edition JOIN document ON document.id = edition.document WHERE ? AND "
                       "(edition.published_at, edition.document) ? (?, ?) "
                       "ORDER BY edition.published_at ?, edition.document ? LIMIT ?",
                       kLineColumns, conditions(filter, column), beyond, key.first, key.second, order, order, limit))));
  std::vector<Line> lines;
  lines.reserve(rows.size());
  for (auto& row : rows) lines.push_back(line_of(std::move(row)));
  return lines;
}

Cursor cursor_at(const Line& line, bool backwards) {
  return {db::Key::of(line.published_at, line.document), backwards};
}

Outcome<std::vector<Link>> list_links(db::Session& session, std::int64_t document) {
  DL_TRY(auto rows,
         (session.query<Text, bool, Id, Text>(
             "SELECT link.relation, 1, edition.document, edition.title FROM document_link AS link JOIN edition ON "
             "edition.document = link.target AND edition.state = 'Published' WHERE link.source = :source "
             "UNION ALL "
             "SELECT link.relation, 0, edition.document, edition.title FROM document_link AS link JOIN edition ON "
             "edition.document = link.source AND edition.state = 'Published' WHERE link.target = :target "
             "ORDER BY 2 DESC, 1, 3",
             document, document)));
  std::vector<Link> links;
  for (auto& [relation, outgoing, other, title] : rows)
    links.push_back({find_named<Relation>(relation).value_or(Relation::Related), outgoing, other, std::move(title)});
  return links;
}

Outcome<Live> complete(db::Session& session, Document document, Edition edition) {
  Live live{std::move(document), std::move(edition), {}, 1};
  DL_TRY(live.links, list_links(session, live.document.id));
  DL_TRY(live.editions, session.value<int>("SELECT count(*) FROM edition WHERE document = :document AND "
                                           "released_at IS NOT NULL",
                                           live.document.id));
  return live;
}

}  // namespace

std::string Cursor::text() const { return (backwards ? "b" : "") + key.text(); }

std::optional<Cursor> Cursor::parse(std::string_view text) {
  const bool backwards = text.starts_with('b');
  const auto key = db::Key::parse(backwards ? text.substr(1) : text);
  return key ? std::optional(Cursor{*key, backwards}) : std::nullopt;
}

Outcome<Live> load_live(db::Session& session, std::int64_t id) {
  DL_TRY(auto edition, find_edition(session, db::Sql("document = ? AND state = 'Published'", id)));
  if (!edition) {
    DL_TRY(auto withdrawn,
           session.find<Id>("SELECT id FROM edition WHERE document = :document AND state = 'Withdrawn'", id));
    if (withdrawn) return fail(Fault::Gone, "document.withdrawn", fmt::format("{}", id));
    return fail(Fault::NotFound, "document.missing", fmt::format("{}", id));
  }
  DL_TRY(auto document, load_document(session, id));
  return complete(session, std::move(document), std::move(*edition));
}

Outcome<Live> load_public_edition(db::Session& session, std::int64_t id, int number) {
  DL_TRY(auto live, load_live(session, id));  // a document that is gone takes its editions along
  DL_TRY(auto edition,
         find_edition(session, db::Sql("document = ? AND number = ? AND released_at IS NOT NULL", id, number)));
  if (!edition) return fail(Fault::NotFound, "document.edition-missing", fmt::format("{}/{}", id, number));
  if (edition->state != State::Superseded && edition->state != State::Published)
    return fail(Fault::Gone, "document.withdrawn", fmt::format("{}/{}", id, number));
  live.edition = std::move(*edition);
  return live;
}

Outcome<Neighbours> find_neighbours(db::Session& session, const Live& live) {
  const auto one = [&](bool backwards) -> Outcome<std::optional<Line>> {
    Cursor here{db::Key::of(live.edition.published_at.value_or(Instant()), live.document.id), backwards};
    DL_TRY(auto lines, list_column(session, {}, live.document.column, here, 1));
    return lines.empty() ? std::nullopt : std::optional(std::move(lines.front()));
  };
  Neighbours neighbours;
  DL_TRY(neighbours.newer, one(true));
  DL_TRY(neighbours.older, one(false));
  return neighbours;
}

Outcome<Tombstone> load_tombstone(db::Session& session, std::int64_t id) {
  DL_TRY(auto row,
         (session.find<Id, Id, Text, std::optional<Text>, Text, std::optional<Instant>, std::optional<Instant>>(
             "SELECT edition.document, edition.site_column, edition.title, document.index_number, "
             "edition.ground, edition.published_at, edition.ended_at FROM edition JOIN document ON "
             "document.id = edition.document WHERE edition.document = :document AND "
             "edition.state = 'Withdrawn' AND NOT EXISTS (SELECT 1 FROM edition AS other WHERE "
             "other.document = edition.document AND other.state = 'Published') "
             "ORDER BY edition.number DESC",
             id)));
  if (!row) return fail(Fault::NotFound, "document.missing", fmt::format("{}", id));
  auto& [document, column, title, index_number, ground, published, withdrawn] = *row;
  return Tombstone{document,
                   column,
                   title,
                   index_number.value_or(""),
                   ground,
                   published.value_or(Instant()),
                   withdrawn.value_or(Instant())};
}

Outcome<std::vector<PastEdition>> list_public_editions(db::Session& session, std::int64_t document) {
  DL_TRY(auto rows, (session.query<int, Text, Instant, std::optional<Instant>, Text>(
                        "SELECT number, state, released_at, ended_at, change_note FROM edition WHERE "
                        "document = :document AND released_at IS NOT NULL ORDER BY number",
                        document)));
  std::vector<PastEdition> editions;
  for (auto& [number, state, released, ended, note] : rows)
    editions.push_back({number, find_named<State>(state).value_or(State::Superseded), released, ended, note});
  return editions;
}

Outcome<Page> list_live(db::Session& session, const Filter& filter, const std::optional<Cursor>& from, int limit) {
  bool backwards = from && from->backwards;
  std::vector<Line> lines;
  for (std::int64_t column : columns_of(filter)) {
    DL_TRY(auto part, list_column(session, filter, column, from, limit + 1));
    lines.insert(lines.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
  }
  std::sort(lines.begin(), lines.end(), newer);

  Page page;
  auto size = static_cast<std::size_t>(limit);
  bool more = lines.size() > size;
  if (more && backwards) lines.erase(lines.begin(), lines.end() - limit);
  if (more && !backwards) lines.resize(size);
  page.lines = std::move(lines);
  if (page.lines.empty()) return page;
  // Going forward, something newer exists as soon as a key was given; going backward, something older does.
  if (backwards ? true : more) page.next = cursor_at(page.lines.back(), false);
  if (backwards ? more : from.has_value()) page.previous = cursor_at(page.lines.front(), true);
  return page;
}

Outcome<std::int64_t> count_live(db::Session& session, const Filter& filter) {
  std::int64_t total = 0;
  for (std::int64_t column : columns_of(filter)) {
    DL_TRY(auto count, session.value<Id>(db::Sql("SELECT count(*) FROM edition WHERE ?", conditions(filter, column))));
    total += count;
  }
  return total;
}

Outcome<std::vector<Live>> live_between(db::Session& session, std::int64_t after, std::int64_t up_to, int limit) {
  DL_TRY(auto ids, session.query<Id>("SELECT document FROM edition WHERE state = 'Published' AND document > :after "
                                     "AND document <= :up_to ORDER BY document LIMIT :limit",
                                     after, up_to, limit));
  std::vector<Live> found;
  for (auto& [id] : ids) {
    DL_TRY(auto live, load_live(session, id));
    found.push_back(std::move(live));
  }
  return found;
}

Outcome<std::int64_t> last_live(db::Session& session) {
  return session.value<std::int64_t>("SELECT coalesce(max(document), 0) FROM edition WHERE state = 'Published'");
}

Outcome<std::vector<MapEntry>> map_after(db::Session& session, std::int64_t document, int limit) {
  DL_TRY(auto rows, (session.query<Id, Id, Instant>(
                        "SELECT document, site_column, released_at FROM edition WHERE state = 'Published' AND "
                        "document > :after ORDER BY document LIMIT :limit",
                        document, limit)));
  std::vector<MapEntry> entries;
  for (auto& [id, column, released] : rows) entries.push_back({id, column, released});
  return entries;
}

Outcome<Attachment> find_live_attachment(db::Session& session, std::int64_t document, std::string_view digest) {
  DL_TRY(auto row, (session.find<int, Text, Text, Text, Id, bool>(
                       "SELECT work_file.position, work_file.name, work_file.type, work_file.digest, work_file.size, "
                       "work_file.embedded FROM edition JOIN edition AS present ON present.document = "
                       "edition.document AND present.state = 'Published' JOIN work_file ON work_file.subject = "
                       ":subject AND work_file.version = edition.number WHERE edition.document = :document AND "
                       "edition.state IN ('Published', 'Superseded') AND work_file.digest = :digest "
                       "ORDER BY edition.number DESC, work_file.position",
                       topic_of_document(document), document, digest)));
  if (!row) return fail(Fault::NotFound, "file.missing", std::string(digest));
  auto& [position, name, type, stored, size, embedded] = *row;
  return Attachment{position, name, type, stored, size, embedded};
}

}  // namespace dl::publications
