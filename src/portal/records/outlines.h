// The outlines behind the maps of registers: waters, roads and borders of the place, as the installation draws them
// in data/outlines.geojson. No tiles and no map of anybody else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace dl::portal {

/// Degrees, CGCS2000 as registers keep them.
struct Degrees {
  double longitude = 0;
  double latitude = 0;
};

struct Outline {
  std::string kind = {};  ///< water, road or border: the word under which it is drawn
  std::string name = {};
  std::optional<Degrees> at = {};  ///< where the name stands
  bool closed = false;
  std::vector<std::vector<Degrees>> lines = {};
};

/// Reads a FeatureCollection of Polygon and LineString, each with `kind` and perhaps `name` and `at` among its
/// properties. Fault::Invalid `data.invalid` with the feature that is wrong. Pure.
Outcome<std::vector<Outline>> read_outlines(std::string_view geojson);

/// Those of the program or its overlay; none where the file is not there.
Outcome<std::vector<Outline>> load_outlines();

}  // namespace dl::portal
