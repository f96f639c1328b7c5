// The writing side's SQL of publications: whole editions in and out, whatever their state.
#pragma once

#include "db/database.h"
#include "publications/document.h"

namespace dl::publications {

/// The tables of this module.
const std::vector<db::Migration>& migrations();

/// `source_digest` may be empty; the same one twice in an agency is Fault::Conflict `document.already-imported`.
Outcome<std::int64_t> insert_document(db::Session& session, std::int64_t agency, std::int64_t column,
                                      const std::string& source_digest, Instant now);
/// Fault::NotFound `document.missing`.
Outcome<Document> load_document(db::Session& session, std::int64_t id);
Outcome<void> set_index_number(db::Session& session, std::int64_t document, const std::string& index_number);
/// The next serial of index numbers for an organisation code and a year, from 1.
Outcome<std::int64_t> next_index_serial(db::Session& session, const std::string& code, int year);
Outcome<bool> index_number_taken(db::Session& session, const std::string& index_number);

/// Inserts an edition with its attachments and returns its id; `edition.number` must be the next one.
Outcome<std::int64_t> insert_edition(db::Session& session, const Document& document, const Edition& edition);
/// Writes words, metadata and attachments of a draft.
Outcome<void> update_words(db::Session& session, const Edition& edition);
/// Writes state and the moments and grounds that belong to it.
Outcome<void> update_state(db::Session& session, const Edition& edition);
/// The newest edition, which is where work goes on.
Outcome<Edition> load_newest_edition(db::Session& session, std::int64_t document);
/// The edition that the public sees; Fault::NotFound `document.not-public`.
Outcome<Edition> load_public_edition(db::Session& session, std::int64_t document);

/// A review of one edition: by whom, which kind, on what basis.
struct Review {
  Step step = Step::Review;
  std::string person = {};
  std::string remark = {};  ///< of a secrecy review: the basis
  std::string digest = {};  ///< of the words that were reviewed
  Instant at = {};
};
Outcome<void> insert_review(db::Session& session, std::int64_t edition, const Review& review);
Outcome<std::vector<Review>> list_reviews(db::Session& session, std::int64_t edition);

/// Documents linked with this one, from either end, public or not.
Outcome<std::vector<std::int64_t>> list_linked(db::Session& session, std::int64_t document);
Outcome<void> insert_link(db::Session& session, std::int64_t from, Relation relation, std::int64_t to);

}  // namespace dl::publications
