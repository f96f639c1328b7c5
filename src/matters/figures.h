// What figures count of a kind of matter that has no table of its own: those that were received, each once.
#pragma once

#include "figures/source.h"
#include "matters/kind.h"

namespace dl::matters {

/// "messages" for the kind "message". Outsiders may count all of them and see none. A matter that was opened again runs
/// again: its earlier answer is no longer counted.
figures::Source source_of(const Kind& kind);

}  // namespace dl::matters
