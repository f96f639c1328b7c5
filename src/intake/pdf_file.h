// A PDF with text as lines, through pdftotext as a child process with limits.
#pragma once

#include <chrono>

#include "intake/draft.h"

namespace dl::intake {

/// Fails with `intake.broken` when pdftotext cannot read the file or takes longer than `time`, with
/// `intake.empty` when there is no text in it (a scan), with Fault::Unavailable `intake.pdf-tool` when
/// the program is missing.
Outcome<Draft> read_pdf(std::string_view bytes, std::chrono::milliseconds time);

/// What pdftotext -layout wrote, as lines with the cuts of the page undone.
Draft read_pdf_text(std::string_view text);

}  // namespace dl::intake
