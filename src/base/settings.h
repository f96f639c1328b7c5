// Settings: one TOML file, every key declared in one table with its sentence of documentation.
//
// A module or the app makes a plain struct whose initialisers are the defaults, and a table that binds
// keys to its members. A wrong key or value is refused at start with file and line; the reference in
// the docs and a commented file are rendered from the same table.
//
//   struct Settings { std::string listen = "127.0.0.1:8080"; Size upload = Size::mebibytes(50); };
//   constexpr Setting<Settings> kSettings[] = {
//       {"web.listen", &Settings::listen, "Address and port to listen on."},
//       {"web.upload", &Settings::upload, "The largest file that may be sent.", {.least = 1 << 20}},
//   };
//   DL_TRY(auto settings, read_settings<Settings>(kSettings, "settings.toml", text));
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/outcome.h"

namespace dl {

/// A number of bytes, written "512 KiB", "50 MiB", "2 GiB" or "100 B".
struct Size {
  std::int64_t bytes = 0;

  static constexpr Size mebibytes(std::int64_t n) { return {n * 1024 * 1024}; }
  std::string text() const;
  static std::optional<Size> parse(std::string_view text);
  friend auto operator<=>(const Size&, const Size&) = default;
};

/// A length of time, written "500 ms", "30 s", "5 min", "2 h" or "7 d".
using Duration = std::chrono::milliseconds;
std::string duration_text(Duration duration);
std::optional<Duration> parse_duration(std::string_view text);

/// What a value must keep to: bytes, milliseconds or the number itself; for texts and lists of
/// them the choices, separated by "|", such as "sqlite|postgresql". Ends are included.
struct SettingLimits {
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::string_view choices = {};
};

/// One key: its name with dots, the member it fills, its sentence.
template <class S>
struct Setting {
  std::string_view key = {};
  std::variant<std::string S::*, std::int64_t S::*, int S::*, bool S::*, Size S::*, Duration S::*,
               std::vector<std::string> S::*>
      member = static_cast<std::string S::*>(nullptr);
  std::string_view doc = {};
  SettingLimits limits = {};
};

/// A Setting bound to one struct's member; the form that the functions below work on.
struct SettingSlot {
  using Target = std::variant<std::string*, std::int64_t*, int*, bool*, Size*, Duration*, std::vector<std::string>*>;
  std::string_view key = {};
  Target target = static_cast<std::string*>(nullptr);
  std::string_view doc = {};
  SettingLimits limits = {};
};

/// Fills the targets from a file. Keys that are not given leave their target as it is. Fails with
/// `settings.invalid` and "name:line: …" on an unknown key (naming the nearest), a wrong type, a value
/// out of its limits, or text that is no TOML.
Outcome<void> read_slots(std::span<const SettingSlot> slots, std::string_view name, std::string_view text);
/// A Markdown table of key, type, default and sentence, in the order of the slots.
std::string render_settings_reference(std::span<const SettingSlot> slots);
/// A settings file with every key commented out at its default.
std::string render_settings_file(std::span<const SettingSlot> slots);

template <class S>
std::vector<SettingSlot> bind_settings(std::span<const Setting<S>> table, S& settings) {
  std::vector<SettingSlot> slots;
  for (const auto& setting : table) {
    auto target = std::visit([&](auto member) { return SettingSlot::Target(&(settings.*member)); }, setting.member);
    slots.push_back({setting.key, target, setting.doc, setting.limits});
  }
  return slots;
}

/// Reads a whole struct; what the file does not give keeps its default.
template <class S>
Outcome<S> read_settings(std::span<const Setting<S>> table, std::string_view name, std::string_view text) {
  S settings;
  auto slots = bind_settings<S>(table, settings);
  DL_CHECK(read_slots(slots, name, text));
  return settings;
}

}  // namespace dl
