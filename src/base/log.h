// The program's log: one JSON object a line, with level, time, event and named values.
//
// Rule: no personal data. Events are named for what happened ("request.answered", "document.published"),
// values are counts, durations, sizes, identifiers of our own records and paths without query. Names,
// addresses, numbers of people, network addresses, search words, form contents and secrets are never
// written; fields with such names are withheld whatever a caller passes. Safe from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/outcome.h"

namespace dl::log {

/// Written by name; do not rename.
enum class Level : std::uint8_t { Debug, Info, Warning, Error };

std::string_view name_of(Level level);
std::optional<Level> level_named(std::string_view name);

/// One named value of an entry.
struct Field {
  using Value = std::variant<std::int64_t, std::uint64_t, double, bool, std::string_view>;

  template <class T>
  Field(std::string_view field_name, const T& field_value) : name(field_name), value(to_value(field_value)) {}

  std::string_view name;
  Value value;

 private:
  template <class T>
  static Value to_value(const T& v) {
    if constexpr (std::is_same_v<T, bool>)
      return v;
    else if constexpr (std::is_floating_point_v<T>)
      return static_cast<double>(v);
    else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>)
      return static_cast<std::int64_t>(v);
    else if constexpr (std::is_integral_v<T>)
      return static_cast<std::uint64_t>(v);
    else
      return std::string_view(v);
  }
};

/// Sends the log to the error stream (the state at start).
void to_stderr();
/// Appends to a file; fails with `log.unwritable`. The file is opened anew by reopen(), for rotation.
Outcome<void> to_file(const std::filesystem::path& file);
Outcome<void> reopen();
/// Hands each line, without its end, to a function: for tests.
void to_function(std::function<void(std::string_view line)> take);
/// While it lives, lines are written together: five times a second, when many wait, with the next warning or error,
/// and at its end. Whole lines always; a program that is killed loses those of the last fifth of a second. For a
/// program that serves; commands write each line at once. At most one at a time.
class Gathering {
 public:
  Gathering();
  ~Gathering();
  Gathering(const Gathering&) = delete;
  Gathering& operator=(const Gathering&) = delete;
};
/// Entries below this level are dropped; Info at start.
void set_level(Level level);
bool would_write(Level level);

void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});
inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Error, event, fields);
}
/// An Error with its fault, key, detail and place.
void failure(std::string_view event, const Error& problem, std::initializer_list<Field> fields = {});

}  // namespace dl::log
