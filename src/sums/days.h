// Dates that contradict one another: of making, signing and publishing, and ends before their beginnings.
#pragma once

#include "sums/check.h"

namespace dl::sums {

void check_days(const Page& page, const Days& known, std::vector<Finding>& findings);

}  // namespace dl::sums
