// Registers as files for everybody to take away (开放数据), made by the program when it is time and never because
// somebody asks: nobody outside can set it to work.
//
// The files of a set (an agency's part of a register, or a whole one) are made once a day when something has changed,
// and at once when something that they hold was withdrawn, corrected or has been public for as long as the law says.
// Until then such files are not given out (may_be_given). Each hand-over is an event with the digest of the data
// package and a row with the digests of all files. Files lie in a folder of the installation, which may be emptied at
// any time: what is missing is made again, the same bytes.
#pragma once

#include <atomic>
#include <filesystem>

#include "records/handover.h"
#include "records/projection.h"

namespace dl::records {

class OpenData {
 public:
  /// What it stands on; all of it outlives this.
  struct House {
    const Registers& registers;
    const Projection& projection;
    std::filesystem::path folder;
  };
  OpenData(journal::Journal& journal, House house) : journal_(journal), house_(std::move(house)) {}

  /// Makes what is due; how many hand-overs. Cheap when nothing was done. What fails is tried again a
  /// minute later, and the others are made. Not for two threads at a time.
  Outcome<int> make_what_is_due();

  /// Has a making under way end after the set that it is at; from any thread.
  void stop() { stopping_ = true; }

  const std::filesystem::path& folder() const { return house_.folder; }

 private:
  class Making;
  Outcome<std::vector<OpenSet>> to_look_at(Date today);
  Outcome<bool> make_if_due(const OpenSet& set, Date today);

  journal::Journal& journal_;
  House house_;
  std::atomic<bool> stopping_ = false;
  Date looked_on_ = {};
  std::int64_t looked_at_ = 0;  ///< entry up to which was looked
  std::vector<OpenSet> failed_ = {};
  Instant try_again_at_ = {};
};

/// "penalties-3-17.csv" in a folder.
std::filesystem::path open_file(const std::filesystem::path& folder, const OpenSet& set, std::int64_t handover,
                                OpenKind kind);

}  // namespace dl::records
