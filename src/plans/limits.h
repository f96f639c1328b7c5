// Limits and quantities in the words of a plan: 7个工作日, 每年4月1日前, 不少于2次, 不低于50%, 每季度, 持续推进.
#pragma once

#include "plans/plan.h"
#include "plans/words.h"

namespace dl::plans {

/// Where the words stand. A column or label of limits holds nothing else, so bare words count there: 9月, 长期.
enum class Place : std::uint8_t { Prose, Column };

/// The limits in order, each once. 及时, 定期 and 适时 are none; titles (《…》), numbers of documents and short
/// quotations are passed over. `year` is the plan's; a day that depends on it is left open without one. "Before the
/// first of a month" falls due on the day before, like 年度报告 "before 1 April" in data/laws; any other day counts
/// itself.
std::vector<Limit> find_limits(View words, std::optional<int> year, Place place = Place::Prose);

}  // namespace dl::plans
