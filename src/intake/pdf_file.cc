#include "intake/pdf_file.h"

#include "base/text.h"
#include "intake/decode.h"
#include "intake/text_page.h"

namespace dl::intake {

Outcome<std::string> pdf_text(std::string_view bytes, const ChildLimits& limits) {
  // The file is an unnamed one in memory: /dev/fd/0 opens it anew, so that poppler can seek in it.
  auto text = run_child({"/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-layout", "-l", "2000", "/dev/fd/0", "-"}, bytes,
                        limits);
  if (text) return text;
  const auto& error = text.error();
  if (limits.stop.stop_requested()) return fail(Fault::Unavailable, "intake.busy");
  if (error.fault == Fault::Unavailable) return fail(error.fault, "intake.pdf-tool", error.detail);
  if (error.fault == Fault::TooLarge) return fail(error.fault, "intake.too-costly", error.detail);
  return fail(Fault::Unreadable, "intake.broken", error.detail);
}

Draft read_pdf_text(std::string_view text) {
  auto decoded = decode(text, Format::Text);
  auto draft = read_text(text::fold_ideographs(decoded.text));
  join_page_lines(draft);
  if (decoded.doubtful) warn(draft, "encoding-doubtful", "PDF 里有些字没有对应的编码，已用“\uFFFD”代替，请对照原件。");
  return draft;
}

}  // namespace dl::intake
