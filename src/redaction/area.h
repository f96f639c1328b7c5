// What is not to be given, and why: as somebody asks for it (Area), and as it lies on the pages (Mark).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace dl::redaction {

/// Points from the upper left corner of a page as it is seen.
struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;

  bool holds(double x, double y) const { return x >= left && x <= right && y >= top && y <= bottom; }
  /// What the two have in common; without extent when they are apart.
  Box common(const Box& other) const;
  void widen(const Box& other);
  double extent() const { return right > left && bottom > top ? (right - left) * (bottom - top) : 0; }
};

/// A rectangle of a page or, where `passage` is not empty, all places of a passage.
struct Area {
  int page = 0;                                ///< from 1
  double x = 0, y = 0, width = 0, height = 0;  ///< millimetres from the upper left corner
  std::string passage = {};
  std::string ground = {};
  /// The words of the rectangle may stand elsewhere in the file; else such a place is residue.
  bool only_here = false;
};

/// One place that is blackened.
struct Mark {
  int page = 0;
  Box box = {};
  std::string ground = {};
  std::string passage = {};             ///< empty: a rectangle that somebody drew
  std::size_t characters = 0;           ///< of the text layer that stood there
  std::vector<std::string> words = {};  ///< of a rectangle, line by line
  bool only_here = false;
};

/// Reads {"areas": [{"page", "x", "y", "width", "height", "ground", "only_here"}, {"passage", "ground"}]}. A ground is
/// one of `grounds` (条例 arts 14-16), with or without the E that lists of exemptions put before it. Fails with
/// Fault::Invalid `redaction.areas` with the number of the area and what is wrong, `redaction.ground`.
Outcome<std::vector<Area>> read_areas(std::string_view json, std::span<const std::string_view> grounds);

/// The log that goes with a result, as JSON: which file became which, and every mark.
std::string write_log(std::string_view name, std::string_view before, std::string_view after,
                      const std::vector<Mark>& marks);

}  // namespace dl::redaction
