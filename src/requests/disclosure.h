// Partial disclosure (区分处理, 条例 art. 37) of the files of a request: the areas that are not given, each with its
// ground, and the redacted file that is given in place of the original, once other programs have found nothing left.
//
// Areas are kept as redaction/area.h reads them and may hold the very words that are not given: they and the original
// stay in the office. What was verified lies as a file of the matter beside the original (matters/materials.h) with a
// log that has no words, and stays as it is; areas that change afterwards have to be verified anew.
#pragma once

#include "matters/letters.h"
#include "matters/matter_desk.h"
#include "redaction/redact.h"
#include "requests/reply.h"

namespace dl::requests {

struct Disclosure {
  std::int64_t matter = 0;
  std::string original = {};  ///< digest of the file of the matter
  std::string areas = {};     ///< JSON
  std::string digest = {};    ///< of the areas
  std::string changed_by = {};
  Instant changed_at = {};
  std::string result = {};  ///< digest of the redacted file; empty while these areas are not verified
  std::string log = {};     ///< JSON of log_of(), of the result
};

/// Of a file of a matter that the caller has loaded within their scope; nothing where no area was ever saved.
Outcome<std::optional<Disclosure>> find_disclosure(db::Session& session, std::int64_t matter,
                                                   const std::string& original);

/// The log that goes with a file: {"areas": [{"page", "x", "y", "width", "height" (millimetres), "ground", "article",
/// "characters"}]}. Neither words nor digests stand in it, by which somebody could try words out. Pure.
std::string log_of(const std::vector<redaction::Mark>& marks);

/// Fault::Conflict `request.annex-unverified` unless each annex is the result of the areas of one of the matter's files
/// as they stand now, and still a file of it.
Outcome<void> check_annexes(db::Session& session, std::int64_t matter, const Reply& reply);
/// The same of a letter of the matter that is an answer.
Outcome<void> check_annexes_of(db::Session& session, std::int64_t matter, std::int64_t letter);

/// The files that go with an answer, in its order; none for any other letter.
Outcome<std::vector<work::Attachment>> list_annexes(db::Session& session, const matters::Letter& letter);

/// The verbs; one transaction and one event each. AnswerRequests. Both fail with Fault::NotFound `request.missing`,
/// `file.missing`, Fault::Conflict `request.not-open` once an answer is with the signers or further.
class DisclosureDesk {
 public:
  using Principal = accounts::Principal;
  DisclosureDesk(journal::Journal& journal, matters::MatterDesk& matters) : journal_(journal), matters_(matters) {}

  /// Keeps the areas of a file. `digest` is that of the areas that were looked at, empty for the first ones:
  /// Fault::Conflict `request.areas-changed` for others. Fails as redaction::read_areas.
  Outcome<void> put_areas(std::int64_t id, const std::string& original, const std::string& areas,
                          const std::string& digest, const Principal& by);
  /// Redacts the file by its areas, searches the result and keeps it; what is kept already is not made again. Blocks
  /// for seconds, in no transaction. Fault::NotFound `request.areas-missing`; `request.areas-changed` where they were
  /// changed meanwhile; as redaction::redact, with what was found as fields of `redaction.residue`.
  Outcome<void> verify(std::int64_t id, const std::string& original, const redaction::ReadDocument& read,
                       const Principal& by);

 private:
  Outcome<void> keep(std::int64_t id, const Disclosure& of, const work::NewFile& file, const std::string& log,
                     const Principal& by);

  journal::Journal& journal_;
  matters::MatterDesk& matters_;
};

}  // namespace dl::requests
