#include "app/private_files.h"

#include <sys/stat.h>

#include <algorithm>

namespace dl::app {

void keep_files_private() { ::umask(S_IRWXG | S_IRWXO); }

std::vector<std::filesystem::path> open_to_others(const std::filesystem::path& folder,
                                                  const std::filesystem::path& database) {
  using std::filesystem::perms;
  std::vector<std::filesystem::path> found;
  const auto look = [&](const std::filesystem::path& path) {
    std::error_code ignored;
    const auto rights = std::filesystem::symlink_status(path, ignored).permissions();
    if (!ignored && rights != perms::unknown && (rights & (perms::group_all | perms::others_all)) != perms::none)
      found.push_back(path);
  };
  look(folder);
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (!entry.is_symlink(ignored)) look(entry.path());
  for (const char* ending : {"", "-wal", "-shm"})
    if (!database.empty() && database.parent_path() != folder) look(database.string() + ending);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace dl::app
