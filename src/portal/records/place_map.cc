#include "portal/records/place_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <utility>

namespace dl::portal {

namespace {

constexpr double kWidth = 720;
constexpr double kTallest = 560;
constexpr double kShortest = 240;
constexpr double kMargin = 44;
constexpr double kScaleRoom = 40;           // for the scale, below the points
constexpr double kMetresADegree = 111'195;  // of latitude
constexpr double kLeastMetres = 400;        // across the drawing, so that one place has surroundings

int whole(double number) { return static_cast<int>(std::lround(number)); }

/// 1, 2 or 5 with noughts, so that the line takes about a fifth of the drawing.
double round_length(double metres) {
  const double power = std::pow(10, std::floor(std::log10(metres)));
  for (const double step : {5.0, 2.0})
    if (step * power <= metres) return step * power;
  return power;
}

/// What lies where on the drawing.
class Sheet {
 public:
  explicit Sheet(const std::vector<Placed>& places) {
    auto [west, south] = places.front().at;
    auto [east, north] = places.front().at;
    for (const auto& place : places) {
      west = std::min(west, place.at.longitude);
      east = std::max(east, place.at.longitude);
      south = std::min(south, place.at.latitude);
      north = std::max(north, place.at.latitude);
    }
    middle_ = {(west + east) / 2, (south + north) / 2};
    across_ = kMetresADegree * std::cos(middle_.latitude * std::numbers::pi / 180);
    const double wide = std::max((east - west) * across_, kLeastMetres);
    const double high = std::max((north - south) * kMetresADegree, 1.0);
    scale_ = std::min((kWidth - 2 * kMargin) / wide, (kTallest - 2 * kMargin - kScaleRoom) / high);
    height_ = std::max(high * scale_ + 2 * kMargin + kScaleRoom, kShortest);
  }

  double scale() const { return scale_; }  ///< units of the drawing a metre
  double height() const { return height_; }
  std::pair<int, int> at(const Degrees& place) const {
    return {whole(kWidth / 2 + (place.longitude - middle_.longitude) * across_ * scale_),
            whole((height_ - kScaleRoom) / 2 - (place.latitude - middle_.latitude) * kMetresADegree * scale_)};
  }

 private:
  Degrees middle_ = {};
  double across_ = 0;  ///< metres a degree of longitude
  double scale_ = 0;
  double height_ = 0;
};

std::string degrees_text(const Degrees& at) { return fmt::format("{:.6f},{:.6f}", at.longitude, at.latitude); }

OutlineView outline_view(const Outline& outline, const Sheet& sheet) {
  OutlineView view{.outline_kind = outline.kind, .outline_name = outline.name, .outline_closed = outline.closed};
  for (const auto& line : outline.lines) {
    char step = 'M';
    if (!view.outline_degrees.empty()) view.outline_degrees += ';';
    for (const auto& place : line) {
      const auto [x, y] = sheet.at(place);
      view.outline_path += fmt::format("{}{} {}", std::exchange(step, 'L'), x, y);
      if (&place != &line.front()) view.outline_degrees += ' ';
      view.outline_degrees += degrees_text(place);
    }
    if (outline.closed) view.outline_path += 'Z';
  }
  if (!outline.at) return view;
  const auto [x, y] = sheet.at(*outline.at);
  view.outline_x = x;
  view.outline_y = y;
  view.outline_place = degrees_text(*outline.at);
  return view;
}

}  // namespace

std::optional<Degrees> read_place(const records::Value& value) {
  const auto* text = value.text();
  const auto comma = text == nullptr ? std::string::npos : text->find(',');
  if (comma == std::string::npos) return std::nullopt;
  return Degrees{std::strtod(text->c_str(), nullptr), std::strtod(text->c_str() + comma + 1, nullptr)};
}

std::optional<PlaceMap> draw_places(const std::vector<Placed>& places, const std::vector<Outline>& outlines) {
  if (places.empty()) return std::nullopt;
  const Sheet sheet(places);
  PlaceMap map{.map_width = whole(kWidth), .map_height = whole(sheet.height())};
  for (const auto& outline : outlines) map.outlines.push_back(outline_view(outline, sheet));
  for (const auto& place : places) {
    PlacePoint point{.point_number = place.number, .point_name = place.name, .point_url = place.url};
    const auto [x, y] = sheet.at(place.at);
    point.point_x = x;
    point.point_y = y;
    point.point_text_y = y + 5;
    point.point_place = degrees_text(place.at);
    map.points.push_back(std::move(point));
  }
  const double length = round_length(kWidth / 5 / sheet.scale());
  map.scale_from = whole(kMargin / 2);
  map.scale_to = whole(kMargin / 2 + length * sheet.scale());
  map.scale_y = whole(sheet.height() - 16);
  map.scale_text_y = whole(sheet.height() - 24);
  map.scale_label = length >= 1000 ? fmt::format("{:g} 公里", length / 1000) : fmt::format("{:g} 米", length);
  map.north_x = whole(kWidth - kMargin / 2);
  return map;
}

}  // namespace dl::portal
