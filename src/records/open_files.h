// Writes the files of one hand-over, a page of records at a time.
#pragma once

#include <filesystem>

#include "records/handover.h"
#include "records/projection.h"

namespace dl::records {

/// What the files are made of. `handover` has its number, set, moment and day.
struct OpenSource {
  db::Session& session;  ///< one snapshot for all of it
  const Projection& projection;
  const Register& made;
  std::string publisher = {};
  std::string site = {};   ///< OpenFacts
  std::int64_t since = 0;  ///< entry up to which the hand-over before told
};

/// Writes all files under `folder`, with their digests, and the counts into the hand-over. Left behind by a failure:
/// nothing under the names of the files. Fault::Internal `file.not-written`; fails as Projection::require.
Outcome<void> write_open_files(const OpenSource& source, const std::filesystem::path& folder, Handover& handover);

}  // namespace dl::records
