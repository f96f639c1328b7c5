// A PNG or JPEG with areas burnt in, as a new file of the same kind.
#pragma once

#include <string>
#include <vector>

#include "base/outcome.h"
#include "redaction/area.h"
#include "redaction/picture.h"

namespace dl::redaction {

/// Millimetres of areas count by the resolution that the picture names, 96 (PNG) or 72 (JPEG) points an inch where it
/// names none, and as it is seen once it is turned upright. The result names no resolution. What was burnt in is looked
/// at in the result by another program before it is given. Fails with Fault::Invalid `redaction.outside` for an area
/// beside the picture, with `redaction.visible` (Fault::Internal) where the result is not black there, and as run_tool.
Outcome<std::string> redact_picture(std::string_view bytes, FileKind kind, const std::vector<Mark>& marks);

}  // namespace dl::redaction
