// Plain text, Markdown and the text of a pdf as lines.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Plain text: one line a line, with what stood before it (white space, an empty line).
Draft read_text(std::string_view text);

/// Markdown as statute collections use it: `#` is the title, `##` and `###` are levels 1 and 2, lines
/// above `<!-- INFO END -->` tell how the statute came about. Strong text, links and tables are kept.
Draft read_markdown(std::string_view text);

/// 1, - 1 -, — 1 —, 第1页, 第1页 共3页, 1/3 and nothing else.
bool is_page_number(View line);

/// Puts lines that a page's width has cut together again, and drops page numbers between pages
/// (form feeds). Does nothing to text that is not cut.
void join_page_lines(Draft& draft);

}  // namespace dl::intake
