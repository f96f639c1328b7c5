#include "paper/code.h"

#include <qrencode.h>

namespace dl::paper {

namespace {

constexpr int kQuiet = 4;      ///< modules around it
constexpr int kPicture = 600;  ///< pixels a side

void fill_module_runs(cairo_t* cairo, const QRcode& code) {
  for (int y = 0; y < code.width; ++y) {
    for (int x = 0; x < code.width;) {
      int run = 0;
      while (x + run < code.width && (code.data[y * code.width + x + run] & 1) != 0) ++run;
      if (run > 0) cairo_rectangle(cairo, x + kQuiet, y + kQuiet, run, 1);
      x += std::max(run, 1);
    }
  }
  cairo_fill(cairo);
}

}  // namespace

Outcome<void> draw_code(cairo_t* cairo, const std::string& text, double side) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M),
                                                             QRcode_free);
  if (!code) return fail(Fault::Internal, "paper.failed", "no code for " + std::to_string(text.size()) + " bytes");
  cairo_save(cairo);
  const double scale = side / (code->width + 2 * kQuiet);
  cairo_scale(cairo, scale, scale);
  cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
  fill_module_runs(cairo, *code);
  cairo_restore(cairo);
  return {};
}

Outcome<std::string> code_png(const std::string& text) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kPicture, kPicture));
  const Cairo cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  cairo_set_source_rgb(cairo.get(), 0, 0, 0);
  DL_CHECK(draw_code(cairo.get(), text, kPicture));
  return write_png(surface.get());
}

}  // namespace dl::paper
