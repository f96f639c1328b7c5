// The tables of work. One list; entries are never changed once released.
#include "work/schema.h"

namespace dl::work {
namespace {

constexpr const char* kSerials = R"sql(
CREATE TABLE serial_counter (
  kind TEXT NOT NULL,
  agency BIGINT NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (kind, agency, year)
)
)sql";

// A value that was erased has no `sealed` any more; what it committed to stays.
constexpr const char* kSealedValues = R"sql(
CREATE TABLE sealed_value (
  commitment TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  field TEXT NOT NULL,
  sealed TEXT
)
;
CREATE INDEX sealed_value_by_subject ON sealed_value (subject, field, commitment)
)sql";

// Open work in the order of its urgency (item_rows.h), a list for each holder and right; all that lists are chosen by
// stands in the index. The edition is that of the program, law and calendar that made the rows.
constexpr const char* kOpenWork = R"sql(
CREATE TABLE work_item (
  id BIGINT PRIMARY KEY,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  needs_right TEXT NOT NULL,
  agency BIGINT NOT NULL,
  holder TEXT NOT NULL,
  not_for TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  actor TEXT NOT NULL,
  due_on TEXT,
  not_before BIGINT,
  since BIGINT NOT NULL,
  urgency BIGINT NOT NULL,
  UNIQUE (subject, kind)
)
;
CREATE INDEX work_item_waiting ON work_item (holder, needs_right, urgency, id, agency, kind, not_for)
;
CREATE TABLE work_edition (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  edition TEXT NOT NULL
)
;
INSERT INTO work_edition (id, edition) VALUES (1, '')
;
CREATE TABLE substitute (
  person BIGINT PRIMARY KEY REFERENCES person(id),
  stands_in BIGINT NOT NULL REFERENCES person(id),
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL
)
;
CREATE INDEX substitute_by_other ON substitute (stands_in, from_on)
)sql";

// Sign-offs of any subject, each with its places in order; one of a subject is open at a time.
constexpr const char* kSignOffs = R"sql(
CREATE TABLE sign_off (
  id BIGINT PRIMARY KEY,
  subject TEXT NOT NULL,
  agency BIGINT NOT NULL,
  chain TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  not_for TEXT NOT NULL,
  digest TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  standing TEXT NOT NULL,
  reason TEXT NOT NULL
)
;
CREATE INDEX sign_off_by_subject ON sign_off (subject, id)
;
CREATE UNIQUE INDEX sign_off_open ON sign_off (subject) WHERE standing = 'Open'
;
CREATE TABLE sign_off_station (
  sign_off BIGINT NOT NULL REFERENCES sign_off(id),
  position BIGINT NOT NULL,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  needs_right TEXT NOT NULL,
  holder TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  instead_of TEXT NOT NULL,
  remark TEXT NOT NULL,
  signed_at BIGINT,
  PRIMARY KEY (sign_off, position)
)
)sql";

// Remarks and reviews of any subject, each of one of its versions.
constexpr const char* kCommentsAndReviews = R"sql(
CREATE TABLE work_comment (
  id BIGINT PRIMARY KEY,
  subject TEXT NOT NULL,
  version BIGINT NOT NULL,
  person TEXT NOT NULL,
  words TEXT NOT NULL,
  block BIGINT,
  block_digest TEXT NOT NULL,
  block_words TEXT NOT NULL,
  at BIGINT NOT NULL,
  resolved_at BIGINT,
  resolved_by TEXT NOT NULL
)
;
CREATE INDEX work_comment_by_subject ON work_comment (subject, id)
;
CREATE TABLE work_review (
  subject TEXT NOT NULL,
  version BIGINT NOT NULL,
  position BIGINT NOT NULL,
  step TEXT NOT NULL,
  person TEXT NOT NULL,
  remark TEXT NOT NULL,
  digest TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (subject, version, position)
)
)sql";

// Files of any subject, by version; the bytes stand once, under their digest. A position that was once given is not
// given again, so that a page from before takes away what it meant.
constexpr const char* kFiles = R"sql(
CREATE TABLE work_file (
  subject TEXT NOT NULL,
  version BIGINT NOT NULL,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  digest TEXT NOT NULL,
  size BIGINT NOT NULL,
  embedded INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (subject, version, position)
)
;
CREATE TABLE work_file_count (
  subject TEXT NOT NULL,
  version BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (subject, version)
)
)sql";

// What is to be done at a moment to come. A row without a moment says why the last one did not come about.
constexpr const char* kSchedules = R"sql(
CREATE TABLE work_schedule (
  subject TEXT PRIMARY KEY,
  step TEXT NOT NULL,
  at BIGINT,
  person TEXT NOT NULL,
  failed TEXT NOT NULL
)
;
CREATE INDEX work_schedule_due ON work_schedule (at, subject) WHERE at IS NOT NULL
)sql";

// Several people may have work of one kind on the same subject. The rows are made anew at the next opening.
constexpr const char* kItemsByHolder = R"sql(
DROP TABLE work_item
;
CREATE TABLE work_item (
  id BIGINT PRIMARY KEY,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  needs_right TEXT NOT NULL,
  agency BIGINT NOT NULL,
  holder TEXT NOT NULL,
  not_for TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  actor TEXT NOT NULL,
  due_on TEXT,
  not_before BIGINT,
  since BIGINT NOT NULL,
  urgency BIGINT NOT NULL,
  UNIQUE (subject, kind, holder)
)
;
CREATE INDEX work_item_waiting ON work_item (holder, needs_right, urgency, id, agency, kind, not_for)
;
UPDATE work_edition SET edition = ''
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {
      {"work.serials", kSerials, {}},
      {"work.sealed-values", kSealedValues, {}},
      {"work.open-work", kOpenWork, {}},
      {"work.sign-offs", kSignOffs, {}},
      {"work.comments-and-reviews", kCommentsAndReviews, {}},
      {"work.files", kFiles, {}},
      {"work.schedules", kSchedules, {}},
      {"work.sign-off-hands", "ALTER TABLE sign_off_station ADD COLUMN hand TEXT NOT NULL DEFAULT 'another'", {}},
      {"work.items-by-holder", kItemsByHolder, {}},
  };
  return list;
}

}  // namespace dl::work
