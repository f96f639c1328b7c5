// This year against last year: 3150个，比上年的2800个增加350个，增长12.5%.
#include <algorithm>
#include <cstdlib>

#include "sums/sentence.h"

namespace dl::sums {
namespace {

constexpr View kLastYear[] = {U"上年", U"去年", U"上一年", U"同期", U"上月", U"上季度", U"往年"};
constexpr View kUpTo[] = {U"增加到", U"增至",   U"增长到", U"上升到", U"提高到",
                          U"上升至", U"提高至", U"增加至", U"增长至"};
constexpr View kDownTo[] = {U"减少到", U"减至", U"下降到", U"降至", U"下降至", U"减少至", U"降低到", U"降到"};

struct Years {
  std::size_t now = 0;
  std::size_t last = 0;
  std::size_t end = 0;  ///< the later of both
};

bool is_plain(const Quantity& quantity) { return !quantity.rough && !quantity.each && !quantity.is_share(); }

/// Two neighbouring quantities of one unit, the second of last year; or the first, in 由2800个增加到3150个.
std::vector<Years> find_years(const Read& here) {
  std::vector<Years> found;
  for (std::size_t i = 1; i < here.quantities.size(); ++i) {
    const auto &first = here.quantities[i - 1], &second = here.quantities[i];
    if (!is_plain(first) || !is_plain(second) || !first.same_unit(second) || first.scale != second.scale) continue;
    const auto gap = here.between(first.end, second.begin);
    if (contains_any(gap, {U"；", U";"})) continue;
    const auto label = here.label(i - 1);
    if (ends_with_any(gap, kUpTo) || ends_with_any(gap, kDownTo)) {
      if (contains_any(label, {U"由", U"从"})) found.push_back({i, i - 1, i});
    } else if (contains_any(gap, kLastYear) && change_at_end(gap) == 0 && !contains_any(label, kLastYear)) {
      found.push_back({i - 1, i, i});
    }
  }
  return found;
}

/// Whether p per cent, as written, is what the exact share rounds or is cut off to.
bool rounds_to(std::int64_t stated, int places, long double exact) {
  const long double half = static_cast<long double>(half_of_last_place(places));
  const long double off = static_cast<long double>(stated) - exact;
  return std::abs(off) <= half * 1.0001L || (off < 0 && -off < 2 * half);
}

void check_growth(const Read& here, std::size_t rate, std::int64_t now, std::int64_t last, int sign, std::size_t begin,
                  std::vector<Finding>& findings) {
  const auto& stated = here.quantities[rate];
  if (last <= 0) return;
  const long double exact = static_cast<long double>(now - last) / static_cast<long double>(last) * 100 * kOne;
  const bool holds = rounds_to(stated.value, stated.places, sign * exact);
  const auto off = sign * stated.value - static_cast<std::int64_t>(exact);
  // 12.3亿元 and 11.2亿元 are rounded themselves, and a rate of them is known no better.
  const auto& count = here.quantities[rate - 1];
  if (!holds && (count.places > 0 || count.scale > 0)) {
    const long double half = static_cast<long double>(half_of_last_place(count.places));
    if (static_cast<long double>(std::abs(off)) <= 400.0L * kOne * half / static_cast<long double>(last)) return;
  }
  findings.push_back({.kind = Kind::Growth,
                      .what = words_of(here, begin, stated.end),
                      .total = text_of(now),
                      .parts = {text_of(last)},
                      .stated = text_of(sign * stated.value) + "%",
                      .reconciles = holds,
                      .difference = text_of(off / 100 * 100),
                      .where = place_of(here)});
}

/// 共办理162件，较上年增加12件，增长8%: last year is what is left.
void check_without_last(const Read& here, std::vector<Finding>& findings) {
  for (std::size_t i = 2; i < here.quantities.size(); ++i) {
    const auto &now = here.quantities[i - 2], &change = here.quantities[i - 1], &rate = here.quantities[i];
    if (!rate.is_share() || rate.rough || !is_plain(now) || !is_plain(change)) continue;
    if (!now.same_unit(change) || now.scale != change.scale) continue;
    const auto first = here.between(now.end, change.begin), second = here.between(change.end, rate.begin);
    const int sign = change_at_end(first);
    if (sign == 0 || change_at_end(second) != sign || first.size() > 12 || second.size() > 8) continue;
    if (!contains_any(first, kLastYear) && !contains(first, U"同比")) continue;
    check_growth(here, i, now.value, now.value - sign * change.value, sign, here.label_begin(i - 2), findings);
  }
}

}  // namespace

void check_changes(const Read& here, std::vector<Finding>& findings) {
  for (const auto& years : find_years(here)) {
    const auto now = here.quantities[years.now].value, last = here.quantities[years.last].value;
    const auto begin = here.label_begin(std::min(years.now, years.last));
    auto end = here.quantities[years.end].end;
    for (std::size_t i = years.end + 1; i < here.quantities.size() && i <= years.end + 2; ++i) {
      const auto& quantity = here.quantities[i];
      const auto gap = here.between(end, quantity.begin);
      const int sign = change_at_end(gap);
      if (sign == 0 || quantity.rough || quantity.each || contains_any(gap, {U"；", U";"})) break;
      if (quantity.is_share()) {
        check_growth(here, i, now, last, sign, begin, findings);
        break;
      }
      if (!quantity.same_unit(here.quantities[years.now]) || quantity.scale != here.quantities[years.now].scale) break;
      const auto difference = now - last - sign * quantity.value;
      findings.push_back({.kind = Kind::Change,
                          .what = words_of(here, begin, quantity.end),
                          .total = text_of(now),
                          .parts = {text_of(last), text_of(sign * quantity.value)},
                          .reconciles = difference == 0,
                          .difference = text_of(difference),
                          .where = place_of(here)});
      end = quantity.end;
    }
  }
  check_without_last(here, findings);
}

}  // namespace dl::sums
