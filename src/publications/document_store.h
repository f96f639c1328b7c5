// The writing side's SQL of publications: whole editions in and out, whatever their state.
#pragma once

#include "db/database.h"
#include "publications/document.h"
#include "work/reviews.h"

namespace dl::publications {

/// The tables of this module.
const std::vector<db::Migration>& migrations();

/// `source_digest` may be empty; the same one twice in an agency is Fault::Conflict `document.already-imported`.
Outcome<std::int64_t> insert_document(db::Session& session, std::int64_t agency, std::int64_t column,
                                      const std::string& source_digest, Instant now);
/// Fault::NotFound `document.missing`.
Outcome<Document> load_document(db::Session& session, std::int64_t id);
/// The same in a write transaction: whoever else would change the document waits, so that two who work on
/// it at once are one after the other.
Outcome<Document> lock_document(db::Session& session, std::int64_t id);
/// Says that the work on a document has changed: a new revision, which is returned, and the row that lists
/// of work read. A schedule falls away when the newest edition is not Cleared any more.
Outcome<std::int64_t> touch_document(db::Session& session, std::int64_t id, Instant now);
Outcome<std::int64_t> load_revision(db::Session& session, std::int64_t id);
Outcome<void> set_index_number(db::Session& session, std::int64_t document, const std::string& index_number);
/// The next serial of index numbers for an organisation code and a year, from 1.
Outcome<std::int64_t> next_index_serial(db::Session& session, const std::string& code, int year);
Outcome<bool> index_number_taken(db::Session& session, const std::string& index_number);

/// Inserts an edition with its author, and returns its id; `edition.number` must be the next one.
Outcome<std::int64_t> insert_edition(db::Session& session, const Document& document, const Edition& edition);
/// Says that a person has changed words or files of an edition, and so is one of its authors.
Outcome<void> note_author(db::Session& session, std::int64_t edition, const std::string& person, Instant at);
/// All who have, the first one first.
Outcome<std::vector<std::string>> list_authors(db::Session& session, std::int64_t edition);
/// Writes words and metadata of a draft.
Outcome<void> update_words(db::Session& session, const Edition& edition);
/// Keeps the words of a draft that the journal is told of later, and brings the document's row in lists of work up to
/// them; the new revision. `known` is what stands there now, `before` the digest of what the journal knows.
Outcome<std::int64_t> keep_draft_words(db::Session& session, const Edition& edition, const Metadata& known,
                                       const UnderWay& under_way);
Outcome<void> drop_draft_words(db::Session& session, std::int64_t edition);
/// Writes state and the moments and grounds that belong to it.
Outcome<void> update_state(db::Session& session, const Edition& edition);
/// The newest edition, which is where work goes on.
Outcome<Edition> load_newest_edition(db::Session& session, std::int64_t document);
/// The edition that the public sees, or else the agency's own people; there is never one of each.
/// Fault::NotFound `document.not-public`.
Outcome<Edition> load_shown_edition(db::Session& session, std::int64_t document);

Outcome<bool> has_public_edition(db::Session& session, std::int64_t document);

/// Whether one of the authors would act and nobody but authors has had a hand in an edition. Pure.
bool author_alone(const std::vector<std::string>& authors, const std::vector<work::Review>& reviews,
                  const std::string& actor);
bool is_among(const std::vector<std::string>& people, const std::string& actor);

/// Documents linked with this one, from either end, public or not.
Outcome<std::vector<std::int64_t>> list_linked(db::Session& session, std::int64_t document);
/// Fault::Conflict `document.linked-already`.
Outcome<void> insert_link(db::Session& session, std::int64_t from, Relation relation, std::int64_t to);
/// Fault::NotFound `document.link-missing`.
Outcome<void> delete_link(db::Session& session, std::int64_t from, Relation relation, std::int64_t to);

}  // namespace dl::publications
