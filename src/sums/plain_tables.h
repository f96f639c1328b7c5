// Tables of any kind: a column or row of totals against the cells that it adds up.
#pragma once

#include <set>

#include "sums/finding.h"
#include "sums/page.h"

namespace dl::sums {

/// `known` are tables that other rules have read. A total is blamed only where the table shows what it adds up: most of
/// its other rows or columns hold, or it is the one column of numbers above a row 合计.
void check_plain_tables(const Page& page, const std::set<int>& known, std::vector<Finding>& findings);

}  // namespace dl::sums
