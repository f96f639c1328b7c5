#include <fmt/format.h>

#include "matters/matter_store.h"

namespace dl::matters {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE matter (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  phase TEXT NOT NULL,
  department TEXT NOT NULL,
  holder TEXT NOT NULL,
  channel TEXT NOT NULL,
  round BIGINT NOT NULL,
  klass TEXT NOT NULL,
  outcome TEXT NOT NULL,
  received_on TEXT,
  opened_at BIGINT NOT NULL,
  ended_on TEXT,
  revision BIGINT NOT NULL,
  code_digest TEXT NOT NULL
)
;
CREATE UNIQUE INDEX matter_by_number ON matter (number)
;
CREATE INDEX matter_listed ON matter (agency, kind, opened_at, id)
;
CREATE INDEX matter_by_state ON matter (agency, kind, state, opened_at, id)
;
CREATE INDEX matter_open ON matter (id) WHERE phase IN ('Open', 'Waiting', 'Done')
;
CREATE TABLE matter_fact (
  id BIGINT PRIMARY KEY,
  matter BIGINT NOT NULL REFERENCES matter(id),
  round BIGINT NOT NULL,
  verb TEXT NOT NULL,
  on_day TEXT NOT NULL,
  until_day TEXT,
  code TEXT NOT NULL,
  about BIGINT NOT NULL,
  words TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  digest TEXT NOT NULL
)
;
CREATE INDEX matter_fact_of ON matter_fact (matter, id)
;
CREATE TABLE matter_relation (
  matter BIGINT NOT NULL REFERENCES matter(id),
  other BIGINT NOT NULL REFERENCES matter(id),
  tie TEXT NOT NULL,
  PRIMARY KEY (matter, other, tie)
)
;
CREATE INDEX matter_relation_to ON matter_relation (other)
;
CREATE TABLE matter_party (
  id BIGINT PRIMARY KEY,
  matter BIGINT NOT NULL REFERENCES matter(id),
  role TEXT NOT NULL,
  klass TEXT NOT NULL,
  kept TEXT NOT NULL,
  same TEXT NOT NULL
)
;
CREATE INDEX matter_party_of ON matter_party (matter, id)
;
CREATE INDEX matter_party_same ON matter_party (same)
;
CREATE TABLE matter_letter (
  id BIGINT PRIMARY KEY,
  matter BIGINT NOT NULL REFERENCES matter(id),
  round BIGINT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  drafted_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  number TEXT NOT NULL,
  issued_on TEXT,
  issued_by TEXT NOT NULL,
  seal TEXT NOT NULL
)
;
CREATE INDEX matter_letter_of ON matter_letter (matter, id)
;
CREATE UNIQUE INDEX matter_letter_by_number ON matter_letter (number) WHERE number <> ''
;
CREATE TABLE matter_rating (
  matter BIGINT NOT NULL REFERENCES matter(id),
  round BIGINT NOT NULL,
  stars BIGINT NOT NULL,
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (matter, round)
)
)sql";

// How an answer stood to its clock on the day of it, and what tables count by, in one index that has all of it.
constexpr const char* kAnswers = R"sql(
ALTER TABLE matter ADD COLUMN answer_due TEXT
;
ALTER TABLE matter ADD COLUMN answer_days BIGINT
;
CREATE INDEX matter_counted ON matter (kind, agency, received_on, ended_on, klass, outcome, channel, department,
  answer_due, answer_days, id)
)sql";

// Lists by a value that few or none have: without these they walk through all matters of an agency.
constexpr const char* kLists = R"sql(
CREATE INDEX matter_by_phase ON matter (agency, kind, phase, opened_at, id)
;
CREATE INDEX matter_by_outcome ON matter (agency, kind, outcome, opened_at, id)
;
CREATE INDEX matter_by_department ON matter (agency, kind, department, opened_at, id)
;
CREATE INDEX matter_by_holder ON matter (agency, kind, holder, opened_at, id)
)sql";

constexpr const char* kForms = R"sql(
CREATE TABLE matter_form (
  form TEXT PRIMARY KEY,
  matter BIGINT NOT NULL REFERENCES matter(id),
  until_at BIGINT NOT NULL
)
;
CREATE INDEX matter_form_until ON matter_form (until_at)
)sql";

constexpr const char* kLettersByDay =
    "CREATE INDEX matter_letter_by_day ON matter_letter (issued_on, id) WHERE issued_on IS NOT NULL";

// A list by days of receipt tells by its own index which rows to look at. Parts of words are found by their pieces
// (db/pieces.h); what is written here once is what insert() does with each matter. No matter ever goes, and asking for
// it with each of its pieces took half of the time.
std::string search_sql(std::string_view collation, std::string_view options) {
  return fmt::format(R"sql(
DROP INDEX matter_listed
;
CREATE INDEX matter_listed ON matter (agency, kind, opened_at, id, received_on)
;
CREATE TABLE matter_piece (
  piece TEXT{0} NOT NULL,
  matter BIGINT NOT NULL,
  PRIMARY KEY (piece, matter)
) {1}
;
INSERT INTO matter_piece (piece, matter)
  WITH RECURSIVE
    place(n) AS (
      SELECT 1 UNION ALL SELECT n + 1 FROM place
      WHERE n <= (SELECT max(length(title) + length(number)) FROM matter)),
    worded(id, words) AS (SELECT id, lower(title{0}) || '
' || lower(number{0}) FROM matter)
  SELECT DISTINCT substr(worded.words, place.n, 3), worded.id
  FROM worded JOIN place ON place.n <= length(worded.words) ORDER BY 1, 2
)sql",
                     collation, options);
}

constexpr const char* kNamed = R"sql(
ALTER TABLE matter_fact ADD COLUMN department TEXT NOT NULL DEFAULT ''
;
ALTER TABLE matter_fact ADD COLUMN holder TEXT NOT NULL DEFAULT ''
)sql";

// What facts say beside their words, and which letter is whose; and when an answer was owed no longer, which is not
// always when the matter ended.
constexpr const char* kSaid = R"sql(
ALTER TABLE matter_fact ADD COLUMN count BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE matter_fact ADD COLUMN amount BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE matter_fact ADD COLUMN place TEXT NOT NULL DEFAULT ''
;
ALTER TABLE matter_fact ADD COLUMN person TEXT NOT NULL DEFAULT ''
;
ALTER TABLE matter_fact ADD COLUMN terms TEXT NOT NULL DEFAULT ''
;
ALTER TABLE matter_letter ADD COLUMN fact BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE matter ADD COLUMN answer_met TEXT
;
UPDATE matter SET answer_met = ended_on WHERE answer_due IS NOT NULL
;
DROP INDEX matter_counted
;
CREATE INDEX matter_counted ON matter (kind, agency, received_on, ended_on, klass, outcome, channel, department,
  answer_due, answer_met, answer_days, id)
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {
      {"matters-1", kTables, {}},
      {"matters-answers", kAnswers, {}},
      {"matters-lists", kLists, {}},
      {"matters-forms", kForms, {}},
      {"matters-letters-by-day", kLettersByDay, {}},
      {"matters-search", search_sql("", "WITHOUT ROWID"), search_sql(R"( COLLATE "C")", "")},
      {"matters-facts-name", kNamed, {}},
      {"matters-facts-say", kSaid, {}}};
  return list;
}

}  // namespace dl::matters
