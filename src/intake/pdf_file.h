// A PDF with text as lines, through pdftotext as a child process with limits.
#pragma once

#include "intake/child.h"
#include "intake/draft.h"

namespace dl::intake {

/// What a PDF has beside its text.
struct PdfBeside {
  std::vector<int> picture_pages = {};
  bool fonts_missing = false;  ///< it uses Chinese fonts that neither it nor this machine has the tables of
};

/// What `pdftotext -tsv` writes of a file, the words and their places, below one line that tells what the file has
/// beside. Fails with `intake.broken` when it cannot read the file, with Fault::TooLarge `intake.too-costly` when it
/// takes too long, with Fault::Unavailable `intake.pdf-tool` when the program is missing and `intake.busy` when it was
/// told to stop.
Outcome<std::string> take_pdf_text(std::string_view pdf, const ChildLimits& limits);

/// The two apart.
std::pair<PdfBeside, std::string_view> open_pdf_text(std::string_view taken);

/// The words as lines, with the cuts of the page undone, and tables.
Draft read_pdf_text(std::string_view words, const PdfBeside& beside = {});

}  // namespace dl::intake
