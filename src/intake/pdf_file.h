// A PDF with text as lines, through pdftotext as a child process with limits.
#pragma once

#include "intake/child.h"
#include "intake/draft.h"

namespace dl::intake {

/// What `pdftotext -layout` writes of a file. Fails with `intake.broken` when it cannot read the file, with
/// Fault::TooLarge `intake.too-costly` when it takes too long, with Fault::Unavailable `intake.pdf-tool` when the
/// program is missing and `intake.busy` when it was told to stop.
Outcome<std::string> pdf_text(std::string_view bytes, const ChildLimits& limits);

/// That text as lines with the cuts of the page undone.
Draft read_pdf_text(std::string_view text);

}  // namespace dl::intake
