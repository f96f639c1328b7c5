// One sentence with its quantities, and what the rules of sums, shares and changes have found in it.
#pragma once

#include <vector>

#include "sums/finding.h"
#include "sums/page.h"
#include "sums/quantity.h"

namespace dl::sums {

/// A total that its parts have been tied to: places of quantities in Read::quantities.
struct Tie {
  std::size_t total = 0;
  std::vector<std::size_t> parts = {};
  bool total_before = false;  ///< the total stands in the sentence before
  bool holds = true;
};

struct Read {
  Chars text = {};
  std::size_t number = 1;
  std::vector<Quantity> quantities = {};
  std::vector<Tie> ties = {};

  View view() const { return text; }
  /// The words between two places.
  View between(std::size_t begin, std::size_t end) const {
    return begin < end ? View(text).substr(begin, end - begin) : View();
  }
  /// The clause that leads to a quantity: back to the mark or the quantity before it.
  View label(std::size_t quantity) const;
  /// Where that begins.
  std::size_t label_begin(std::size_t quantity) const;
};

Read read(const Sentence& sentence);

/// 共, 合计, 累计 …, and not 公共, 共享 …
bool says_total(View words);
/// 增加, 减少 … at the end: +1, −1; 0 for none.
int change_at_end(View words);

/// Values of quantities brought to the smallest of their scales; empty when they do not fit. The total is the first.
std::vector<std::int64_t> aligned(const Quantity& total, const std::vector<const Quantity*>& parts);
/// How far sum and total may be apart because the parts are rounded: 0 for whole numbers.
std::int64_t slack_of(const Quantity& total, const std::vector<const Quantity*>& parts);

std::string place_of(const Read& read);
/// A stretch of the sentence, cut at 120 characters.
std::string words_of(const Read& read, std::size_t begin, std::size_t end);

/// Totals and their parts; fills `here.ties`.
void check_breakdowns(Read& here, const Read* before, std::vector<Finding>& findings);
/// 予以公开…件, 不予公开…件 …: what became of requests, against the number handled; `here` and the two sentences
/// before.
void check_outcomes(Read& here, const std::vector<const Read*>& before, std::vector<Finding>& findings);
/// 比上年的2800个增加350个，增长12.5%.
void check_changes(const Read& here, std::vector<Finding>& findings);
/// 265件，占32.9%; 办结率96%.
void check_shares(const Read& here, const std::vector<const Read*>& before, std::vector<Finding>& findings);

}  // namespace dl::sums
