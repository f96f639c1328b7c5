// The files built into the program (data, templates, assets) and the folders laid over them.
//
// cmake/resources.cmake writes the table; a program without one has no built-in files and links all
// the same. A site's own folder hides built-in files of the same name. What was read once stays in
// memory and unchanged for the life of the program, so the views never dangle.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace dl {

/// The bytes of a file by its name, such as "data/calendar/2026.toml"; empty when there is none.
/// Names with "..", an empty part or a leading "/" are never found. Safe from any thread.
std::optional<std::string_view> find_resource(std::string_view name);

/// As find_resource, but fails with `resource.missing`.
Outcome<std::string_view> load_resource(std::string_view name);

/// The names that begin with `prefix`, built-in and overlaid, each once, sorted by bytes. Files whose
/// own name begins with "." are left out of overlays.
std::vector<std::string> list_resources(std::string_view prefix);

/// Lays `folder` over the names below `prefix` ("" for all): name "data/x" is looked for at
/// folder/data/x, or with prefix "data" at folder/x. Later overlays hide earlier ones. Fails with
/// `resource.overlay_missing` when there is no such folder. Call it at start, before other threads.
Outcome<void> add_resource_overlay(std::string_view prefix, const std::filesystem::path& folder);

/// Forgets earlier overlays, then lays `folder` over everything; an empty path only forgets.
Outcome<void> set_resource_overlay(const std::filesystem::path& folder);

}  // namespace dl
