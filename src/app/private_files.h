// Whose eyes the files of an installation are for: those of the user who runs the program, and nobody else's.
#pragma once

#include <filesystem>
#include <vector>

namespace dl::app {

/// From here on whatever this process makes is its user's alone: files 0600, folders 0700.
void keep_files_private();

/// What of an installation others on this machine may read or write: its folder, the files and folders in it, and the
/// database when that is a file elsewhere.
std::vector<std::filesystem::path> open_to_others(const std::filesystem::path& folder,
                                                  const std::filesystem::path& database);

}  // namespace dl::app
