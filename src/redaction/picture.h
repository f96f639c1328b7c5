// Pages and pictures as points: read from what mutool draws, areas burnt in, written without anything but the points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "redaction/area.h"

namespace dl::redaction {

enum class FileKind : std::uint8_t { Pdf, Docx, Png, Jpeg };

struct Pixels {
  int width = 0, height = 0;
  int channels = 1;  ///< 1 grey, 3 red, green and blue; a byte each
  std::string bytes = {};

  std::size_t row() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels); }
};

/// Pictures one after the other in the forms P5 and P6 of PNM with 255 shades. Fault::Unreadable `redaction.broken` for
/// anything else, Fault::TooLarge `redaction.page-size` beyond kMostPixels.
Outcome<std::vector<Pixels>> parse_pixels(std::string_view pnm);

/// Whole points that a box touches, within the picture.
struct Frame {
  int left = 0, top = 0, right = 0, bottom = 0;  ///< right and bottom are the first beyond
  bool empty() const { return left >= right || top >= bottom; }
};
/// `scale` is points of the picture to a typographic point.
Frame frame_of(const Pixels& pixels, const Box& box, double scale);

/// Blackens all that the box touches.
void burn(Pixels& pixels, const Box& box, double scale);

struct Shades {
  int darkest = 255, lightest = 0;
};
Shades shades_of(const Pixels& pixels, const Frame& frame);

/// A JPEG without any mark but those that its picture needs.
std::string to_jpeg(const Pixels& pixels);
/// A PNG of the parts IHDR, IDAT and IEND alone.
std::string to_png(const Pixels& pixels);
/// Deflated with the head and sum of zlib, as PDF has it.
std::string deflate(std::string_view bytes);

}  // namespace dl::redaction
