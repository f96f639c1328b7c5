// Places as a drawing: points on our own outlines, with north above and a scale. It works without script, and no other
// host hears who looks at what; with script it becomes one that can be moved (assets/places.js). Pure.
#pragma once

#include "portal/records/outlines.h"
#include "portal/records/views.h"
#include "records/value.h"

namespace dl::portal {

/// Of "113.301200,33.735100".
std::optional<Degrees> read_place(const records::Value& value);

/// A row of the list that has a place.
struct Placed {
  int number = 0;
  Degrees at = {};
  std::string name = {};
  std::string url = {};
};

/// Nothing without a place. The drawing is as large as its places; outlines beyond are cut off.
std::optional<PlaceMap> draw_places(const std::vector<Placed>& places, const std::vector<Outline>& outlines = {});

}  // namespace dl::portal
