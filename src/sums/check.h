// The check of figures: everything in a text that two numbers or two dates tie to one another.
//
// Pure: no file, no clock, no network. Never says that a sum is wrong where a part may be missing; see README.md.
#pragma once

#include <optional>
#include <vector>

#include "base/time.h"
#include "sums/finding.h"
#include "sums/page.h"

namespace dl::sums {

/// Dates of a document that whoever read its file has taken off the text.
struct Days {
  std::optional<Date> issued_on = {};     ///< 成文日期
  std::optional<Date> published_on = {};  ///< 发布日期
  std::optional<Date> signed_on = {};     ///< below the signature
};

/// Findings in the order of the text: sentences, tables, dates. What holds is told as well as what does not.
std::vector<Finding> check_figures(const Page& page, const Days& days = {});

/// A line for other programs: {kind, what, total, parts, reconciles, difference, where}, with stated and hint where
/// there are such.
std::string write_line(const Finding& finding, std::string_view file = {});

}  // namespace dl::sums
