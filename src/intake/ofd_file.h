// Electronic papers of offices (OFD, GB/T 33190) as lines: the words at their places, the card that the file states,
// the files that it brings along.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// The text of every page with its templates, DocInfo and CustomDatas as a card, attachments with their bytes. What
/// is left out (pictures, seals, annotations, hidden words) is told. Fails with `intake.broken` when the package is
/// damaged, with `intake.format` when it holds no page, with `intake.too-large` beyond the limits of zip_package.h.
Outcome<Draft> read_ofd(std::string_view bytes);

}  // namespace dl::intake
