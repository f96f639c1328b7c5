// A file to be read and what was read out of it, as bytes between two processes of one program.
//
// Both are of the same build, so there are no versions. What is opened is checked all the same: the process that
// packed it may have been taken over by the file that it read.
#pragma once

#include "intake/document.h"

namespace dl::intake {

/// All of a wish but the bytes of the file.
std::string pack_wish(const Source& source, const Options& options);
/// Fails with `intake.parcel`.
Outcome<std::pair<Source, Options>> open_wish(std::string_view parcel);

std::string pack_answer(const Outcome<Found>& answer);
/// The outcome that was packed; Fault::Internal `intake.parcel` when the bytes are none, or hold a tree that is not
/// well formed or words that are not UTF-8.
Outcome<Found> open_answer(std::string_view parcel);

}  // namespace dl::intake
