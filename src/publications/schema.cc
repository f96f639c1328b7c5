// The tables of publications. One list; entries are never changed once released.
#include "publications/document_store.h"
#include "publications/moved_rows.h"

namespace dl::publications {
namespace {

// Lists read the partial indexes, so a page of a list touches only published editions, in order.
constexpr const char* kTables = R"sql(
CREATE TABLE document (
  id BIGINT PRIMARY KEY,
  agency BIGINT NOT NULL REFERENCES agency(id),
  site_column BIGINT NOT NULL REFERENCES site_column(id),
  index_number TEXT UNIQUE,
  source_digest TEXT,
  created_at BIGINT NOT NULL,
  UNIQUE (agency, source_digest)
)
;
CREATE TABLE index_serial (
  code TEXT NOT NULL,
  year INTEGER NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (code, year)
)
;
CREATE TABLE edition (
  id BIGINT PRIMARY KEY,
  document BIGINT NOT NULL REFERENCES document(id),
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  agency BIGINT NOT NULL,
  site_column BIGINT NOT NULL,
  title TEXT NOT NULL,
  document_number TEXT NOT NULL,
  kind TEXT NOT NULL,
  issuer TEXT NOT NULL,
  issued_on TEXT,
  validity TEXT NOT NULL,
  summary TEXT NOT NULL,
  author TEXT NOT NULL,
  change_note TEXT NOT NULL,
  ground TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  published_at BIGINT,
  published_year INTEGER,
  released_at BIGINT,
  ended_at BIGINT,
  metadata TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (document, number)
)
;
CREATE UNIQUE INDEX edition_public ON edition (document) WHERE state = 'Published'
;
CREATE INDEX edition_by_column ON edition (site_column, published_at, document) WHERE state = 'Published'
;
CREATE INDEX edition_by_column_year ON edition (site_column, published_year, published_at, document)
  WHERE state = 'Published'
;
CREATE INDEX edition_by_column_kind ON edition (site_column, kind, published_at, document) WHERE state = 'Published'
;
CREATE INDEX edition_by_agency ON edition (agency, published_at, document) WHERE state = 'Published'
;
CREATE TABLE attachment (
  edition BIGINT NOT NULL REFERENCES edition(id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  digest TEXT NOT NULL,
  size BIGINT NOT NULL,
  embedded INTEGER NOT NULL,
  PRIMARY KEY (edition, position)
)
;
CREATE TABLE review (
  edition BIGINT NOT NULL REFERENCES edition(id),
  position INTEGER NOT NULL,
  step TEXT NOT NULL,
  person TEXT NOT NULL,
  remark TEXT NOT NULL,
  digest TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (edition, position)
)
;
CREATE TABLE document_link (
  source BIGINT NOT NULL REFERENCES document(id),
  relation TEXT NOT NULL,
  target BIGINT NOT NULL REFERENCES document(id),
  PRIMARY KEY (source, relation, target)
)
;
CREATE INDEX document_link_target ON document_link (target)
)sql";

// Lists of work read the row of the document: its newest edition, when it last changed, where it stands.
constexpr const char* kWork = R"sql(
ALTER TABLE document ADD COLUMN revision BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE document ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE document ADD COLUMN newest BIGINT
;
ALTER TABLE document ADD COLUMN state TEXT NOT NULL DEFAULT 'Draft'
;
ALTER TABLE document ADD COLUMN scheduled_at BIGINT
;
ALTER TABLE document ADD COLUMN scheduled_by TEXT NOT NULL DEFAULT ''
;
ALTER TABLE document ADD COLUMN schedule_failed TEXT NOT NULL DEFAULT ''
;
UPDATE document SET
  revision = 1,
  updated_at = coalesce((SELECT max(coalesce(ended_at, released_at, created_at)) FROM edition
                         WHERE edition.document = document.id), created_at),
  newest = (SELECT id FROM edition WHERE edition.document = document.id ORDER BY number DESC LIMIT 1)
;
UPDATE document SET state = coalesce((SELECT edition.state FROM edition WHERE edition.id = document.newest), 'Draft')
;
CREATE INDEX document_by_change ON document (updated_at, id)
;
CREATE INDEX document_by_agency_change ON document (agency, updated_at, id)
;
CREATE INDEX document_by_state_change ON document (state, updated_at, id)
;
CREATE INDEX document_due ON document (scheduled_at) WHERE scheduled_at IS NOT NULL
;
CREATE TABLE edition_comment (
  id BIGINT PRIMARY KEY,
  edition BIGINT NOT NULL REFERENCES edition(id),
  person TEXT NOT NULL,
  words TEXT NOT NULL,
  block BIGINT,
  at BIGINT NOT NULL,
  resolved_at BIGINT,
  resolved_by TEXT NOT NULL
)
;
CREATE INDEX edition_comment_by_edition ON edition_comment (edition, id)
)sql";

// What lists of work filter by stands in the small row too: editions are long, and a search for a rare word
// would read all of them.
constexpr const char* kWorkFilters = R"sql(
ALTER TABLE document ADD COLUMN title TEXT NOT NULL DEFAULT ''
;
ALTER TABLE document ADD COLUMN document_number TEXT NOT NULL DEFAULT ''
;
ALTER TABLE document ADD COLUMN kind TEXT NOT NULL DEFAULT ''
;
ALTER TABLE document ADD COLUMN author TEXT NOT NULL DEFAULT ''
;
UPDATE document SET
  title = coalesce((SELECT edition.title FROM edition WHERE edition.id = document.newest), ''),
  document_number = coalesce((SELECT edition.document_number FROM edition WHERE edition.id = document.newest), ''),
  kind = coalesce((SELECT edition.kind FROM edition WHERE edition.id = document.newest), ''),
  author = coalesce((SELECT edition.author FROM edition WHERE edition.id = document.newest), '')
;
CREATE INDEX document_by_author_change ON document (author, updated_at, id)
)sql";

