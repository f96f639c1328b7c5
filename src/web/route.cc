#include "web/route.h"

#include <stdexcept>

namespace dl::web {

namespace {

using PartKind = PatternPart::Kind;

std::string_view take_part(std::string_view& path) {
  path.remove_prefix(1);  // the slash
  auto end = std::min(path.find('/'), path.size());
  auto part = path.substr(0, end);
  path.remove_prefix(end);
  return part;
}

PatternPart read_part(std::string_view text) {
  auto open = text.find('{');
  auto close = text.find('}');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return {.before = std::string(text)};
  PatternPart part{.kind = PartKind::Parameter,
                   .before = std::string(text.substr(0, open)),
                   .name = std::string(text.substr(open + 1, close - open - 1)),
                   .after = std::string(text.substr(close + 1))};
  if (part.name.ends_with('*')) {
    part.kind = PartKind::Rest;
    part.name.pop_back();
  }
  return part;
}

bool is_word(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::vector<PatternPart> read_pattern(std::string_view pattern) {
  auto refuse = [&](const char* why) { throw std::logic_error("route " + std::string(pattern) + ": " + why); };
  if (!pattern.starts_with('/')) refuse("must start with /");
  std::vector<PatternPart> parts;
  for (auto rest = pattern; !rest.empty();) {
    auto text = take_part(rest);
    auto part = read_part(text);
    auto braces = std::count_if(text.begin(), text.end(), [](char c) { return c == '{' || c == '}'; });
    if (braces != (part.kind == PartKind::Literal ? 0 : 2)) refuse("unbalanced braces");
    if (part.kind != PartKind::Literal) {
      if (!is_word(part.name)) refuse("parameter without a name");
      auto same = [&](const PatternPart& known) { return known.name == part.name; };
      if (std::any_of(parts.begin(), parts.end(), same)) refuse("parameter named twice");
      if (part.kind == PartKind::Rest && (!rest.empty() || !part.after.empty())) refuse("{name*} must come last");
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

// Whether two patterns match the same paths: they differ in the names of their parameters at most.
bool same_shape(const std::vector<PatternPart>& a, const std::vector<PatternPart>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const PatternPart& x, const PatternPart& y) {
    return x.kind == y.kind && x.before == y.before && x.after == y.after;
  });
}

// True when `a` says more about its first differing part than `b`: a literal beats a parameter
// (the longer literal round it wins), which beats the rest.
bool more_exact(const std::vector<PatternPart>& a, const std::vector<PatternPart>& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i].kind != b[i].kind) return a[i].kind < b[i].kind;
    auto fixed_a = a[i].before.size() + a[i].after.size();
    auto fixed_b = b[i].before.size() + b[i].after.size();
    if (a[i].kind != PartKind::Literal && fixed_a != fixed_b) return fixed_a > fixed_b;
  }
  return a.size() > b.size();
}

bool match_pattern(const std::vector<PatternPart>& pattern, std::string_view path) {
  for (const auto& part : pattern) {
    if (path.empty()) return false;
    if (part.kind == PartKind::Rest)
      return path.substr(1).starts_with(part.before) && path.size() > 1 + part.before.size();
    auto text = take_part(path);
    if (part.kind == PartKind::Literal ? text != part.before
                                       : text.size() <= part.before.size() + part.after.size() ||
                                             !text.starts_with(part.before) || !text.ends_with(part.after))
      return false;
  }
  return path.empty();
}

// The values of the parameters of a path that matches.
std::map<std::string, std::string> read_parameters(const std::vector<PatternPart>& pattern, std::string_view path) {
  std::map<std::string, std::string> found;
  for (const auto& part : pattern) {
    auto text = part.kind == PartKind::Rest ? path.substr(1) : take_part(path);
    if (part.kind == PartKind::Literal) continue;
    text.remove_prefix(part.before.size());
    text.remove_suffix(part.after.size());
    found.emplace(part.name, text);
  }
  return found;
}

}  // namespace

Outcome<Response> BoundRoute::answer(const Request& http) const {
  if (!admit) return handler(http);
  DL_TRY(const auto admitted, admit(http));
  return admitted.handler(http);
}

void Router::add(BoundRoute route) {
  auto parts = read_pattern(route.pattern);
  if (route.body_limit > kSmallForm && !route.admit)
    throw std::logic_error("route " + route.pattern + ": who sends a large body must be asked who they are");
  for (std::size_t i = 0; i < routes_.size(); ++i)
    if (routes_[i].verb == route.verb && same_shape(patterns_[i], parts))
      throw std::logic_error("route " + route.pattern + ": the same as " + routes_[i].pattern);
  routes_.push_back(std::move(route));
  patterns_.push_back(std::move(parts));
}

Router::Match Router::match(Verb verb, std::string_view path) const {
  Match best;
  if (!path.starts_with('/')) return best;
  const std::vector<PatternPart>* pattern = nullptr;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!match_pattern(patterns_[i], path)) continue;
    best.path_known = true;
    if (routes_[i].verb != verb || (pattern != nullptr && !more_exact(patterns_[i], *pattern))) continue;
    best.route = &routes_[i];
    pattern = &patterns_[i];
  }
  if (pattern != nullptr) best.parameters = read_parameters(*pattern, path);
  return best;
}

}  // namespace dl::web
