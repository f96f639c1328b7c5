// Pages that were copied into one line: card, title, paragraphs and signature without a line end between them.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Takes apart long lines of plain text that are no single paragraph: those in which the indents of paragraphs stand
/// (two wide spaces), and those that begin with three labels of a card. Only white space between the parts is lost.
void unfold(Draft& draft);

}  // namespace dl::intake
