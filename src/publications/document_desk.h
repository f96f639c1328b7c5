// The verbs of publications: draft, submit, review, clear, publish, revise, withdraw.
//
// Each verb is one transaction: load, ask the principal for the right (Fault::Forbidden `right.missing`),
// decide (document.h), write rows, record the event.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accounts/principal.h"
#include "agencies/directory.h"
#include "journal/journal.h"
#include "publications/document_cycle.h"

namespace dl::publications {

using work::NewFile;

/// What a drafter hands in.
struct NewDocument {
  std::int64_t agency = 0;
  std::int64_t column = 0;
  Metadata metadata = {};
  content::Tree body = {};
  std::vector<NewFile> files = {};
  std::string index_number = {};  ///< of a document that had one before it came here
  std::optional<Instant> published_at =
      {};                          ///< when it was first published elsewhere; empty = when it is published here
  std::string source_digest = {};  ///< SHA-256 of the file it was read from, so that none comes in twice
  std::vector<intake::Warning> warnings = {};  ///< what reading the file has told
};

/// What became public.
struct Publication {
  std::int64_t document = 0;
  std::string index_number = {};
  Instant published_at = {};
  bool stays_draft = false;  ///< of a bulk import: a finding is owed an answer first, so it is not public
};

/// Findings that a bulk import answers as they come: kinds by their codes (intake/warning.h) and the one reason.
struct Acceptance {
  std::vector<std::string> kinds = {};
  std::string reason = {};
};

class DocumentDesk {
 public:
  using Principal = accounts::Principal;

  DocumentDesk(journal::Journal& journal, const agencies::DirectoryHolder& directory)
      : journal_(journal), directory_(directory) {}

  /// Enters a draft; returns the document's id. Fault::NotFound `column.missing` when the column is
  /// not the agency's; Fault::Conflict `document.index-number-taken` or `document.already-imported`; Fault::Invalid
  /// `document.published-ahead` when it is said to have been published on a day to come, `request.fields` for what is
  /// too long.
  Outcome<std::int64_t> draft(const NewDocument& document, const Principal& by);

  /// Replaces the words of a draft; returns the new revision. `change` is handed the metadata that stand.
  /// Fault::Conflict `document.step` when it is no draft any more, `document.changed` when its revision is not the
  /// expected one.
  Outcome<std::int64_t> rewrite(std::int64_t document, const std::function<void(Metadata&)>& change,
                                const content::Tree& body, const Principal& by,
                                std::optional<std::int64_t> expected_revision = {});
  Outcome<std::int64_t> correct(std::int64_t document, const Metadata& metadata, const content::Tree& body,
                                const Principal& by, std::optional<std::int64_t> expected_revision = {}) {
    return rewrite(
        document, [&](Metadata& present) { present = metadata; }, body, by, expected_revision);
  }
  /// Adds a file to a draft, or takes one away by its position, which no other file of the edition ever gets. A draft's
  /// words may go on referring to it. Fault::Conflict `document.step`, `document.changed`; Fault::NotFound
  /// `file.missing`; others as work::add_file.
  Outcome<Attachment> add_file(std::int64_t document, const NewFile& file, const Principal& by);
  Outcome<void> remove_file(std::int64_t document, int position, const Principal& by,
                            std::optional<std::int64_t> expected_revision = {});

  /// Takes a step of the life cycle on the newest edition; Withdraw on the one that readers see. What it needs and
  /// what keeps people from it stands in document_cycle.h; each refusal is one of row_for() or advance().
  Outcome<void> take(std::int64_t document, Step step, const Principal& by, const std::string& reason = {});
  Outcome<void> submit(std::int64_t document, const Principal& by) { return take(document, Step::Submit, by); }
  Outcome<void> review(std::int64_t document, const Principal& by, const std::string& remark) {
    return take(document, Step::Review, by, remark);
  }
  Outcome<void> send_back(std::int64_t document, const Principal& by, const std::string& reason) {
    return take(document, Step::SendBack, by, reason);
  }
  /// Records the secrecy review (条例 art. 17; 保密法 art. 35).
  Outcome<void> clear(std::int64_t document, const Principal& by, const std::string& basis) {
    return take(document, Step::Clear, by, basis);
  }