// Every filter of a list of work has an index in the order of the list, within one agency and over all of them,
// so that a page reads what it shows. Columns keep what is mostly asked along with them.
constexpr const char* kWorkOrder = R"sql(
ALTER TABLE document ADD COLUMN published_year BIGINT
;
ALTER TABLE document ADD COLUMN is_public BIGINT NOT NULL DEFAULT 0
;
UPDATE document SET
  published_year = (SELECT edition.published_year FROM edition WHERE edition.id = document.newest),
  is_public = (SELECT count(*) FROM edition WHERE edition.document = document.id AND edition.state = 'Published')
;
CREATE INDEX document_by_agency_state_change ON document (agency, state, updated_at, id)
;
CREATE INDEX document_by_agency_kind_change ON document (agency, kind, updated_at, id)
;
CREATE INDEX document_by_agency_year_change ON document (agency, published_year, updated_at, id)
;
CREATE INDEX document_by_kind_change ON document (kind, updated_at, id)
;
CREATE INDEX document_by_year_change ON document (published_year, updated_at, id)
;
CREATE INDEX document_by_column_change ON document (site_column, updated_at, id, agency, state, kind, published_year)
)sql";

// The words as lists of work search them, and their pieces of three characters; see work_words.h. What is
// written here once is what words_of() does with each change.
std::string pieces_sql(std::string_view collation, std::string_view options) {
  std::string folded = fmt::format("lower(title{0}) || '\n' || lower(document_number{0})", collation);
  for (const char* bracket : {"[", "(", "［", "（", "【", "〖", "﹝", "﹙", "｟", "⦅", "〘", "〚"})
    folded = fmt::format("replace({}, '{}', '〔')", folded, bracket);
  for (const char* bracket : {"]", ")", "］", "）", "】", "〗", "﹞", "﹚", "｠", "⦆", "〙", "〛"})
    folded = fmt::format("replace({}, '{}', '〕')", folded, bracket);
  return fmt::format(R"sql(
ALTER TABLE document ADD COLUMN words TEXT NOT NULL DEFAULT ''
;
UPDATE document SET words = {}
;
CREATE TABLE document_piece (
  piece TEXT{} NOT NULL,
  document BIGINT NOT NULL REFERENCES document(id),
  PRIMARY KEY (piece, document)
) {}
;
INSERT INTO document_piece (piece, document)
  WITH RECURSIVE place(n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < (SELECT max(length(words)) FROM document))
  SELECT DISTINCT substr(document.words, place.n, 3), document.id
  FROM document JOIN place ON place.n <= length(document.words) ORDER BY 1, 2
)sql",
                     folded, collation, options);
}

constexpr const char* kPosted = R"sql(
ALTER TABLE edition ADD COLUMN posted_at BIGINT
;
CREATE UNIQUE INDEX edition_posted ON edition (document) WHERE state = 'Posted'
;
CREATE INDEX edition_posted_by_agency ON edition (agency, posted_at, document) WHERE state = 'Posted'
)sql";

// Lists say by the clock whether a document is in force, so its days stand beside its words.
std::string term_sql(std::string_view effective, std::string_view expires) {
  return fmt::format(R"sql(
ALTER TABLE edition ADD COLUMN effective_on TEXT
;
ALTER TABLE edition ADD COLUMN expires_on TEXT
;
UPDATE edition SET effective_on = {}, expires_on = {} WHERE metadata LIKE '%"effective_on"%' OR metadata LIKE
  '%"expires_on"%'
)sql",
                     effective, expires);
}

