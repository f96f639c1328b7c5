// Findings of an edition: what the finder sees in its words and what reading its file has told, each with
// the answer that somebody has given. Pure.
//
// The words are looked at anew at each saving, each view and before each release, by one function; so what is
// shown is what the desk asks for, also when a later program finds more. Answers are given to a digest of words.
#pragma once

#include "accounts/principal.h"
#include "agencies/directory.h"
#include "intake/finding.h"
#include "publications/document.h"

namespace dl::publications {

/// What somebody has said of a finding. Stored by name; do not rename.
enum class Answer : std::uint8_t {
  Open,      ///< nothing yet
  Accepted,  ///< the words stand as they are, for a reason
  Mended,    ///< what the reading of the file told of has been put right
};
Names<Answer> table_of(Answer);

struct Finding {
  intake::Finding what = {};
  Instant found_at = {};
  Answer answer = Answer::Open;
  std::string answered_by = {};  ///< actor
  std::optional<Instant> answered_at = {};
  std::string reason = {};

  const intake::FindingKind& kind() const { return intake::finding_kind(what.kind); }
  /// Whether an answer is owed before the edition is released.
  bool is_owed() const { return answer == Answer::Open && kind().weight != intake::Weight::Told; }

  /// Whether what read a file has told it, rather than the words show it.
  bool is_told() const {
    return kind().origin == intake::Origin::Reading || (kind().origin == intake::Origin::Both && what.excerpt.empty());
  }

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// The findings of an edition as its words stand: what is found, with the answers of `kept` where the words are
/// the same, and what of `kept` its file told. The heaviest first, in the order of the text. A released edition
/// stays with what was answered for.
std::vector<Finding> survey(const Edition& edition, const std::vector<Finding>& kept,
                            const std::vector<std::string>& public_numbers, Instant now);

/// How many are owed an answer.
std::size_t count_owed(const std::vector<Finding>& findings);

/// The telephone numbers that agencies have made public as their own; they are no personal data.
std::vector<std::string> public_numbers(const agencies::Directory& directory);

/// What reading a file has told, as findings; what the words themselves show is left to survey().
std::vector<Finding> findings_of(const std::vector<intake::Warning>& warnings, Instant now);

/// Takes out of the words what no text may hold, and tells where as findings.
std::vector<Finding> keep_writable(Edition& edition, Instant now);

/// Whether a person may answer a finding: Fault::Forbidden `right.missing`. Whoever has written the words does not
/// vouch for personal data in them, that takes a reviewer or a secrecy reviewer: `finding.reviewer-owed`,
/// `finding.own-words`.
Outcome<void> check_answerer(const Finding& finding, const std::vector<std::string>& authors,
                             const accounts::Principal& who, std::int64_t agency);

}  // namespace dl::publications
