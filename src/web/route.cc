#include "web/route.h"

#include <stdexcept>

namespace dl::web {

namespace {

// How one part of a pattern may match: as it stands, with a parameter inside, or the whole rest.
enum class PartKind : std::uint8_t { Literal, Parameter, Rest };

struct Part {
  PartKind kind = PartKind::Literal;
  std::string_view before = {};  // the literal, or what stands before the parameter
  std::string_view name = {};
  std::string_view after = {};
};

std::string_view take_part(std::string_view& path) {
  path.remove_prefix(1);  // the slash
  auto end = std::min(path.find('/'), path.size());
  auto part = path.substr(0, end);
  path.remove_prefix(end);
  return part;
}

Part read_part(std::string_view text) {
  auto open = text.find('{');
  auto close = text.find('}');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {.before = text};
  Part part{.kind = PartKind::Parameter,
            .before = text.substr(0, open),
            .name = text.substr(open + 1, close - open - 1),
            .after = text.substr(close + 1)};
  if (part.name.ends_with('*')) {
    part.kind = PartKind::Rest;
    part.name.remove_suffix(1);
  }
  return part;
}

bool is_word(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

void check_pattern(std::string_view pattern) {
  auto refuse = [&](const char* why) { throw std::logic_error("route " + std::string(pattern) + ": " + why); };
  if (!pattern.starts_with('/')) refuse("must start with /");
  std::vector<std::string_view> names;
  for (auto rest = pattern; !rest.empty();) {
    auto text = take_part(rest);
    auto part = read_part(text);
    auto braces = std::count_if(text.begin(), text.end(), [](char c) { return c == '{' || c == '}'; });
    if (braces != (part.kind == PartKind::Literal ? 0 : 2)) refuse("unbalanced braces");
    if (part.kind == PartKind::Literal) continue;
    if (!is_word(part.name)) refuse("parameter without a name");
    if (std::find(names.begin(), names.end(), part.name) != names.end()) refuse("parameter named twice");
    names.push_back(part.name);
    if (part.kind == PartKind::Rest && (!rest.empty() || !part.after.empty())) refuse("{name*} must come last");
  }
}

// The pattern without the names of its parameters: two patterns of the same shape match the same paths.
// Its characters also order patterns by how exact they are: see more_exact().
std::string shape_of(std::string_view pattern) {
  std::string shape;
  for (auto rest = pattern; !rest.empty();) {
    auto part = read_part(take_part(rest));
    shape += '/';
    shape += part.before;
    if (part.kind == PartKind::Parameter) shape += "{}";
    if (part.kind == PartKind::Rest) shape += "{*}";
    shape += part.after;
  }
  return shape;
}

// True when `a` says more about its first differing part than `b`: a literal beats a parameter
// (the longer literal round it wins), which beats the rest.
bool more_exact(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    auto part_a = read_part(take_part(a));
    auto part_b = read_part(take_part(b));
    if (part_a.kind != part_b.kind) return part_a.kind < part_b.kind;
    auto fixed_a = part_a.before.size() + part_a.after.size();
    auto fixed_b = part_b.before.size() + part_b.after.size();
    if (part_a.kind != PartKind::Literal && fixed_a != fixed_b) return fixed_a > fixed_b;
  }
  return a.size() > b.size();
}

bool match_pattern(std::string_view pattern, std::string_view path, std::map<std::string, std::string>& found) {
  while (!pattern.empty()) {
    if (path.empty()) return false;
    auto part = read_part(take_part(pattern));
    if (part.kind == PartKind::Rest) {
      path.remove_prefix(1);
      if (!path.starts_with(part.before) || path.size() == part.before.size()) return false;
      found.emplace(part.name, path.substr(part.before.size()));
      return true;
    }
    auto text = take_part(path);
    if (part.kind == PartKind::Literal) {
      if (text != part.before) return false;
      continue;
    }
    auto fixed = part.before.size() + part.after.size();
    if (text.size() <= fixed || !text.starts_with(part.before) || !text.ends_with(part.after)) return false;
    found.emplace(part.name, text.substr(part.before.size(), text.size() - fixed));
  }
  return path.empty();
}

}  // namespace

void Router::add(BoundRoute route) {
  check_pattern(route.pattern);
  auto shape = shape_of(route.pattern);
  for (const auto& known : routes_)
    if (known.verb == route.verb && shape_of(known.pattern) == shape)
      throw std::logic_error("route " + route.pattern + ": the same as " + known.pattern);
  routes_.push_back(std::move(route));
}

Router::Match Router::match(Verb verb, std::string_view path) const {
  Match best;
  if (!path.starts_with('/')) return best;
  for (const auto& route : routes_) {
    std::map<std::string, std::string> parameters;
    if (!match_pattern(route.pattern, path, parameters)) continue;
    best.path_known = true;
    if (route.verb != verb) continue;
    if (best.route != nullptr && !more_exact(route.pattern, best.route->pattern)) continue;
    best.route = &route;
    best.parameters = std::move(parameters);
  }
  return best;
}

}  // namespace dl::web
