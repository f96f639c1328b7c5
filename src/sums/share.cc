// Shares against counts: 265件，占32.9%; 200件（17.46%）; 办结率96%.
#include <algorithm>
#include <cstdlib>

#include "sums/sentence.h"

namespace dl::sums {
namespace {

constexpr View kShareWords[] = {U"占", U"占比", U"比重", U"比例"};
/// The whole is another one than what the text counts.
constexpr View kElsewhere[] = {U"全省", U"全国", U"生产总值", U"GDP", U"人口", U"地区", U"全球", U"面积"};
/// The words of a rate, whose count is told by the same word: 办结48件 … 办结率96%.
constexpr View kRates[] = {U"办结", U"答复", U"满意", U"合格", U"解决", U"回复", U"完成", U"整改", U"回应", U"采纳"};

struct Stated {
  std::size_t share = 0;  ///< place of the percentage
  std::size_t part = 0;   ///< place of what is counted
};

struct Candidate {
  std::int64_t value = 0;
  const Read* read = nullptr;
  std::size_t place = 0;
};

long double exact_share(std::int64_t part, std::int64_t whole) {
  return static_cast<long double>(part) / static_cast<long double>(whole) * 100 * kOne;
}

/// As rounded, or cut off instead.
bool agrees(const Quantity& share, long double exact) {
  const long double half = static_cast<long double>(half_of_last_place(share.places));
  const long double off = static_cast<long double>(share.value) - exact;
  return std::abs(off) <= half * 1.0001L || (off < 0 && -off < 2 * half);
}

/// A percentage right behind a count: 占32.9%, （17.46%）.
bool is_share_of(const Read& here, std::size_t part, std::size_t share) {
  const auto gap = here.between(here.quantities[part].end, here.quantities[share].begin);
  if (gap.size() > 16 || contains_any(gap, {U"；", U";", U"。"}) || change_at_end(gap) != 0) return false;
  if (contains_any(gap, kElsewhere)) return false;
  return gap == U"（" || gap == U"(" || contains_any(gap, kShareWords);
}

std::vector<Stated> find_shares(const Read& here) {
  std::vector<Stated> found;
  for (std::size_t i = 1; i < here.quantities.size(); ++i) {
    const auto &share = here.quantities[i], &part = here.quantities[i - 1];
    if (!share.is_share() || share.rough || part.is_share() || part.rough || part.each || part.numeral) continue;
    if (share.value > 100 * kOne) continue;
    if (is_share_of(here, i - 1, i)) found.push_back({i, i - 1});
  }
  return found;
}

/// Totals that a share may be of: in this sentence before it, then in the sentences before, the nearest first.
std::vector<Candidate> candidates(const Read& here, const std::vector<const Read*>& before, const Stated& stated) {
  const auto& part = here.quantities[stated.part];
  std::vector<Candidate> found;
  auto add = [&](const Read& read, std::size_t end) {
    for (auto i = end; i-- > 0;) {
      const auto& quantity = read.quantities[i];
      if (!quantity.same_unit(part) || quantity.rough || quantity.each || quantity.scale != part.scale) continue;
      if (quantity.value >= part.value && quantity.value > 0) found.push_back({quantity.value, &read, i});
    }
  };
  add(here, stated.part);
  for (const auto* read : before) add(*read, read->quantities.size());
  return found;
}

void report(const Read& here, const Stated& stated, std::int64_t whole, bool holds, std::vector<Finding>& findings) {
  const auto &share = here.quantities[stated.share], &part = here.quantities[stated.part];
  const auto off = static_cast<long double>(share.value) - exact_share(part.value, whole);
  // 8.3万元 and 12.1万元 are rounded themselves, and a share of them is known no better.
  if (!holds && (part.places > 0 || part.scale > 0)) {
    const long double half = static_cast<long double>(half_of_last_place(part.places));
    if (std::abs(off) <= 200.0L * kOne * half / static_cast<long double>(whole) +
                             static_cast<long double>(half_of_last_place(share.places)))
      return;
  }
  const auto rounded = static_cast<std::int64_t>(std::llround(off / 100)) * 100;
  Finding finding{.kind = Kind::Share,
                  .what = words_of(here, here.label_begin(stated.part), share.end),
                  .total = text_of(whole),
                  .parts = {text_of(part.value)},
                  .stated = text_of(share.value) + "%",
                  .reconciles = holds,
                  .difference = text_of(rounded),
                  .where = place_of(here)};
  if (holds && off < 0 && -off > static_cast<long double>(half_of_last_place(share.places)) * 1.0001L)
    finding.hint = "截断未四舍五入";
  findings.push_back(std::move(finding));
}

/// The total that a tie of this sentence gives a part.
std::optional<std::int64_t> tied_total(const Read& here, const Read* before, std::size_t part) {
  for (const auto& tie : here.ties) {
    if (std::ranges::find(tie.parts, part) == tie.parts.end() || !tie.holds) continue;
    const Read* read = tie.total_before ? before : &here;
    if (read && tie.total < read->quantities.size()) return read->quantities[tie.total].value;
  }
  return {};
}

/// 受理50件，办结48件，办结率96%.
void check_rates(const Read& here, std::vector<Finding>& findings) {
  for (std::size_t i = 2; i < here.quantities.size(); ++i) {
    const auto &rate = here.quantities[i], &part = here.quantities[i - 1], &whole = here.quantities[i - 2];
    if (!rate.is_share() || rate.rough || !part.same_unit(whole) || part.is_share() || part.rough || whole.rough)
      continue;
    if (part.scale != whole.scale || part.value > whole.value || whole.value == 0 || part.each || whole.each) continue;
    const auto label = here.label(i);
    const auto* word = std::ranges::find_if(kRates, [&](View one) { return label.starts_with(one); });
    if (word == std::ranges::end(kRates) || label.substr(word->size()).find(U'率') != 0 ||
        label.size() > word->size() + 3)
      continue;
    if (!contains(here.label(i - 1), *word) || contains_any(here.between(whole.end, rate.begin), {U"；", U";"}))
      continue;
    report(here, {i, i - 1}, whole.value, agrees(rate, exact_share(part.value, whole.value)), findings);
  }
}

}  // namespace

void check_shares(const Read& here, const std::vector<const Read*>& before, std::vector<Finding>& findings) {
  const auto shares = find_shares(here);
  std::vector<std::pair<Stated, std::vector<Candidate>>> open;
  std::vector<std::int64_t> wholes;  // that shares of this sentence are of
  for (const auto& stated : shares) {
    const auto& share = here.quantities[stated.share];
    const auto part = here.quantities[stated.part].value;
    const auto tied = tied_total(here, before.empty() ? nullptr : before.front(), stated.part);
    if (tied && *tied > 0) {
      report(here, stated, *tied, agrees(share, exact_share(part, *tied)), findings);
      wholes.push_back(*tied);
      continue;
    }
    auto found = candidates(here, before, stated);
    const auto hit = part == 0 ? found.end() : std::ranges::find_if(found, [&](const Candidate& one) {
      return agrees(share, exact_share(part, one.value));
    });
    if (hit == found.end()) {
      open.emplace_back(stated, std::move(found));
      continue;
    }
    wholes.push_back(hit->value);
    report(here, stated, hit->value, true, findings);
  }
  for (const auto& [stated, found] : open) {
    // A fault only where the whole is certain: other shares are of it, or it is the one total before 其中.
    std::optional<std::int64_t> whole;
    for (const auto& one : found)
      if (std::ranges::count(wholes, one.value) > 0) whole = one.value;
    if (!whole && !found.empty() && found.front().read == &here) {
      const auto& total = here.quantities[found.front().place];
      const auto gap = here.between(total.end, here.quantities[stated.part].begin);
      if (contains(gap, U"其中") && !contains_any(gap, {U"；", U";"}) && says_total(here.label(found.front().place)))
        whole = total.value;
    }
    if (!whole) continue;
    const auto& share = here.quantities[stated.share];
    report(here, stated, *whole, agrees(share, exact_share(here.quantities[stated.part].value, *whole)), findings);
  }
  check_rates(here, findings);
}

}  // namespace dl::sums