// Who has a hand in the words of an edition, for the rule that nobody reviews their own. What was there before is
// taken from the journal: each change belongs to the edition that was the newest at its moment.
constexpr const char* kAuthors = R"sql(
CREATE TABLE edition_author (
  edition BIGINT NOT NULL REFERENCES edition(id),
  person TEXT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (edition, person)
)
;
INSERT INTO edition_author (edition, person, first_at, last_at)
  SELECT written.edition, written.person, min(written.at), max(written.at) FROM (
    SELECT id AS edition, author AS person, created_at AS at FROM edition
    UNION ALL
    SELECT edition.id, journal.actor, journal.at FROM edition
      JOIN journal ON journal.subject = 'document:' || edition.document AND journal.at >= edition.created_at
      WHERE journal.verb IN ('document.corrected', 'document.file-added', 'document.file-removed')
      AND NOT EXISTS (SELECT 1 FROM edition AS later WHERE later.document = edition.document
        AND later.number > edition.number AND later.created_at <= journal.at)
  ) AS written GROUP BY written.edition, written.person
)sql";

// What waits is listed by its day, then by how long it has waited. The day is that of its writing, from which the term
// of publication runs; '9999-12-31' where none runs, NULL where nothing waits, which is most of the rows.
constexpr const char* kWaiting = R"sql(
ALTER TABLE document ADD COLUMN due_from TEXT
;
UPDATE document SET due_from = (
  SELECT CASE WHEN document.is_public <> 0 THEN '9999-12-31' ELSE coalesce(edition.issued_on, '9999-12-31') END
  FROM edition WHERE edition.id = document.newest)
WHERE state IN ('Draft', 'Submitted', 'Reviewed', 'Cleared')
;
CREATE INDEX document_waiting ON document (state, due_from, updated_at, id, agency) WHERE due_from IS NOT NULL
;
CREATE INDEX document_waiting_of_author ON document (author, state, due_from, updated_at, id)
  WHERE due_from IS NOT NULL
)sql";

// A position that was once given is not given again, so that a page from before takes away what it meant. A remark
// keeps the digest and a few words of the block that it speaks of.
constexpr const char* kFilesAndRemarks = R"sql(
ALTER TABLE edition ADD COLUMN last_file BIGINT NOT NULL DEFAULT 0
;
UPDATE edition SET last_file =
  coalesce((SELECT max(position) FROM attachment WHERE attachment.edition = edition.id), 0)
;
ALTER TABLE edition_comment ADD COLUMN block_digest TEXT NOT NULL DEFAULT ''
;
ALTER TABLE edition_comment ADD COLUMN block_words TEXT NOT NULL DEFAULT ''
)sql";

// What somebody must look at before an edition is released, and what was said of it; see finding.h.
constexpr const char* kFindings = R"sql(
CREATE TABLE finding (
  edition BIGINT NOT NULL REFERENCES edition(id),
  digest TEXT NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  block BIGINT,
  excerpt TEXT NOT NULL,
  message TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  answer TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  answered_at BIGINT,
  reason TEXT NOT NULL,
  PRIMARY KEY (edition, digest)
)
)sql";

// Words of drafts that are newer than the last event about them; docs/adr/0013-words-under-way.md says why so.
constexpr const char* kDraftWords = R"sql(
CREATE TABLE draft_words (
  edition BIGINT PRIMARY KEY REFERENCES edition(id),
  person TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  before_digest TEXT NOT NULL,
  metadata TEXT NOT NULL,
  body TEXT NOT NULL
)
)sql";

// What waits is listed by work, out of rows of its own.
constexpr const char* kOpenWork = R"sql(
DROP INDEX document_waiting
;
DROP INDEX document_waiting_of_author
;
CREATE INDEX document_at_work ON document (id) WHERE due_from IS NOT NULL
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const auto list = [] {
    std::vector<db::Migration> all = {
        {"publications-1", kTables, {}},
        {"publications-2", kWork, {}},
        {"publications-3", kWorkFilters, {}},
        {"publications-4", kWorkOrder, {}},
        {"publications-5", pieces_sql("", "WITHOUT ROWID"), pieces_sql(R"( COLLATE "C")", "")},
        {"publications-6", kPosted, {}},
        {"publications-7",
         term_sql("json_extract(metadata, '$.effective_on')", "json_extract(metadata, '$.expires_on')"),
         term_sql("CAST(metadata AS json) ->> 'effective_on'", "CAST(metadata AS json) ->> 'expires_on'")},
        {"publications-8", kAuthors, {}},
        {"publications-9", kWaiting, {}},
        {"publications-10", kFilesAndRemarks, {}},
        {"publications-11", kFindings, {}},
        {"publications-12", kDraftWords, {}},
        {"publications.open-work", kOpenWork, {}}};
    for (auto& step : moved_rows()) all.push_back(std::move(step));
    return all;
  }();
  return list;
}

}  // namespace dl::publications
