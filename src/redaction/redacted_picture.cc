#include "redaction/redacted_picture.h"

#include <cmath>
#include <fstream>
#include <sstream>

#include <pugixml.hpp>

#include "intake/folder.h"
#include "redaction/limits.h"
#include "redaction/tools.h"

namespace dl::redaction {

namespace {

constexpr int kBlack = 96;  ///< what counts as black in colours that were packed with losses

/// A picture on disk, for mutool tells by the name what it reads.
class PictureFile {
 public:
  PictureFile(std::string_view bytes, FileKind kind)
      : path_(folder_.path() + (kind == FileKind::Png ? "/in.png" : "/in.jpg")) {
    std::ofstream(path_, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  /// Points of the picture to a typographic one: its own number of points against those of the page that it fills.
  Outcome<double> scale() const {
    DL_TRY(const auto trace, run_tool({"/usr/bin/mutool", "draw", "-q", "-F", "trace", "-o", "-", path_}, ""));
    pugi::xml_document document;
    document.load_buffer(trace.data(), trace.size());
    const auto picture = document.select_node("/document/page/*[self::fill_image or self::fill_image_mask]").node();
    double corners[4] = {};
    std::istringstream box(document.select_node("/document/page").node().attribute("mediabox").value());
    for (auto& corner : corners) box >> corner;
    const double points = (corners[2] - corners[0]) * (corners[3] - corners[1]);
    const double own = picture.attribute("width").as_double() * picture.attribute("height").as_double();
    if (!box || !(points > 0) || !(own > 0)) return fail(Fault::Unreadable, "redaction.broken", "no picture");
    if (own > static_cast<double>(kMostPixels))
      return fail(Fault::TooLarge, "redaction.page-size", fmt::format("{:.0f}", own));
    return std::sqrt(own / points);
  }

  Outcome<Pixels> draw(double scale) const {
    DL_TRY(const auto drawn, run_tool({"/usr/bin/mutool", "draw", "-q", "-F", "ppm", "-c", "rgb", "-r",
                                       fmt::format("{:.6f}", scale * kPointsAnInch), "-o", "-", path_},
                                      ""));
    DL_TRY(auto pictures, parse_pixels(drawn));
    if (pictures.size() != 1) return fail(Fault::Unreadable, "redaction.broken", "no single picture");
    return std::move(pictures.front());
  }

 private:
  intake::Folder folder_ = {};
  std::string path_;
};

Outcome<void> look_at(const std::string& made, FileKind kind, const Pixels& burnt, const std::vector<Frame>& frames) {
  const PictureFile file(made, kind);
  DL_TRY(const auto scale, file.scale());
  DL_TRY(const auto seen, file.draw(scale));
  if (seen.width != burnt.width || seen.height != burnt.height)
    return fail(Fault::Internal, "redaction.visible", fmt::format("{} x {}", seen.width, seen.height));
  for (auto frame : frames) {
    // Packing with losses, and drawing, may mix the outermost points with what is beside them.
    ++frame.left, ++frame.top, --frame.right, --frame.bottom;
    const int most = kind == FileKind::Jpeg ? kBlack : 0;
    if (!frame.empty() && shades_of(seen, frame).lightest > most) return fail(Fault::Internal, "redaction.visible");
  }
  return {};
}

}  // namespace

Outcome<std::string> redact_picture(std::string_view bytes, FileKind kind, const std::vector<Mark>& marks) {
  const PictureFile file(bytes, kind);
  DL_TRY(const auto scale, file.scale());
  DL_TRY(auto pixels, file.draw(scale));
  std::vector<Frame> frames;
  for (const auto& mark : marks) {
    frames.push_back(frame_of(pixels, mark.box, scale));
    if (frames.back().empty()) return fail(Fault::Invalid, "redaction.outside");
    burn(pixels, mark.box, scale);
  }
  auto made = kind == FileKind::Png ? to_png(pixels) : to_jpeg(pixels);
  DL_CHECK(look_at(made, kind, pixels, frames));
  return made;
}

}  // namespace dl::redaction
