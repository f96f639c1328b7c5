// What a search result keeps of a document's force, so that its validity is told by the day on which it is shown.
#pragma once

#include <string>
#include <string_view>

#include "publications/document.h"

namespace dl::publications {

/// The stated validity with the days on which it begins and ends, in one line; empty where there is neither.
std::string force_of(const Metadata& metadata);
/// The validity on a day of what force_of() wrote; None for anything else.
Validity validity_on(std::string_view force, Date day);

}  // namespace dl::publications
