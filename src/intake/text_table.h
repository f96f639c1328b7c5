// Tables in plain text: rows whose cells stand between tabs, bars or drawn lines.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Makes tables of neighbouring lines that are rows: as copied from a sheet (tabs), with | before, between or
/// behind the cells, or drawn with ┌ ─ │. One such line alone stays text.
void draw_tables(Draft& draft);

}  // namespace dl::intake
