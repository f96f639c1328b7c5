#include "publications/moved_rows.h"

namespace dl::publications {
namespace {

// Remarks and reviews stand among those of all subjects, by edition as the version of a document.
constexpr const char* kCommentsAndReviews = R"sql(
INSERT INTO work_comment (id, subject, version, person, words, block, block_digest, block_words, at, resolved_at,
  resolved_by)
  SELECT edition_comment.id, 'document:' || edition.document, edition.number, person, words, block, block_digest,
    block_words, at, resolved_at, resolved_by
  FROM edition_comment JOIN edition ON edition.id = edition_comment.edition
;
UPDATE id_counter SET name = 'work_comment' WHERE name = 'edition_comment'
;
DROP TABLE edition_comment
;
INSERT INTO work_review (subject, version, position, step, person, remark, digest, at)
  SELECT 'document:' || edition.document, edition.number, position, step, person, remark, digest, at
  FROM review JOIN edition ON edition.id = review.edition
;
DROP TABLE review
)sql";

// Files stand among those of all subjects. Who added one was not kept before.
constexpr const char* kFiles = R"sql(
INSERT INTO work_file (subject, version, position, name, type, digest, size, embedded, added_by)
  SELECT 'document:' || edition.document, edition.number, position, name, type, digest, size, embedded, ''
  FROM attachment JOIN edition ON edition.id = attachment.edition
;
DROP TABLE attachment
;
INSERT INTO work_file_count (subject, version, last)
  SELECT 'document:' || document, number, last_file FROM edition WHERE last_file > 0
;
ALTER TABLE edition DROP COLUMN last_file
)sql";

// Schedules stand among those of all subjects.
std::string schedules_sql(std::string_view disclosure) {
  return fmt::format(R"sql(
INSERT INTO work_schedule (subject, step, at, person, failed)
  SELECT 'document:' || document.id, CASE WHEN {} = 'Internal' THEN 'post' ELSE 'publish' END, scheduled_at,
    scheduled_by, schedule_failed
  FROM document JOIN edition ON edition.id = document.newest
  WHERE scheduled_at IS NOT NULL OR schedule_failed <> ''
;
DROP INDEX document_due
;
ALTER TABLE document DROP COLUMN scheduled_at
;
ALTER TABLE document DROP COLUMN scheduled_by
;
ALTER TABLE document DROP COLUMN schedule_failed
)sql",
                     disclosure);
}

}  // namespace

std::vector<db::Migration> moved_rows() {
  return {{"publications.comments-and-reviews", kCommentsAndReviews, {}},
          {"publications.files", kFiles, {}},
          {"publications.schedules", schedules_sql("json_extract(edition.metadata, '$.disclosure')"),
           schedules_sql("CAST(edition.metadata AS json) ->> 'disclosure'")}};
}

}  // namespace dl::publications
