// Codes that are chosen from the lists of data/vocabularies.
#pragma once

#include "base/vocabulary.h"
#include "matters/procedure.h"

namespace dl::matters {

/// Whether a code can be chosen from a list on a day.
bool is_choice(const Vocabularies& lists, std::string_view list, std::string_view code, Date day);

/// The same of what was sent for Ask::Code, in the lists that the program has: Fault::Invalid `matter.input` with
/// `field.choice`. Throws std::runtime_error where a list is wrong, with which no program starts.
Outcome<void> check_choice(std::string_view list, const Input& input, Date day);

}  // namespace dl::matters
