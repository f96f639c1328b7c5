// What lies in the file of a request when it is archived (归档目录, 条例 art. 45): the records of how it was handled
// and the letters that left the house. Pure.
#pragma once

#include <string>
#include <vector>

#include "matters/letters.h"
#include "matters/matter.h"

namespace dl::requests {

/// The records of how a request was handled, by their days: 检索记录（2026年3月4日，未检索到）. Neither words of facts
/// nor names of people stand in them.
std::vector<std::string> records_of(const matters::Case& now);

/// In Chinese, in the order of the file: what was asked and how it was registered, the records by their days, the
/// issued letters with their numbers and how they were served.
std::vector<std::string> archive_items(const matters::Case& now, const std::vector<matters::Letter>& letters);

}  // namespace dl::requests
