#include "base/settings.h"

#include <fmt/format.h>

#include <charconv>

#include "base/toml_file.h"

namespace dl {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t worth;
};

constexpr Unit kSizes[] = {
    {"B", 1}, {"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"TiB", std::int64_t{1} << 40}};
constexpr Unit kTimes[] = {{"ms", 1}, {"s", 1000}, {"min", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};

/// Reads "30 s" or "30s" by a table of units.
std::optional<std::int64_t> parse_quantity(std::string_view text, std::span<const Unit> units) {
  std::int64_t count = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || count < 0) return std::nullopt;
  std::string_view name(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (name.starts_with(' ')) name.remove_prefix(1);
  for (const auto& unit : units) {
    if (unit.name != name) continue;
    if (count > std::numeric_limits<std::int64_t>::max() / unit.worth) return std::nullopt;
    return count * unit.worth;
  }
  return std::nullopt;
}

std::string quantity_text(std::int64_t value, std::span<const Unit> units) {
  const Unit* best = &units[0];
  for (const auto& unit : units)
    if (value != 0 && value % unit.worth == 0) best = &unit;
  return fmt::format("{} {}", value / best->worth, best->name);
}

bool is_choice(std::string_view choices, std::string_view value) {
  while (!choices.empty()) {
    auto bar = std::min(choices.find('|'), choices.size());
    if (choices.substr(0, bar) == value) return true;
    choices.remove_prefix(std::min(bar + 1, choices.size()));
  }
  return false;
}

template <class T>
constexpr std::string_view type_word() {
  if constexpr (std::is_same_v<T, std::string>)
    return "string";
  else if constexpr (std::is_same_v<T, bool>)
    return "true or false";
  else if constexpr (std::is_same_v<T, Size>)
    return "size";
  else if constexpr (std::is_same_v<T, Duration>)
    return "duration";
  else if constexpr (std::is_same_v<T, std::vector<std::string>>)
    return "list of strings";
  else
    return "whole number";
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + '"';
}

/// A value as the file would have it.
template <class T>
std::string written(const T& value) {
  if constexpr (std::is_same_v<T, std::string>)
    return quoted(value);
  else if constexpr (std::is_same_v<T, Size>)
    return quoted(value.text());
  else if constexpr (std::is_same_v<T, Duration>)
    return quoted(duration_text(value));
  else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
    std::string out = "[";
    for (const auto& element : value) out += (out.size() > 1 ? ", " : "") + quoted(element);
    return out + "]";
  } else {
    return fmt::format("{}", value);
  }
}

std::string written(const SettingSlot& slot) {
  return std::visit([](const auto* value) { return written(*value); }, slot.target);
}

/// Puts values of a file into slots.
class Filler {
 public:
  Filler(const TomlFile& file, const toml::node& node, const SettingSlot& slot)
      : file_(file), node_(node), slot_(slot) {}

  Outcome<void> fill() const {
    return std::visit([&](auto* target) { return put(*target); }, slot_.target);
  }

 private:
  Failure wrong(std::string_view what) const { return file_.wrong(node_, fmt::format("'{}' {}", slot_.key, what)); }

  Outcome<void> within(std::int64_t value, std::string_view least, std::string_view most) const {
    if (value < slot_.limits.least) return wrong(fmt::format("must be at least {}", least));
    if (value > slot_.limits.most) return wrong(fmt::format("must be at most {}", most));
    return {};
  }

  Outcome<void> put(std::string& target) const {
    auto value = node_.value_exact<std::string>();
    if (!value) return wrong("must be a string");
    if (!slot_.limits.choices.empty() && !is_choice(slot_.limits.choices, *value))
      return wrong(fmt::format("must be one of {}", slot_.limits.choices));
    target = std::move(*value);
    return {};
  }

  Outcome<void> put(std::int64_t& target) const {
    auto value = node_.value_exact<std::int64_t>();
    if (!value) return wrong("must be a whole number");
    DL_CHECK(within(*value, fmt::to_string(slot_.limits.least), fmt::to_string(slot_.limits.most)));
    target = *value;
    return {};
  }

  Outcome<void> put(int& target) const {
    std::int64_t value = 0;
    DL_CHECK(put(value));
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max())
      return wrong("is too large a number");
    target = static_cast<int>(value);
    return {};
  }

  Outcome<void> put(bool& target) const {
    auto value = node_.value_exact<bool>();
    if (!value) return wrong("must be true or false");
    target = *value;
    return {};
  }

  Outcome<void> put(Size& target) const {
    auto text = node_.value_exact<std::string>();
    auto value = text ? Size::parse(*text) : std::nullopt;
    if (!value) return wrong("must be a size such as \"50 MiB\"");
    DL_CHECK(within(value->bytes, Size{slot_.limits.least}.text(), Size{slot_.limits.most}.text()));
    target = *value;
    return {};
  }

  Outcome<void> put(Duration& target) const {
    auto text = node_.value_exact<std::string>();
    auto value = text ? parse_duration(*text) : std::nullopt;
    if (!value) return wrong("must be a duration such as \"30 s\"");
    DL_CHECK(within(value->count(), duration_text(Duration(slot_.limits.least)),
                    duration_text(Duration(slot_.limits.most))));
    target = *value;
    return {};
  }

  Outcome<void> put(std::vector<std::string>& target) const {
    const auto* array = node_.as_array();
    if (!array) return wrong("must be a list of strings");
    std::vector<std::string> values;
    for (const auto& element : *array) {
      auto value = element.value_exact<std::string>();
      if (!value) return wrong("must be a list of strings");
      if (!slot_.limits.choices.empty() && !is_choice(slot_.limits.choices, *value))
        return wrong(fmt::format("must hold nothing but {}", slot_.limits.choices));
      values.push_back(std::move(*value));
    }
    target = std::move(values);
    return {};
  }

  const TomlFile& file_;
  const toml::node& node_;
  const SettingSlot& slot_;
};

Outcome<void> fill_table(const TomlFile& file, const toml::table& table, const std::string& above,
                         std::span<const SettingSlot> slots) {
  for (const auto& [key, node] : table) {
    auto path = above.empty() ? std::string(key.str()) : fmt::format("{}.{}", above, key.str());
    auto slot = std::find_if(slots.begin(), slots.end(), [&](const auto& s) { return s.key == path; });
    if (slot != slots.end()) {
      DL_CHECK(Filler(file, node, *slot).fill());
      continue;
    }
    bool leads = std::any_of(slots.begin(), slots.end(), [&](const auto& s) { return s.key.starts_with(path + "."); });
    if (leads && node.is_table()) {
      DL_CHECK(fill_table(file, *node.as_table(), path, slots));
      continue;
    }
    std::vector<std::string_view> known;
    for (const auto& s : slots) known.insert(known.end(), {s.key, s.key.substr(0, s.key.find('.'))});
    auto near = nearest(path, known);
    auto hint = near.empty() ? std::string() : fmt::format("; is '{}' meant?", near);
    if (leads) hint = "; it is a table of settings";
    return fail(Fault::Invalid, "settings.invalid",
                fmt::format("{}:{}: unknown key '{}'{}", file.name(), key.source().begin.line, path, hint));
  }
  return {};
}

std::string sentence(const SettingSlot& slot) {
  auto text = std::string(slot.doc);
  bool list = std::holds_alternative<std::vector<std::string>*>(slot.target);
  if (!slot.limits.choices.empty()) text += fmt::format(" {} of {}.", list ? "Any" : "One", slot.limits.choices);
  return text;
}

std::string_view type_of(const SettingSlot& slot) {
  return std::visit([](const auto* value) { return type_word<std::decay_t<decltype(*value)>>(); }, slot.target);
}

}  // namespace

