// What became of requests, told in words: 予以公开…件，不予公开…件 … against the number received or answered.
#include <algorithm>

#include "sums/list.h"
#include "sums/sentence.h"

namespace dl::sums {
namespace {

struct Outcome {
  View word = {};
  bool carried = false;  ///< goes on next year: a part of what was received, not of what was answered
};

constexpr Outcome kOutcomes[] = {{U"予以公开"},   {U"部分公开"},   {U"不予公开"},   {U"无法提供"},   {U"不予处理"},
                                 {U"其他处理"},   {U"同意公开"},   {U"不同意公开"}, {U"非政府信息"}, {U"信息不存在"},
                                 {U"结转", true}, {U"转下", true}, {U"顺延", true}};
constexpr View kCarriedIn[] = {U"上年", U"上一年", U"去年"};
constexpr View kReceived[] = {U"收到", U"新收", U"受理", U"收办", U"接收"};
constexpr View kAnswered[] = {U"答复", U"办结", U"办理", U"处理"};

/// The words that name the quantity, brackets of explanation left out: 作其他处理（含撤回）341件.
View name_of(const Read& here, std::size_t place) {
  const auto begin = place == 0 ? 0 : here.quantities[place - 1].end;
  auto name = here.between(begin, here.quantities[place].begin);
  if (auto mark = name.find_last_of(U"、，；：,;:");
      mark != View::npos && !contains_any(name.substr(mark), {U"）", U")"}))
    name.remove_prefix(mark);
  return name;
}

const Outcome* outcome_of(const Read& here, std::size_t place) {
  const auto name = name_of(here, place);
  if (contains_any(name, kCarriedIn)) return nullptr;
  for (const auto& outcome : kOutcomes)
    if (contains(name, outcome.word)) return &outcome;
  return nullptr;
}

struct Whole {
  std::int64_t value = 0;
  const Read* read = nullptr;
  std::size_t place = 0;
  bool answered = false;
};

/// What the outcomes may add up to, the nearest first; the sum of new and carried over too.
std::vector<Whole> wholes(const Read& here, const std::vector<const Read*>& before, std::size_t first) {
  const auto& like = here.quantities[first];
  std::vector<Whole> found;
  auto add_from = [&](const Read& read, std::size_t end) {
    std::int64_t received = 0;
    std::int64_t carried = 0;
    for (std::size_t i = end; i-- > 0;) {
      const auto& quantity = read.quantities[i];
      if (!quantity.same_unit(like) || quantity.rough || quantity.each || quantity.scale != like.scale) continue;
      const auto label = read.label(i);
      if (contains_any(label, kCarriedIn)) carried = quantity.value;
      if (contains_any(label, kReceived) && !contains_any(label, kCarriedIn)) received = quantity.value;
      const bool named = contains_any(label, kReceived) || contains_any(label, kAnswered) || says_total(label);
      if (named && quantity.depth == 0) found.push_back({quantity.value, &read, i, contains_any(label, kAnswered)});
    }
    if (received > 0 && carried > 0) found.push_back({received + carried, &read, 0, false});
  };
  add_from(here, first);
  for (const auto* read : before) add_from(*read, read->quantities.size());
  return found;
}

}  // namespace

void check_outcomes(Read& here, const std::vector<const Read*>& before, std::vector<Finding>& findings) {
  std::vector<std::size_t> parts;
  std::size_t carried = 0;
  bool rest = false;
  for (std::size_t i = 0; i < here.quantities.size(); ++i) {
    if (here.quantities[i].depth > 0 || here.quantities[i].is_share()) continue;
    const auto* outcome = outcome_of(here, i);
    if (!outcome) continue;
    if (here.quantities[i].rough || (!parts.empty() && !here.quantities[i].same_unit(here.quantities[parts.front()])))
      return;
    parts.push_back(i);
    carried += outcome->carried;
    rest = rest || contains(name_of(here, i), U"其他");
  }
  if (parts.size() - carried < 3) return;
  for (const auto& tie : here.ties)
    if (std::ranges::find(tie.parts, parts.front()) != tie.parts.end()) return;
  std::int64_t sum = 0;
  for (const auto part : parts) sum += here.quantities[part].value;
  const auto candidates = wholes(here, before, parts.front());
  const auto hit = std::ranges::find(candidates, sum, &Whole::value);
  const Whole* whole = hit == candidates.end() ? nullptr : &*hit;
  if (!whole && (rest || parts.size() >= 5))
    for (const auto& candidate : candidates)
      if (!whole && candidate.answered == (carried == 0)) whole = &candidate;
  if (!whole) return;
  Finding finding{.kind = Kind::Sum,
                  .what = words_of(here, here.label_begin(parts.front()), here.quantities[parts.back()].end),
                  .total = text_of(whole->value),
                  .reconciles = whole->value == sum,
                  .difference = text_of(whole->value - sum),
                  .where = place_of(here)};
  for (const auto part : parts) finding.parts.push_back(text_of(here.quantities[part].value));
  findings.push_back(std::move(finding));
  here.ties.push_back({whole->place, parts, whole->read != &here, whole->value == sum});
}

}  // namespace dl::sums
