#include "portal/records/outlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/resources.h"

namespace dl::portal {

namespace {

namespace json = boost::json;

constexpr std::string_view kKinds[] = {"water", "road", "border"};
constexpr std::size_t kMostPoints = 20'000;  // all are in each page with a map

const json::value* member(const json::value* of, std::string_view name) {
  const auto* object = of == nullptr ? nullptr : of->if_object();
  return object == nullptr ? nullptr : object->if_contains(name);
}

std::string text_of(const json::value* value) {
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string() : std::string(std::string_view(*text));
}

std::optional<Degrees> degrees_of(const json::value* value) {
  const auto* pair = value == nullptr ? nullptr : value->if_array();
  if (pair == nullptr || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) return std::nullopt;
  const Degrees at{(*pair)[0].to_number<double>(), (*pair)[1].to_number<double>()};
  const bool on_earth = at.longitude >= -180 && at.longitude <= 180 && at.latitude >= -89 && at.latitude <= 89;
  return on_earth ? std::optional(at) : std::nullopt;
}

/// Nothing for what is no line of at least two points.
std::optional<std::vector<Degrees>> line_of(const json::value& value) {
  const auto* points = value.if_array();
  if (points == nullptr || points->size() < 2) return std::nullopt;
  std::vector<Degrees> line;
  for (const auto& point : *points) {
    const auto at = degrees_of(&point);
    if (!at) return std::nullopt;
    line.push_back(*at);
  }
  return line;
}

Outcome<Outline> read_feature(const json::value& feature, std::size_t number) {
  const auto wrong = [&](std::string_view what) {
    return fail(Fault::Invalid, "data.invalid", fmt::format("data/outlines.geojson: feature {}: {}", number, what));
  };
  const auto* properties = member(&feature, "properties");
  const auto* geometry = member(&feature, "geometry");
  const auto* coordinates = member(geometry, "coordinates");
  Outline outline{.kind = text_of(member(properties, "kind")), .name = text_of(member(properties, "name"))};
  if (std::ranges::find(kKinds, outline.kind) == std::end(kKinds)) return wrong("kind is water, road or border");
  if (const auto* at = member(properties, "at")) {
    outline.at = degrees_of(at);
    if (!outline.at) return wrong("at is no longitude and latitude");
  }
  const auto type = text_of(member(geometry, "type"));
  outline.closed = type == "Polygon";
  if (type != "Polygon" && type != "LineString") return wrong("only Polygon and LineString are drawn");
  const auto* rings = coordinates == nullptr ? nullptr : coordinates->if_array();
  if (rings == nullptr || rings->empty()) return wrong("no coordinates");
  const json::array alone = {outline.closed ? json::value() : *coordinates};
  for (const auto& ring : outline.closed ? *rings : alone) {
    auto line = line_of(ring);
    if (!line) return wrong("a line is not of longitudes and latitudes");
    outline.lines.push_back(std::move(*line));
  }
  return outline;
}

}  // namespace

Outcome<std::vector<Outline>> read_outlines(std::string_view geojson) {
  boost::system::error_code error;
  const auto parsed = json::parse(geojson, error);
  const auto* found = error ? nullptr : member(&parsed, "features");
  const auto* features = found == nullptr ? nullptr : found->if_array();
  if (features == nullptr) return fail(Fault::Invalid, "data.invalid", "data/outlines.geojson: no FeatureCollection");
  std::vector<Outline> outlines;
  std::size_t points = 0;
  for (const auto& feature : *features) {
    DL_TRY(auto outline, read_feature(feature, outlines.size() + 1));
    for (const auto& line : outline.lines) points += line.size();
    outlines.push_back(std::move(outline));
  }
  if (points > kMostPoints)
    return fail(Fault::Invalid, "data.invalid",
                fmt::format("data/outlines.geojson: {} points, at most {}", points, kMostPoints));
  return outlines;
}

Outcome<std::vector<Outline>> load_outlines() {
  const auto text = find_resource("data/outlines.geojson");
  if (!text) return std::vector<Outline>();
  return read_outlines(*text);
}

}  // namespace dl::portal
