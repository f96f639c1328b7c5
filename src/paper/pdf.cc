// A letter as PDF. One press for the process: fonts are loaded once, and one letter is set at a time.
#include <cairo-pdf.h>

#include "base/guarded.h"
#include "paper/letter.h"
#include "paper/seal.h"
#include "paper/sheet.h"
#include "paper/wording.h"

namespace dl::paper {

namespace {

void set_properties(cairo_surface_t* surface, const Letter& letter) {
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, file_title(letter).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, text::fold_space(letter.agency).c_str());
  const auto made = letter.date.text() + "T00:00:00+08:00";
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
}

Outcome<std::string> set_letter(const Letter& letter, const Fonts& fonts) {
  Typesetter typesetter(fonts);
  const auto parts = set_parts(letter, typesetter);
  if (const auto& missing = typesetter.missing(); !missing.empty()) {
    const auto characters = text::encode(missing);
    return Failure(
        Error{Fault::Invalid, "paper.characters", characters, {{"letter", "paper.character:" + characters}}});
  }
  std::string bytes;
  const Surface surface(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, kPageWidth, kPageHeight));
  set_properties(surface.get(), letter);
  const Cairo cairo(cairo_create(surface.get()));
  DL_CHECK(draw_pages(cairo.get(), letter, parts, typesetter));
  cairo_surface_finish(surface.get());
  for (const auto status : {cairo_status(cairo.get()), cairo_surface_status(surface.get())})
    if (status != CAIRO_STATUS_SUCCESS) return fail(Fault::Internal, "paper.failed", cairo_status_to_string(status));
  return bytes;
}

/// One for the process, and never taken down: threads of Pango may outlive everything else.
struct Press {
  Mutex mutex = {};
  std::optional<Fonts> fonts DL_GUARDED_BY(mutex) = {};
};

Press& press() {
  static auto* const one = new Press;
  return *one;
}

}  // namespace

Outcome<std::string> to_pdf(const Letter& letter) {
  DL_CHECK(check(letter));
  auto& one = press();
  const Lock lock(one.mutex);
  if (!one.fonts) {
    DL_TRY(auto fonts, Fonts::load());
    one.fonts = std::move(fonts);
  }
  return set_letter(letter, *one.fonts);
}

}  // namespace dl::paper
