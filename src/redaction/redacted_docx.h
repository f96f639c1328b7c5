// A DOCX set anew without passages: from what the reader of documents found in the old one, never from its package.
#pragma once

#include <string>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"
#include "intake/document.h"
#include "redaction/area.h"

namespace dl::redaction {

/// What stands in place of a passage, however long that was.
inline constexpr std::string_view kBlank = "████";

struct Reset {
  std::string docx = {};
  std::vector<Mark> marks = {};  ///< one a place, without page and box
};

/// Title, number, body, tables and notes as text; pictures are left out, and a line says so. The file says that
/// it was made on that day. A passage may go across runs, not across paragraphs. Fault::Invalid
/// `redaction.passage-missing` with the passage, `redaction.docx-area` for a rectangle.
Outcome<Reset> reset_docx(intake::Found found, const std::vector<Area>& areas, Date made);

}  // namespace dl::redaction
