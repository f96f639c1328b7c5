#include "base/resources.h"

#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "base/guarded.h"

namespace dl {
namespace {

/// One line of the tables that the assembler files of cmake/resources.cmake hold.
struct BuiltIn {
  const char* name;
  const char* begin;
  const char* end;
};

// The linker sets the tables of all objects in a row and names both ends; neither is there without one.
// NOLINTBEGIN(readability-identifier-naming): the linker's own names
extern "C" const BuiltIn __start_daylight_resources[] __attribute__((weak, visibility("hidden")));
extern "C" const BuiltIn __stop_daylight_resources[] __attribute__((weak, visibility("hidden")));
// NOLINTEND(readability-identifier-naming)

struct Overlay {
  std::string prefix = {};  ///< empty, or ending in "/"
  std::filesystem::path folder = {};
};

/// Overlays in force, and every overlaid file that was ever read.
struct Shelf {
  Mutex mutex = {};
  std::vector<Overlay> overlays DL_GUARDED_BY(mutex) = {};
  std::map<std::filesystem::path, std::string> read DL_GUARDED_BY(mutex) = {};
};

Shelf& shelf() {
  static auto* instance = new Shelf;  // never destroyed: views into it may be used at exit
  return *instance;
}

const std::map<std::string_view, std::string_view>& built_in() {
  static const auto* table = [] {
    auto* made = new std::map<std::string_view, std::string_view>;
    for (const BuiltIn* row = __start_daylight_resources; row != __stop_daylight_resources; ++row)
      made->emplace(row->name, std::string_view(row->begin, static_cast<std::size_t>(row->end - row->begin)));
    return made;
  }();
  return *table;
}

bool is_plain_name(std::string_view name) {
  if (name.empty() || name.find('\0') != name.npos || name.find('\\') != name.npos) return false;
  for (std::size_t at = 0; at <= name.size();) {
    auto slash = std::min(name.find('/', at), name.size());
    auto part = name.substr(at, slash - at);
    if (part.empty() || part == "." || part == "..") return false;
    at = slash + 1;
  }
  return true;
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::optional<std::string_view> find_at(const std::filesystem::path& path) {
  auto& s = shelf();
  {
    Lock lock(s.mutex);
    if (auto it = s.read.find(path); it != s.read.end()) return it->second;
  }
  auto bytes = read_file(path);
  if (!bytes) return std::nullopt;
  Lock lock(s.mutex);
  return s.read.emplace(path, std::move(*bytes)).first->second;
}

std::vector<Overlay> overlays_now() {
  Lock lock(shelf().mutex);
  return shelf().overlays;
}

void list_overlay(const Overlay& overlay, std::string_view prefix, std::set<std::string>& names) {
  // Only the folder that the prefix can lead to is walked.
  std::filesystem::path start = overlay.folder;
  if (prefix.starts_with(overlay.prefix)) {
    auto below = prefix.substr(overlay.prefix.size());
    auto slash = below.rfind('/');
    if (slash != below.npos) start /= below.substr(0, slash);
  } else if (!overlay.prefix.starts_with(prefix)) {
    return;
  }
  std::error_code error;
  std::filesystem::recursive_directory_iterator walk(start, error);
  for (; !error && walk != std::filesystem::recursive_directory_iterator(); walk.increment(error)) {
    bool hidden = walk->path().filename().native().starts_with('.');
    if (walk->is_directory(error) && hidden) walk.disable_recursion_pending();
    if (hidden || !walk->is_regular_file(error)) continue;
    auto name = overlay.prefix + walk->path().lexically_relative(overlay.folder).generic_string();
    if (name.starts_with(prefix)) names.insert(std::move(name));
  }
}

}  // namespace

std::optional<std::string_view> find_resource(std::string_view name) {
  if (!is_plain_name(name)) return std::nullopt;
  auto overlays = overlays_now();
  for (auto it = overlays.rbegin(); it != overlays.rend(); ++it) {
    if (!name.starts_with(it->prefix)) continue;
    if (auto found = find_at(it->folder / name.substr(it->prefix.size()))) return found;
  }
  auto it = built_in().find(name);
  if (it == built_in().end()) return std::nullopt;
  return it->second;
}

Outcome<std::string_view> load_resource(std::string_view name) {
  auto found = find_resource(name);
  if (!found) return fail(Fault::NotFound, "resource.missing", std::string(name));
  return *found;
}

std::vector<std::string> list_resources(std::string_view prefix) {
  std::set<std::string> names;
  for (auto it = built_in().lower_bound(prefix); it != built_in().end() && it->first.starts_with(prefix); ++it)
    names.emplace(it->first);
  if (prefix.find("..") == prefix.npos && !prefix.starts_with('/'))
    for (const auto& overlay : overlays_now()) list_overlay(overlay, prefix, names);
  return {names.begin(), names.end()};
}

Outcome<void> add_resource_overlay(std::string_view prefix, const std::filesystem::path& folder) {
  std::error_code error;
  auto whole = std::filesystem::canonical(folder, error);
  if (error || !std::filesystem::is_directory(whole, error))
    return fail(Fault::NotFound, "resource.overlay_missing", folder.string());
  std::string lead(prefix);
  if (!lead.empty() && !lead.ends_with('/')) lead += '/';
  Lock lock(shelf().mutex);
  shelf().overlays.push_back({std::move(lead), std::move(whole)});
  return {};
}

Outcome<void> set_resource_overlay(const std::filesystem::path& folder) {
  {
    Lock lock(shelf().mutex);
    shelf().overlays.clear();
  }
  if (folder.empty()) return {};
  return add_resource_overlay("", folder);
}

}  // namespace dl
