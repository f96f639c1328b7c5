// The identities (勾稽关系) of the annual report's tables, and the words of a report against its cells.
#pragma once

#include "sums/annual.h"
#include "sums/finding.h"
#include "sums/sentence.h"

namespace dl::sums {

/// K1 (一 + 二 = 七 + 四 in every column), K2 (七 = its parts), K3 (总计 = the columns) and K5 (table 4). What a lost
/// or blank cell leaves open is not told, unless it adds up as it stands.
void check_identities(const Annual& annual, std::vector<Finding>& findings);

/// K7: 新收, 受理, 结转, results, 复议 and 诉讼 in words against tables 3 and 4. 受理 may be 一 or 一 + 二; a sentence
/// that counts what was filed (备案) or more than this report does is left alone.
void check_beside(const Read& here, const Annual& annual, std::vector<Finding>& findings);

}  // namespace dl::sums
