// The verbs of publications: draft, submit, review, clear, publish, revise, withdraw.
//
// Each verb is one transaction: load, decide (document.h), write rows, record the event.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agencies/directory.h"
#include "journal/journal.h"
#include "publications/document.h"

namespace dl::publications {

/// A file that comes with a draft, before it is stored.
struct NewFile {
  std::string name = {};
  std::string type = {};
  std::string bytes = {};
  bool embedded = false;  ///< an image of the body
};

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
};

/// Whether rules that protect a step may be broken, on the record.
enum class Force : std::uint8_t { No, Yes };

/// What became public.
struct Publication {
  std::int64_t document = 0;
  std::string index_number = {};
  Instant published_at = {};
};

class DocumentDesk {
 public:
  DocumentDesk(journal::Journal& journal, const agencies::DirectoryHolder& directory)
      : journal_(journal), directory_(directory) {}

  /// Enters a draft; returns the document's id. Fault::NotFound `column.missing` when the column is
  /// not the agency's; Fault::Conflict `document.index-number-taken` or `document.already-imported`.
  Outcome<std::int64_t> draft(const NewDocument& document, const std::string& actor);

  /// Replaces the words of a draft. Fault::Conflict `document.step` when it is no draft any more.
  Outcome<void> correct(std::int64_t document, const Metadata& metadata, const content::Tree& body,
                        const std::string& actor);

  /// Fault::Invalid `document.incomplete` with the fields that keep it from being submitted.
  Outcome<void> submit(std::int64_t document, const std::string& actor);
  /// Fault::Forbidden `document.own-review` when the author reviews alone.
  Outcome<void> review(std::int64_t document, const std::string& actor, const std::string& remark);
  Outcome<void> send_back(std::int64_t document, const std::string& actor, const std::string& reason);
  /// Records the secrecy review (条例 art. 17; 保密法 art. 35); `basis` is owed.
  Outcome<void> clear(std::int64_t document, const std::string& actor, const std::string& basis);

  /// Makes the newest edition public and ends the one before it. The author alone cannot publish
  /// (Fault::Forbidden `document.author-alone`) unless forced, with a reason, which is recorded.
  /// Forcing also takes the edition through the steps that it has not had yet.
  Outcome<Publication> publish(std::int64_t document, const std::string& actor, Force force = Force::No,
                               const std::string& reason = {});

  /// Opens a new draft edition of a public document; returns its number. The public goes on seeing
  /// the present one. `change_note` is owed. Fault::Conflict `document.revision-open` when one is open.
  Outcome<int> revise(std::int64_t document, const std::string& actor, const std::string& change_note);

  /// Takes a document from the public; its address shows a tombstone with `ground`, which is owed.
  Outcome<void> withdraw(std::int64_t document, const std::string& actor, const std::string& ground);

  /// Says that `from` interprets, amends … `to`.
  Outcome<void> link(std::int64_t from, Relation relation, std::int64_t to, const std::string& actor);

  /// Drafts and, with a reason, publishes by force, many documents in one transaction: for bulk
  /// import. All or none.
  Outcome<std::vector<Publication>> import(const std::vector<NewDocument>& documents, const std::string& actor,
                                           const std::optional<std::string>& publish_reason);

 private:
  journal::Journal& journal_;
  const agencies::DirectoryHolder& directory_;
};

}  // namespace dl::publications
