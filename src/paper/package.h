// A ZIP archive in memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl::paper {

/// Parts by name, in their order.
using PackageParts = std::vector<std::pair<std::string, std::string>>;

/// The same parts and day give the same bytes, wherever the machine stands. Fault::Internal `paper.failed`.
Outcome<std::string> pack(const PackageParts& parts, Date made);

}  // namespace dl::paper