std::string Size::text() const { return quantity_text(bytes, kSizes); }

std::optional<Size> Size::parse(std::string_view text) {
  auto value = parse_quantity(text, kSizes);
  if (!value) return std::nullopt;
  return Size{*value};
}

std::string duration_text(Duration duration) { return quantity_text(duration.count(), kTimes); }

std::optional<Duration> parse_duration(std::string_view text) {
  auto value = parse_quantity(text, kTimes);
  if (!value) return std::nullopt;
  return Duration(*value);
}

Outcome<void> read_slots(std::span<const SettingSlot> slots, std::string_view name, std::string_view text) {
  auto named = [](Error error) {
    error.key = "settings.invalid";
    return Failure(std::move(error));
  };
  auto file = TomlFile::parse(std::string(name), text);
  if (!file) return named(std::move(file).error());
  auto filled = fill_table(*file, file->root(), "", slots);
  if (!filled) return named(std::move(filled).error());
  return {};
}

std::string render_settings_reference(std::span<const SettingSlot> slots) {
  std::string out = "| key | type | default | meaning |\n| --- | --- | --- | --- |\n";
  for (const auto& slot : slots) {
    auto meaning = sentence(slot);
    for (std::size_t at = 0; (at = meaning.find('|', at)) != meaning.npos; at += 2) meaning.insert(at, "\\");
    out += fmt::format("| `{}` | {} | `{}` | {} |\n", slot.key, type_of(slot), written(slot), meaning);
  }
  return out;
}

std::string render_settings_file(std::span<const SettingSlot> slots) {
  std::string out;
  std::string_view table;
  for (const auto& slot : slots) {
    auto dot = slot.key.rfind('.');
    auto above = dot == slot.key.npos ? std::string_view() : slot.key.substr(0, dot);
    if (above != table) out += fmt::format("{}[{}]\n", out.empty() ? "" : "\n", above);
    table = above;
    out += fmt::format("# {}\n# {} = {}\n", sentence(slot), slot.key.substr(dot == slot.key.npos ? 0 : dot + 1),
                       written(slot));
  }
  return out;
}

}  // namespace dl
