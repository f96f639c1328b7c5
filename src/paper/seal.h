// Pictures of a letter: the seal, which comes from outside, and codes, which are drawn here.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include <cairo.h>

#include "base/outcome.h"
#include "paper/geometry.h"
#include "paper/letter.h"

namespace dl::paper {

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Cairo = std::unique_ptr<cairo_t, DestroyCairo>;

/// What its size and head say: Fault::TooLarge `paper.seal-size` for its bytes, Fault::Invalid `paper.seal` for what is
/// no PNG or too small, too large or too far from square, `paper.seal-width` for its width on paper.
Outcome<void> check_seal(const Seal& seal);

/// How wide a seal is on paper, or the place that stays free for the stamp; in points.
inline double side_of(const std::optional<Seal>& seal) { return (seal ? seal->width : kSealWidth) * kMillimetre; }

/// How far below the last row of the body the top of a seal stands: signature and date, of `signer_rows` and one, a
/// little below its middle (7.3.5.1 居印章中心偏下), its top within a row of the body (上距正文一行之内). Rows are
/// `row` apart; all in points.
inline double seal_top(double height, std::size_t signer_rows, double row) {
  const double words = (kSignatureBlank + static_cast<double>(signer_rows) / 2) * row + kSize3 / 2;
  return std::min(words - height * kSealAbove, kSealLowest);
}

/// The picture of a seal, unpacked once its head is found right. Also fails with `paper.seal` for what is broken
/// further on.
Outcome<Surface> load_seal(const Seal& seal);

/// Takes what Cairo writes; the closure is a std::string.
cairo_status_t append_bytes(void* closure, const unsigned char* bytes, unsigned int size);

/// A picture as PNG without anything but the picture. Fault::Internal `paper.failed`.
Outcome<std::string> write_png(cairo_surface_t* surface);

}  // namespace dl::paper
