// A PDF made anew: each page one picture, above it invisible text that can be searched and copied. Nothing else is in
// the file: no properties, no identifier, no outline, no form.
#pragma once

#include <string>
#include <vector>

#include "redaction/page_text.h"
#include "redaction/picture.h"

namespace dl::redaction {

struct Sheet {
  double width = 0, height = 0;  ///< points
  int pixel_width = 0, pixel_height = 0;
  FileKind packed = FileKind::Jpeg;  ///< Jpeg, or Png for points that are deflated
  std::string picture = {};          ///< grey
  std::vector<Glyph> text = {};
};

/// A grey picture packed the shorter way. The text is not touched.
void pack_picture(Sheet& sheet, const Pixels& pixels);

/// The same sheets give the same bytes. The typefaces of the text are of Type 3 and draw nothing: they tell programs
/// which characters stand where, and no typeface has to have them.
std::string build_pdf(const std::vector<Sheet>& sheets);

}  // namespace dl::redaction
