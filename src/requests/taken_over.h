// What the parts of a divided request take over of its facts.
#pragma once

#include "matters/matter_desk.h"

namespace dl::requests {

/// Writes what moves clocks and carries answers again for a part that was opened: the supplement, consultations with
/// what was received and said, searches, reasons, fee, extension, deferral. Each keeps its days and words and says who
/// divided and when; what it answers is the copy of what was answered. The notices of the whole are those of its parts
/// (told.h).
Outcome<void> take_over(journal::Transaction& transaction, const matters::Case& whole, std::int64_t part,
                        const std::string& actor);

}  // namespace dl::requests
