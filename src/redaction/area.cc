#include "redaction/area.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "base/text.h"
#include "redaction/limits.h"

namespace dl::redaction {

namespace {

constexpr std::string_view kNumbers[] = {"x", "y", "width", "height"};

Failure wrong(std::size_t number, std::string_view why) {
  return fail(Fault::Invalid, "redaction.areas", fmt::format("第 {} 项：{}", number, why));
}

Outcome<std::string> ground_of(const boost::json::object& said, std::span<const std::string_view> grounds,
                               std::size_t number) {
  const auto* value = said.if_contains("ground");
  if (value == nullptr || !value->is_string()) return wrong(number, "缺少 ground");
  std::string_view code(value->get_string().data(), value->get_string().size());
  for (const auto ground : grounds)
    if (code == ground || (code.starts_with('E') && code.substr(1) == ground)) return std::string(ground);
  return fail(Fault::Invalid, "redaction.ground", fmt::format("第 {} 项：{}", number, code));
}

Outcome<void> read_passage(const boost::json::value& said, Area& area, std::size_t number) {
  if (!said.is_string()) return wrong(number, "passage 应为文字");
  area.passage = text::fold_space({said.get_string().data(), said.get_string().size()});
  if (!text::is_utf8(area.passage)) return wrong(number, "passage 不是 UTF-8");
  const auto length = text::length(text::remove_space(area.passage));
  if (length < 2 || length > kLongestPassage)
    return wrong(number, fmt::format("passage 应有 2 至 {} 个字", kLongestPassage));
  return {};
}

Outcome<void> read_rectangle(const boost::json::object& said, Area& area, std::size_t number) {
  const auto* page = said.if_contains("page");
  const auto* at = page == nullptr ? nullptr : page->if_int64();
  if (at == nullptr || *at < 1 || *at > static_cast<std::int64_t>(kMostPages)) return wrong(number, "page 应为页码");
  area.page = static_cast<int>(*at);
  double* const places[] = {&area.x, &area.y, &area.width, &area.height};
  for (std::size_t i = 0; i < std::size(kNumbers); ++i) {
    const auto* value = said.if_contains(kNumbers[i]);
    if (value == nullptr || !value->is_number()) return wrong(number, fmt::format("缺少 {}", kNumbers[i]));
    *places[i] = value->to_number<double>();
    if (!(std::abs(*places[i]) <= kLargestSide)) return wrong(number, fmt::format("{} 超出范围", kNumbers[i]));
  }
  if (area.width <= 0 || area.height <= 0) return wrong(number, "宽和高应大于 0");
  const auto* only = said.if_contains("only_here");
  if (only != nullptr && !only->is_bool()) return wrong(number, "only_here 应为 true 或 false");
  area.only_here = only != nullptr && only->get_bool();
  return {};
}

Outcome<Area> read_area(const boost::json::value& value, std::span<const std::string_view> grounds,
                        std::size_t number) {
  const auto* said = value.if_object();
  if (said == nullptr) return wrong(number, "应为对象");
  constexpr std::string_view kKnown[] = {"page", "x", "y", "width", "height", "passage", "ground", "only_here"};
  for (const auto& [name, ignored] : *said)
    if (std::ranges::find(kKnown, std::string_view(name)) == std::end(kKnown))
      return wrong(number, fmt::format("不认识 {}", std::string_view(name)));
  Area area;
  DL_TRY(area.ground, ground_of(*said, grounds, number));
  const auto* passage = said->if_contains("passage");
  if (passage == nullptr) {
    DL_CHECK(read_rectangle(*said, area, number));
  } else {
    if (said->size() != 2) return wrong(number, "passage 与坐标不能同时给出");
    DL_CHECK(read_passage(*passage, area, number));
  }
  return area;
}

double in_millimetres(double points) { return std::round(points / kPointsAMillimetre * 100) / 100; }

}  // namespace

Box Box::common(const Box& other) const {
  return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
          std::min(bottom, other.bottom)};
}

void Box::widen(const Box& other) {
  left = std::min(left, other.left);
  top = std::min(top, other.top);
  right = std::max(right, other.right);
  bottom = std::max(bottom, other.bottom);
}

Outcome<std::vector<Area>> read_areas(std::string_view json, std::span<const std::string_view> grounds) {
  boost::system::error_code error;
  const auto value = boost::json::parse(json, error);
  if (error) return fail(Fault::Invalid, "redaction.areas", error.message());
  const auto* said = value.if_object();
  const auto* list = said == nullptr ? nullptr : said->if_contains("areas");
  if (list == nullptr || !list->is_array()) return fail(Fault::Invalid, "redaction.areas", "缺少 areas");
  const auto& items = list->get_array();
  if (items.empty() || items.size() > kMostAreas)
    return fail(Fault::Invalid, "redaction.areas", fmt::format("应有 1 至 {} 项", kMostAreas));
  std::vector<Area> areas;
  for (const auto& item : items) {
    DL_TRY(auto area, read_area(item, grounds, areas.size() + 1));
    areas.push_back(std::move(area));
  }
  return areas;
}

std::string write_log(std::string_view name, std::string_view before, std::string_view after,
                      const std::vector<Mark>& marks) {
  boost::json::array list;
  for (const auto& mark : marks) {
    boost::json::object row;
    if (mark.page > 0) {
      row["page"] = mark.page;
      row["x"] = in_millimetres(mark.box.left);
      row["y"] = in_millimetres(mark.box.top);
      row["width"] = in_millimetres(mark.box.right - mark.box.left);
      row["height"] = in_millimetres(mark.box.bottom - mark.box.top);
    }
    if (!mark.passage.empty()) row["passage"] = mark.passage;
    row["ground"] = mark.ground;
    row["characters"] = mark.characters;
    list.push_back(std::move(row));
  }
  boost::json::object log;
  log["file"] = text::repair_utf8(name);
  log["sha256_before"] = sha256_hex(before);
  log["sha256_after"] = sha256_hex(after);
  log["areas"] = std::move(list);
  return boost::json::serialize(log) + "\n";
}

}  // namespace dl::redaction