  /// Makes the newest edition public and ends the one before it. One of its authors cannot publish what nobody
  /// but authors has reviewed (Fault::Forbidden `document.author-alone`) unless forced, with a reason, which is
  /// recorded. Forcing also takes the edition through the steps that it has not had yet (Right::ForcePublication).
  Outcome<Publication> publish(std::int64_t document, const Principal& by, Force force = Force::No,
                               const std::string& reason = {});

  /// Posts the newest edition for the agency's own people and ends the one before it; nothing of it becomes public.
  Outcome<void> post(std::int64_t document, const Principal& by, const std::string& reason = {}) {
    return take(document, Step::Post, by, reason);
  }

  /// Has a cleared edition published, or posted, at a moment to come (take_documents, document_schedule.h).
  /// Fault::Invalid `document.schedule-past`, and what would keep it from that step now.
  Outcome<void> schedule(std::int64_t document, Instant at, const Principal& by);
  /// Fault::NotFound `document.not-scheduled`.
  Outcome<void> unschedule(std::int64_t document, const Principal& by);
  /// Opens a new draft edition of a released document; returns its number. Its readers go on seeing
  /// the present one. `change_note` is owed. Fault::Conflict `document.revision-open` when one is open.
  Outcome<int> revise(std::int64_t document, const Principal& by, const std::string& change_note);

  /// Takes a document from the public, or from the agency's own people; a public address shows a tombstone with
  /// `ground`, which is owed. A schedule of its next edition falls away.
  Outcome<void> withdraw(std::int64_t document, const Principal& by, const std::string& ground) {
    return take(document, Step::Withdraw, by, ground);
  }

  /// Says that `from` interprets, amends … `to`, which is public or within the principal's work.
  /// Fault::Conflict `document.linked-already`.
  Outcome<void> link(std::int64_t from, Relation relation, std::int64_t to, const Principal& by);
  /// Takes such a word back. Fault::NotFound `document.link-missing`.
  Outcome<void> unlink(std::int64_t from, Relation relation, std::int64_t to, const Principal& by);

  /// Remarks on the newest edition, on the whole or on one block; returns the comment's id. Not a change
  /// of the work: the revision stays. Fault::Invalid `comment.empty`.
  Outcome<std::int64_t> comment(std::int64_t document, const std::string& text, std::optional<int> block,
                                const Principal& by);
  /// Fault::NotFound `comment.missing`; Fault::Conflict `comment.resolved`.
  Outcome<void> resolve_comment(std::int64_t document, std::int64_t comment, const Principal& by);

  /// Answers findings of the newest edition, all or none. Each is named by its digest, so that an answer fits the
  /// words that it was given to: Fault::Conflict `finding.gone` when they have changed, `finding.not-mended` when
  /// the words are still there, `document.step` once it is released. Fault::Forbidden as check_answerer().
  /// `reason` is owed unless it has been mended.
  Outcome<void> answer_findings(std::int64_t document, const std::vector<std::string>& digests, Answer answer,
                                const std::string& reason, const Principal& by);

  /// Drafts and, with a reason, publishes by force, many documents in one transaction: for bulk import. All or
  /// none; what is owed an answer to a finding that is not `accepted` comes in and stays a draft.
  Outcome<std::vector<Publication>> import(const std::vector<NewDocument>& documents, const Principal& by,
                                           const std::optional<std::string>& publish_reason,
                                           const Acceptance& accepted = {});

 private:
  journal::Journal& journal_;
  const agencies::DirectoryHolder& directory_;
};

}  // namespace dl::publications
