#include "plans/limits.h"

#include <algorithm>

#include "base/text.h"
#include "plans/limit_scan.h"

namespace dl::plans {
namespace {

/// Titles, short quotations and numbers of documents hold no limits of the plan.
Chars blot(View words) {
  Chars folded = fold(words);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const bool title = folded[i] == U'《', quote = folded[i] == U'“', year = folded[i] == U'[';
    if (!title && !quote && !year) continue;
    const auto end = closing_of(folded, i);
    if (end == View::npos || (quote && end - i > 12)) continue;
    if (year && !(end - i == 5 && digits_at(View(folded).substr(i + 1)).size == 4)) continue;
    std::fill(folded.begin() + static_cast<std::ptrdiff_t>(i), folded.begin() + static_cast<std::ptrdiff_t>(end) + 1,
              U'\0');
    i = end;
  }
  return folded;
}

/// 持续推进 in any sentence; 长期 and 全年 where they stand alone; in a column whatever says that it goes on.
std::optional<Hit> find_ongoing(Scan scan) {
  Hit hit{{}, scan.at, 0};
  hit.limit.kind = LimitKind::Ongoing;
  const char32_t c = scan.before();
  const bool apart = is_pause(c) || is_opening(c) || c == U' ' || c == U'、';
  if (scan.column() && apart &&
      scan.next_is({U"持续", U"长期", U"全年", U"常态", U"贯穿", U"日常", U"长效", U"坚持"})) {
    while (scan.at < scan.words.size() && !is_pause(scan.words[scan.at]) && !is_closing(scan.words[scan.at]) &&
           !is_opening(scan.words[scan.at]) && scan.words[scan.at] != U' ')
      ++scan.at;
    hit.end = scan.at;
    return hit;
  }
  if (scan.take({U"持续推进", U"长期坚持", U"长期推进", U"全年推进", U"贯穿全年"})) {
    hit.end = scan.at;
    return hit;
  }
  if (!apart || !scan.take({U"长期", U"全年"})) return std::nullopt;
  const auto rest = scan.rest();
  if (!rest.empty() && !is_pause(rest.front()) && !is_closing(rest.front()) &&
      !scan.next_is({U"持续", U"坚持", U"推进", U"开展", U"落实", U"进行"}))
    return std::nullopt;
  hit.end = scan.at;
  return hit;
}

/// 年内完成; 年内 alone in a column.
std::optional<Hit> find_this_year(Scan scan) {
  Hit hit{{}, scan.at, 0};
  const auto digits = digits_at(scan.rest());
  std::optional<int> year = scan.year;
  if (digits.size == 4 && begins_with(scan.rest().substr(4), U"年")) {
    year = digits.value;
    scan.at += 4;
  }
  if (!scan.take({U"本年度内", U"年度内", U"年内"})) return std::nullopt;
  if (!scan.column() && !scan.next_is({U"完成", U"实现", U"建成", U"出台", U"印发", U"全面完成", U"基本"}))
    return std::nullopt;
  hit.end = scan.at;
  hit.limit.kind = LimitKind::Deadline;
  if (year) hit.limit.due = Date(*year, 12, 31);
  return hit;
}

std::optional<Hit> find_at(const Scan& scan) {
  const char32_t before = scan.before(), here = scan.words[scan.at];
  const bool inside =
      (text::is_digit(before) && text::is_digit(here)) || (View(U"一二三四五六七八九十百").find(before) != View::npos &&
                                                           View(U"一二三四五六七八九十百").find(here) != View::npos);
  if (inside) return std::nullopt;
  auto date = find_date(scan), often = find_frequency(scan);
  if (date && (!often || often->end <= date->end)) return date;
  if (often) return often;
  if (auto hit = find_quantity(scan)) return hit;
  if (auto hit = find_ongoing(scan)) return hit;
  return find_this_year(scan);
}

}  // namespace

std::vector<Limit> find_limits(View words, std::optional<int> year, Place place) {
  std::vector<Limit> limits;
  const Chars folded = blot(words);
  // What may begin a limit; most characters of a plan do not.
  constexpr View kBegins =
      U"0123456789一二三四五六七八九十两半每按逐今本当次下翌明年上第季月不至最应全持长贯常日坚提达超增压控低高减降百≥≤";
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (kBegins.find(folded[i]) == View::npos) continue;
    auto hit = find_at({folded, i, year, place});
    if (!hit || hit->end <= i) continue;
    hit->limit.text = text::encode(trim(words.substr(hit->begin, hit->end - hit->begin)));
    const bool known = std::ranges::any_of(limits, [&](const Limit& one) { return one.text == hit->limit.text; });
    if (!known) limits.push_back(std::move(hit->limit));
    i = hit->end - 1;
  }
  return limits;
}

}  // namespace dl::plans
