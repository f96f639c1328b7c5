// Partial disclosure (区分处理, 条例 art. 37): a file without the parts that are not to be public, made anew and looked
// through before anybody gets it.
#pragma once

#include <functional>

#include "base/time.h"
#include "intake/document.h"
#include "redaction/area.h"
#include "redaction/picture.h"
#include "redaction/residue.h"

namespace dl::redaction {

/// By the bytes alone. Fault::Unreadable `redaction.format`; Fault::TooLarge `redaction.too-large`.
Outcome<FileKind> kind_of(std::string_view bytes);

struct Redacted {
  std::string bytes = {};  ///< of the same kind as the file
  std::vector<Mark> marks = {};
};

/// Reads a DOCX: intake::Readers::read, or read_document.
using ReadDocument = std::function<Outcome<intake::Found>(const intake::Source&)>;

/// The file without its areas. What is given has passed find_residue; where that finds something, nothing is given
/// (Fault::Conflict `redaction.residue`). A PDF keeps its pages as pictures with searchable text, a DOCX its words, a
/// picture its points. `made` is the day that a DOCX says. Fails besides with `redaction.passage-missing`,
/// `redaction.page-missing`, `redaction.outside`, `redaction.docx-area`, `redaction.picture-passage` for areas that fit
/// no place; `redaction.encrypted`, `redaction.broken`, `redaction.pages`, `redaction.page-size`, `redaction.too-many`,
/// `redaction.too-large`, `redaction.too-costly` for the file; `redaction.tool`. From any thread; blocks it for
/// seconds.
Outcome<Redacted> redact(const intake::Source& file, const std::vector<Area>& areas, const ReadDocument& read,
                         Date made);

}  // namespace dl::redaction
