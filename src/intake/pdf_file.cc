#include "intake/pdf_file.h"

#include "base/text.h"
#include "intake/child.h"
#include "intake/decode.h"
#include "intake/text_page.h"

namespace dl::intake {

Outcome<Draft> read_pdf(std::string_view bytes, std::chrono::milliseconds time) {
  // The file is an unnamed one in memory: /dev/fd/0 opens it anew, so that poppler can seek in it.
  auto text = run_child({"/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-layout", "-l", "2000", "/dev/fd/0", "-"}, bytes,
                        {.time = time});
  if (!text && text.error().fault == Fault::Unavailable)
    return fail(Fault::Unavailable, "intake.pdf-tool", text.error().detail);
  if (!text) return fail(Fault::Unreadable, "intake.broken", text.error().detail);
  auto draft = read_pdf_text(*text);
  if (draft.lines.empty()) return fail(Fault::Unreadable, "intake.empty", "no text in the pdf");
  return draft;
}

Draft read_pdf_text(std::string_view text) {
  auto decoded = decode(text, Format::Text);
  auto draft = read_text(text::fold_ideographs(decoded.text));
  join_page_lines(draft);
  if (decoded.doubtful) warn(draft, "encoding-doubtful", "PDF 里有些字没有对应的编码，已用“\uFFFD”代替，请对照原件。");
  return draft;
}

}  // namespace dl::intake
