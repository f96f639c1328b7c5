// The folder of an index: numbered databases, of which the file "current" names one.
//
// A rebuilt database takes the place of the old one by rewriting that small file, in one step.
#pragma once

#include <filesystem>
#include <memory>

#include "base/outcome.h"

namespace dl::search {

class Generations {
 public:
  explicit Generations(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The number in "current"; 0 when there is none.
  int current() const;
  /// Makes `number` the current one, on the disk before this returns.
  Outcome<void> make_current(int number) const;
  /// A number that no database has.
  int unused() const;
  std::filesystem::path path(int number) const { return folder_ / std::to_string(number); }
  /// Removes all databases but this one.
  void remove_others(int number) const;

  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

/// Holds the folder against every other writer, for as long as somebody has what is returned: a generation's own lock
/// is free for a moment while another takes its place. Fails with `search.locked` or `search.folder`.
Outcome<std::shared_ptr<const void>> hold(const std::filesystem::path& folder);

/// Waits until everything in the file system of `folder` is on the disk.
void sync_folder(const std::filesystem::path& folder);

}  // namespace dl::search
