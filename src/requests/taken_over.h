// What the parts of a divided request take over of its facts. Pure.
#pragma once

#include "matters/matter.h"

namespace dl::requests {

/// What moves clocks and carries answers, for a matter that is opened (NewMatter::earlier): the supplement,
/// consultations with what was received and said, searches, reasons, fee, extension, deferral. Each keeps its words and
/// bears the day from which it counts; what was not told (told.h), and what answers it, stays behind.
std::vector<matters::Fact> taken_over(const matters::Case& whole);

}  // namespace dl::requests
