// What of a letter and its answer everybody may read: proposed by the finder of personal data, hidden further by a
// second person, and read once more before it leaves the house. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"
#include "matters/parties.h"

namespace dl::dialogue {

struct PublicWords {
  std::string title = {};
  std::string question = {};
  std::string answer = {};

  friend bool operator==(const PublicWords&, const PublicWords&) = default;
};

/// What is known of a letter when it is masked.
struct Sender {
  matters::Contact contact = {};          ///< its values never leave the house
  std::vector<std::string> numbers = {};  ///< digits of the telephones that agencies publish themselves
  Date day = {};                          ///< to which ages are counted
};

/// The words of a citizen, masked by the finder; what the writer gave of themselves as ***.
std::string masked_words(std::string_view words, const Sender& sender);
/// Title and question as a citizen's, the answer as an office's.
PublicWords propose(const PublicWords& written, const Sender& sender);

/// Whether `given` is `proposed` with parts of it put as asterisks and nothing else.
bool hides_only(std::string_view proposed, std::string_view given);

/// Fault::Invalid `message.changed-words` with the fields where more than hiding was done, `message.empty-words` where
/// nothing is left to read; Fault::Conflict `message.residue` while the second pass (privacy/residue.h) still sees
/// personal data.
Outcome<void> check_public(const PublicWords& proposed, const PublicWords& given, const Sender& sender);

}  // namespace dl::dialogue
