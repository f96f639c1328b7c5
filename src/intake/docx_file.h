// A Word document (OOXML) as lines.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Reads paragraphs, tables and pictures of word/document.xml. Headings come from styles and outline
/// levels, automatic numbers are written out, tracked deletions are dropped and insertions kept (with
/// `tracked-changes`), notes come behind the text, what has no place in a draft is told. `depth` counts the
/// documents that this one stands in. Fails with `intake.broken` when the package is damaged and with
/// Fault::TooLarge `intake.too-large` when it unpacks to more than is reasonable.
Outcome<Draft> read_docx(std::string_view bytes, int depth = 0);

}  // namespace dl::intake
