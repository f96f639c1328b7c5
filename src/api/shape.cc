#include "api/shape.h"

#include <algorithm>
#include <charconv>

namespace dl::api {

namespace {

// "+08:00", "-03:30", "Z" or nothing (Shanghai): milliseconds that local time is ahead of UTC.
std::optional<std::int64_t> read_offset(std::string_view text) {
  constexpr std::int64_t kMinute = 60'000;
  if (text.empty()) return 480 * kMinute;
  if (text == "Z" || text == "z") return 0;
  int hours = 0;
  int minutes = 0;
  bool formed = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
  if (!formed || std::from_chars(&text[1], &text[3], hours).ptr != &text[3] ||
      std::from_chars(&text[4], text.data() + 6, minutes).ptr != text.data() + 6 || hours > 23 || minutes > 59)
    return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes) * kMinute;
}

}  // namespace

Outcome<Instant> read_instant(std::string_view text) {
  auto refuse = [&] { return fail(Fault::Invalid, "instant.format", std::string(text.substr(0, 40))); };
  if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ')) return refuse();
  std::size_t end = text.size() > 16 && text[16] == ':' ? 19 : 16;
  if (text.size() < end) return refuse();
  std::string civil(text.substr(0, end));
  civil[10] = ' ';
  auto rest = text.substr(end);
  if (rest.starts_with('.')) {
    auto digits = rest.find_first_not_of("0123456789", 1);
    rest.remove_prefix(std::min(digits, rest.size()));
  }
  auto offset = read_offset(rest);
  auto shanghai = Instant::parse(civil);
  if (!offset || !shanghai) return refuse();
  return Instant(shanghai->milliseconds() + 480 * 60'000 - *offset);
}

std::map<std::string, json::object> Schemas::all() const {
  std::map<std::string, json::object> schemas;
  for (const auto& [name, component] : components_) schemas[name] = component.schema;
  return schemas;
}

void Schemas::note_clash(const std::string& name, std::string_view what) {
  if (clash_.empty()) clash_ = fmt::format("{} are described as {}", what, name);
}

std::string shape_name(std::string_view type) {
  // "dl::api::ListOf<dl::api::KeyView>" -> "ListOf.KeyView"
  if (const auto inner = type.find('<'); inner != std::string_view::npos && type.ends_with('>'))
    return shape_name(type.substr(0, inner)) + "." + shape_name(type.substr(inner + 1, type.size() - inner - 2));
  std::string name;
  while (!type.empty()) {
    const auto end = std::min(type.find("::"), type.size());
    const auto part = type.substr(0, end);
    type.remove_prefix(std::min(end + 2, type.size()));
    const bool unnamed = part.starts_with('(') || part.starts_with('{');  // "(anonymous namespace)"
    if (unnamed || (name.empty() && (part == "dl" || part == "api"))) continue;
    if (!name.empty()) name += '.';
    name += part;
  }
  return name;
}

namespace detail {

std::string below(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

void read_scalar(const json::value& value, json::object& out, const std::string& path, Problems& problems) {
  const auto* object = value.if_object();
  if (object == nullptr) return problems.push_back({path, "field.object"});
  out = *object;
}

void read_scalar(const json::value& value, std::string& out, const std::string& path, Problems& problems) {
  const auto* text = value.if_string();
  if (text == nullptr) return problems.push_back({path, "field.text"});
  out.assign(text->data(), text->size());
}

void read_scalar(const json::value& value, bool& out, const std::string& path, Problems& problems) {
  if (value.is_bool())
    out = value.get_bool();
  else
    problems.push_back({path, "field.flag"});
}

void read_scalar(const json::value& value, std::int64_t& out, const std::string& path, Problems& problems) {
  if (const auto* number = value.if_int64())
    out = *number;
  else
    problems.push_back({path, "field.number"});
}

void read_scalar(const json::value& value, int& out, const std::string& path, Problems& problems) {
  const auto* number = value.if_int64();
  if (number != nullptr && *number >= INT32_MIN && *number <= INT32_MAX)
    out = static_cast<int>(*number);
  else
    problems.push_back({path, "field.number"});
}

void read_scalar(const json::value& value, Date& out, const std::string& path, Problems& problems) {
  const auto* text = value.if_string();
  auto date = Date::parse(text == nullptr ? std::string_view() : std::string_view(*text));
  if (date)
    out = *date;
  else
    problems.push_back({path, "date.format"});
}

void read_scalar(const json::value& value, Instant& out, const std::string& path, Problems& problems) {
  const auto* text = value.if_string();
  auto instant = read_instant(text == nullptr ? std::string_view() : std::string_view(*text));
  if (instant)
    out = *instant;
  else
    problems.push_back({path, "instant.format"});
}

void read_scalar(const json::value& value, content::Tree& out, const std::string& path, Problems& problems) {
  auto tree = content::read_json(json::serialize(value));
  if (tree)
    out = std::move(*tree);
  else
    problems.push_back({path, tree.error().key});
}

void note_unknown(const json::object& object, const std::vector<std::string_view>& known, const std::string& path,
                  Problems& problems) {
  for (const auto& member : object) {
    std::string_view name = member.key();
    if (std::find(known.begin(), known.end(), name) == known.end())
      problems.push_back({below(path, name), "field.unknown"});
  }
}

json::value write_scalar(const content::Tree& tree) { return json::parse(content::write_json(tree)); }

void bound(json::object& schema, const Limit& limit) {
  if (limit.entries == 0) {
    schema["maxLength"] = limit.characters;
    return;
  }
  schema["maxItems"] = limit.entries;
  if (limit.characters > 0) schema["items"].as_object()["maxLength"] = limit.characters;
}

void entitle(json::object& schema, const Field& field) {
  constexpr std::array<std::string_view, 4> kAsked = {"", "long", "secret", "place"};
  const auto say = [&](std::string_view name, std::string_view text) {
    if (!text.empty()) schema[name] = json::string(text);
  };
  say("title", field.chinese);
  say("description", field.says.help);
  say("x-hint", field.says.hint);
  say("x-asked", kAsked.at(static_cast<std::size_t>(field.says.asked)));
  say("x-vocabulary", field.says.vocabulary);
  if (field.says.owed) schema["x-owed"] = true;
}

json::object nullable(json::object schema) {
  if (auto* type = schema.if_contains("type"); type != nullptr && type->is_string()) {
    *type = json::array{*type, "null"};
    return schema;
  }
  return {{"anyOf", json::array{std::move(schema), json::object{{"type", "null"}}}}};
}

}  // namespace detail

}  // namespace dl::api
