// A Word document (OOXML) as lines.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Reads paragraphs, tables and pictures of word/document.xml. Headings come from styles and outline
/// levels, automatic numbers are written out, tracked deletions are dropped and insertions kept (with
/// `tracked-changes`), comments are dropped. Fails with `intake.broken` when the package is damaged and
/// with Fault::TooLarge `intake.too-large` when it unpacks to more than is reasonable.
Outcome<Draft> read_docx(std::string_view bytes);

}  // namespace dl::intake
